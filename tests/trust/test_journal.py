"""The record of acts and readings: it covers every form and every social file, and it cannot change unseen."""

import pytest
from django.db import DatabaseError, connection, transaction

from levier.foundation.accounts.enums import Role
from levier.foundation.journal.actions import digest, record
from levier.foundation.journal.models import Detail, Head, Line
from levier.foundation.journal.queries import first_break
from tests.cast import NOON, actor, organisation
from tests.results import note

pytestmark = pytest.mark.django_db
LINES = 9


def chain(at=None):
    """A chain of some lines, each with its detail."""
    by = actor(Role.COUNSELLOR, at=at)
    for number in range(1, LINES + 1):
        record(by=by, verb="person.changed", object=f"people.person:{number}", change={"number": number}, at=NOON)
    return by.organisation_id


def unsealed():
    on = " ON journal_line" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for verb in ("update", "delete", "truncate", "replacement"):
            cursor.execute(f"DROP TRIGGER IF EXISTS journal_line_no_{verb}{on}")


def rows(house):
    return Line.objects.filter(organisation_id=house)


def rehash(house, first, *, head=False):
    """What a forger does who knows how the chain is made: every hash from one line on, made again."""
    previous = rows(house).filter(number=first - 1).values_list("hash", flat=True).first() or ""
    for line in rows(house).filter(number__gte=first).order_by("number"):
        line.previous, line.hash = previous, ""
        line.hash = previous = digest(line)
        rows(house).filter(pk=line.pk).update(previous=line.previous, hash=line.hash)
    if head:
        Head.objects.filter(pk=house).update(hash=previous)


COLUMNS = {
    "at": NOON.replace(year=2020),
    "actor": "user:99",
    "on_behalf_of": "user:98",
    "verb": "person.read",
    "object": "people.person:999",
    "commitment": "0" * 64,
    "previous": "0" * 64,
    "hash": "0" * 64,
}


@pytest.mark.parametrize("number", [1, 5, LINES])
@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_line_is_the_one_that_is_named(column, number):
    house = chain()
    unsealed()

    rows(house).filter(number=number).update(**{column: COLUMNS[column]})

    assert found(house, f"{column}-{number}") == number


@pytest.mark.parametrize("number", [1, 5, LINES])
def test_a_changed_line_with_its_own_hash_made_again_is_found_at_the_next_one(number):
    house = chain()
    unsealed()
    rows(house).filter(number=number).update(actor="user:99")
    line = rows(house).get(number=number)

    rows(house).filter(number=number).update(hash=digest(line))

    assert found(house, f"own-hash-{number}") == number + 1


@pytest.mark.parametrize("number", [1, 5, LINES])
def test_all_hashes_made_again_do_not_answer_to_the_head(number):
    house = chain()
    unsealed()
    rows(house).filter(number=number).update(actor="user:99")

    rehash(house, number)

    assert found(house, f"all-hashes-{number}") == LINES + 1


@pytest.mark.parametrize("number", [1, 5, LINES])
def test_a_removed_line_is_missed(number):
    house = chain()
    unsealed()

    rows(house).filter(number=number).delete()

    assert found(house, f"removed-{number}") == number


@pytest.mark.parametrize("number", [2, LINES])
def test_removed_lines_whose_followers_move_up_are_missed(number):
    house = chain()
    unsealed()
    rows(house).filter(number=number).delete()
    for line in rows(house).filter(number__gt=number).order_by("number"):
        rows(house).filter(pk=line.pk).update(number=line.number - 1)
    if number < LINES:
        rehash(house, number)

    assert found(house, f"moved-up-{number}") in (number, LINES)


@pytest.mark.parametrize("number", [1, LINES + 1, LINES + 5])
def test_a_line_that_nobody_wrote_is_found(number):
    house = chain()
    unsealed()
    if number == 1:
        rows(house).filter(number=1).delete()
    previous = rows(house).order_by("-number").first().hash if number > 1 else ""
    forged = Line(
        organisation_id=house,
        number=number,
        at=NOON,
        actor="user:99",
        verb="person.read",
        commitment="0" * 64,
        previous=previous,
    )
    forged.hash = digest(forged)

    forged.save(force_insert=True)

    assert found(house, f"forged-{number}") in (number, 2, number + 1, LINES + 1)


@pytest.mark.parametrize(("one", "other"), [(1, 2), (3, 7), (LINES - 1, LINES)])
def test_two_lines_that_changed_places_are_found(one, other):
    house = chain()
    unsealed()
    for number, place in ((one, 1_000), (other, one), (1_000, other)):
        rows(house).filter(number=number).update(number=place)

    assert found(house, f"swapped-{one}-{other}") == one


@pytest.mark.parametrize("change", [{"number": 5, "more": 1}, {"number": 6}, {}, {"number": "5"}])
def test_a_changed_detail_is_found(change):
    house = chain()

    Detail.objects.filter(organisation_id=house, number=5).update(change=change)

    assert found(house, f"detail-{len(str(change))}") == 5


def test_a_detail_under_another_line_is_found():
    house = chain()

    Detail.objects.filter(organisation_id=house, number=5).update(number=LINES + 3)

    assert found(house, "detail-moved") == LINES + 3


@pytest.mark.parametrize("head", [{"number": LINES - 1}, {"number": LINES + 1}, {"hash": "0" * 64}])
def test_a_head_that_was_moved_is_found(head):
    house = chain()

    Head.objects.filter(pk=house).update(**head)

    assert found(house, f"head-{next(iter(head))}-{next(iter(head.values()))}") == LINES + 1


def test_a_removed_head_is_found():
    house = chain()

    Head.objects.filter(pk=house).delete()

    assert found(house, "head-removed") == LINES + 1


def test_a_line_lent_to_another_chain_is_missed_here_and_found_there():
    house, elsewhere = chain(), chain(organisation("ailleurs"))
    unsealed()

    rows(house).filter(number=4).update(organisation_id=elsewhere, number=LINES + 1)

    assert found(house, "lent") == 4
    assert found(elsewhere, "borrowed") == LINES + 1


def found(house, name):
    """Number of the first bad row that the verification names."""
    broken = first_break(house)
    note("tamperings", name.replace("/", "-"), tried=1, found=int(broken is not None))
    return broken.number if broken else None


STATEMENTS = [
    "UPDATE journal_line SET actor = 'user:99'",
    "UPDATE journal_line SET hash = hash WHERE number = 1",
    "DELETE FROM journal_line WHERE number = 9",
    "DELETE FROM journal_line",
    *(["TRUNCATE journal_line"] if connection.vendor == "postgresql" else []),
    *(
        [
            "INSERT OR REPLACE INTO journal_line SELECT * FROM journal_line WHERE number = 3",
            "REPLACE INTO journal_line (organisation_id, number, at, actor, on_behalf_of, verb, object, commitment,"
            " previous, hash) SELECT organisation_id, number, at, 'user:99', '', verb, object, commitment, previous,"
            " hash FROM journal_line WHERE number = 3",
            "UPDATE OR IGNORE journal_line SET actor = 'user:99'",
        ]
        if connection.vendor == "sqlite"
        else []
    ),
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_itself_refuses_to_change_or_remove_a_line(statement):
    house = chain()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert (first_break(house), rows(house).count()) == (None, LINES)
