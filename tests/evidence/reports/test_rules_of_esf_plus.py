"""Each rule of the guide on ESF+ 2021-2027, by its number: who counts, who does not, and the reason that is given."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from levier.evidence.outcomes.actions import enter, leave, observe
from levier.evidence.outcomes.corrections import correct_entry
from levier.evidence.outcomes.models import Participation
from levier.evidence.outcomes.situation import EntrySituation
from levier.evidence.reports.exclusions import exclusions
from levier.evidence.reports.figures import details, figures
from levier.evidence.reports.queries import scope_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.standing import standing_of
from levier.foundation.kit.calendar import Period
from tests.cast import actor, organisation, person, project

pytestmark = pytest.mark.django_db
AT = datetime(2028, 1, 10, 8, 0, tzinfo=UTC)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
RULES = rule_sets()["esf-plus-2021"]
ENTRY, EXIT = date(2026, 3, 2), date(2026, 8, 31)
SIX_MONTHS = date(2027, 2, 28)
HOME = {"status": "at_home"}
WORKER = {"status": "employee_fixed"}
STUDENT = {"status": "student", "answers": {"in_training": "yes"}}
IDLE = {"status": "at_home", "answers": {"in_training": "no"}}


def since(day: date) -> dict:
    return {"status": "unemployed_benefit", "unemployed_since": day}


def job(day: date) -> tuple:
    return ("exit", day, {"situation": "job"})


def later(day: date, **said) -> tuple:
    return ("six_months", day, said or {"situation": "job"})


def come(by, where, who=None, *, on=ENTRY, until=EXIT, said=(), reason="completed", **facts):
    """Let Mariam (a woman of 40, out of school early, unemployed for two years) in and out, with what she said."""
    facts = {"gender": "W", "birth_date": date(1985, 5, 5), "studies": "cesi"} | since(date(2024, 1, 1)) | facts
    if facts["status"] != "unemployed_benefit":
        facts.pop("unemployed_since")
    who = who or person()
    held = enter(by=by, project=where, person=who, on=on, situation=EntrySituation(**facts), at=AT)
    if until:
        held = leave(by=by, participation=held, on=until, reason=reason, at=AT)
    for horizon, day, words in said:
        observe(by=by, participation=held, horizon=horizon, observed_on=day, at=AT, **words)
    return held


def reasons(held, period=YEAR) -> dict[str, str]:
    """{code: "" when counted, the reason otherwise}."""
    found = standing_of(scope_of(held.project, RULES), RULES, period, held.pk)
    return {one.indicator.code: one.why_not for one in found}


CASES = [
    (5, "dropping out is an exit", {"reason": "dropped", "said": [job(EXIT)]}, {"EECR04": ""}),
    (5, "no exit while inside", {"until": None}, {"EECR04": "encore dans le projet"}),
    (7, "gender", {"gender": ""}, {"EECO01": "", "EECO02": "fiche incomplète\u202f: le genre manque"}),
    (7, "birth date", {"birth_date": None}, {"EECO02": "fiche incomplète\u202f: la date de naissance manque"}),
    (7, "status", {"status": ""}, {"EECO02": "fiche incomplète\u202f: le statut à l'entrée manque"}),
    (7, "length", {"unemployed_since": None}, {"EECO02": "fiche incomplète\u202f: la durée sans emploi manque"}),
    (7, "no length for others", HOME, {"EECO04": ""}),
    (7, "studies", {"studies": ""}, {"EECO02": "fiche incomplète\u202f: le niveau d'études manque"}),
    (
        8,
        "results need a complete record",
        {"studies": "", "said": [job(EXIT)]},
        {"EECR04": "fiche incomplète\u202f: le niveau d'études manque"},
    ),
    (9, "yes", {"answers": {"disability": "yes"}}, {"EECO12": ""}),
    (9, "no", {"answers": {"disability": "no"}}, {"EECO12": "a répondu «\u202fnon\u202f»"}),
    (
        9,
        "refusing keeps the record complete",
        {"answers": {"minority": "refused"}},
        {"EECO02": "", "EECO15": "ne souhaite pas répondre à la question"},
    ),
    (
        9,
        "not known",
        {},
        {"EECO12": "réponse non connue", "EECO16": "réponse non connue", "EECO17": "réponse non connue"},
    ),
    (
        10,
        "17 the day before",
        {"birth_date": date(2008, 3, 3)},
        {"EECO06": "", "EECO07": "avait moins de 18 ans à l'entrée"},
    ),
    (
        10,
        "18 on the birthday",
        {"birth_date": date(2008, 3, 2)},
        {"EECO06": "avait 18 ans ou plus à l'entrée", "EECO07": ""},
    ),
    (10, "29 February is 1 March, before", {"birth_date": date(2008, 2, 29), "on": date(2026, 2, 28)}, {"EECO06": ""}),
    (10, "29 February is 1 March, that day", {"birth_date": date(2008, 2, 29), "on": date(2026, 3, 1)}, {"EECO07": ""}),
    (10, "29", {"birth_date": date(1996, 3, 3)}, {"EECO07": ""}),
    (10, "30", {"birth_date": date(1996, 3, 2)}, {"EECO07": "avait 30 ans ou plus à l'entrée"}),
    (10, "54", {"birth_date": date(1971, 3, 3)}, {"EECO08": "avait moins de 55 ans à l'entrée"}),
    (10, "55", {"birth_date": date(1971, 3, 2)}, {"EECO08": ""}),
    (
        11,
        "unemployed",
        {},
        {"EECO02": "", "EECO04": "n'était pas inactive à l'entrée", "EECO05": "n'était pas en emploi à l'entrée"},
    ),
    (11, "inactive", HOME, {"EECO04": "", "EECO02": "n'était pas sans emploi à l'entrée"}),
    (11, "employed", WORKER, {"EECO05": "", "EECO04": "n'était pas inactive à l'entrée"}),
    (12, "exactly twelve months", since(date(2025, 3, 2)), {"EECO03": "pas plus de douze mois sans emploi à l'entrée"}),
    (12, "a day more", since(date(2025, 3, 1)), {"EECO03": ""}),
    (13, "level 0", {"studies": "none"}, {"EECO09": ""}),
    (13, "level 4", {"studies": "seventh"}, {"EECO10": "", "EECO09": "a un diplôme du secondaire supérieur ou plus"}),
    (13, "level 6", {"studies": "bachelor"}, {"EECO11": "", "EECO10": "n'a pas un diplôme de niveau CITE 3 ou 4"}),
    (
        14,
        "Belgian, parents born abroad",
        {"nationalities": "BE", "answers": {"foreign_background": "yes"}},
        {"EECO13": "a répondu «\u202fnon\u202f»", "EECO14": ""},
    ),
    (
        14,
        "Brazilian, parents born here",
        {"nationalities": "BR", "answers": {"foreign_background": "no"}},
        {"EECO13": "", "EECO14": "a répondu «\u202fnon\u202f»"},
    ),
    (13, "level 2", {"studies": "cesi"}, {"EECO09": "", "EECO10": "n'a pas un diplôme de niveau CITE 3 ou 4"}),
    (13, "level 3", {"studies": "cess"}, {"EECO10": "", "EECO09": "a un diplôme du secondaire supérieur ou plus"}),
    (13, "level 5", {"studies": "bes"}, {"EECO11": "", "EECO10": "n'a pas un diplôme de niveau CITE 3 ou 4"}),
    (14, "disability", {"answers": {"disability": "yes"}}, {"EECO12": "", "EECO15": "réponse non connue"}),
    (14, "minority", {"answers": {"minority": "yes"}}, {"EECO15": "", "EECO12": "réponse non connue"}),
    (14, "housing", {"answers": {"homeless": "yes"}}, {"EECO16": "", "EECO17": "réponse non connue"}),
    (14, "rural", {"answers": {"rural": "yes"}}, {"EECO17": "", "EECO16": "réponse non connue"}),
    (14, "stateless", {"nationalities": "XA"}, {"EECO13": "", "EECO14": "réponse non connue"}),
    (14, "undetermined", {"nationalities": "XU"}, {"EECO13": ""}),
    (
        14,
        "one nationality of the Union is enough",
        {"nationalities": "MA,BE"},
        {"EECO13": "a répondu «\u202fnon\u202f»"},
    ),
    (15, "self-employed as a person", {"status": "self_employed"}, {"EECO05": ""}),
    (
        16,
        "the last word wins",
        {"said": [job(date(2026, 9, 5)), ("exit", date(2026, 9, 20), {"situation": "searching"})]},
        {"EECR04": "aucune réponse donnée dans le délai ne le dit"},
    ),
    (16, "last day of the window", {"said": [job(date(2026, 9, 28))]}, {"EECR04": ""}),
    (
        16,
        "a day too late",
        {"said": [job(date(2026, 9, 29))]},
        {"EECR04": "réponse du 29 septembre 2026, hors du délai"},
    ),
    (17, "inactive, searching", {**HOME, "said": [("exit", EXIT, {"situation": "searching"})]}, {"EECR01": ""}),
    (
        17,
        "unemployed, searching",
        {"said": [("exit", EXIT, {"situation": "searching"})]},
        {"EECR01": "n'était pas inactive à l'entrée"},
    ),
    (18, "no to training, then in it", {**IDLE, "said": [("exit", EXIT, {"situation": "training"})]}, {"EECR02": ""}),
    (
        18,
        "in training already",
        {**STUDENT, "said": [("exit", EXIT, {"situation": "training"})]},
        {"EECR02": "n'a pas dit «\u202fnon\u202f» à «\u202fen formation ou en études à l'entrée\u202f»"},
    ),
    (18, "not asked at entry", {"said": [("exit", EXIT, {"situation": "training"})]}, {"EECR02": "réponse non connue"}),
    (
        18,
        "training and a job may both be true",
        {**IDLE, "said": [job(EXIT), ("exit", date(2026, 9, 10), {"situation": "training"})]},
        {"EECR02": ""},
    ),
    (
        16,
        "searching and working exclude each other",
        {**HOME, "said": [("exit", date(2026, 9, 1), {"situation": "searching"}), job(date(2026, 9, 8))]},
        {"EECR04": "", "EECR01": "aucune réponse donnée dans le délai ne le dit"},
    ),
    (
        16,
        "the day before the exit",
        {"said": [job(date(2026, 8, 30))]},
        {"EECR04": "réponse du 30 août 2026, hors du délai"},
    ),
    (
        19,
        "work is no qualification",
        {"said": [job(EXIT)]},
        {"EECR03": "aucune réponse donnée dans le délai ne le dit"},
    ),
    (19, "qualified", {"said": [("exit", EXIT, {"qualification": "yes"})]}, {"EECR03": ""}),
    (20, "self-employment is a job", {"said": [("exit", EXIT, {"situation": "self_employed"})]}, {"EECR04": ""}),
    (20, "employed at entry", {**WORKER, "said": [job(EXIT)]}, {"EECR04": "était en emploi à l'entrée"}),
    (21, "28 February after 31 August", {"said": [later(SIX_MONTHS)]}, {"EECR05": ""}),
    (21, "28 days after", {"said": [later(date(2027, 3, 28))]}, {"EECR05": ""}),
    (21, "29 days after", {"said": [later(date(2027, 3, 29))]}, {"EECR05": "réponse du 29 mars 2027, hors du délai"}),
    (
        21,
        "the day before",
        {"said": [later(date(2027, 2, 27))]},
        {"EECR05": "réponse du 27 février 2027, hors du délai"},
    ),
    (22, "employed at entry", {**WORKER, "said": [later(SIX_MONTHS)]}, {"EECR05": "était en emploi à l'entrée"}),
    (
        23,
        "precarious to stable",
        {**WORKER, "said": [later(SIX_MONTHS, situation="permanent", improvement="stable")]},
        {"EECR06": ""},
    ),
    (
        23,
        "a pay rise alone",
        {**WORKER, "said": [later(SIX_MONTHS, situation="permanent", improvement="pay")]},
        {"EECR06": "aucune amélioration reconnue n'est notée dans le délai"},
    ),
    (
        24,
        "not reached",
        {"said": [later(SIX_MONTHS, reach="not_reached")]},
        {"EECR05": "pas jointe\u202f: aucune réponse dans le délai"},
    ),
    (24, "refuses", {"said": [later(SIX_MONTHS, reach="refused")]}, {"EECR05": "ne souhaite pas répondre"}),
    (
        26,
        "first and last day",
        {"on": YEAR.first, "until": YEAR.last, "said": [job(YEAR.last)]},
        {"EECO01": "", "EECR04": ""},
    ),
    (26, "entry before", {"on": date(2025, 12, 31)}, {"EECO01": "entrée le 31 décembre 2025, hors de la période"}),
    (
        26,
        "exit after",
        {"until": date(2027, 1, 1)},
        {"EECO01": "", "EECR03": "sortie le 1er janvier 2027, hors de la période"},
    ),
    (30, "nobody asked", {}, {"EECR04": "aucune réponse notée", "EECR05": "aucune réponse notée"}),
]


@pytest.mark.parametrize(("rule", "name", "facts", "expected"), CASES, ids=[f"{case[0]} {case[1]}" for case in CASES])
def test_who_counts_and_why_not(rule, name, facts, expected):
    held = come(actor(), project(), **facts)

    found = reasons(held)

    assert {code: found[code] for code in expected} == expected


def total(where, code: str, *, cumulated: bool = False, period=YEAR) -> int:
    found = figures(scope_of(where, RULES), RULES, period)
    return (found.cumulated if cumulated else found.cells)[code].total


def test_rules_1_and_3_one_person_counts_once_in_an_operation_and_once_in_each():
    by, mariam, first, second = actor(), person(), project("A"), project("B")
    come(by, first, mariam)
    enter(by=by, project=first, person=mariam, on=date(2026, 10, 1), at=AT)
    come(by, second, mariam)

    assert (total(first, "EECO01"), total(second, "EECO01")) == (1, 1)
    assert total(first, "EECO01", period=Period(date(2026, 9, 1), YEAR.last)) == 0  # rule 4: the first entry counts


def test_rule_2_who_only_passes_by_is_no_participant():
    person("Passante", "Du Café")

    assert total(project(), "EECO01") == 0


def test_rule_4_what_changes_in_the_file_later_does_not_touch_the_entry_but_a_correction_does():
    by = actor("coordination")
    held = come(by, project())
    held.person.birth_date = date(1950, 1, 1)
    held.person.save()
    assert reasons(held)["EECO08"] == "avait moins de 55 ans à l'entrée"

    correct_entry(by=by, participation=held, changes={"birth_date": date(1950, 1, 1)}, reason="Carte lue", at=AT)

    assert reasons(held)["EECO08"] == ""


def test_rule_6_after_a_reentry_earlier_results_stop_counting_and_new_ones_overwrite_them():
    by = actor()
    held = come(by, project(), until=date(2026, 5, 29), said=[job(date(2026, 5, 29))])
    assert reasons(held)["EECR04"] == ""

    held = enter(by=by, project=held.project, person=held.person, on=date(2026, 10, 1), at=AT)
    assert reasons(held)["EECR04"] == "revenue dans le projet\u202f: ce qui suivait sa sortie d'avant ne compte plus"

    held = leave(by=by, participation=held, on=date(2026, 11, 2), reason="completed", at=AT)
    assert reasons(held)["EECR04"] == "aucune réponse notée"
    observe(by=by, participation=held, horizon="exit", observed_on=date(2026, 11, 2), situation="searching", at=AT)
    assert reasons(held)["EECR04"] == "aucune réponse donnée dans le délai ne le dit"


def test_rule_9_refused_and_unknown_answers_are_counted_beside():
    by, where = actor(), project()
    for number, answer in enumerate(["yes", "no", "refused", "refused", ""]):
        come(by, where, person(f"P{number}"), answers={"disability": answer})

    beside = details(scope_of(where, RULES), RULES, YEAR).silences["EECO12"]

    assert (total(where, "EECO12"), beside.refused, beside.unknown) == (1, 2, 1)


def test_rule_8_the_sample_of_the_house_bounds_results_at_six_months():
    house = organisation()
    house.settings = {"six_month_shares": {RULES.code: 50}}
    house.save()
    by, where = actor(at=house), project()
    held = [come(by, where, person(f"P{n}"), said=[job(EXIT), later(SIX_MONTHS)]) for n in range(6)]

    drawn = {one.pk for one in held if one.pk * 2_654_435_769 % 2**32 < 2**31}

    assert {one.pk for one in held if not reasons(one)["EECR05"]} == drawn
    assert {reasons(one)["EECR05"] for one in held if one.pk not in drawn} <= {
        "ne fait pas partie de l'échantillon tiré au sort"
    }
    assert total(where, "EECR04") == 6


def test_rule_25_genders_sum_to_the_total_and_unknown_gender_has_its_column_in_the_first_figure():
    by, where = actor(), project()
    for number, gender in enumerate(["W", "M", "N", ""]):
        come(by, where, person(f"P{number}"), gender=gender)

    found = figures(scope_of(where, RULES), RULES, YEAR)

    assert found.cells["EECO01"].as_json() == {"total": 4, "women": 1, "men": 1, "non_binary": 1, "unknown": 1}
    assert found.cells["EECO02"].as_json() == {"total": 3, "women": 1, "men": 1, "non_binary": 1, "unknown": 0}


def test_rule_26_each_figure_exists_for_the_period_and_since_the_start():
    by, where = actor(), project()
    come(by, where, person("Avant"), on=date(2025, 2, 3), until=date(2025, 6, 6), said=[job(date(2025, 6, 6))])
    come(by, where, said=[job(EXIT)])

    assert (total(where, "EECO01"), total(where, "EECO01", cumulated=True)) == (1, 2)
    assert (total(where, "EECR04"), total(where, "EECR04", cumulated=True)) == (1, 2)


def test_rules_27_to_29_hold_on_any_records_and_speak_when_a_figure_is_wrong():
    by, where = actor(), project()
    come(by, where, birth_date=date(2008, 3, 2))
    scope = scope_of(where, RULES)
    found, beside = figures(scope, RULES, YEAR), details(scope, RULES, YEAR)
    assert (found.failed_checks(), beside.failed_sums(found)) == ([], [])

    found.cells["EECO02"], found.cumulated["EECO02"] = found.cells["EECO04"], found.cumulated["EECO04"]

    assert [check.code for check in found.failed_checks()] == ["R29-1", "R29-4"]
    assert beside.failed_sums(found) == ["144", "145", "146"]


BROKEN = [
    (29, "R29-1", {"EECO02": 2}),
    (29, "R29-2", {"EECO09": 2}),
    (29, "R29-3", {"EECO01": 0}),
    (29, "R29-4", {"EECO03": 2}),
    (29, "R29-5", {"EECO07": 2}),
    (28, "T10-EECR01", {"EECR01": 1}),
    (28, "T10-EECR02", {"EECR02": 2}),
    (28, "T10-EECR03", {"EECR03": 2}),
    (28, "T10-EECR04", {"EECR04": 2}),
    (28, "T10-EECR05", {"EECR05": 2}),
    (28, "T10-EECR06", {"EECR06": 1}),
]


@pytest.mark.parametrize(("rule", "check", "wrong"), BROKEN, ids=[f"{case[0]} {case[1]}" for case in BROKEN])
def test_each_validation_rule_speaks_when_its_figure_is_wrong(rule, check, wrong):
    where = project()
    come(actor(), where, on=YEAR.first)
    found = figures(scope_of(where, RULES), RULES, YEAR)
    assert found.failed_checks() == []

    for code, women in wrong.items():
        cells = found.cumulated if rule == 28 else found.cells
        cells[code] = replace(cells[code], women=women)

    assert check in {one.code for one in found.failed_checks()}


SUMS = [("144", "EECO04"), ("145", "EECO05"), ("146", "EECO02"), ("147", "EECO06"), ("148", "EECO11")]


@pytest.mark.parametrize(("rule", "part"), SUMS, ids=[f"27 {rule}" for rule, _part in SUMS])
def test_each_declared_sum_speaks_when_a_part_is_wrong(rule, part):
    where = project()
    come(actor(), where)
    scope = scope_of(where, RULES)
    found, beside = figures(scope, RULES, YEAR), details(scope, RULES, YEAR)
    assert beside.failed_sums(found) == []

    found.cells[part] = replace(found.cells[part], men=1)

    assert rule in beside.failed_sums(found)


def test_rule_30_every_record_left_out_is_listed_with_its_reason():
    by, where = actor(), project()
    held = come(by, where, studies="", said=[job(date(2026, 10, 10)), later(date(2027, 4, 20))])

    listed = exclusions(scope_of(where, RULES), RULES, YEAR)

    assert [(one.reason, one.participation_id) for one in listed] == [
        ("exit_observation_out_of_window", held.pk),
        ("incomplete_isced", held.pk),
        ("six_month_observation_out_of_window", held.pk),
    ]
    assert Participation.objects.count() == 1
