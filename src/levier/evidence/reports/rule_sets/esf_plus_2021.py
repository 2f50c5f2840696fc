"""ESF+ 2021-2027, common indicators (Regulation (EU) 2021/1057, Annex I). Readings to be confirmed are marked."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from levier.evidence.reports.engine.expressions import Test, col, param
from levier.evidence.reports.engine.rule_set import Check, Completeness, Horizon, Indicator, ParameterValue, RuleSet

START = date(2021, 1, 1)
EMPLOYED, SEARCHING = 1, 2

unemployed = col("category").is_("unemployed", _("n'était pas sans emploi à l'entrée"))
inactive = col("category").is_("inactive", _("n'était pas inactive à l'entrée"))
employed = col("category").is_("employed", _("n'était pas en emploi à l'entrée"))
without_work = col("category").one_of("unemployed", "inactive", why_not=_("était en emploi à l'entrée"))
long_term = col("unemployed_months").at_least(param("ltu_months"), _("pas plus de douze mois sans emploi à l'entrée"))
at_least_18 = col("age").at_least(18, _("avait moins de 18 ans à l'entrée"))
below_18 = col("age").below(18, _("avait 18 ans ou plus à l'entrée"))
below_30 = col("age").below(30, _("avait 30 ans ou plus à l'entrée"))
at_least_55 = col("age").at_least(55, _("avait moins de 55 ans à l'entrée"))
low = col("isced").one_of(0, 1, 2, why_not=_("a un diplôme du secondaire supérieur ou plus"))
middle = col("isced").one_of(3, 4, why_not=_("n'a pas un diplôme de niveau CITE 3 ou 4"))
high = col("isced").one_of(5, 6, 7, 8, why_not=_("n'a pas un diplôme du supérieur"))
not_in_training = col("in_training").is_("no", _("n'a pas dit « non » à « en formation ou en études à l'entrée »"))
_no_yes = _("n'a pas répondu « oui » à cette question")
_not_seen = _("aucune réponse qui le dise, dans le délai")
job_at_exit = col("exit_work").is_(EMPLOYED, _not_seen)
search_at_exit = col("exit_work").is_(SEARCHING, _not_seen)
training_at_exit = col("exit_training").is_(1, _not_seen)
qualified_at_exit = col("exit_qualification").is_(1, _not_seen)
job_later = col("later_work").is_(EMPLOYED, _not_seen)
improved_later = col("later_improved").is_(1, _("aucune amélioration reconnue n'est notée dans le délai"))


def _yes(column: str) -> Test:
    return col(column).is_("yes", _no_yes)


INDICATORS = (
    Indicator(
        "EECO01",
        "Nombre total de participants",
        "Totaal aantal deelnemers",
        "All participants",
        None,
        complete_only=False,
        certain=False,
        unknown_gender=True,
    ),
    Indicator(
        "EECO02",
        "Sans emploi, y compris de longue durée",
        "Werklozen, langdurig werklozen inbegrepen",
        "Unemployed, long-term unemployed included",
        unemployed,
    ),
    Indicator(
        "EECO03",
        "Sans emploi de longue durée",
        "Langdurig werklozen",
        "Long-term unemployed",
        unemployed & long_term,
        certain=False,
    ),
    Indicator("EECO04", "Personnes inactives", "Inactieven", "Inactive", inactive),
    Indicator(
        "EECO05",
        "Personnes en emploi, indépendants compris",
        "Werkenden, zelfstandigen inbegrepen",
        "Employed, self-employed included",
        employed,
    ),
    Indicator("EECO06", "Enfants de moins de 18 ans", "Kinderen jonger dan 18 jaar", "Children below 18", below_18),
    Indicator(
        "EECO07",
        "Jeunes de 18 à 29 ans",
        "Jongeren van 18 tot en met 29 jaar",
        "Young people aged 18 to 29",
        at_least_18 & below_30,
    ),
    Indicator("EECO08", "55 ans et plus", "55 jaar en ouder", "Aged 55 and above", at_least_55, certain=False),
    Indicator(
        "EECO09",
        "Au plus le secondaire inférieur (CITE 0-2)",
        "Hoogstens lager secundair onderwijs (ISCED 0-2)",
        "Lower secondary education or less (ISCED 0-2)",
        low,
        certain=False,
    ),
    Indicator(
        "EECO10",
        "Secondaire supérieur ou post-secondaire (CITE 3-4)",
        "Hoger secundair of postsecundair onderwijs (ISCED 3-4)",
        "Upper secondary or post-secondary (ISCED 3-4)",
        middle,
    ),
    Indicator(
        "EECO11",
        "Enseignement supérieur (CITE 5-8)",
        "Hoger onderwijs (ISCED 5-8)",
        "Tertiary education (ISCED 5-8)",
        high,
    ),
    Indicator(
        "EECO12",
        "Personnes en situation de handicap",
        "Deelnemers met een handicap",
        "Participants with a disability",
        _yes("disability"),
        sensitive=True,
        optional_item="disability",
    ),
    Indicator(
        "EECO13",
        "Ressortissants de pays tiers",
        "Onderdanen van derde landen",
        "Third-country nationals",
        _yes("third_country"),
        optional_item="third_country",
    ),
    Indicator(
        "EECO14",
        "Personnes d'origine étrangère",
        "Deelnemers met een buitenlandse achtergrond",
        "Participants with a foreign background",
        _yes("foreign_background"),
        optional_item="foreign_background",
    ),
    Indicator(
        "EECO15",
        "Minorités, communautés marginalisées comprises",
        "Minderheden, gemarginaliseerde gemeenschappen inbegrepen",
        "Minorities, marginalised communities included",
        _yes("minority"),
        sensitive=True,
        optional_item="minority",
    ),
    Indicator(
        "EECO16",
        "Sans-abri ou exclusion liée au logement",
        "Dakloos of uitgesloten van huisvesting",
        "Homeless or affected by housing exclusion",
        _yes("homeless"),
        certain=False,
        optional_item="homeless",
    ),
    Indicator(
        "EECO17",
        "Personnes issues de zones rurales",
        "Deelnemers uit plattelandsgebieden",
        "Participants from rural areas",
        _yes("rural"),
        certain=False,
        optional_item="rural",
    ),
    Indicator(
        "EECR01",
        "Inactives à l'entrée, en recherche d'emploi à la sortie",
        "Inactief bij instap en werkzoekend bij uitstap",
        "Inactive at entry and searching for a job on leaving",
        inactive & search_at_exit,
        Horizon.EXIT,
    ),
    Indicator(
        "EECR02",
        "En études ou en formation à la sortie, pas à l'entrée",
        "In onderwijs of opleiding bij uitstap, niet bij instap",
        "In education or training on leaving, not at entry",
        not_in_training & training_at_exit,
        Horizon.EXIT,
        certain=False,
    ),
    Indicator(
        "EECR03",
        "Qualification obtenue à la sortie",
        "Kwalificatie behaald bij uitstap",
        "Qualification gained on leaving",
        qualified_at_exit,
        Horizon.EXIT,
        certain=False,
    ),
    Indicator(
        "EECR04",
        "En emploi à la sortie, travail indépendant compris",
        "Aan het werk bij uitstap, als zelfstandige inbegrepen",
        "In employment on leaving, self-employment included",
        without_work & job_at_exit,
        Horizon.EXIT,
    ),
    Indicator(
        "EECR05",
        "En emploi six mois après la sortie",
        "Aan het werk zes maanden na uitstap",
        "In employment six months after leaving",
        without_work & job_later,
        Horizon.SIX_MONTHS,
        certain=False,
    ),
    Indicator(
        "EECR06",
        "En emploi à l'entrée, situation améliorée six mois après",
        "Aan het werk bij instap, betere situatie zes maanden na uitstap",
        "Employed at entry, better situation six months after leaving",
        employed & improved_later,
        Horizon.SIX_MONTHS,
        certain=False,
    ),
)

COMPLETE = (
    Completeness(
        "incomplete_gender", _("le genre manque"), col("gender").is_said(_("fiche incomplète : le genre manque"))
    ),
    Completeness(
        "incomplete_birth_date",
        _("la date de naissance manque"),
        col("birth_date").is_known(_("fiche incomplète : la date de naissance manque")),
    ),
    Completeness(
        "incomplete_employment_status",
        _("le statut à l'entrée manque"),
        col("category").is_said(_("fiche incomplète : le statut à l'entrée manque")),
    ),
    Completeness(
        "incomplete_unemployment_length",
        _("la durée sans emploi manque"),
        col("category").one_of("", "inactive", "employed")
        | col("unemployed_months").is_known(_("fiche incomplète : la durée sans emploi manque")),
    ),
    Completeness(
        "incomplete_isced",
        _("le niveau d'études manque"),
        col("isced").is_known(_("fiche incomplète : le niveau d'études manque")),
    ),
)

_SUM = _("Le total doit être la somme de ses parties. Relisez les fiches citées, puis recalculez.")
_MOST = _("Un résultat ne dépasse jamais la population dont il parle. Vérifiez les dates de sortie et d'observation.")

CHECKS = (
    Check(
        "144",
        _("EECO02 + EECO04 ne dépasse pas le total des fiches complètes"),
        _SUM,
        lambda v: v("EECO02") + v("EECO04") <= v("complete"),
    ),
    Check(
        "145",
        _("EECO02 + EECO05 ne dépasse pas le total des fiches complètes"),
        _SUM,
        lambda v: v("EECO02") + v("EECO05") <= v("complete"),
    ),
    Check(
        "146",
        _("EECO02 + EECO04 + EECO05 = fiches complètes"),
        _SUM,
        lambda v: v("EECO02") + v("EECO04") + v("EECO05") == v("complete"),
    ),
    Check(
        "147",
        _("EECO06 + EECO07 ne dépasse pas le total des fiches complètes"),
        _SUM,
        lambda v: v("EECO06") + v("EECO07") <= v("complete"),
    ),
    Check(
        "148",
        _("EECO09 + EECO10 + EECO11 = fiches complètes"),
        _SUM,
        lambda v: v("EECO09") + v("EECO10") + v("EECO11") == v("complete"),
    ),
    Check("R29-1", _("Fiches complètes ≤ EECO01"), _SUM, lambda v: v("complete") <= v("EECO01")),
    Check("R29-2", _("EECO03 ≤ EECO02"), _SUM, lambda v: v("EECO03") <= v("EECO02")),
    Check(
        "R29-3",
        _("EECO06 + EECO07 + EECO08 ≤ fiches complètes"),
        _SUM,
        lambda v: v("EECO06") + v("EECO07") + v("EECO08") <= v("complete"),
    ),
    Check("T10-1", _("EECR01 ≤ EECO04"), _MOST, lambda v: v("EECR01") <= v("EECO04"), cumulated=True),
    Check(
        "T10-4",
        _("EECR04 ≤ EECO02 + EECO04"),
        _MOST,
        lambda v: v("EECR04") <= v("EECO02") + v("EECO04"),
        cumulated=True,
    ),
    Check(
        "T10-5",
        _("EECR05 ≤ EECO02 + EECO04"),
        _MOST,
        lambda v: v("EECR05") <= v("EECO02") + v("EECO04"),
        cumulated=True,
    ),
    Check("T10-6", _("EECR06 ≤ EECO05"), _MOST, lambda v: v("EECR06") <= v("EECO05"), cumulated=True),
    Check(
        "T10-2",
        _("EECR02 et EECR03 ≤ fiches complètes"),
        _MOST,
        lambda v: max(v("EECR02"), v("EECR03")) <= v("complete"),
        cumulated=True,
    ),
)

RULE_SET = RuleSet(
    code="esf-plus-2021",
    name=_("FSE+ 2021-2027"),
    version="2026-11",
    indicators=INDICATORS,
    complete=COMPLETE,
    parameters=(
        ParameterValue("ltu_months", 12, START, certain=False),
        ParameterValue("exit_window", 28, START),
        ParameterValue("six_month_window", 28, START, certain=False),
    ),
    statuses=("EECO02", "EECO04", "EECO05"),
    checks=CHECKS,
    not_from_people=(
        ("EECO18", "Administrations ou services publics soutenus"),
        ("EECO19", "Micro, petites et moyennes entreprises soutenues"),
    ),
    sources=("Règlement (UE) 2021/1057, annexe I", "Règlement (UE) 2021/1060"),
)
