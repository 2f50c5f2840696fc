from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "levier.evidence.reports"
    label = "reports"
    verbose_name = "Rapports"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.evidence.reports.phrases import ACTS
        from levier.evidence.reports.rules import SEE_REPORTS
        from levier.evidence.reports.views import standings
        from levier.foundation.journal.sentences import sign_acts
        from levier.foundation.kit.registers import NavigationEntry, Panel, navigation, panels

        sign_acts(ACTS)
        entry = NavigationEntry("evidence", _("Rapports"), "reports:reports", SEE_REPORTS)
        navigation.sign_in("reports", entry, order=60)
        panels.sign_in(
            "reports.project",
            Panel(
                "project",
                "reports/_project.html",
                SEE_REPORTS,
                lambda request, one: {"project": one} if one.rule_set else None,
            ),
            order=60,
        )
        panels.sign_in(
            "reports.standings", Panel("participation", "reports/_standings.html", SEE_REPORTS, standings), order=60
        )
