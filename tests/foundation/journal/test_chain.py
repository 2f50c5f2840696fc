"""The record cannot change unseen: every way to tamper with it is named by the verification."""

import json
from datetime import datetime, timedelta, timezone

import pytest
from django.db import DatabaseError, connection, transaction

from levier.config.command import main
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.actions import record
from levier.foundation.journal.queries import first_break
from tests.cast import NOON, actor, organisation

pytestmark = pytest.mark.django_db

TAMPERINGS = {
    "a verb changed": ("UPDATE journal_line SET verb = 'person.read' WHERE number = 3", 3),
    "an actor changed": ("UPDATE journal_line SET actor = 'accounts.user:99' WHERE number = 3", 3),
    "a moment changed": ("UPDATE journal_line SET at = '2020-01-01 00:00:00+00:00' WHERE number = 4", 4),
    "a line removed": ("DELETE FROM journal_line WHERE number = 2", 2),
    "the last line removed": ("DELETE FROM journal_line WHERE number = 5", 5),
    "a line given to another chain": ("UPDATE journal_line SET organisation_id = 999 WHERE number = 2", 2),
    "a hash changed": ("UPDATE journal_line SET hash = previous WHERE number = 4", 4),
    "a detail changed": ('UPDATE journal_detail SET change = \'{"first_name": "Aziz"}\' WHERE number = 2', 2),
    "a detail moved": ("UPDATE journal_detail SET number = 50 WHERE number = 2", 50),
    "two lines swapped": (
        "UPDATE journal_line SET number = CASE number WHEN 2 THEN 3000 ELSE number END;"
        "UPDATE journal_line SET number = 2 WHERE number = 3; UPDATE journal_line SET number = 3 WHERE number = 3000",
        2,
    ),
    "everything removed": ("DELETE FROM journal_line", 1),
}


def five_lines():
    by = actor(Role.COUNSELLOR)
    for number in range(1, 6):
        record(by=by, verb="person.changed", object=f"people.person:{number}", change={"number": number}, at=NOON)
    return by.organisation_id


def without_triggers(statements):
    on = " ON journal_line" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for verb in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS journal_line_no_{verb}{on}")
        for statement in statements.split(";"):
            cursor.execute(statement)


def test_a_whole_chain_has_no_break():
    house = five_lines()

    assert first_break(house) is None


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_first_bad_row_is_named(tampering):
    house = five_lines()
    statements, number = TAMPERINGS[tampering]

    without_triggers(statements)

    found = first_break(house)
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize("statement", ["UPDATE journal_line SET verb = 'x'", "DELETE FROM journal_line"])
def test_the_database_itself_refuses_to_change_a_line(statement):
    house = five_lines()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert first_break(house) is None


def test_a_moment_said_in_another_zone_is_the_same_moment():
    brussels = timezone(timedelta(hours=2))
    by = actor(Role.COUNSELLOR)

    record(by=by, verb="person.read", at=datetime(2026, 6, 15, 14, 0, tzinfo=brussels))

    assert first_break(by.organisation_id) is None


def test_an_erased_detail_leaves_the_chain_whole():
    house = five_lines()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_detail WHERE number = 3")

    assert first_break(house) is None


def test_the_command_names_the_organisation_and_the_row(capsys):
    five_lines()
    without_triggers(TAMPERINGS["a verb changed"][0])
    organisation("ailleurs")

    assert main(["audit", "verify", "--json"]) == 1

    answer = {chain["organisation"]: chain["first_bad"] for chain in json.loads(capsys.readouterr().out)}
    assert (answer["ailleurs"], answer["saint-gilles"]["number"]) == (None, 3)
    assert main(["audit", "verify", "--organisation", "ailleurs"]) == 0
