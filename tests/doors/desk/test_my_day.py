"""What Nadia sees in the morning: what is late, what is today, what comes; calm when there is nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.doors.desk.days import day_of
from levier.foundation.accounts.queries import actor_for
from levier.register.agenda.models import Todo
from tests.cast import browser, colleague, organisation

pytestmark = pytest.mark.django_db


def task(owner, title: str, days: int | None) -> Todo:
    due_on = None if days is None else timezone.localdate() + timedelta(days=days)
    return Todo.objects.create(
        organisation=organisation(), title=title, owner=owner, due_on=due_on, made_at=timezone.now()
    )


def titles(groups) -> list[str]:
    return [item.title for group in groups for item in (*group.shown, *group.folded)]


def test_each_thing_stands_in_its_stretch_of_time():
    nadia = colleague()
    for title, days in (("tard", -2), ("ce jour", 0), ("semaine", 7), ("mois", 8), ("loin", 31), ("sans date", None)):
        task(nadia, title, days)

    day = day_of(actor_for(nadia, organisation()), timezone.localdate())

    assert [titles(part) for part in (day.late, day.now, day.week, day.later)] == [
        ["tard"],
        ["ce jour", "sans date"],
        ["semaine"],
        ["mois"],
    ]


def test_a_long_row_of_one_kind_is_folded():
    nadia = colleague()
    for number in range(9):
        task(nadia, f"tâche {number}", 3)

    day = day_of(actor_for(nadia, organisation()), timezone.localdate())

    assert [(len(group.shown), len(group.folded)) for group in day.week] == [(5, 4)]
    assert "et 4 autres" in browser(nadia).get(reverse("desk:my_day")).text


def test_an_empty_day_says_what_will_be_here():
    page = browser(colleague()).get(reverse("desk:my_day")).text

    assert "Rien n'est prévu aujourd'hui." in page
