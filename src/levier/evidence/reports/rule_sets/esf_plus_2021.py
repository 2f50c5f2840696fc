"""ESF+ 2021-2027, common indicators (Regulation (EU) 2021/1057, Annex I). Readings to be confirmed are marked."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from levier.evidence.reports.engine.expressions import col, param
from levier.evidence.reports.engine.record import (
    COMPLETE,
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
from levier.evidence.reports.engine.rule_set import (
    Check,
    DeclaredSum,
    Horizon,
    Indicator,
    ParameterValue,
    RuleSet,
    table_ten,
)

START = date(2021, 1, 1)
RESULTS = param("results_of")

long_term = col("unemployed_months").at_least(param("ltu_months"), _("pas plus de douze mois sans emploi à l'entrée"))
at_least_18 = col("age").at_least(18, _("avait moins de 18 ans à l'entrée"))
below_18 = col("age").below(18, _("avait 18 ans ou plus à l'entrée"))
below_30 = col("age").below(30, _("avait 30 ans ou plus à l'entrée"))
low = level(0, 1, 2, why_not=_("a un diplôme du secondaire supérieur ou plus"))

INDICATORS = (
    Indicator(
        "EECO01",
        "Nombre total de participants",
        "Totaal aantal deelnemers",
        "All participants",
        None,
        complete_only=param("first_total"),
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
        said_yes("disability"),
        sensitive=True,
        items=("disability",),
    ),
    Indicator(
        "EECO13",
        "Ressortissants de pays tiers",
        "Onderdanen van derde landen",
        "Third-country nationals",
        said_yes("third_country"),
        items=("third_country",),
    ),
    Indicator(
        "EECO14",
        "Personnes d'origine étrangère",
        "Deelnemers met een buitenlandse achtergrond",
        "Participants with a foreign background",
        said_yes("foreign_background"),
        items=("foreign_background",),
    ),
    Indicator(
        "EECO15",
        "Minorités, communautés marginalisées comprises",
        "Minderheden, gemarginaliseerde gemeenschappen inbegrepen",
        "Minorities, marginalised communities included",
        said_yes("minority"),
        sensitive=True,
        items=("minority",),
    ),
    Indicator(
        "EECO16",
        "Sans-abri ou exclusion liée au logement",
        "Dakloos of uitgesloten van huisvesting",
        "Homeless or affected by housing exclusion",
        said_yes("homeless"),
        certain=False,
        items=("homeless",),
    ),
    Indicator(
        "EECO17",
        "Personnes issues de zones rurales",
        "Deelnemers uit plattelandsgebieden",
        "Participants from rural areas",
        said_yes("rural"),
        certain=False,
        items=("rural",),
    ),
    Indicator(
        "EECR01",
        "Inactives à l'entrée, en recherche d'emploi à la sortie",
        "Inactief bij instap en werkzoekend bij uitstap",
        "Inactive at entry and searching for a job on leaving",
        inactive & search_at_exit,
        Horizon.EXIT,
        complete_only=RESULTS,
        reference=("EECO04",),
    ),
    Indicator(
        "EECR02",
        "En études ou en formation à la sortie, pas à l'entrée",
        "In onderwijs of opleiding bij uitstap, niet bij instap",
        "In education or training on leaving, not at entry",
        not_in_training & training_at_exit,
        Horizon.EXIT,
        complete_only=RESULTS,
        certain=False,
        reference=("complete",),
    ),
    Indicator(
        "EECR03",
        "Qualification obtenue à la sortie",
        "Kwalificatie behaald bij uitstap",
        "Qualification gained on leaving",
        qualified_at_exit,
        Horizon.EXIT,
        complete_only=RESULTS,
        certain=False,
        reference=("complete",),
    ),
    Indicator(
        "EECR04",
        "En emploi à la sortie, travail indépendant compris",
        "Aan het werk bij uitstap, als zelfstandige inbegrepen",
        "In employment on leaving, self-employment included",
        without_work & job_at_exit,
        Horizon.EXIT,
        complete_only=RESULTS,
        reference=("EECO02", "EECO04"),
    ),
    Indicator(
        "EECR05",
        "En emploi six mois après la sortie",
        "Aan het werk zes maanden na uitstap",
        "In employment six months after leaving",
        without_work & job_later,
        Horizon.SIX_MONTHS,
        complete_only=RESULTS,
        certain=False,
        reference=("EECO02", "EECO04"),
        sampled=True,
    ),
    Indicator(
        "EECR06",
        "En emploi à l'entrée, situation améliorée six mois après",
        "Aan het werk bij instap, betere situatie zes maanden na uitstap",
        "Employed at entry, better situation six months after leaving",
        employed & improved_later,
        Horizon.SIX_MONTHS,
        complete_only=RESULTS,
        certain=False,
        reference=("EECO05",),
        sampled=True,
    ),
)

_PARTS = _("Le total doit être la somme de ses parties : relisez les fiches corrigées en dernier, puis recalculez.")
_WITHIN = _("Une partie ne dépasse jamais le tout : relisez les fiches corrigées en dernier, puis recalculez.")

CHECKS = (
    Check(
        "R29-1",
        _("EECO02 + EECO04 + EECO05 = fiches complètes"),
        _PARTS,
        lambda value: value("EECO02") + value("EECO04") + value("EECO05") == value("complete"),
    ),
    Check(
        "R29-2",
        _("EECO09 + EECO10 + EECO11 = fiches complètes"),
        _PARTS,
        lambda value: value("EECO09") + value("EECO10") + value("EECO11") == value("complete"),
    ),
    Check(
        "R29-3",
        _("Les fiches complètes ne dépassent pas EECO01"),
        _WITHIN,
        lambda value: value("complete") <= value("EECO01"),
    ),
    Check("R29-4", _("EECO03 ne dépasse pas EECO02"), _WITHIN, lambda value: value("EECO03") <= value("EECO02")),
    Check(
        "R29-5",
        _("EECO06 + EECO07 + EECO08 ne dépasse pas les fiches complètes"),
        _WITHIN,
        lambda value: value("EECO06") + value("EECO07") + value("EECO08") <= value("complete"),
    ),
    *table_ten(INDICATORS),
)

RULE_SET = RuleSet(
    code="esf-plus-2021",
    name=_("FSE+ 2021-2027"),
    version="2026-11",
    indicators=INDICATORS,
    complete=COMPLETE,
    parameters=(
        ParameterValue("ltu_months", 12, START, _("Mois sans emploi au-delà desquels la durée est longue"), False),
        ParameterValue("exit_window", 28, START, _("Jours après la sortie où une réponse compte")),
        ParameterValue(
            "six_month_window", 28, START, _("Jours après les six mois où une réponse compte encore"), False
        ),
        ParameterValue(
            "first_total",
            "all",
            START,
            _("EECO01 compte"),
            False,
            _("toutes les participations, fiches incomplètes comprises"),
        ),
        ParameterValue(
            "results_of", "complete", START, _("Les résultats comptent"), False, _("les fiches complètes seulement")
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
            _("Origine étrangère (EECO14)"),
            False,
            _("les deux parents sont nés à l'étranger"),
        ),
    ),
    statuses=("EECO02", "EECO04", "EECO05"),
    everybody="EECO01",
    into_work="EECR04",
    sums=(
        DeclaredSum("144", ("EECO02", "EECO04"), without_work),
        DeclaredSum("145", ("EECO02", "EECO05"), col("category").one_of("unemployed", "employed")),
        DeclaredSum("146", ("EECO02", "EECO04", "EECO05"), col("category").is_said()),
        DeclaredSum("147", ("EECO06", "EECO07"), below_30),
        DeclaredSum("148", ("EECO10", "EECO11"), level(3, 4, 5, 6, 7, 8)),
    ),
    checks=CHECKS,
    not_from_people=(
        ("EECO18", _("Administrations ou services publics soutenus")),
        ("EECO19", _("Micro, petites et moyennes entreprises soutenues")),
    ),
    partitions=(("EECO09", "EECO10", "EECO11"),),
    readings=(
        _("Une personne inscrite comme demandeuse d'emploi compte comme sans emploi."),
        _("Une activité d'un seul jour suffit pour être participante."),
        _("Une certification est un résultat reconnu ; la liste des titres admis est à demander."),
        _("La forme du fichier des stagiaires à remettre est à demander."),
    ),
    sources=("Règlement (UE) 2021/1057, annexe I", "Règlement (UE) 2021/1060"),
)
