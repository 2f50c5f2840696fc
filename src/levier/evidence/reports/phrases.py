"""Words that recur in reports."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from levier.evidence.reports.rule_sets import rule_sets

REASONS = {
    "exit_observation_out_of_window": _("nouvelle à la sortie hors du délai"),
    "exit_observation_undated": _("nouvelle à la sortie sans date"),
    "six_month_observation_out_of_window": _("nouvelle à six mois hors du délai"),
    "six_month_observation_undated": _("nouvelle à six mois sans date"),
}


def reason_sentence(code: str) -> Any:
    """The sentence of a machine reason: a rule-set says what lacks, the room why an answer misses its window."""
    lacking = (item for one in rule_sets().values() for item in one.complete if item.code == code)
    found = next(lacking, None)
    return found.is_given.explanation if found else REASONS.get(code, code)


ACTS = {
    "report.frozen": _("a figé un rapport"),
    "report.reopened": _("a rouvert un rapport figé"),
    "report.lines_read": _("a lu la liste des personnes d'un chiffre"),
}
"""What the journal says of each act, after the name of who acted."""
