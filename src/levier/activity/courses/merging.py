"""Two files of one person made one: candidacies and memberships follow, with all that hangs on them."""

from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from levier.activity.courses.models import Candidate, Member
from levier.foundation.kit.actors import Actor
from levier.register.people.models import Person
from levier.register.people.moving import Moved, move_rows, put_back

MOVED: tuple[Any, ...] = (Candidate, Member)
TABLES = tuple(table._meta.label_lower for table in MOVED)


def summary(actor: Actor, person: Person) -> list[str]:
    """How many courses and collectives a file holds."""
    counts = [table.objects.visible_to(actor).filter(person=person).count() for table in MOVED]
    lines = (
        ngettext("%(n)s candidature à une formation", "%(n)s candidatures à une formation", counts[0]),
        ngettext("%(n)s collectif", "%(n)s collectifs", counts[1]),
    )
    return [line % {"n": count} for count, line in zip(counts, lines, strict=True) if count]


def merge(by: Actor, kept: Person, removed: Person, at: datetime) -> dict[str, Moved]:
    """Rows go to the kept file. Of two candidacies to one course none is lost: both are shown."""
    return {table._meta.model_name: move_rows(table, kept=kept, removed=removed) for table in MOVED}


def undo(by: Actor, kept: Person, removed: Person, moved: dict[str, Moved], at: datetime) -> None:
    """Rows go back to the file they came from."""
    for table in MOVED:
        if table._meta.model_name in moved:
            put_back(table, moved[table._meta.model_name], removed=removed)
