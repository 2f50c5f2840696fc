"""Two files of one person made one: everything that the room holds follows, and goes back."""

from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from levier.foundation.kit.actors import Actor
from levier.register.people.models import Person
from levier.register.people.moving import Moved, move_rows, put_back
from levier.support.jobsearch.models import Application, Contract, Conversation, Encoding, Resume

MOVED: tuple[Any, ...] = (Application, Conversation, Resume, Contract, Encoding)
TABLES = tuple(table._meta.label_lower for table in MOVED)


def summary(actor: Actor, person: Person) -> list[str]:
    """What a file holds, in short lines. What was told to Actiris is not counted: its source is."""
    counts = {table: table.objects.visible_to(actor).filter(person=person).count() for table in MOVED}
    lines = (
        ngettext("%(n)s candidature ou contact", "%(n)s candidatures ou contacts", counts[Application]),
        ngettext("%(n)s appel ou message", "%(n)s appels et messages", counts[Conversation]),
        ngettext("%(n)s version du CV", "%(n)s versions du CV", counts[Resume]),
        ngettext("%(n)s contrat", "%(n)s contrats", counts[Contract]),
    )
    return [line % {"n": counts[table]} for table, line in zip(MOVED, lines, strict=False) if counts[table]]


def merge(by: Actor, kept: Person, removed: Person, at: datetime) -> dict[str, Moved]:
    """Rows of the room go to the kept file. Interpreters follow their appointment."""
    return {table._meta.model_name: move_rows(table, kept=kept, removed=removed) for table in MOVED}


def undo(by: Actor, kept: Person, removed: Person, moved: dict[str, Moved], at: datetime) -> None:
    """Rows go back to the file they came from."""
    for table in MOVED:
        put_back(table, moved[table._meta.model_name], removed=removed)
