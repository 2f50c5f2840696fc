"""Objects of rooms above that hold documents: each kind signs in here, and gets its panel, its form and its rights."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Permission
from levier.foundation.kit.registers import Panel, Register, panels


@dataclass(frozen=True, slots=True)
class Holder:
    """Objects of one table that hold documents.

    `rows(actor)` are those that this actor may see; `url_name` takes the pk and shows one; `place` is the place of
    panels on that page. `see` opens the documents, `change` adds and removes them.
    """

    rows: Callable[[Actor], Any]
    url_name: str
    place: str
    see: Permission
    change: Permission

    def page_of(self, instance: Any) -> str:
        return reverse(self.url_name, args=[instance.pk])


holders: Register[Holder] = Register()
"""By table ("projects.project")."""


def sign_in(table: str, holder: Holder, *, order: int = 90) -> None:
    """Let the objects of a table hold documents, shown on their page."""
    from levier.foundation.documents.panels import of_holder

    holders.sign_in(table, holder)
    panel = Panel(holder.place, "documents/_documents.html", holder.see, of_holder(table))
    panels.sign_in(f"documents.{table}", panel, order=order)


def held_by(actor: Actor, about: str) -> tuple[Holder, Any] | None:
    """The kind of holder and the object that "projects.project:3" names; None when this actor may not know it."""
    table, _colon, number = about.partition(":")
    if table not in holders or not number.isdecimal() or len(number) > 18:
        return None
    found = holders[table].rows(actor).filter(pk=int(number)).first()
    return (holders[table], found) if found is not None else None
