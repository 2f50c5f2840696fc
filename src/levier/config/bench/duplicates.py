"""S10. The search for doubles beside three bare keys, and what it finds of what comparing everybody finds."""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from itertools import combinations

from rapidfuzz import fuzz, process

from levier.config.bench.houses import Wanted
from levier.config.bench.lines import Line, ratio
from levier.config.bench.measuring import by_turns
from levier.config.bench.noted_twice import noted_twice
from levier.register.people.duplicates import NEAR, Draft, Known, compare
from levier.register.people.pairs import pairs_alike

TIMES, RECALL = 2, 99
COMPARED = 3_000
"""Everybody with everybody: four and a half million pairs."""


def run(wanted: Wanted) -> list[Line]:
    few, many = noted_twice(min(wanted.rows or COMPARED, COMPARED)), noted_twice(wanted.size(20_000, 100_000))
    found, all_pairs = found_pairs(few), compared_all(few)
    ours, keys = by_turns(partial(found_pairs, many), partial(three_keys, many), repeats=wanted.repeats)
    recall = 100 * len(found & all_pairs) / len(all_pairs)
    return [
        ratio("S10", f"doublons parmi {len(many)} fiches, à côté de trois clés", ours, keys, TIMES),
        Line(
            "S10",
            f"paires retrouvées sur les {len(all_pairs)} de {len(few)} fiches",
            recall,
            RECALL,
            "%",
            at_least=True,
        ),
    ]


def found_pairs(people: list[Known]) -> set[tuple[int, int]]:
    return {(older, likeness.person_id) for older, likeness in pairs_alike(people)}


def compared_all(people: list[Known]) -> set[tuple[int, int]]:
    """The reference of what can be found: each file with each later one."""
    keys = [one.key for one in people]
    pairs = set()
    for place, one in enumerate(people):
        draft = Draft(one.key, "", one.birth_date, tuple(one.contacts))
        later = keys[place + 1 :]
        for _key, _score, index in process.extract(
            one.key, later, scorer=fuzz.ratio, score_cutoff=NEAR * 100, limit=None
        ):
            other = people[place + 1 + index]
            if compare(draft, other):
                pairs.add((one.person_id, other.person_id))
    return pairs


def three_keys(people: list[Known]) -> set[tuple[int, int]]:
    """The reference of the time: block on birth date, on name, on number; keep pairs whose names are near."""
    pairs = set()
    for blocks in _blocks(people):
        for block in blocks:
            for one, other in combinations(block, 2):
                if fuzz.ratio(one.key, other.key) >= NEAR * 100:
                    pairs.add((one.person_id, other.person_id))
    return pairs


def _blocks(people: list[Known]) -> Iterable[Iterable[list[Known]]]:
    births, names, numbers = defaultdict(list), defaultdict(list), defaultdict(list)
    for one in people:
        births[one.birth_date].append(one)
        names[one.key].append(one)
        for contact in one.contacts:
            numbers[contact].append(one)
    del births[None]
    return births.values(), names.values(), numbers.values()
