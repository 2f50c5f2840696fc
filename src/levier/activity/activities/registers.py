"""Lists that rooms above sign themselves into."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from levier.foundation.kit.registers import Register

participants: Register[Callable[[], QuerySet[Any]]] = Register()
"""Functions that give rows of a `project` and a `person` who takes part in it, whenever, with `unemployed_since` as it
was on the day of entry (None when it is not known); outcomes signs in."""

MOST_NAMED = 500
"""People whom a query names one by one; beyond, it reads all of a project."""


def of_the_project() -> Q:
    """Of presences: those that count for the project of their session, because the person takes part in it.

    All of them while the project has no participant at all: its door is open to all. The same rule for one project
    and named people is `outside`.
    """
    inside, is_shut = Q(), Q()
    for rows in participants:
        there = rows().filter(project=OuterRef("session__project"))
        inside |= Q(Exists(there.filter(person=OuterRef("person"))))
        is_shut |= Q(Exists(there))
    return inside | ~is_shut if inside else Q()


def outside(project_id: int | None, people: Iterable[int]) -> set[int]:
    """Of these people, those whose hours do not count for a project because they take no part in it.

    Nobody while the project has no participant at all: its door is open to all.
    """
    asked = set(people)
    if project_id is None or not asked:
        return set()
    inside: set[int] = set()
    is_shut = False
    for rows in participants:
        there = rows().filter(project=project_id).order_by()
        named = there if len(asked) > MOST_NAMED else there.filter(person__in=asked)
        found = set(named.values_list("person", flat=True))
        inside |= found
        is_shut = is_shut or bool(found) or there.exists()
    return asked - inside if is_shut else set()


def taking_part(project_id: int | None, people: Iterable[int]) -> set[int]:
    """Of these people, those who take part in a project, whenever; nobody where there is none."""
    asked = set(people)
    found: set[int] = set()
    for rows in participants if project_id and asked else ():
        found |= set(rows().filter(project=project_id, person__in=asked).order_by().values_list("person", flat=True))
    return found


def without_work_since(people: Iterable[int], day: date) -> set[int]:
    """Of these people, those who were without work on a day as early as this one, by what was noted when they came in
    a project."""
    asked = set(people)
    found: set[int] = set()
    for rows in participants if asked else ():
        there = rows().filter(unemployed_since__lte=day, person__in=asked)
        found |= set(there.order_by().values_list("person", flat=True))
    return found
