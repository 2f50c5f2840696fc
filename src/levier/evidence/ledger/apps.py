from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "levier.evidence.ledger"
    label = "ledger"
    verbose_name = "Heures"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.evidence.ledger.models import LedgerItem
        from levier.evidence.ledger.panels import of_project
        from levier.evidence.ledger.phrases import ACTS
        from levier.evidence.ledger.rules import SEE_HOURS
        from levier.foundation.journal.sentences import Named, by_label, objects, sign_acts
        from levier.foundation.kit.registers import NavigationEntry, Panel, navigation, panels

        sign_acts(ACTS)
        panels.sign_in("ledger.project", Panel("project", "ledger/_project.html", SEE_HOURS, of_project), order=55)
        objects.sign_in("ledger.ledgeritem", Named(by_label(LedgerItem, SEE_HOURS, "project"), "ledger:item"))
        entry = NavigationEntry("evidence", _("Heures et bailleurs"), "ledger:hours", SEE_HOURS)
        navigation.sign_in("hours", entry, order=55)
