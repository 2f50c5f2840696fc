"""Who is here twice? Every pair of files that look alike, without comparing everybody with everybody."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz, process

from levier.foundation.kit.actors import Actor
from levier.register.people.duplicates import NEAR, Draft, Known, Likeness, compare, turned
from levier.register.people.models import ContactPoint, Person

SMALL = 6
CROWD = 40
"""A number or address that more people share is a service's, not a household's: it brings nobody together."""


def load_known(actor: Actor) -> list[Known]:
    """What is compared of everybody, by number of file: two queries."""
    contacts: dict[int, set[str]] = {}
    points = ContactPoint.objects.visible_to(actor).values_list("person_id", "key")
    for person_id, key in points.iterator(chunk_size=10_000):
        contacts.setdefault(person_id, set()).add(key)
    rows = Person.objects.visible_to(actor).order_by("pk").values_list("pk", "name_key", "birth_date", "birth_year")
    none: frozenset[str] = frozenset()
    return [
        Known(pk, key, born, frozenset(contacts[pk]) if pk in contacts else none, year)
        for pk, key, born, year in rows.iterator(chunk_size=10_000)
    ]


def pairs_alike(people: Sequence[Known]) -> Iterator[tuple[int, Likeness]]:
    """(number of the older file, likeness of the younger one) of each pair that looks alike, once.

    Two files meet when they share a birth date (its day and month exchanged or not), a name, a number or an address:
    whatever `compare` finds alike shares one of these.
    """
    seen: set[tuple[int, int]] = set()
    drafts: dict[int, Draft] = {}
    for block in _blocks(people):
        for one, other in _near_names(block):
            pair = (one.person_id, other.person_id)
            if pair in seen:
                continue
            seen.add(pair)
            draft = drafts.get(one.person_id)
            if draft is None:
                draft = drafts[one.person_id] = Draft(one.key, "", one.birth_date, tuple(one.contacts), one.birth_year)
            likeness = compare(draft, other)
            if likeness is not None:
                yield one.person_id, likeness


def _blocks(people: Sequence[Known]) -> Iterator[list[Known]]:
    births: dict[date, list[Known]] = {}
    names: dict[str, list[Known]] = {}
    contacts: dict[str, list[Known]] = {}
    for one in people:
        if one.birth_date is not None:
            births.setdefault(_either_way(one.birth_date), []).append(one)
        names.setdefault(one.key, []).append(one)
        for contact in one.contacts:
            contacts.setdefault(contact, []).append(one)
    for blocks in (births, names, contacts):
        most = CROWD if blocks is contacts else len(people)
        yield from (block for block in blocks.values() if 1 < len(block) <= most)


def _either_way(day: date) -> date:
    other = turned(day)
    return day if other is None else min(day, other)


def _near_names(block: list[Known]) -> Iterator[tuple[Known, Known]]:
    """Pairs of a block whose names are near, older file first."""
    if len(block) <= SMALL:
        for one, other in combinations(block, 2):
            if fuzz.ratio(one.key, other.key, score_cutoff=NEAR * 100):
                yield one, other
        return
    keys: list[Any] = [one.key for one in block]
    for index, one in enumerate(block[:-1]):
        later = keys[index + 1 :]
        for _key, _score, place in process.extract(
            one.key, later, scorer=fuzz.ratio, processor=None, score_cutoff=NEAR * 100, limit=None
        ):
            yield one, block[index + 1 + place]
