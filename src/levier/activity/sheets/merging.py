"""Two files of one person made one: lines of paper, missing signatures and certificates follow, and go back."""

from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from levier.activity.sheets.models import Certificate, MissingSignature, SheetLine
from levier.foundation.kit.actors import Actor
from levier.register.people.models import Person
from levier.register.people.moving import Moved, move_rows, put_back

SAME: dict[Any, tuple[str, ...]] = {SheetLine: ("sheet_id",), MissingSignature: ("column_id",), Certificate: ()}
"""What a person has once: at two lines of one sheet, the one with a witness stays."""
TABLES = tuple(table._meta.label_lower for table in SAME)


def summary(actor: Actor, person: Person) -> list[str]:
    """How many sheets a person stands on, how many certificates were made."""
    sheets = SheetLine.objects.visible_to(actor).filter(person=person).count()
    made = Certificate.objects.visible_to(actor).filter(person=person).count()
    lines = [
        (sheets, ngettext("%(n)s feuille de présences", "%(n)s feuilles de présences", sheets)),
        (made, ngettext("%(n)s attestation de présence", "%(n)s attestations de présence", made)),
    ]
    return [words % {"n": count} for count, words in lines if count]


def merge(by: Actor, kept: Person, removed: Person, at: datetime) -> dict[str, Moved]:
    """Rows go to the kept file."""
    return {
        table._meta.model_name: move_rows(table, kept=kept, removed=removed, same=same, worth=_worth if same else None)
        for table, same in SAME.items()
    }


def undo(by: Actor, kept: Person, removed: Person, moved: dict[str, Moved], at: datetime) -> None:
    """Rows go back to the file they came from."""
    for table in SAME:
        if table._meta.model_name in moved:  # merges of before the room have none
            put_back(table, moved[table._meta.model_name], removed=removed)


def _worth(row: Any) -> bool:
    return bool(getattr(row, "witness", ""))
