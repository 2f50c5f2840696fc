from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "levier.evidence.outcomes"
    label = "outcomes"
    verbose_name = "Participations"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.evidence.outcomes.rules import SEE_PARTICIPATIONS
        from levier.evidence.outcomes.trainee_importer import TraineeImporter
        from levier.evidence.outcomes.views import of_person
        from levier.foundation.imports.importer import importers
        from levier.foundation.kit.registers import NavigationEntry, Panel, navigation, panels

        importers.sign_in("people", TraineeImporter())
        entry = NavigationEntry("evidence", _("Participations"), "outcomes:participations", SEE_PARTICIPATIONS)
        navigation.sign_in("participations", entry, order=50)
        panels.sign_in(
            "outcomes.person", Panel("person", "outcomes/_person.html", SEE_PARTICIPATIONS, of_person), order=20
        )
