"""Two files of one person made one: everything that the room holds follows, and goes back."""

from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from levier.activity.epn.models import Assessment, HelpGiven, HelpMandate, Loan, RulesAcceptance, Visit, VisitCard
from levier.foundation.kit.actors import Actor
from levier.register.people.models import Person
from levier.register.people.moving import Moved, move_rows, put_back

MOVED: tuple[Any, ...] = (Visit, HelpGiven, Loan, Assessment, HelpMandate, VisitCard, RulesAcceptance)
TABLES = tuple(table._meta.label_lower for table in MOVED)


def summary(actor: Actor, person: Person) -> list[str]:
    """What a file holds, in short lines; cards and rules said yes to are not worth a line."""
    counts = [table.objects.visible_to(actor).filter(person=person).count() for table in MOVED[:5]]
    words = (
        ngettext("%(n)s visite à l'espace numérique", "%(n)s visites à l'espace numérique", counts[0]),
        ngettext("%(n)s aide numérique", "%(n)s aides numériques", counts[1]),
        ngettext("%(n)s prêt", "%(n)s prêts", counts[2]),
        ngettext("%(n)s diagnostic numérique", "%(n)s diagnostics numériques", counts[3]),
        ngettext("%(n)s mandat pour une démarche", "%(n)s mandats pour une démarche", counts[4]),
    )
    return [line % {"n": count} for count, line in zip(counts, words, strict=True) if count]


def merge(by: Actor, kept: Person, removed: Person, at: datetime) -> dict[str, Moved]:
    """Rows go to the kept file. Both cards go on working: somebody holds them in their hand."""
    return {table._meta.model_name: move_rows(table, kept=kept, removed=removed) for table in MOVED}


def undo(by: Actor, kept: Person, removed: Person, moved: dict[str, Moved], at: datetime) -> None:
    """Rows go back to the file they came from."""
    for table in MOVED:
        put_back(table, moved[table._meta.model_name], removed=removed)
