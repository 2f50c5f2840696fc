"""ESF 2014-2020, common indicators (Regulation (EU) 1304/2013, Annex I). Readings to be confirmed are marked."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from levier.evidence.reports.engine import record
from levier.evidence.reports.engine.expressions import col, param
from levier.evidence.reports.engine.rule_set import Check, Completeness, ParameterValue, RuleSet, table_ten
from levier.evidence.reports.rule_sets.esf_2014.indicators import INDICATORS

START = date(2014, 1, 1)

household_known = (
    col("jobless_household").one_of("yes", "no")
    & col("single_adult_household").one_of("yes", "no")
    & col("dependent_children").one_of("yes", "no")
)

_PARTS = _("Le total doit être la somme de ses parties : relisez les fiches corrigées en dernier, puis recalculez.")
_WITHIN = _("Une partie ne dépasse jamais le tout : relisez les fiches corrigées en dernier, puis recalculez.")

CHECKS = (
    Check(
        "TOTAL",
        _("CO01 + CO03 + CO05 = total des fiches complètes"),
        _PARTS,
        lambda value: value("CO01") + value("CO03") + value("CO05") == value("TOTAL"),
    ),
    Check(
        "GRAND",
        _("Le total des fiches complètes ne dépasse pas le grand total"),
        _WITHIN,
        lambda value: value("TOTAL") <= value("GRAND"),
    ),
    Check("CO02", _("CO02 ne dépasse pas CO01"), _WITHIN, lambda value: value("CO02") <= value("CO01")),
    Check("CO04", _("CO04 ne dépasse pas CO03"), _WITHIN, lambda value: value("CO04") <= value("CO03")),
    Check(
        "CO06",
        _("CO06 + CO07 ne dépasse pas les fiches complètes"),
        _WITHIN,
        lambda value: value("CO06") + value("CO07") <= value("TOTAL"),
    ),
    Check("CO08", _("CO08 ne dépasse pas CO07"), _WITHIN, lambda value: value("CO08") <= value("CO07")),
    Check(
        "CO09",
        _("CO09 + CO10 + CO11 ne dépasse pas les fiches complètes"),
        _WITHIN,
        lambda value: value("CO09") + value("CO10") + value("CO11") <= value("TOTAL"),
    ),
    Check("CO13", _("CO13 ne dépasse pas CO12"), _WITHIN, lambda value: value("CO13") <= value("CO12")),
    *table_ten(INDICATORS),
)

RULE_SET = RuleSet(
    code="esf-2014",
    name=_("FSE 2014-2020"),
    version="2026-11",
    indicators=INDICATORS,
    complete=(
        *record.COMPLETE,
        Completeness(
            "incomplete_household",
            _("la composition du ménage manque"),
            col("entry_on").at_least(param("household_until")) | household_known,
        ),
    ),
    parameters=(
        ParameterValue("ltu_months", 12, START, _("Mois sans emploi au-delà desquels la durée est longue")),
        ParameterValue(
            "ltu_months_below_25", 6, START, _("Mois sans emploi au-delà desquels la durée est longue avant 25 ans")
        ),
        ParameterValue(
            "no_level_below", 1, START, _("Niveau CITE en dessous duquel une personne compte en CO17"), False
        ),
        ParameterValue(
            "household_until", date(2018, 8, 2), START, _("Premier jour d'entrée sans question sur le ménage"), False
        ),
        ParameterValue("exit_window", 28, START, _("Jours après la sortie où une réponse compte")),
        ParameterValue(
            "six_month_window", 28, START, _("Jours après les six mois où une réponse compte encore"), False
        ),
        ParameterValue(
            "foreign_level",
            "declared",
            START,
            _("Niveau d'un diplôme étranger qui compte"),
            False,
            _("celui que la personne déclare, même sans équivalence"),
        ),
        ParameterValue(
            "foreign_background",
            "both_parents",
            START,
            _("Origine étrangère (dans CO15)"),
            False,
            _("les deux parents sont nés à l'étranger"),
        ),
    ),
    statuses=("CO01", "CO03", "CO05"),
    everybody="GRAND",
    into_work="CR04",
    checks=CHECKS,
    not_from_people=(
        ("CO20", _("Projets portés par des partenaires sociaux ou des organisations non gouvernementales")),
        ("CO21", _("Projets pour la participation et la progression durables des femmes dans l'emploi")),
        ("CO22", _("Projets visant les administrations ou services publics")),
        ("CO23", _("Micro, petites et moyennes entreprises soutenues")),
    ),
    readings=(
        _("Une personne inscrite comme demandeuse d'emploi compte comme sans emploi."),
        _("CO09 commence au niveau CITE 1 ; le niveau 0 ne compte que dans CO17."),
        _("Les questions sur le ménage ont été retirées : le jour exact est à confirmer."),
    ),
    sources=("Règlement (UE) 1304/2013, annexe I", "Règlement (UE, Euratom) 2018/1046"),
)
