from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "levier.activity.activities"
    label = "activities"
    verbose_name = "Activités"

    def ready(self) -> None:
        from levier.activity.activities.hours_importer import HoursImporter
        from levier.foundation.imports.importer import importers

        importers.sign_in("hours", HoursImporter())
