"""Of those who came to an activity that answers an obstacle, for how many it is lifted since; small figures hidden."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.activities.effects import Effect, effects_of
from levier.activity.activities.enums import Presence
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.foundation.kit.calendar import Period
from levier.support.pathways.models import Finding, Item
from tests.activity.activities.cast import AFTER, MONDAY, workshop
from tests.cast import browser, colleague, organisation

pytestmark = pytest.mark.django_db
PERIOD = Period((MONDAY - timedelta(days=5)).date(), (MONDAY + timedelta(days=5)).date())


def noted(somebody, item, level, day, until=None):
    Finding.objects.create(
        organisation=item.organisation,
        person=somebody,
        item=item,
        level=level,
        since=(MONDAY + timedelta(days=day)).date(),
        until=None if until is None else (MONDAY + timedelta(days=until)).date(),
        noted_at=MONDAY,
    )


def held_then_lifted(by, came, lifted):
    """The obstacle of an activity: held of all who came and of one who stayed away, lifted since for some."""
    activity, session, people = workshop(came + 1)
    item = Item.objects.visible_to(by).filter(kind="obstacle", is_restricted=False).order_by("pk").first()
    activity.obstacles = item.code
    activity.save()
    entries = {one.pk: Entry(Presence.PRESENT) for one in people[:came]} | {people[came].pk: Entry(Presence.ABSENT)}
    record_attendance(by=by, session=session, entries=entries, at=AFTER)
    for place, one in enumerate(people):
        noted(one, item, "strong", -3, 2 if place < lifted else None)
        if place < lifted:
            noted(one, item, "lifted", 2)
    return item


@pytest.fixture
def user():
    return colleague(Role.COORDINATION, name="Tarek")


def test_of_those_who_came_so_many_have_it_lifted(user):
    by = actor_for(user, organisation())
    item = held_then_lifted(by, 12, 7)

    assert effects_of(by, PERIOD) == [Effect(str(item), 12, 7)]
    assert effects_of(by, PERIOD)[0].rate == 58


@pytest.mark.parametrize(("came", "lifted"), [(4, 0), (12, 3), (12, 9)])
def test_a_few_are_hidden_also_by_subtraction(user, came, lifted):
    by = actor_for(user, organisation())
    item = held_then_lifted(by, came, lifted)

    assert effects_of(by, PERIOD) == [Effect(str(item), came, lifted, is_hidden=True)]


def test_the_page_shows_them_when_asked(user):
    by = actor_for(user, organisation())
    item = held_then_lifted(by, 12, 7)
    with time_machine.travel(MONDAY + timedelta(days=6), tick=False):
        page = browser(user)
        usual = page.get(reverse("activities:participation")).context
        asked = page.get(f"{reverse('activities:participation')}?freins=oui").context

    assert (usual["effects"], usual["to_effects"]) == ((), "?freins=oui#freins")
    assert asked["effects"] == [Effect(str(item), 12, 7)]
