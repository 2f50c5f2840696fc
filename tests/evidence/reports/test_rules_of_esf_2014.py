"""Where ESF 2014-2020 differs from ESF+ 2021-2027, point by point."""

from datetime import date

import pytest

from levier.evidence.outcomes.actions import observe
from levier.evidence.reports.figures import figures
from levier.evidence.reports.queries import report_of, scope_of
from levier.evidence.reports.reading import Reading
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.snapshot import snapshot_of
from levier.evidence.reports.standing import standing_of
from levier.foundation.kit.calendar import Period
from tests.cast import actor, organisation, project
from tests.evidence.reports.course import AT, trainee

pytestmark = pytest.mark.django_db
RULES = rule_sets()["esf-2014"]
YEAR = Period(date(2017, 1, 1), date(2017, 12, 31))
ENTRY, EXIT = date(2017, 3, 2), date(2017, 8, 31)
HOUSEHOLD = {"jobless_household": "no", "single_adult_household": "no", "dependent_children": "no"}


def since(day: date) -> dict:
    return {"unemployed_since": day}


def said(**answers: str) -> dict:
    return {"answers": HOUSEHOLD | answers}


INACTIVE = {"status": "at_home", "unemployed_since": None}
WORKER = {"status": "employee_fixed", "unemployed_since": None}
YOUNG = {"birth_date": date(1992, 3, 3)}
OLD = {"birth_date": date(1962, 3, 2)}
SHORT, LONG = since(date(2016, 9, 2)), since(date(2016, 9, 1))
JOB = [("exit", EXIT, {"situation": "job"})]
LATER = [("six_months", date(2018, 2, 28), {"situation": "job"})]
BETTER = [("six_months", date(2018, 2, 28), {"situation": "permanent", "improvement": "promotion"})]

CASES = [
    ("24 counts as young", YOUNG, {"CO06"}, {"CO07"}),
    ("25 does not", {"birth_date": date(1992, 3, 2)}, set(), {"CO06", "CO07"}),
    ("55 by birthday counts as old", OLD, {"CO07", "CO08"}, {"CO06"}),
    ("54 does not", {"birth_date": date(1962, 3, 3)}, set(), {"CO07", "CO08"}),
    ("old and at work is not idle", {**OLD, **WORKER}, {"CO07", "CO05"}, {"CO08"}),
    ("old, inactive, not in training is idle", {**OLD, **INACTIVE, **said(in_training="no")}, {"CO04", "CO08"}, set()),
    ("old, inactive, in training is not", {**OLD, **INACTIVE, **said(in_training="yes")}, {"CO03"}, {"CO04", "CO08"}),
    ("inactive, not asked", INACTIVE, {"CO03"}, {"CO04"}),
    ("below 25, more than six months is long", {**YOUNG, **LONG}, {"CO02"}, set()),
    ("below 25, exactly six months is not", {**YOUNG, **SHORT}, {"CO01"}, {"CO02"}),
    ("from 25, six months is not long", LONG, {"CO01"}, {"CO02"}),
    ("from 25, more than twelve months is", since(date(2016, 3, 1)), {"CO02"}, set()),
    ("level 0 stands in no band but among the disadvantaged", {"studies": "none"}, {"CO17"}, {"CO09", "CO10", "CO11"}),
    ("level 1", {"studies": "ceb"}, {"CO09"}, {"CO17"}),
    ("level 2", {"studies": "cesi"}, {"CO09"}, set()),
    ("level 4", {"studies": "seventh"}, {"CO10"}, {"CO09"}),
    ("level 6", {"studies": "bachelor"}, {"CO11"}, {"CO10"}),
    ("jobless household", said(jobless_household="yes"), {"CO12"}, {"CO13", "CO14"}),
    ("with children", said(jobless_household="yes", dependent_children="yes"), {"CO12", "CO13"}, {"CO14"}),
    ("alone with children", said(single_adult_household="yes", dependent_children="yes"), {"CO14"}, {"CO12", "CO13"}),
    ("one figure for all origins: nationality", {"nationalities": "BR"}, {"CO15"}, {"CO16"}),
    ("one figure for all origins: parents", said(foreign_background="yes"), {"CO15"}, set()),
    ("one figure for all origins: minority", said(minority="yes"), {"CO15"}, set()),
    ("disability", said(disability="yes"), {"CO16"}, {"CO15", "CO17"}),
    ("other disadvantage", said(other_disadvantage="yes"), {"CO17"}, {"CO15", "CO16"}),
    ("refusing keeps the record complete", said(minority="refused"), {"TOTAL"}, {"CO15"}),
    ("housing and rural", said(homeless="yes", rural="yes"), {"CO18", "CO19"}, set()),
    ("without its household the record is incomplete", {"answers": {}}, {"GRAND"}, {"TOTAL", "CO01"}),
    ("a household refused is not known", said(jobless_household="refused"), {"GRAND"}, {"TOTAL"}),
    ("a job on leaving", {"news": JOB}, {"CR04"}, {"CR05"}),
    ("disadvantaged, a job on leaving", {**said(disability="yes"), "news": JOB}, {"CR04", "CR05"}, set()),
    ("at work at entry", {**WORKER, "news": JOB}, set(), {"CR04"}),
    ("at work six months later", {"news": LATER}, {"CR06"}, {"CR08", "CR09"}),
    ("old, at work six months later", {**OLD, "news": LATER}, {"CR06", "CR08"}, {"CR09"}),
    ("disadvantaged, at work later", {**said(minority="yes"), "news": LATER}, {"CR06", "CR09"}, {"CR08"}),
    ("at work, better six months later", {**WORKER, "news": BETTER}, {"CR07"}, {"CR06"}),
]


def come(facts: dict, *, on: date = ENTRY):
    by, facts = actor("direction"), dict(facts)
    news, where = facts.pop("news", []), project(rule_set="esf-2014")
    given = {"birth_date": date(1980, 1, 1), "answers": HOUSEHOLD, **since(date(2016, 12, 1))} | facts
    held = trainee(by, where, on=on, until=EXIT if on < EXIT else date(2018, 12, 3), **given)
    for horizon, day, words in news:
        observe(by=by, participation=held, horizon=horizon, observed_on=day, at=AT, **words)
    return held


def counted(held, period=YEAR) -> set[str]:
    found = standing_of(scope_of(held.project, RULES), RULES, period, held.pk)
    return {one.indicator.code for one in found if one.is_counted}


@pytest.mark.parametrize(("name", "facts", "there", "not_there"), CASES, ids=[case[0] for case in CASES])
def test_where_she_counts(name, facts, there, not_there):
    found = counted(come(facts))

    assert (there - found, not_there & found) == (set(), set())


def test_the_total_is_of_complete_records_and_the_grand_total_of_all():
    by, where = actor("direction"), project(rule_set="esf-2014")
    trainee(by, where, "Complète", on=ENTRY, until=EXIT, answers=HOUSEHOLD, **LONG)
    trainee(by, where, "Incomplète", on=ENTRY, until=EXIT, **LONG)

    found = figures(scope_of(where, RULES), RULES, YEAR)

    assert (found.cells["TOTAL"].total, found.cells["GRAND"].total) == (1, 2)
    assert sum(found.cells[code].total for code in ("CO01", "CO03", "CO05")) == 1


def test_after_its_withdrawal_the_household_is_neither_needed_nor_counted():
    period = Period(date(2018, 8, 2), date(2018, 12, 31))
    held = come({"answers": {"jobless_household": "yes"}}, on=date(2018, 8, 2))

    assert {"TOTAL", "CO01"} <= counted(held, period)
    assert not {"CO12", "CO13", "CO14"} & counted(held, period)
    made = report_of(actor("direction", name="Lise"), held.project, RULES, period)
    rows = {row.indicator.code: row for row in Reading(snapshot_of(made, AT)).outputs}
    assert (rows["CO12"].total, rows["CO16"].total, rows["CO01"].total) == (None, None, 1)


def test_housing_and_rural_are_counted_on_the_sample_of_the_house():
    house = organisation()
    house.settings = {"six_month_shares": {"esf-2014": 50}}
    house.save()
    by, where = actor("direction", at=house), project(at=house, rule_set="esf-2014")
    answers = HOUSEHOLD | {"homeless": "yes"}
    held = [trainee(by, where, f"P{n}", on=ENTRY, until=EXIT, answers=answers, **LONG) for n in range(6)]

    drawn = [one for one in held if one.pk * 2_654_435_769 % 2**32 < 2**31]
    found = figures(scope_of(where, RULES), RULES, YEAR)

    assert (found.cells["CO18"].total, found.cells["CO01"].total) == (len(drawn), 6)


def test_marks_of_the_guide_are_on_the_indicators():
    sensitive = {one.code for one in RULES.indicators if one.sensitive}
    certain = {one.code for one in RULES.indicators if one.certain and one.code.startswith("C")}
    sampled = {one.code for one in RULES.indicators if one.sampled}

    assert sensitive == {"CO15", "CO16", "CO17", "CR05", "CR09"}
    assert certain == {"CO01", "CO02", "CO03", "CO04", "CO05", "CO17", "CO18", "CR05", "CR07", "CR09"}
    assert sampled == {"CO18", "CO19", "CR06", "CR07", "CR08", "CR09"}
    assert [code for code, _label in RULES.not_from_people] == ["CO20", "CO21", "CO22", "CO23"]


@pytest.mark.parametrize("code", rule_sets())
def test_every_indicator_has_its_name_in_three_languages(code):
    names = [(one.code, one.fr, one.nl, one.en) for one in rule_sets()[code].indicators]

    assert [name for name in names if len(set(name)) != 4 or not all(name)] == []
