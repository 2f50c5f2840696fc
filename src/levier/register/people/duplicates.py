"""Is this somebody we know? Three keys find who might be, a score and a sentence say why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.formats import number
from levier.foundation.kit.numbers import cents
from levier.register.people.models import ContactPoint, Person
from levier.register.people.names import name_key

NEAR = 0.82
BATCH = 400


@dataclass(frozen=True, slots=True)
class Draft:
    """Somebody as a form or a sheet describes them. `contacts` are keys: +32… and mail addresses in lower case."""

    first_name: str
    last_name: str
    birth_date: date | None = None
    contacts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return name_key(self.first_name, self.last_name)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A person we know who may be the one of the draft. `is_same` when nothing is left to ask."""

    person_id: int
    score: float
    sentence: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a person: nothing more is loaded."""

    person_id: int
    key: str
    birth_date: date | None
    contacts: frozenset[str]


def candidates(actor: Actor, drafts: Sequence[Draft]) -> list[list[Likeness]]:
    """For each draft, who we know that may be the same, best first. A constant number of queries per 400 drafts."""
    known = _known_near(actor, drafts)
    by_birth: dict[date, list[Known]] = {}
    by_key: dict[str, list[Known]] = {}
    by_contact: dict[str, list[Known]] = {}
    for one in known.values():
        if one.birth_date:
            by_birth.setdefault(one.birth_date, []).append(one)
        by_key.setdefault(one.key, []).append(one)
        for contact in one.contacts:
            by_contact.setdefault(contact, []).append(one)
    found = []
    for draft in drafts:
        near = [*by_birth.get(draft.birth_date or date.min, ()), *by_key.get(draft.key, ())]
        near += [one for contact in draft.contacts for one in by_contact.get(contact, ())]
        alike = [likeness for one in {one.person_id: one for one in near}.values() if (likeness := compare(draft, one))]
        found.append(sorted(alike, key=lambda likeness: (-likeness.score, likeness.person_id)))
    return found


def compare(draft: Draft, known: Known) -> Likeness | None:
    """How alike a draft and a person are, or None when they are not."""
    score = fuzz.token_sort_ratio(draft.key, known.key) / 100
    same_birth = draft.birth_date is not None and draft.birth_date == known.birth_date
    both_births = draft.birth_date is not None and known.birth_date is not None
    same_contact = bool(known.contacts & set(draft.contacts))
    if score < NEAR or (both_births and not same_birth and not (same_contact and score > 0.95)):
        return None
    if not (same_birth or same_contact or score == 1.0):
        return None
    reasons = [
        _("même date de naissance") if same_birth else "",
        _("même numéro ou même adresse") if same_contact else "",
        _("même nom")
        if score == 1.0
        else _("noms proches à %(score)s") % {"score": number(cents(Decimal(str(score))))},
    ]
    is_same = score == 1.0 and same_birth
    return Likeness(known.person_id, score, ", ".join(reason for reason in reasons if reason), is_same)


def _known_near(actor: Actor, drafts: Sequence[Draft]) -> dict[int, Known]:
    everybody = Person.objects.visible_to(actor)
    ids: set[int] = set()
    for part in _batches(sorted({draft.birth_date for draft in drafts if draft.birth_date})):
        ids.update(everybody.filter(birth_date__in=part).values_list("pk", flat=True))
    for keys in _batches(sorted({draft.key for draft in drafts})):
        ids.update(everybody.filter(name_key__in=keys).values_list("pk", flat=True))
    for keys in _batches(sorted({contact for draft in drafts for contact in draft.contacts})):
        points = ContactPoint.objects.visible_to(actor).filter(key__in=keys)
        ids.update(points.values_list("person_id", flat=True))
    known: dict[int, Known] = {}
    for near in _batches(sorted(ids)):
        contacts: dict[int, set[str]] = {}
        for person_id, key in ContactPoint.objects.filter(person_id__in=near).values_list("person_id", "key"):
            contacts.setdefault(person_id, set()).add(key)
        for pk, key, born in everybody.filter(pk__in=near).values_list("pk", "name_key", "birth_date"):
            known[pk] = Known(pk, key, born, frozenset(contacts.get(pk, ())))
    return known


def _batches[Item](items: Iterable[Item]) -> Iterable[list[Item]]:
    listed = list(items)
    return (listed[start : start + BATCH] for start in range(0, len(listed), BATCH))
