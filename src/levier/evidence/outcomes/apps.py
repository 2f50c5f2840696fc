from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "levier.evidence.outcomes"
    label = "outcomes"
    verbose_name = "Participations"

    def ready(self) -> None:
        from levier.evidence.outcomes.trainee_importer import TraineeImporter
        from levier.foundation.imports.importer import importers

        importers.sign_in("people", TraineeImporter())
