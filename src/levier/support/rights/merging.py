"""Two files of one person made one: everything that the room holds follows, and goes back."""

from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from levier.foundation.kit.actors import Actor
from levier.register.people.models import Person
from levier.register.people.moving import Moved, move_rows, put_back
from levier.support.rights.models import BenefitPeriod, Deadline, Letter, Loss

TABLES: tuple[Any, ...] = (Letter, Deadline, BenefitPeriod, Loss)


def summary(actor: Actor, person: Person) -> list[str]:
    """What a file holds, in short lines."""
    counts = {table: table.objects.visible_to(actor).filter(person=person).count() for table in TABLES}
    lines = (
        ngettext("%(n)s courrier", "%(n)s courriers", counts[Letter]) % {"n": counts[Letter]},
        ngettext("%(n)s échéance", "%(n)s échéances", counts[Deadline]) % {"n": counts[Deadline]},
        ngettext("%(n)s statut", "%(n)s statuts", counts[BenefitPeriod]) % {"n": counts[BenefitPeriod]},
        ngettext("%(n)s perte de droits", "%(n)s pertes de droits", counts[Loss]) % {"n": counts[Loss]},
    )
    return [line for table, line in zip(TABLES, lines, strict=True) if counts[table]]


def merge(by: Actor, kept: Person, removed: Person, at: datetime) -> dict[str, Moved]:
    """Rows of the room go to the kept file. Statuses may then overlap: the page of the person says so."""
    return {table._meta.model_name: move_rows(table, kept=kept, removed=removed) for table in TABLES}


def undo(by: Actor, kept: Person, removed: Person, moved: dict[str, Moved], at: datetime) -> None:
    """Rows go back to the file they came from."""
    for table in TABLES:
        put_back(table, moved[table._meta.model_name], removed=removed)
