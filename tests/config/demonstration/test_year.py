"""The year size, whole: as many people, activities and presences as an association has."""

import pytest

from levier.activity.activities.models import Activity, Attendance, Session
from levier.config.demonstration.building import build
from levier.config.demonstration.sizes import HOUSES
from levier.development.projects.models import Project
from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.journal.queries import first_break
from levier.register.people.models import Person
from tests.config.demonstration.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_fifteen_hundred_participants_sixty_activities_twenty_thousand_presences():
    house = build("year", TODAY, lambda _line: None)

    with working_for(house.pk):
        assert Person.objects.filter(merged_into=None).count() == 1_500
        assert Activity.objects.count() == 60 + 7  # what the team planned by itself
        assert 20_000 <= Attendance.objects.count() <= 20_100
        running = Project.objects.filter(status="running", participations__isnull=False).distinct()
        assert sorted(running.values_list("code", flat=True)) == ["AOP-45", "COHESION", "FSE-PLUS"]
        assert Participation.objects.count() > 600
        assert Session.objects.filter(on__lt=TODAY, closed_at=None).count() == 2
        assert first_break(house.pk) is None


@pytest.mark.parametrize("count", [2, 3])
def test_a_region_keeps_its_associations_apart_and_says_each(monkeypatch, count):
    monkeypatch.setitem(HOUSES, "small", count)
    said = []

    build("small", TODAY, said.append)

    assert said == [f"  {number} associations sur {count}" for number in range(2, count + 1)]
    assert Organisation.objects.count() == count
    for house in Organisation.objects.all():
        with working_for(house.pk):
            rows = Attendance.objects.filter(organisation=house)
            assert rows.count() >= 3_000
            assert rows.exclude(person__organisation=house).count() == 0
            assert rows.exclude(session__organisation=house).count() == 0
