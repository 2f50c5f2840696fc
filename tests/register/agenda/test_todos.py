"""Tasks: noted for oneself or a colleague, done with one click, put back when the mouse slipped."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.foundation.accounts.enums import Role
from levier.register.agenda.models import Todo
from tests.cast import browser, colleague, organisation

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
