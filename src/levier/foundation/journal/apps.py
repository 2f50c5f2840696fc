from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "levier.foundation.journal"
    label = "journal"
    verbose_name = "Journal"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from levier.foundation.journal.seal import seal_tables

        post_migrate.connect(seal_tables, sender=self)
