"""Tasks: noted for oneself or a colleague, done with one click, put back when the mouse slipped."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Detail, Line
from levier.register.agenda.models import Todo
from tests.cast import browser, colleague, organisation
from tests.guards import exactly

pytestmark = pytest.mark.django_db


def test_a_task_is_noted_done_and_put_back():
    samira = colleague(Role.PROJECT_OFFICER, name="Samira")
    page = browser(samira)

    page.submit(reverse("agenda:new"), {"title": "Relire le rapport", "due_on": "01/02/2024"})
    todo = Todo.objects.get()
    page.submit(reverse("agenda:done", args=[todo.pk]))
    todo.refresh_from_db()
    first = todo.done_at
    page.submit(reverse("agenda:undone", args=[todo.pk]))
    todo.refresh_from_db()

    assert (todo.owner, todo.asked_by, first is None, todo.done_at) == (samira, samira, False, None)


def test_a_task_for_a_colleague_stands_on_her_day_and_says_who_asked():
    samira, nadia = colleague(Role.PROJECT_OFFICER, name="Samira"), colleague(name="Nadia")

    browser(samira).submit(reverse("agenda:new"), {"title": "Rappeler le centre", "owner": nadia.pk})
    hers, theirs = (browser(one).get(reverse("desk:my_day")).text for one in (nadia, samira))

    assert ("Rappeler le centre" in hers, "demandé par Samira" in hers) == (True, True)
    assert "Rappeler le centre" not in theirs


def test_a_late_task_says_so_and_is_done_from_my_day():
    nadia = colleague(name="Nadia")
    yesterday = timezone.localdate() - timedelta(days=1)
    todo = Todo.objects.create(
        organisation=organisation(), title="Rappeler", owner=nadia, due_on=yesterday, made_at=timezone.now()
    )

    page = browser(nadia).get(reverse("desk:my_day")).text

    assert ("en retard" in page, reverse("agenda:done", args=[todo.pk]) in page) == (True, True)


def test_nobody_closes_the_task_of_somebody_else():
    nadia, samira = colleague(name="Nadia"), colleague(Role.PROJECT_OFFICER, name="Samira")
    todo = Todo.objects.create(organisation=organisation(), title="Rappeler", owner=nadia, made_at=timezone.now())

    answer = browser(samira).submit(reverse("agenda:done", args=[todo.pk]))

    todo.refresh_from_db()
    assert (answer.status_code, todo.done_at) == (404, None)


def test_a_task_does_not_leave_the_house():
    stranger = colleague(at=organisation("ailleurs"), name="Aziz")

    answer = browser(colleague()).submit(reverse("agenda:new"), {"title": "Lire", "owner": stranger.pk})

    assert (answer.status_code, Todo.objects.count()) == (422, 0)


def test_an_auditor_keeps_no_task():
    auditor = browser(colleague(Role.AUDITOR))

    assert auditor.get(reverse("agenda:todos")).status_code == 403
    assert auditor.submit(reverse("agenda:new"), {"title": "Lire"}).status_code == 403
    assert Todo.objects.count() == 0


def given(asker, owner, title: str = "Rappeler le centre") -> Todo:
    return Todo.objects.create(
        organisation=organisation(), title=title, owner=owner, asked_by=asker, made_at=timezone.now()
    )


def test_a_task_given_to_a_colleague_stays_in_sight_and_may_be_moved():
    samira, nadia = colleague(Role.PROJECT_OFFICER, name="Samira"), colleague(name="Nadia")
    todo = given(samira, nadia)
    page = browser(samira)

    shown = page.get(reverse("agenda:todos")).text
    page.submit(
        reverse("agenda:edit", args=[todo.pk]),
        {"title": "Rappeler le CPAS", "due_on": "03/03/2026", "owner": nadia.pk, "version": 1},
    )

    todo.refresh_from_db()
    assert "confiée à Nadia" in shown
    assert (todo.title, todo.due_on, todo.owner, todo.version) == ("Rappeler le CPAS", date(2026, 3, 3), nadia, 2)
    assert Detail.objects.get(number=Line.objects.get(verb="todo.changed").number).change == {
        "due_on": ["", "2026-03-03"]
    }


def test_two_people_who_change_one_task_lose_nothing():
    samira, nadia = colleague(Role.PROJECT_OFFICER, name="Samira"), colleague(name="Nadia")
    todo = given(samira, nadia)
    address = reverse("agenda:edit", args=[todo.pk])
    browser(nadia).submit(address, {"title": "Fait à moitié", "version": 1})

    answer = browser(samira).submit(address, {"title": "Rappeler lundi", "owner": nadia.pk, "version": 1})

    todo.refresh_from_db()
    assert (answer.status_code, todo.title) == (409, "Fait à moitié")
    assert ("Fait à moitié" in answer.text, "Rappeler lundi" in answer.text) == (True, True)


@pytest.mark.parametrize("who", ["asker", "owner"])
def test_a_task_is_taken_away_by_who_asked_for_it_or_has_it(who):
    people = {"asker": colleague(Role.PROJECT_OFFICER, name="Samira"), "owner": colleague(name="Nadia")}
    todo = given(people["asker"], people["owner"])

    answer = browser(people[who]).submit(reverse("agenda:withdraw", args=[todo.pk]))

    assert (answer.status_code, Todo.objects.count()) == (303, 0)
    assert Line.objects.get(verb="todo.withdrawn").object == f"agenda.todo:{todo.pk}"


def test_somebody_else_neither_changes_nor_takes_away_a_task():
    todo = given(colleague(Role.PROJECT_OFFICER, name="Samira"), colleague(name="Nadia"))
    aude = browser(colleague(Role.DIRECTION, name="Aude"))

    answers = [
        aude.submit(reverse("agenda:edit", args=[todo.pk]), {"title": "Rien", "version": 1}),
        aude.submit(reverse("agenda:withdraw", args=[todo.pk])),
    ]

    todo.refresh_from_db()
    assert ([one.status_code for one in answers], todo.title) == ([404, 404], "Rappeler le centre")


def test_a_task_is_not_given_to_another_association():
    nadia = colleague(name="Nadia")
    stranger = colleague(at=organisation("ailleurs"), name="Aziz")
    todo = given(nadia, nadia)

    answer = browser(nadia).submit(
        reverse("agenda:edit", args=[todo.pk]), {"title": "Lire", "owner": stranger.pk, "version": 1}
    )

    todo.refresh_from_db()
    assert (answer.status_code, todo.owner) == (422, nadia)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(count):
    samira, nadia = colleague(Role.PROJECT_OFFICER, name="Samira"), colleague(name="Nadia")
    for number in range(count):
        given(samira, nadia, f"tâche {number}")
        given(nadia, samira, f"retour {number}")
    page = browser(nadia)

    with exactly(7):
        page.get(reverse("agenda:todos"))
