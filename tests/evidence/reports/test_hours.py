"""Hours count as proven when each condition of the agreement is."""

from datetime import date

import pytest

from levier.evidence.outcomes.actions import prove_eligibility
from levier.evidence.reports.hours import hours_of
from levier.evidence.reports.queries import report_of
from levier.evidence.reports.rule_sets import rule_sets
from tests.cast import actor, organisation, person
from tests.evidence.reports.course import AT, YEAR, agreement, course, presence, trainee

pytestmark = pytest.mark.django_db
MARCH, MAY = date(2026, 3, 10), date(2026, 5, 5)


def hours(by, where):
    made = report_of(by, where, rule_sets()["esf-plus-2021"], YEAR)
    return hours_of(where, YEAR, made.figures.minutes)


def prove(by, held, condition):
    return prove_eligibility(
        by=by, participation=held, condition=condition, paper="Attestation", paper_on=date(2026, 3, 1), at=AT
    )


def test_without_each_proof_hours_are_done_but_not_proven():
    by = actor("direction")
    where = course(organisation())
    registration, residence = agreement(where, "Inscription", "Domicile")
    mariam, omar = trainee(by, where), trainee(by, where, "Omar")
    presence(where, mariam.person, MARCH, 180)
    presence(where, mariam.person, MAY, 60)
    presence(where, omar.person, MARCH, 90)
    for condition in (registration, residence):
        prove(by, mariam, condition)
    prove(by, omar, registration)

    found = hours(by, where)

    assert (found.promised, found.total_done, found.total_proven, found.lacking) == (6_000, 330, 240, 1)
    assert (found.done[date(2026, 3, 1)], found.proven[date(2026, 3, 1)]) == (270, 180)
    assert (found.done[date(2026, 5, 1)], found.proven[date(2026, 5, 1)]) == (60, 60)


def test_each_agreement_is_proven_by_its_own_conditions():
    by = actor("direction")
    where = course(organisation())
    (registration,) = agreement(where, "Inscription", reference="ACTIRIS")
    agreement(where, "Domicile", reference="FSE")
    mariam = trainee(by, where)
    presence(where, mariam.person, MARCH, 180)
    prove(by, mariam, registration)

    found = hours(by, where)

    assert [(one.reference, one.conditions, one.proven) for one in found.agreements] == [
        ("ACTIRIS", ("Inscription",), 180),
        ("FSE", ("Domicile",), 0),
    ]
    assert found.total_proven == 0


def test_an_agreement_that_asks_nothing_has_nothing_to_prove():
    by = actor("direction")
    where = course(organisation())
    agreement(where)
    mariam = trainee(by, where)
    presence(where, mariam.person, MARCH, 180)

    assert (hours(by, where).total_proven, hours(by, where).lacking) == (180, 0)


def test_hours_of_someone_who_never_entered_the_project_are_not_proven():
    by = actor("direction")
    where = course(organisation())
    presence(where, person("Passante"), MARCH, 45)

    found = hours(by, where)

    assert (found.total_done, found.total_proven, found.lacking) == (45, 0, 1)
