"""The words of a record that rule-sets share: each a predicate with the sentence of why it was not met."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from levier.evidence.reports.engine.expressions import Depending, Test, chosen_by, col, param
from levier.evidence.reports.engine.rule_set import Completeness

EMPLOYED, SEARCHING = 1, 2

LEVEL, DECLARED, RECOGNISED = param("foreign_level"), col("isced"), col("isced_recognised")


def level(*levels: int, why_not: Any = "") -> Depending:
    """Highest level completed; of a foreign diploma, the one that the rule-set counts (rule 13)."""
    declared, recognised = (column.one_of(*levels, why_not=why_not) for column in (DECLARED, RECOGNISED))
    return chosen_by(LEVEL, declared=declared, recognised=recognised)


unemployed = col("category").is_("unemployed", _("n'était pas sans emploi à l'entrée"))
inactive = col("category").is_("inactive", _("n'était pas inactive à l'entrée"))
employed = col("category").is_("employed", _("n'était pas en emploi à l'entrée"))
without_work = col("category").one_of("unemployed", "inactive", why_not=_("était en emploi à l'entrée"))
middle = level(3, 4, why_not=_("n'a pas un diplôme de niveau CITE 3 ou 4"))
high = level(5, 6, 7, 8, why_not=_("n'a pas un diplôme du supérieur (CITE 5 à 8)"))
at_least_55 = col("age").at_least(55, _("avait moins de 55 ans à l'entrée"))
not_in_training = col("in_training").is_("no", _("n'a pas dit « non » à « en formation ou en études à l'entrée »"))

_not_said = _("aucune réponse donnée dans le délai ne le dit")
job_at_exit = col("exit_work").is_(EMPLOYED, _not_said)
search_at_exit = col("exit_work").is_(SEARCHING, _not_said)
training_at_exit = col("exit_training").is_(1, _not_said)
qualified_at_exit = col("exit_qualification").is_(1, _not_said)
job_later = col("later_work").is_(EMPLOYED, _not_said)
improved_later = col("later_improved").is_(1, _("aucune amélioration reconnue n'est notée dans le délai"))


def said_yes(item: str) -> Test:
    """Yes to a question asked at entry with a right to refuse (rule 9)."""
    return col(item).is_("yes", _("n'a pas répondu « oui »"))


COMPLETE = (
    Completeness("incomplete_gender", _("le genre manque"), col("gender").is_said()),
    Completeness("incomplete_birth_date", _("la date de naissance manque"), col("birth_date").is_known()),
    Completeness("incomplete_employment_status", _("le statut à l'entrée manque"), col("category").is_said()),
    Completeness(
        "incomplete_unemployment_length",
        _("la durée sans emploi manque"),
        col("category").one_of("", "inactive", "employed") | col("unemployed_months").is_known(),
    ),
    Completeness(
        "incomplete_isced",
        _("le niveau d'études manque"),
        chosen_by(LEVEL, declared=DECLARED.is_known(), recognised=RECOGNISED.is_known()),
    ),
)
"""Rule 7: without these a record is incomplete; nothing else is needed."""
