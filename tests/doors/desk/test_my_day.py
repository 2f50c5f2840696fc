"""What Nadia sees in the morning: what is today, what is late, what comes; calm when there is nothing."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.models import Session
from levier.doors.desk.days import Day, Stretch, day_of
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.foundation.kit.registers import DueItem, due_items
from levier.register.agenda.models import Todo
from tests.activity.activities.cast import workshop
from tests.cast import browser, colleague, organisation
from tests.guards import exactly

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def task(owner, title: str, days: int | None) -> Todo:
    due_on = None if days is None else timezone.localdate() + timedelta(days=days)
    return Todo.objects.create(
        organisation=organisation(), title=title, owner=owner, due_on=due_on, made_at=timezone.now()
    )


def titles(stretch: Stretch) -> list[str]:
    named = [item.title for group in stretch.groups for item in group.shown]
    return [str(title) for title in [*(item.title for item in stretch.items), *named]]


def day(user) -> Day:
    return day_of(actor_for(user, organisation()), timezone.localdate())


@pytest.fixture
def due(monkeypatch):
    """Only what the test gives is due."""

    def give(*items: DueItem) -> None:
        monkeypatch.setattr(due_items, "_entries", {"test": (1, lambda actor, today, until: list(items))})

    return give


def at(days: int, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime(2026, 6, 15, hour)) + timedelta(days=days)


def told(stretch: Stretch) -> list[tuple[str, int, int]]:
    return [(group.kind, len(group.shown), group.count) for group in stretch.groups]


def test_each_thing_stands_in_its_stretch_of_time():
    nadia = colleague()
    for title, days in (("tard", -2), ("ce jour", 0), ("semaine", 7), ("mois", 8), ("loin", 31), ("sans date", None)):
        task(nadia, title, days)

    found = day(nadia)

    assert [titles(part) for part in (found.late, found.now, found.week[0][1], found.month)] == [
        ["tard"],
        ["ce jour", "sans date"],
        ["semaine"],
        ["mois"],
    ]
    assert found.week[0][0] == timezone.localdate() + timedelta(days=7)


def test_what_has_an_hour_comes_before_what_has_only_a_day(due):
    due(
        DueItem(TODAY, "relire", "/", "tâche"),
        DueItem(at(0, 14), "atelier", "/", "séance"),
        DueItem(at(0, 9), "cours", "/", "séance"),
    )

    assert titles(day_of(actor_for(colleague(), organisation()), TODAY).now) == ["cours", "atelier", "relire"]


def test_what_is_late_and_long_is_counted_with_a_way_to_the_whole(due):
    due(*[DueItem(at(-3), f"feuille {n}", "/", "présences à noter", is_late=True, whole="/toutes/") for n in range(9)])

    found = day_of(actor_for(colleague(), organisation()), TODAY)

    assert (told(found.late), found.late.count) == ([("présences à noter", 5, 9)], 9)


def test_today_what_has_an_hour_keeps_its_place_and_a_long_list_without_hours_is_counted(due):
    meetings = [DueItem(at(0, 9 + n), f"rendez-vous {n}", "/", "rendez-vous", whole="/") for n in range(7)]
    absent = [DueItem(TODAY, f"absent {n}", "/", "à relancer", whole="/absents/") for n in range(6)]
    due(*meetings, *absent)

    now = day_of(actor_for(colleague(), organisation()), TODAY).now

    assert [item.title for item in now.items] == [f"rendez-vous {n}" for n in range(7)]
    assert (told(now), now.groups[0].whole) == ([("à relancer", 5, 6)], "/absents/")


def test_what_comes_each_week_is_counted_after_tomorrow_and_not_announced_a_month_before(due):
    due(*[DueItem(at(n), f"cours {n}", "/", "séance", whole="/", is_routine=True) for n in (1, 2, 9)])

    found = day_of(actor_for(colleague(), organisation()), TODAY)

    assert [(titles(stretch), told(stretch)) for _on, stretch in found.week] == [
        (["cours 1"], []),
        ([], [("séance", 0, 1)]),
    ]
    assert found.month.count == 0


@pytest.mark.parametrize(("role", "named"), [(Role.COUNSELLOR, 3), (Role.DIRECTION, 0)])
def test_the_work_of_a_team_is_named_to_who_does_it_and_counted_to_who_leads(due, role, named):
    due(*[DueItem(TODAY, f"personne {n}", "/", "nouvelles", whole="/", is_shared=True) for n in range(3)])

    found = day_of(actor_for(colleague(role), organisation()), TODAY)

    assert told(found.now) == [("nouvelles", named, 3)]


def yesterday(session: Session, trainer) -> Session:
    starts = timezone.now() - timedelta(days=1)
    session.on, session.starts_at, session.ends_at = timezone.localdate(starts), starts, starts + timedelta(hours=3)
    session.trainer = trainer
    session.save()
    return session


def test_an_animator_starts_with_the_sheet_to_fill():
    karim = colleague(Role.ANIMATOR, name="Karim")
    _activity, session, _people = workshop(2)
    yesterday(session, karim)

    page = browser(karim).get(reverse("desk:my_day")).text

    assert "1 en retard" in page
    assert f'<a class="button small" href="{reverse("activities:session", args=[session.pk])}">Faire la feuille' in page


def test_the_direction_sees_how_many_sheets_wait_and_another_animator_none():
    _activity, session, _people = workshop(2)
    yesterday(session, colleague(Role.ANIMATOR, name="Karim"))

    claire, tarek = day(colleague(Role.DIRECTION, name="Claire")), day(colleague(Role.ANIMATOR, name="Tarek"))

    assert (told(claire.late), tarek.late.count) == ([("présences à noter", 0, 1)], 0)


def test_a_deadline_is_told_with_its_weekday_and_hour(due):
    due(DueItem(at(10, 12), "Rapport intermédiaire", "/", "rapport", detail="Vers l'emploi"))
    samira = browser(colleague(Role.PROJECT_OFFICER, name="Samira"))

    import time_machine

    with time_machine.travel(at(0, 8), tick=False):
        page = samira.get(reverse("desk:my_day")).text

    assert "jeudi 25 juin, 12\u00a0h" in page


def test_an_empty_day_says_what_will_be_here():
    page = browser(colleague()).get(reverse("desk:my_day")).text

    assert "Rien n'est prévu aujourd'hui." in page
    assert "Rien n'est encore prévu." in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_day_with_three_tasks_asks_what_a_day_with_one_asks(count):
    nadia = colleague()
    for number in range(count):
        task(nadia, f"tâche {number}", 0)
    client = browser(nadia)

    with exactly(18):
        client.get(reverse("desk:my_day"))
