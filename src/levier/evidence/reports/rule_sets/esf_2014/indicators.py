"""The common indicators of ESF 2014-2020, and the conditions they share."""

from django.utils.translation import gettext_lazy as _

from levier.evidence.reports.engine import record
from levier.evidence.reports.engine.expressions import chosen_by, col, param
from levier.evidence.reports.engine.record import (
    at_least_55,
    employed,
    high,
    improved_later,
    inactive,
    job_at_exit,
    job_later,
    level,
    middle,
    not_in_training,
    qualified_at_exit,
    said_yes,
    search_at_exit,
    training_at_exit,
    unemployed,
    without_work,
)
from levier.evidence.reports.engine.rule_set import Horizon, Indicator

below_25 = col("age").below(25, _("avait 25 ans ou plus à l'entrée"))
months = col("unemployed_months")
long_term = ((below_25 & months.at_least(param("ltu_months_below_25"))) | months.at_least(param("ltu_months"))).because(
    _("pas plus de six mois sans emploi avant 25 ans, pas plus de douze mois à partir de 25 ans")
)
idle = (unemployed | (inactive & not_in_training)).because(
    _("était en emploi à l'entrée, ou inactive mais en formation ou en études")
)
low = level(1, 2, why_not=_("n'a pas un diplôme de niveau CITE 1 ou 2"))
no_level = chosen_by(
    record.LEVEL,
    declared=record.DECLARED.below(param("no_level_below")),
    recognised=record.RECOGNISED.below(param("no_level_below")),
)
of_foreign_origin = (said_yes("third_country") | said_yes("foreign_background") | said_yes("minority")).because(
    _("aucune réponse « oui » sur la nationalité, l'origine ou la minorité")
)
disabled = said_yes("disability")
otherwise_disadvantaged = (said_yes("other_disadvantage") | no_level).because(
    _("n'a pas répondu « oui » à « autre désavantage », et a au moins le niveau CITE 1")
)
disadvantaged = (of_foreign_origin | disabled | otherwise_disadvantaged).because(
    _("ne compte ni en CO15, ni en CO16, ni en CO17")
)
better_at_exit = (
    (inactive & search_at_exit)
    | (not_in_training & training_at_exit)
    | qualified_at_exit
    | (without_work & job_at_exit)
).because(_("ne compte ni en CR01, ni en CR02, ni en CR03, ni en CR04"))
household_asked = col("entry_on").below(
    param("household_until"), _("entrée après le retrait de la question sur le ménage")
)

INDICATORS = (
    Indicator(
        "TOTAL",
        "Total des participants, fiches complètes (CO01 + CO03 + CO05)",
        "Totaal aantal deelnemers, volledige fiches (CO01 + CO03 + CO05)",
        "Total participants, complete records (CO01 + CO03 + CO05)",
        col("category").is_said(),
    ),
    Indicator(
        "GRAND",
        "Grand total, fiches incomplètes comprises",
        "Algemeen totaal, onvolledige fiches inbegrepen",
        "Grand total, incomplete records included",
        None,
        complete_only=False,
        unknown_gender=True,
    ),
    Indicator(
        "CO01",
        "Chômeurs, y compris de longue durée",
        "Werklozen, langdurig werklozen inbegrepen",
        "Unemployed, long-term unemployed included",
        unemployed,
    ),
    Indicator(
        "CO02",
        "Chômeurs de longue durée",
        "Langdurig werklozen",
        "Long-term unemployed",
        unemployed & long_term,
    ),
    Indicator(
        "CO03",
        "Personnes inactives",
        "Inactieven",
        "Inactive",
        inactive,
    ),
    Indicator(
        "CO04",
        "Inactifs, ni en études ni en formation",
        "Inactief, niet in onderwijs of opleiding",
        "Inactive, not in education or training",
        inactive & not_in_training,
    ),
    Indicator(
        "CO05",
        "Personnes en emploi, indépendants compris",
        "Werkenden, zelfstandigen inbegrepen",
        "Employed, self-employed included",
        employed,
    ),
    Indicator(
        "CO06",
        "Moins de 25 ans",
        "Jonger dan 25 jaar",
        "Below 25 years of age",
        below_25,
        certain=False,
    ),
    Indicator(
        "CO07",
        "Plus de 54 ans",
        "Ouder dan 54 jaar",
        "Above 54 years of age",
        at_least_55,
        certain=False,
    ),
    Indicator(
        "CO08",
        "Plus de 54 ans, chômeurs ou inactifs ni en études ni en formation",
        "Ouder dan 54 jaar, werkloos of inactief en niet in onderwijs of opleiding",
        "Above 54, unemployed or inactive not in education or training",
        at_least_55 & idle,
        certain=False,
    ),
    Indicator(
        "CO09",
        "Primaire ou secondaire inférieur (CITE 1-2)",
        "Lager of lager secundair onderwijs (ISCED 1-2)",
        "Primary or lower secondary education (ISCED 1-2)",
        low,
        certain=False,
    ),
    Indicator(
        "CO10",
        "Secondaire supérieur ou post-secondaire (CITE 3-4)",
        "Hoger secundair of postsecundair onderwijs (ISCED 3-4)",
        "Upper or post-secondary education (ISCED 3-4)",
        middle,
        certain=False,
    ),
    Indicator(
        "CO11",
        "Enseignement supérieur (CITE 5-8)",
        "Hoger onderwijs (ISCED 5-8)",
        "Tertiary education (ISCED 5-8)",
        high,
        certain=False,
    ),
    Indicator(
        "CO12",
        "Ménage sans emploi",
        "Huishouden zonder werk",
        "Living in a jobless household",
        household_asked & said_yes("jobless_household"),
        certain=False,
        items=("jobless_household",),
        withdrawn="household_until",
    ),
    Indicator(
        "CO13",
        "Ménage sans emploi avec enfants à charge",
        "Huishouden zonder werk met kinderen ten laste",
        "Living in a jobless household with dependent children",
        household_asked & said_yes("jobless_household") & said_yes("dependent_children"),
        certain=False,
        items=("jobless_household", "dependent_children"),
        withdrawn="household_until",
    ),
    Indicator(
        "CO14",
        "Adulte seul avec enfants à charge",
        "Alleenstaande volwassene met kinderen ten laste",
        "Living in a single-adult household with dependent children",
        household_asked & said_yes("single_adult_household") & said_yes("dependent_children"),
        certain=False,
        items=("single_adult_household", "dependent_children"),
        withdrawn="household_until",
    ),
    Indicator(
        "CO15",
        "Migrants, origine étrangère, minorités",
        "Migranten, buitenlandse achtergrond, minderheden",
        "Migrants, foreign background, minorities",
        of_foreign_origin,
        sensitive=True,
        certain=False,
        items=("third_country", "foreign_background", "minority"),
    ),
    Indicator(
        "CO16",
        "Participants en situation de handicap",
        "Deelnemers met een handicap",
        "Participants with a disability",
        disabled,
        sensitive=True,
        certain=False,
        items=("disability",),
    ),
    Indicator(
        "CO17",
        "Autres personnes défavorisées",
        "Andere kansarmen",
        "Other disadvantaged",
        otherwise_disadvantaged,
        sensitive=True,
        items=("other_disadvantage",),
    ),
    Indicator(
        "CO18",
        "Sans-abri ou en exclusion liée au logement",
        "Dakloos of getroffen door uitsluiting op het gebied van huisvesting",
        "Homeless or affected by housing exclusion",
        said_yes("homeless"),
        items=("homeless",),
        sampled=True,
    ),
    Indicator(
        "CO19",
        "Issus de zones rurales",
        "Uit plattelandsgebieden",
        "From rural areas",
        said_yes("rural"),
        certain=False,
        items=("rural",),
        sampled=True,
    ),
    Indicator(
        "CR01",
        "Inactifs à l'entrée et en recherche d'emploi à la sortie",
        "Inactief bij instap en werkzoekend bij uitstap",
        "Inactive at entry and searching for a job on leaving",
        inactive & search_at_exit,
        Horizon.EXIT,
        certain=False,
        reference=("CO03",),
    ),
    Indicator(
        "CR02",
        "En études ou en formation à la sortie",
        "In onderwijs of opleiding bij uitstap",
        "In education or training on leaving",
        not_in_training & training_at_exit,
        Horizon.EXIT,
        certain=False,
        reference=("complete",),
    ),
    Indicator(
        "CR03",
        "Qualification obtenue à la sortie",
        "Kwalificatie behaald bij uitstap",
        "Qualification gained on leaving",
        qualified_at_exit,
        Horizon.EXIT,
        certain=False,
        reference=("complete",),
    ),
    Indicator(
        "CR04",
        "En emploi à la sortie",
        "Aan het werk bij uitstap",
        "In employment on leaving",
        without_work & job_at_exit,
        Horizon.EXIT,
        certain=False,
        reference=("CO01", "CO03"),
    ),
    Indicator(
        "CR05",
        "Personnes défavorisées dans l'une des quatre situations ci-dessus à la sortie",
        "Kansarmen in een van de vier bovenstaande situaties bij uitstap",
        "Disadvantaged and in any of the four situations above on leaving",
        disadvantaged & better_at_exit,
        Horizon.EXIT,
        sensitive=True,
        reference=("CO15", "CO16", "CO17"),
    ),
    Indicator(
        "CR06",
        "En emploi six mois après la sortie",
        "Aan het werk zes maanden na uitstap",
        "In employment six months after leaving",
        without_work & job_later,
        Horizon.SIX_MONTHS,
        certain=False,
        reference=("CO01", "CO03"),
        sampled=True,
    ),
    Indicator(
        "CR07",
        "En emploi à l'entrée, situation améliorée six mois après la sortie",
        "Aan het werk bij instap, betere arbeidsmarktsituatie zes maanden na uitstap",
        "Employed at entry, better labour-market situation six months after leaving",
        employed & improved_later,
        Horizon.SIX_MONTHS,
        reference=("CO05",),
        sampled=True,
    ),
    Indicator(
        "CR08",
        "Plus de 54 ans et en emploi six mois après la sortie",
        "Ouder dan 54 jaar en aan het werk zes maanden na uitstap",
        "Above 54 and in employment six months after leaving",
        at_least_55 & without_work & job_later,
        Horizon.SIX_MONTHS,
        certain=False,
        reference=("CO07",),
        sampled=True,
    ),
    Indicator(
        "CR09",
        "Personnes défavorisées et en emploi six mois après la sortie",
        "Kansarmen en aan het werk zes maanden na uitstap",
        "Disadvantaged and in employment six months after leaving",
        disadvantaged & without_work & job_later,
        Horizon.SIX_MONTHS,
        sensitive=True,
        reference=("CO15", "CO16", "CO17"),
        sampled=True,
    ),
)
