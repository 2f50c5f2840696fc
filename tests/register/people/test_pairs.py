"""The search for doubles finds what comparing everybody with everybody finds, and calls few strangers alike."""

from datetime import date
from itertools import combinations

import pytest

from levier.register.people.duplicates import Draft, Known, compare, explain
from levier.register.people.pairs import CROWD, pairs_alike
from tests.register.people.labelled import people, same_people


def searched(known: list[Known]) -> set[tuple[int, int]]:
    return {(older, likeness.person_id) for older, likeness in pairs_alike(known)}


def all_pairs(known: list[Known]) -> set[tuple[int, int]]:
    """Everybody with everybody."""
    drafts = [Draft(one.key, "", one.birth_date, tuple(one.contacts)) for one in known]
    return {
        (one.person_id, other.person_id)
        for (one, draft), (other, _draft) in combinations(zip(known, drafts, strict=True), 2)
        if compare(draft, other)
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_that_all_pairs_find_is_missed(seed):
    files = people(700, seed=seed)
    known = [one.known(place) for place, one in enumerate(files)]
    truth = same_people(files)

    best = all_pairs(known) & truth

    assert len(searched(known) & best) >= 0.99 * len(best)


def test_nine_in_ten_doubles_are_found_and_few_strangers_are_called_alike():
    files = people(3_000)
    truth = same_people(files)

    found = searched([one.known(place) for place, one in enumerate(files)])

    assert len(found & truth) >= 0.9 * len(truth)
    assert len(found - truth) <= 0.05 * len(truth)


def known(number: int, name: str, born: date | None = None, *contacts: str) -> Known:
    return Known(number, name, born, frozenset(contacts))


def test_a_pair_comes_once_however_many_things_it_shares():
    born = date(1990, 5, 12)

    found = list(pairs_alike([known(1, "diallo mariam", born, "+32470"), known(2, "diallo mariam", born, "+32470")]))

    assert [(older, one.person_id, one.reasons) for older, one in found] == [(1, 2, ("birth", "contact"))]


def test_month_and_day_exchanged_are_seen_and_said():
    found = list(
        pairs_alike([known(1, "diallo mariam", date(1990, 5, 12)), known(2, "diallo mariam", date(1990, 12, 5))])
    )

    assert [explain(one.reasons, one.score) for _older, one in found] == [
        "jour et mois de naissance échangés, même nom"
    ]


def test_a_father_and_a_son_of_one_name_are_two():
    father, son = known(1, "diallo mariam", date(1960, 5, 12)), known(2, "diallo mariam", date(1990, 8, 30))

    assert list(pairs_alike([father, son])) == []


def test_a_number_that_a_whole_shelter_shares_brings_nobody_together():
    shelter = [known(number, f"diallo mariam{number:03}", None, "+3225340000") for number in range(CROWD + 1)]

    assert list(pairs_alike(shelter)) == []
