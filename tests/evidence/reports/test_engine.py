"""The engine and its twin agree on every cell, whatever the population."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.development.projects.models import Project
from levier.evidence.outcomes.models import Observation, Participation
from levier.evidence.reports.engine.statement import Scope
from levier.evidence.reports.figures import details, figures
from levier.evidence.reports.lines import line_ids
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.standing import left_out, standing_of
from levier.foundation.kit.calendar import Period
from tests.cast import NOON, organisation, person, project
from tests.evidence.reports import twin, twin_2014

pytestmark = pytest.mark.django_db
RULES = {
    "esf-plus-2021": (Period(date(2026, 1, 1), date(2026, 12, 31)), twin.codes, frozenset(twin.SAMPLED)),
    "esf-2014": (Period(date(2018, 1, 1), date(2018, 12, 31)), twin_2014.codes, twin_2014.SAMPLED),
}
ANSWER = st.sampled_from(["yes", "no", "refused", ""])
HOUSEHOLD = st.sampled_from(["yes", "yes", "no", "no", "refused", ""])
RECORD = st.fixed_dictionaries(
    {
        "entry": st.integers(-40, 400),
        "stay": st.none() | st.integers(0, 300),
        "gender": st.sampled_from("WMN") | st.just(""),
        "age": st.none() | st.integers(15, 65),
        "category": st.sampled_from(["unemployed", "inactive", "employed", ""]),
        "unemployed_months": st.none() | st.integers(0, 30),
        "isced": st.none() | st.integers(0, 8),
        "in_training": ANSWER,
        "disability": ANSWER,
        "third_country": ANSWER,
        "foreign_background": ANSWER,
        "minority": ANSWER,
        "homeless": ANSWER,
        "rural": ANSWER,
        "jobless_household": HOUSEHOLD,
        "single_adult_household": HOUSEHOLD,
        "dependent_children": HOUSEHOLD,
        "other_disadvantage": ANSWER,
    }
)
SAID = st.fixed_dictionaries(
    {
        "horizon": st.sampled_from(["exit", "six_months"]),
        "days_after": st.none() | st.integers(-3, 31),
        "reach": st.sampled_from(["answered", "answered", "answered", "not_reached"]),
        "work": st.sampled_from(["employed", "searching", "none", ""]),
        "training": ANSWER,
        "qualification": ANSWER,
        "improved": st.booleans(),
        "is_current": st.sampled_from([True, True, False]),
    }
)


def populate(house, course, population, first):
    for number, (made, answers) in enumerate(population):
        made = dict(made)
        entry, stay = first + timedelta(days=made.pop("entry")), made.pop("stay")
        who = person(f"P{number}", at=house)
        one = Participation.objects.create(
            organisation=house,
            project=course,
            person=who,
            entry_on=entry,
            exit_on=None if stay is None else entry + timedelta(days=stay),
            birth_date=None if made["age"] is None else date(2000, 1, 1),
            **made,
        )
        for answer in answers:
            Observation.objects.create(organisation=house, participation=one, recorded_at=NOON, **answer)


@pytest.mark.parametrize("code", RULES)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    population=st.lists(st.tuples(RECORD, st.lists(SAID, max_size=3)), max_size=6),
    share=st.sampled_from([100, 100, 50]),
)
def test_engine_and_twin_agree(code, population, share):
    period, codes_of, sampled = RULES[code]
    house = organisation()
    course = Project.objects.filter(organisation=house).first() or project(at=house)
    Observation.objects.all().delete()
    Participation.objects.all().delete()
    populate(house, course, population, period.first)
    scope, rule_set = Scope(house.pk, (course.pk,), share), rule_sets()[code]

    found = figures(scope, rule_set, period)

    records = [
        (one, list(Observation.objects.filter(participation=one["id"]).values()))
        for one in Participation.objects.values()
    ]
    expected = twin.cells(records, period.first, period.last, share, codes_of, sampled)
    got = {
        code: {g: n for g, n in cells.as_json().items() if n and g != "total"} for code, cells in found.cells.items()
    }
    assert {code: row for code, row in got.items() if row} == expected
    assert found.failed_checks() == []
    assert details(scope, rule_set, period).failed_sums(found) == []
    for one in Participation.objects.all():
        for stand in standing_of(scope, rule_set, period, one.pk):
            listed = one.pk in line_ids(scope, rule_set, stand.indicator, period)
            assert (stand.is_counted, bool(stand.why_not)) == (listed, not listed)
    for indicator in rule_set.indicators:
        many, ids = left_out(scope, rule_set, indicator, period, first=0, count=100)
        assert sorted([*ids, *line_ids(scope, rule_set, indicator, period)]) == sorted(one["id"] for one, _ in records)
        assert many == len(ids)
