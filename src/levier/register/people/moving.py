"""How a room moves its rows from one file of a person to another, and back: for its entry in the register `mergers`."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core import serializers
from django.db.models import Model

from levier.register.people.models import Person

Moved = dict[str, Any]


def move_rows(
    table: Any, *, kept: Person, removed: Person, same: tuple[str, ...] = (), worth: Callable[[Any], Any] | None = None
) -> Moved:
    """Give the rows of `removed` to `kept`.

    Rows that would be twice there (equal in the columns `same`) are told apart by `worth`: the greater stays, the kept
    file's when they are equal. What goes is returned whole, to be put back.
    """
    mine = list(table.objects.filter(person=removed).order_by("pk"))
    theirs = {_key(row, same): row for row in table.objects.filter(person=kept).order_by("pk")} if same else {}
    goes = []
    for row in mine:
        other = theirs.get(_key(row, same)) if same else None
        if other is not None:
            goes.append(other if worth and worth(row) > worth(other) else row)
    text = pack(goes)
    table.objects.filter(pk__in=[row.pk for row in goes]).delete()
    gone = {row.pk for row in goes}
    moved = [row.pk for row in mine if row.pk not in gone]
    table.objects.filter(pk__in=moved).update(person=kept)
    return {"moved": moved, "gone": text}


def put_back(table: Any, moved: Moved, *, removed: Person) -> None:
    """Undo `move_rows`."""
    table.objects.filter(pk__in=moved["moved"]).update(person=removed)
    unpack(moved["gone"])


def pack(rows: Iterable[Model]) -> str:
    """Rows as text, every column of them."""
    text: str = serializers.serialize("json", rows)
    return text


def unpack(text: str) -> None:
    """Write packed rows as they were, under their own numbers."""
    for row in serializers.deserialize("json", text):
        row.save()


def _key(row: Any, same: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in same)
