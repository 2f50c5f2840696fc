from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "levier.foundation.journal"
    label = "journal"
    verbose_name = "Journal"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate
        from django.utils.translation import gettext_lazy as _

        from levier.foundation.journal.rules import READ_JOURNAL
        from levier.foundation.journal.seal import seal_tables
        from levier.foundation.kit.registers import NavigationEntry, navigation

        post_migrate.connect(seal_tables, sender=self)
        navigation.sign_in("journal", NavigationEntry("house", _("Journal"), "journal:journal", READ_JOURNAL), order=95)
