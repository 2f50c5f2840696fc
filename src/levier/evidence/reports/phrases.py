"""Words that recur in reports."""

from typing import Any

from django.utils.translation import gettext_lazy as _

REASONS = {
    "incomplete_gender": _("fiche incomplète : le genre manque"),
    "incomplete_birth_date": _("fiche incomplète : la date de naissance manque"),
    "incomplete_employment_status": _("fiche incomplète : le statut à l'entrée manque"),
    "incomplete_unemployment_length": _("fiche incomplète : la durée sans emploi manque"),
    "incomplete_household": _("fiche incomplète : la composition du ménage manque"),
    "incomplete_isced": _("fiche incomplète : le niveau d'études manque"),
    "exit_observation_out_of_window": _("nouvelle à la sortie hors du délai de quatre semaines"),
    "exit_observation_undated": _("nouvelle à la sortie sans date"),
    "six_month_observation_out_of_window": _("nouvelle à six mois hors du délai"),
    "six_month_observation_undated": _("nouvelle à six mois sans date"),
}


def reason_sentence(code: str) -> Any:
    """The sentence of a machine reason."""
    return REASONS.get(code, code)


ACTS = {
    "report.frozen": _("a figé un rapport"),
    "report.reopened": _("a rouvert un rapport figé"),
    "report.lines_read": _("a lu la liste des personnes d'un chiffre"),
}
"""What the journal says of each act, after the name of who acted."""
