"""Two files of one person: found, told apart, made one, and made two again."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.registers import exporters, mergers
from levier.foundation.kit.screens import reference
from levier.register.people.actions import derived, names_of
from levier.register.people.enums import LADDER, PairState
from levier.register.people.models import (
    ContactPoint,
    KnownNumber,
    LanguageSkill,
    Mandate,
    Merge,
    NationalNumber,
    OtherName,
    Pair,
    Person,
    Photo,
)
from levier.register.people.moving import Moved, move_rows, pack, put_back, unpack
from levier.register.people.pairs import load_known, pairs_alike
from levier.register.people.rules import MERGE_PEOPLE

IDENTITY = (
    *("first_name", "last_name", "birth_date", "gender", "nationalities"),
    *("language", "interpreter", "channel", "is_written_discreetly", "postcode", "commune"),
)
"""What two files may know differently, and what one chooses; a birth goes as a whole."""
BIRTH = ("birth_date", "birth_year", "birth_month")
KEPT = (*dict.fromkeys((*IDENTITY, *BIRTH)), "level")
"""Columns of the kept file that a merge may change."""
DERIVED = ("search", "name_key", "sound_key")
OWN: dict[str, tuple[Any, tuple[str, ...]]] = {
    "points": (ContactPoint, ("kind", "key")),
    "numbers": (KnownNumber, ()),
    "names": (OtherName, ("value",)),
    "languages": (LanguageSkill, ("language",)),
    "mandates": (Mandate, ()),
    "national": (NationalNumber, ("organisation_id",)),
    "photo": (Photo, ("organisation_id",)),
}
"""Tables of this room, and what makes two rows of them the same."""


@transaction.atomic
def find_pairs(*, by: Actor, at: datetime) -> int:
    """Look for files that may be of one person; how many new pairs wait. What was decided before stays decided."""
    demand_permission(by, MERGE_PEOPLE)
    found = {
        (older, likeness.person_id): Pair(
            organisation_id=by.organisation_id,
            first_id=older,
            second_id=likeness.person_id,
            score=round(likeness.score * 100),
            why=" ".join(likeness.reasons),
            found_at=at,
        )
        for older, likeness in pairs_alike(load_known(by))
    }
    known = Pair.objects.visible_to(by).values_list("pk", "first_id", "second_id", "state", "why")
    gone = []
    for pk, first, second, state, why in known:
        if found.pop((first, second), None) is None and state == PairState.WAITING and why != "hand":
            gone.append(pk)
    Pair.objects.filter(pk__in=gone).delete()
    Pair.objects.bulk_create(found.values(), batch_size=2_000)
    record(by=by, verb="people.pairs_searched", change={"new": len(found), "gone": len(gone)}, at=at)
    return len(found)


@transaction.atomic
def bring_together(*, by: Actor, one: Person, other: Person, at: datetime) -> Pair:
    """Two files that somebody thinks are of one person. Raises Refused for a file and itself."""
    demand_permission(by, MERGE_PEOPLE)
    if one.pk == other.pk:
        raise Refused(_("C'est la même fiche."))
    first, second = sorted((one, other), key=lambda person: person.pk)
    pair, _made = Pair.objects.update_or_create(
        organisation_id=by.organisation_id,
        first=first,
        second=second,
        defaults={"state": PairState.WAITING, "settled_at": None, "settled_by": None},
        create_defaults={"score": 0, "why": "hand", "found_at": at},
    )
    record(by=by, verb="people.pair_brought", object=reference(first), change={"other": second.pk}, at=at)
    return pair


@transaction.atomic
def keep_apart(*, by: Actor, pair: Pair, at: datetime) -> Pair:
    """These are two people: the pair is not asked again."""
    demand_permission(by, MERGE_PEOPLE)
    held = _locked_pair(by, pair)
    _settle(held, PairState.APART, by, at)
    record(by=by, verb="people.kept_apart", object=reference(held.first), change={"other": held.second_id}, at=at)
    return held


@transaction.atomic
def merge_people(*, by: Actor, pair: Pair, theirs: Iterable[str] = (), at: datetime) -> Merge:
    """Make one file of a pair. The older file stays; columns named in `theirs` are taken from the younger one.

    What the kept file does not know is taken from the other in any case. Every room that signed in moves what it
    holds. Raises Refused when the pair is settled already, or when a room refuses.
    """
    demand_permission(by, MERGE_PEOPLE)
    held = _locked_pair(by, pair)
    kept, removed = held.first, held.second
    before = {name: getattr(kept, name) for name in (*KEPT, *DERIVED)}
    moved = {name: mergers[name].merge(by, kept, removed, at) for name in mergers.names()}
    _take(kept, removed, frozenset(theirs))
    removed.merged_into = kept
    removed.version += 1
    removed.save(update_fields=["merged_into", "version"])
    _settle(held, PairState.MERGED, by, at)
    others = Pair.objects.filter(Q(first=removed) | Q(second=removed), state=PairState.WAITING)
    moved["pairs waiting"] = pack(others.order_by("pk"))
    others.delete()
    merge = Merge.objects.create(
        organisation_id=by.organisation_id,
        kept=kept,
        removed=removed,
        before=before | {"version": kept.version},
        moved=moved,
        made_at=at,
        made_by_id=by.user_id,
    )
    record(by=by, verb="person.merged", object=reference(kept), change={"removed": removed.pk}, at=at)
    return merge


@transaction.atomic
def undo_merge(*, by: Actor, merge: Merge, at: datetime) -> Person:
    """Make two files again, each with what it had. Raises Refused when the kept file was changed since."""
    demand_permission(by, MERGE_PEOPLE)
    held = Merge.objects.visible_to(by).select_for_update().filter(pk=merge.pk, undone_at=None).first()
    if held is None:
        raise Refused(_("Cette fusion est déjà annulée."))
    kept, removed = _locked_people(held.kept_id, held.removed_id)
    if kept.version != held.before["version"] or kept.merged_into_id:
        raise Refused(_("La fiche a été modifiée depuis : corrigez-la à la main, la fusion ne s'annule plus."))
    for name in mergers.names():
        mergers[name].undo(by, kept, removed, held.moved.get(name), at)
    _restore(kept, held.before)
    removed.merged_into = None
    removed.version += 1
    removed.save(update_fields=["merged_into", "version"])
    held.undone_at = at
    held.save(update_fields=["undone_at"])
    unpack(held.moved["pairs waiting"])
    Pair.objects.filter(first=kept, second=removed).update(state=PairState.WAITING, settled_at=None, settled_by=None)
    record(by=by, verb="person.merge_undone", object=reference(kept), change={"restored": removed.pk}, at=at)
    restored: Person = removed
    return restored


def summary(actor: Actor, person: Person) -> list[str]:
    """What all rooms hold of a file, in short lines."""
    return [line for name in mergers.names() for line in mergers[name].summary(actor, person)]


def what_moves(pair: Pair) -> list[tuple[str, int]]:
    """(what, how many) of each table from which rows go to the first file of a pair, whatever room holds them."""
    titles = {table: title for room in exporters for table, title in room.tables.items()}
    moving = []
    for name in mergers.names():
        for table in mergers[name].tables:
            model = apps.get_model(table)
            count = model.objects.filter(person=pair.second_id).count()
            if count:
                moving.append((str(titles.get(table) or model._meta.verbose_name_plural), count))
    return moving


def own_summary(actor: Actor, person: Person) -> list[str]:
    """What this room holds beside the identity."""
    contacts, mandates = person.contact_points.count(), person.mandates.count()
    lines = [
        ngettext("%(n)s contact", "%(n)s contacts", contacts) % {"n": contacts} if contacts else "",
        ngettext("%(n)s mandat", "%(n)s mandats", mandates) % {"n": mandates} if mandates else "",
    ]
    return [line for line in lines if line]


def merge_own(by: Actor, kept: Person, removed: Person, at: datetime) -> dict[str, Moved]:
    """Everything of this room goes to the kept file; of what can be there once, the kept file's stays."""
    return {name: move_rows(table, kept=kept, removed=removed, same=same) for name, (table, same) in OWN.items()}


def undo_own(by: Actor, kept: Person, removed: Person, moved: Mapping[str, Moved], at: datetime) -> None:
    """Put everything of this room back."""
    for name, (table, _same) in OWN.items():
        if name in moved:
            put_back(table, moved[name], removed=removed)


def _take(kept: Person, removed: Person, theirs: frozenset[str]) -> None:
    for name in IDENTITY:
        columns = BIRTH if name == "birth_date" else (name,)
        known = any(getattr(removed, one) for one in columns)
        if name in theirs or (known and not any(getattr(kept, one) for one in columns)):
            for one in columns:
                setattr(kept, one, getattr(removed, one))
    kept.level = max(kept.level, removed.level, key=LADDER.index)
    for name, value in derived(kept.first_name, kept.last_name, names_of(kept)).items():
        setattr(kept, name, value)
    _save_identity(kept)


def _restore(kept: Person, before: Mapping[str, Any]) -> None:
    for name in (*KEPT, *DERIVED):
        if name in before:
            setattr(kept, name, before[name])
    if kept.birth_date:
        kept.birth_date = date.fromisoformat(str(kept.birth_date))
    _save_identity(kept)


def _save_identity(kept: Person) -> None:
    kept.version += 1
    kept.save(update_fields=[*KEPT, *DERIVED, "version"])


def _locked_pair(by: Actor, pair: Pair) -> Pair:
    held: Pair | None = Pair.objects.visible_to(by).select_for_update().filter(pk=pair.pk).first()
    if held is None or held.state != PairState.WAITING:
        raise Refused(_("Cette paire est déjà décidée."))
    held.first, held.second = _locked_people(held.first_id, held.second_id)
    if held.first.merged_into_id or held.second.merged_into_id:
        raise Refused(_("Une de ces fiches est déjà réunie avec une autre."))
    return held


def _locked_people(*ids: int) -> list[Person]:
    """These files in this order, locked in the order of their numbers."""
    found = {person.pk: person for person in Person.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    return [found[pk] for pk in ids]


def _settle(pair: Pair, state: PairState, by: Actor, at: datetime) -> None:
    pair.state, pair.settled_at, pair.settled_by_id = state, at, by.user_id
    pair.save(update_fields=["state", "settled_at", "settled_by"])
