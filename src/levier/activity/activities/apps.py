from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "levier.activity.activities"
    label = "activities"
    verbose_name = "Activités"

    def ready(self) -> None:
        from levier.activity.activities import merging
        from levier.activity.activities.hours_importer import HoursImporter
        from levier.foundation.imports.importer import importers
        from levier.foundation.kit.registers import Merger, mergers

        importers.sign_in("hours", HoursImporter())
        tables = ("activities.enrolment", "activities.attendance")
        mergers.sign_in("activities", Merger(tables, merging.summary, merging.merge, merging.undo), order=40)
