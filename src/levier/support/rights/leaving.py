"""A person erased, or given a copy: papers, deadlines and statuses go; that a right was lost stays as a figure."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import ngettext

from levier.foundation.documents.actions import forget_documents
from levier.foundation.documents.models import Document
from levier.foundation.journal.actions import forget_details
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import Fate
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.support.rights.models import BenefitPeriod, Deadline, Letter, Loss
from levier.support.rights.queries import deadlines_of, letters_of, losses_of, periods_of


def rows(actor: Actor, person: Person) -> Mapping[str, Iterable[Any]]:
    """All that the room holds of a person, scans included."""
    letters = list(letters_of(actor, person))
    about = [reference(one) for one in letters]
    return {
        "rights.letter": letters,
        "rights.deadline": deadlines_of(actor, person),
        "rights.benefitperiod": periods_of(actor, person),
        "rights.loss": losses_of(actor, person),
        "documents.document": Document.objects.visible_to(actor).filter(about__in=about),
    }


def fates(actor: Actor, person: Person, until: date | None) -> list[Fate]:
    """Nothing here is owed to a funder: everything goes, but for the count of losses."""
    letters = letters_of(actor, person).count()
    deadlines = deadlines_of(actor, person).count()
    periods = periods_of(actor, person).count()
    losses = losses_of(actor, person).count()
    told = [
        (letters, ngettext("%(n)s courrier avec son scan", "%(n)s courriers avec leurs scans", letters), ""),
        (deadlines, ngettext("%(n)s échéance de droits", "%(n)s échéances de droits", deadlines), ""),
        (periods, ngettext("%(n)s statut", "%(n)s statuts", periods), ""),
        (losses, ngettext("%(n)s perte de droits", "%(n)s pertes de droits", losses), "figure"),
    ]
    return [Fate(words % {"n": count}, stays) for count, words, stays in told if count]  # type: ignore[arg-type]


def erase(by: Actor, person: Person, until: date | None, at: datetime) -> None:
    """Take papers, deadlines and statuses away; losses keep their right, their day and their appeal, and no word."""
    held = {table: list(table.objects.filter(person=person)) for table in (Deadline, BenefitPeriod, Loss, Letter)}
    forget_details(by=by, objects=[reference(one) for found in held.values() for one in found])
    Loss.objects.filter(person=person).update(remark="", letter=None)
    Deadline.objects.filter(person=person).update(follows=None)
    Deadline.objects.filter(person=person).delete()
    BenefitPeriod.objects.filter(person=person).delete()
    for letter in held[Letter]:
        forget_documents(by=by, about=reference(letter))
    Letter.objects.filter(person=person).delete()
