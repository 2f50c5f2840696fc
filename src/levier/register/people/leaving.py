"""A person erased: what goes and what stays, told first, then done; proofs go when their day has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.accounts.sealing import seal_text
from levier.foundation.documents.actions import forget_documents
from levier.foundation.imports.forgetting import forget_objects, runs_about
from levier.foundation.journal.actions import forget_details, record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.bulk import pointed_at
from levier.foundation.kit.disk import forget_on_disk
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.registers import Fate, erasers
from levier.foundation.kit.screens import reference
from levier.foundation.outbox.actions import forget_addresses
from levier.register.people.enums import ErasureReason
from levier.register.people.models import (
    ContactPoint,
    KnownNumber,
    LanguageSkill,
    Mandate,
    Merge,
    NameInUse,
    NationalNumber,
    OtherName,
    Pair,
    Person,
    Photo,
    SealedProof,
)
from levier.register.people.proofs import ABOUT, identity_in_words
from levier.register.people.rules import ERASE_PEOPLE, OPEN_PROOFS

OWN = (ContactPoint, KnownNumber, OtherName, LanguageSkill, Mandate, NationalNumber, Photo)
EMPTY = (
    *("first_name", "last_name", "gender", "nationalities", "interpreter", "channel", "language"),
    *("postcode", "commune", "search", "name_key", "sound_key"),
)


@dataclass(frozen=True, slots=True)
class Departure:
    """What erasing a person would do. `until` is the last day of the proofs, None when nothing is owed to a funder."""

    goes: tuple[str, ...]
    figures: tuple[str, ...]
    proofs: tuple[str, ...]
    until: date | None


def departure_of(actor: Actor, person: Person) -> Departure:
    """What goes and what stays, as every room tells it, who it is first; nothing is changed."""
    until = proofs_until(actor, person)
    fates = [fate for _name, room in reversed(erasers.pairs()) for fate in room.fates(actor, person, until)]

    def those(stays: str) -> tuple[str, ...]:
        return tuple(fate.what for fate in fates if fate.stays == stays)

    return Departure(those(""), those("figure"), those("proof"), until)


def proofs_until(actor: Actor, person: Person) -> date | None:
    """The last day on which a room owes proofs about this person to a funder."""
    days = [room.proofs_until(actor, person) for _name, room in erasers.pairs() if room.proofs_until]
    return max((day for day in days if day), default=None)


@transaction.atomic
def erase_person(*, by: Actor, person: Person, reason: str, at: datetime) -> date | None:
    """Erase a person in every room; the day until which proofs stay under lock, or None when nothing is left.

    Figures stay as they were: rows that are counted lose their name. Raises Refused for a file already erased.
    """
    demand_permission(by, ERASE_PEOPLE)
    held: Person | None = Person.objects.visible_to(by).select_for_update().filter(pk=person.pk).first()
    if held is None:
        raise Refused(_("Cette fiche n'est plus là."))
    until = proofs_until(by, held)
    if until is not None:
        sealed = seal_text(identity_in_words(held), about=ABOUT.format(held.pk))
        values = {"organisation_id": by.organisation_id, "sealed": sealed, "until": until}
        SealedProof.objects.update_or_create(person=held, defaults=values)
    _erase_in_every_room(by, held, until, at)
    change = {"reason": ErasureReason(reason).value, "until": until}
    record(by=by, verb="person.erased", object=reference(held), change=change, at=at)
    if until is None:
        _let_go(held)
    transaction.on_commit(forget_on_disk, robust=True)
    return until


@transaction.atomic
def release_proofs(*, by: Actor, on: date, at: datetime) -> int:
    """Let go of the proofs whose last day is over; how many people. A day that moved since is kept, later."""
    demand_permission(by, ERASE_PEOPLE)
    gone = 0
    due = SealedProof.objects.visible_to(by).select_for_update().filter(until__lt=on).order_by("pk")
    for proof in due.select_related("person"):
        person = proof.person
        later = proofs_until(by, person)
        if later is not None and later >= on:
            proof.until = later
            proof.save(update_fields=["until"])
            continue
        proof.delete()
        _erase_in_every_room(by, person, None, at)
        record(by=by, verb="person.proofs_gone", object=reference(person), at=at)
        _let_go(person)
        gone += 1
    if gone:
        transaction.on_commit(forget_on_disk, robust=True)
    return gone


def fates(actor: Actor, person: Person, until: date | None) -> list[Fate]:
    """What becomes of the identity, the contacts, the messages sent and the workbooks that brought the person."""
    contacts = person.contact_points.count()
    runs = runs_about(actor, _objects(files_of(person)))
    told = [Fate(_("le nom, la date de naissance, l'adresse, l'histoire de la fiche"))]
    if contacts:
        told.append(
            Fate(
                ngettext("%(n)s contact et les messages envoyés", "%(n)s contacts et les messages envoyés", contacts)
                % {"n": contacts}
            )
        )
    if Photo.objects.filter(person__in=files_of(person)).exists():
        told.append(Fate(_("sa photo")))
    if until is not None:
        told.append(Fate(_("le nom et la date de naissance, fermés à clé, pour un contrôle"), "proof"))
    for run in runs:
        words = _("le classeur importé le %(on)s, entier : %(name)s") % {
            "on": f"{timezone.localdate(run.made_at):%d/%m/%Y}",
            "name": run.document.name,
        }
        told.append(Fate(words, "proof" if until else ""))
    return told


def erase(by: Actor, person: Person, until: date | None, at: datetime) -> None:
    """Empty the file and all that was merged into it; forget messages, numbers, imports and what the journal tells."""
    files = files_of(person)
    points = ContactPoint.objects.filter(person__in=files)
    forget_addresses(by=by, addresses=points.values_list("value", flat=True))
    objects = _objects(files)
    forget_objects(by=by, objects=objects, until=until, keepers=OPEN_PROOFS, at=at)
    forget_details(by=by, objects=[f"{table}:{pk}" for table, ids in objects.items() for pk in ids])
    for table in OWN:
        table.objects.filter(person__in=files).delete()
    for one in files:  # their photos, those of merged files too
        forget_documents(by=by, about=reference(one))
    Pair.objects.filter(Q(first__in=files) | Q(second__in=files)).delete()
    Merge.objects.filter(Q(kept__in=files) | Q(removed__in=files)).delete()
    names = {word for one in files for word in one.search.split()}
    for one in files:
        _empty(one, at)
    _unlearn(by, names)
    for one in files[1:]:
        _let_go(one)


def _erase_in_every_room(by: Actor, person: Person, until: date | None, at: datetime) -> None:
    for _name, room in erasers.pairs():
        room.erase(by, person, until, at)


def files_of(person: Person) -> list[Person]:
    """The file of a person and those that were merged into it, however deep."""
    files, place = [person], 0
    while place < len(files):
        files += Person.objects.filter(merged_into=files[place]).order_by("pk")
        place += 1
    return files


def _objects(files: list[Person]) -> dict[str, list[int]]:
    """What the journal and the imports may have kept of these files, by table."""
    ids = [one.pk for one in files]
    own: dict[str, list[int]] = {"people.person": ids}
    for table in OWN:
        own[table._meta.label_lower] = list(table.objects.filter(person__in=ids).values_list("pk", flat=True))
    return own


def _empty(person: Person, at: datetime) -> None:
    for name in EMPTY:
        setattr(person, name, "")
    person.birth_date = person.birth_year = person.birth_month = None
    person.is_written_discreetly = False
    person.erased_at = at
    person.version += 1
    person.save()


def _let_go(person: Person) -> None:
    """Delete the row of a file on which nothing stands any more; else it stays, without a name."""
    if not pointed_at(Person, [person.pk]):
        Person.objects.filter(pk=person.pk).delete()


def _unlearn(by: Actor, names: Iterable[str]) -> None:
    for word in names:
        if not Person.objects.visible_to(by).filter(search__contains=word).exists():
            NameInUse.objects.visible_to(by).filter(word=word[:100]).delete()
