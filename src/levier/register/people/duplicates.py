"""Is this somebody we know? Three keys find who might be, a score and a sentence say why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.formats import number
from levier.foundation.kit.numbers import cents
from levier.register.people.births import Birth
from levier.register.people.models import ContactPoint, Person
from levier.register.people.names import name_key

NEAR = 0.82
NEARER = 0.9
SURE = 0.95
BATCH = 900
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """Somebody as a form or a sheet describes them. `contacts` are keys: +32… and mail addresses in lower case.

    `birth_year` is what is known of a birth without its day.
    """

    first_name: str
    last_name: str
    birth_date: date | None = None
    contacts: tuple[str, ...] = ()
    birth_year: int | None = None
    key: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", name_key(self.first_name, self.last_name))


@dataclass(frozen=True, slots=True)
class Likeness:
    """A person we know who may be the one of the draft. `is_same` when nothing is left to ask.

    `score` of the names from 0 to 1; `reasons` are codes that `explain` puts in words.
    """

    person_id: int
    score: float
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return explain(self.reasons, self.score)

    @property
    def is_same(self) -> bool:
        return self.score == 1.0 and "birth" in self.reasons


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a person: nothing more is loaded."""

    person_id: int
    key: str
    birth_date: date | None
    contacts: frozenset[str]
    birth_year: int | None = None


def candidates(actor: Actor, drafts: Sequence[Draft]) -> list[list[Likeness]]:
    """For each draft, who we know that may be the same, best first. A constant number of queries per 900 drafts."""
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
        near = [one for born in _births(draft) for one in by_birth.get(born, ())] + by_key.get(draft.key, [])
        near += [one for contact in draft.contacts for one in by_contact.get(contact, ())]
        alike = [likeness for one in {one.person_id: one for one in near}.values() if (likeness := compare(draft, one))]
        found.append(sorted(alike, key=lambda likeness: (-likeness.score, likeness.person_id)))
    return found


def compare(draft: Draft, known: Known) -> Likeness | None:
    """How alike a draft and a person are, or None when they are not. Keys hold sorted words: order counts no more."""
    score = fuzz.ratio(draft.key, known.key, score_cutoff=NEAR * 100) / 100
    if not score:
        return None
    born, theirs = draft.birth_date, known.birth_date
    reasons = []
    if born is not None and born == theirs:
        reasons.append("birth")
    elif born is not None and theirs is not None and score >= NEARER and turned(born) == theirs:
        reasons.append("turned_birth")
    elif born is not None and theirs is not None and score <= SURE:
        return None
    elif (years := (_year(draft), _year(known)))[0] and years[1] and not (born and theirs):
        if years[0] == years[1]:
            reasons.append("birth_year")
        else:
            return None
    if not known.contacts.isdisjoint(draft.contacts):
        reasons.append("contact")
    if not reasons and (score < 1.0 or (born is not None and theirs is not None)):
        return None
    return Likeness(known.person_id, score, tuple(reasons))


def _year(one: Draft | Known) -> int | None:
    return one.birth_date.year if one.birth_date else one.birth_year


def turned(day: date) -> date | None:
    """The day with its month and day exchanged, as forms filled in two countries do; None when that is no other day."""
    return date(day.year, day.day, day.month) if day.day <= 12 and day.day != day.month else None


def explain(reasons: Iterable[str], score: float) -> str:
    """Why two files look alike: "même date de naissance, noms proches à 0,93"."""
    words = {
        "birth": _("même date de naissance"),
        "birth_year": _("même année de naissance"),
        "turned_birth": _("jour et mois de naissance échangés"),
        "contact": _("même numéro ou même adresse"),
        "hand": _("rapprochées à la main"),
    }
    names = _("même nom") if score == 1.0 else _("noms proches à %(score)s") % {"score": _hundredths(score)}
    return ", ".join([*(words[code] for code in reasons if code in words), *([names] if score else [])])


def _hundredths(score: float) -> str:
    return number(cents(Decimal(str(score))))


def _births(draft: Draft) -> list[date]:
    """The days under which the person of a draft may be known."""
    born = draft.birth_date
    return [day for day in (born, turned(born)) if day] if born else []


def _known_near(actor: Actor, drafts: Sequence[Draft]) -> dict[int, Known]:
    """Who shares a birth date, a name, a number or an address with one of the drafts."""
    everybody, every_point = Person.objects.visible_to(actor), ContactPoint.objects.visible_to(actor)
    if len(drafts) > BATCH and not everybody.exists():
        return {}
    ids: set[int] = set()
    for part in _batches(drafts):
        born = everybody.filter(birth_date__in={born for draft in part for born in _births(draft)})
        named = everybody.filter(name_key__in={draft.key for draft in part})
        shared = every_point.filter(key__in={contact for draft in part for contact in draft.contacts})
        together = (
            born.order_by()
            .values_list("pk")
            .union(named.order_by().values_list("pk"), shared.order_by().values_list("person"))
        )
        ids.update(pk for (pk,) in together.order_by())
    known: dict[int, Known] = {}
    for near in _batches(sorted(ids)):
        contacts: dict[int, set[str]] = {}
        for person_id, key in every_point.filter(person__in=near).values_list("person_id", "key"):
            contacts.setdefault(person_id, set()).add(key)
        rows = everybody.filter(pk__in=near).values_list("pk", "name_key", "birth_date", "birth_year")
        for pk, key, born_on, year in rows:
            known[pk] = Known(pk, key, born_on, frozenset(contacts.get(pk, ())), year)
    return known


def _batches[Item](items: Iterable[Item]) -> Iterable[list[Item]]:
    listed = list(items)
    return (listed[start : start + BATCH] for start in range(0, len(listed), BATCH))


def known_like(actor: Actor, typed: dict[str, Any]) -> list[dict[str, Any]]:
    """[{"person", "why"}]: who looks like what a form holds so far; fields that are wrong or empty say nothing."""
    contacts = tuple(filter(None, (typed.get("phone"), typed.get("mail"))))
    birth = typed.get("birth_date") or Birth()
    draft = Draft(typed.get("first_name", ""), typed.get("last_name", ""), birth.day, contacts, birth.year)
    found = candidates(actor, [draft])[0][:SHOWN] if draft.key or contacts else []
    known = Person.objects.visible_to(actor).in_bulk([likeness.person_id for likeness in found])
    return [{"person": known[one.person_id], "why": one.sentence} for one in found]
