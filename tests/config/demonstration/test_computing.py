"""The digital space of the demonstration: a year of visits, help, what people learnt, something in each state."""

import pytest

from levier.activity.epn.figures import figures_of
from levier.activity.epn.models import Assessment, DayCount, HelpGiven, Loan, Space, Station, Visit, VisitCard
from levier.activity.epn.queries import measured_against_label
from levier.config.demonstration.building import CODE
from levier.config.demonstration.clock import move_on
from levier.foundation.kit.actors import house
from levier.foundation.kit.calendar import Period, add_months
from tests.config.demonstration.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_a_year_of_visits_half_without_a_name_and_none_to_come(small):
    assert 700 < Visit.objects.count() < 3_000
    assert 0.3 < Visit.objects.filter(person=None).count() / Visit.objects.count() < 0.7
    assert Visit.objects.filter(on__gte=TODAY).count() == 0
    assert HelpGiven.objects.filter(visit=None).count() == 0


def test_each_table_of_the_year_holds_something_and_sums(small):
    tables = figures_of(house(small.pk), Period(add_months(TODAY, -12), TODAY))

    assert [one.key for one in tables if not sum(one.total)] == []
    counted = next(one.total[0] for one in tables if one.key == "pourquoi")
    assert [one.total[0] for one in tables if one.key == "ouverture"] == [counted]
    assert [one.total[1] for one in tables if one.key in ("genre", "age")] == [counted] * 2


def test_the_label_is_reached_but_for_half_an_hour(small):
    space = Space.objects.get()

    found = measured_against_label(house(small.pk), space.hours.all(), TODAY)

    assert [(one.kind.value, one.lacking) for one in found] == [("free", 0), ("accompanied", 0), ("training", 30)]


def test_something_stands_in_each_state(small):
    assert Loan.objects.filter(returned_on=None, due_on__lt=TODAY).count() == 1
    assert Station.objects.exclude(out_since=None).count() == 1
    assert VisitCard.objects.count() == 12
    assert DayCount.objects.count() > 100
    people = Assessment.objects.values_list("person", flat=True)
    assert (len(people), len(set(people))) == (18, 10)


def test_the_year_moves_on_with_the_others(small):
    before = Visit.objects.count()
    last = Visit.objects.order_by("-on", "-pk").first()

    move_on(small, TODAY.replace(month=9))

    moved = Visit.objects.get(pk=last.pk)
    assert (small.code, Visit.objects.count()) == (CODE, before)
    assert (moved.on - last.on).days % 7 == 0
    assert moved.on > last.on
