"""What changes a task."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.agenda.models import Todo
from levier.register.agenda.rules import KEEP_TASKS, own_or_asked, own_todos


@transaction.atomic
def add_todo(
    *,
    by: Actor,
    title: str,
    owner: User | None = None,
    due_on: date | None = None,
    about: str = "",
    link: str = "",
    at: datetime,
) -> Todo:
    """A task for oneself, or for a colleague. `about` names an object of any room, `link` its page.

    Raises Refused for somebody of another association, or ValidationError.
    """
    demand_permission(by, KEEP_TASKS)
    doer = owner.pk if owner else by.user_id
    if doer is None or not colleagues(by).filter(pk=doer).exists():
        raise Refused(_("Cette personne ne travaille pas dans votre association."))
    todo = Todo(
        organisation_id=by.organisation_id,
        title=title,
        owner_id=doer,
        asked_by_id=by.user_id,
        due_on=due_on,
        about=about,
        link=link,
        made_at=at,
    )
    todo.keep()
    record(by=by, verb="todo.added", object=reference(todo), at=at)
    return todo


@transaction.atomic
def change_todo(*, by: Actor, todo: Todo, title: str, owner: User | None, due_on: date | None, at: datetime) -> Todo:
    """Say a task otherwise, move its day, or give it to somebody else. Raises Refused, or ValidationError."""
    demand_permission(by, KEEP_TASKS)
    held = _locked(by, todo, or_asked=True)
    doer = owner.pk if owner else by.user_id
    if doer is None or not colleagues(by).filter(pk=doer).exists():
        raise Refused(_("Cette personne ne travaille pas dans votre association."))
    changed = {
        name: [str(old or ""), str(new or "")]
        for name, old, new in (("due_on", held.due_on, due_on), ("owner", held.owner_id, doer))
        if old != new
    }
    held.title, held.due_on, held.owner_id = title, due_on, doer
    held.version += 1
    held.keep()
    record(by=by, verb="todo.changed", object=reference(held), change=changed, at=at)
    return held


@transaction.atomic
def withdraw_todo(*, by: Actor, todo: Todo, at: datetime) -> None:
    """Take away a task that need not be done. By who has it or who asked for it; raises Refused."""
    demand_permission(by, KEEP_TASKS)
    held = _locked(by, todo, or_asked=True)
    named = reference(held)
    held.delete()
    record(by=by, verb="todo.withdrawn", object=named, at=at)


@transaction.atomic
def finish_todo(*, by: Actor, todo: Todo, at: datetime) -> Todo:
    """Say that one's task is done. Done twice is done once."""
    demand_permission(by, KEEP_TASKS)
    held = _locked(by, todo)
    if held.done_at is None:
        _mark(held, at)
        record(by=by, verb="todo.done", object=reference(held), at=at)
    return held


@dataclass(frozen=True, slots=True)
class Task:
    """A task of a colleague that a room asks for: their number, its words, its day, what it is about, its page."""

    owner_id: int
    title: str
    due_on: date
    about: str
    link: str


def add_todos(*, by: Actor, tasks: Iterable[Task], at: datetime) -> list[Todo]:
    """Tasks for colleagues of this association, in one statement.

    For the rooms above, in the transaction of the act that asks for them and says so in the journal.
    """
    demand_permission(by, KEEP_TASKS)
    rows = [
        Todo(
            organisation_id=by.organisation_id,
            title=one.title,
            owner_id=one.owner_id,
            asked_by_id=by.user_id,
            due_on=one.due_on,
            about=one.about,
            link=one.link,
            made_at=at,
        )
        for one in tasks
    ]
    return Todo.objects.bulk_create(rows)


def withdraw_todos(*, by: Actor, todos: Iterable[Todo]) -> None:
    """Tasks that a room asked for need not be done after all; in the transaction of the act that says so."""
    demand_permission(by, KEEP_TASKS)
    if gone := [one.pk for one in todos]:
        Todo.objects.visible_to(by).filter(pk__in=gone, done_at=None).delete()


def finish_todos(*, by: Actor, about: str, at: datetime) -> list[Todo]:
    """What an object asked of colleagues was done, whoever did it: their tasks about it end.

    For the rooms above, in the transaction of the act that did it.
    """
    demand_permission(by, KEEP_TASKS)
    waiting = Todo.objects.visible_to(by).select_for_update().filter(about=about, done_at=None)
    found = list(waiting.order_by("pk"))
    for one in found:
        _mark(one, at)
        record(by=by, verb="todo.done", object=reference(one), at=at)
    return found


@transaction.atomic
def reopen_todo(*, by: Actor, todo: Todo, at: datetime) -> Todo:
    """Put a task that was marked done back to be done."""
    demand_permission(by, KEEP_TASKS)
    held = _locked(by, todo)
    if held.done_at is not None:
        _mark(held, None)
        record(by=by, verb="todo.reopened", object=reference(held), at=at)
    return held


def _locked(by: Actor, todo: Todo, *, or_asked: bool = False) -> Todo:
    rows = own_or_asked(by) if or_asked else own_todos(by)
    held = rows.select_for_update().filter(pk=todo.pk).first()
    if held is None:
        raise Refused(_("Cette tâche n'est pas la vôtre."))
    return held


def _mark(todo: Todo, at: datetime | None) -> None:
    todo.done_at = at
    todo.version += 1
    todo.save(update_fields=["done_at", "version"])
