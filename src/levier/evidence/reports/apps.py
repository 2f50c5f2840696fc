from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "levier.evidence.reports"
    label = "reports"
    verbose_name = "Rapports"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from levier.evidence.ledger.proofs import Proofs, proofs
        from levier.evidence.outcomes.phrases import definitions as asked_with
        from levier.evidence.outcomes.rules import SEE_PARTICIPATIONS
        from levier.evidence.reports.hours import unproven_minutes, unproven_sources
        from levier.evidence.reports.panels import of_participation, of_person, of_project
        from levier.evidence.reports.phrases import ACTS
        from levier.evidence.reports.rule_sets import definitions, rule_sets
        from levier.evidence.reports.rules import SEE_REPORTS
        from levier.foundation.accounts.numbers import Number, numbers
        from levier.foundation.journal.sentences import sign_acts
        from levier.foundation.kit.registers import NavigationEntry, Panel, counting_rules, navigation, panels
        from levier.foundation.kit.suppression import LEAST, SMALL_FIGURES

        sign_acts(ACTS)
        proofs.sign_in("reports", Proofs(unproven_sources, unproven_minutes))
        asked_with.sign_in("reports", definitions)
        for code, rule_set in rule_sets().items():
            counting_rules.sign_in(code, rule_set.name)
        small = Number(
            _("En dessous de combien un chiffre est petit, et se masque dans les fichiers qui sortent"),
            _("De 3 à 20. Plus il est grand, moins on peut reconnaître quelqu'un derrière un chiffre."),
            LEAST,
            3,
            20,
            str,
        )
        numbers.sign_in(SMALL_FIGURES, small)
        entry = NavigationEntry("evidence", _("Rapports"), "reports:reports", SEE_REPORTS)
        navigation.sign_in("reports", entry, order=60)
        for place, template, needed, context in (
            ("project", "reports/_project.html", SEE_REPORTS, of_project),
            ("participation", "reports/_standings.html", SEE_PARTICIPATIONS, of_participation),
            ("person", "reports/_person.html", SEE_PARTICIPATIONS, of_person),
        ):
            panels.sign_in(f"reports.{place}", Panel(place, template, needed, context), order=60)
