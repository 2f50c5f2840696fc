"""Work that may be done by one colleague at a time: the second waits for the first, then sees what it wrote."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.tenancy import one_at_a_time, working_for
from tests.cast import organisation
from tests.guards import exactly

CROWD, ROUNDS = 8, 5


def add_one(house_id):
    """Read a number, and write the next: what two at once would lose."""
    seen = Organisation.objects.values_list("version", flat=True).get(pk=house_id)
    Organisation.objects.filter(pk=house_id).update(version=seen + 1)


def holder(house_id, name, held, release):
    """Keeps the lock until told."""
    try:
        with working_for(house_id, atomic=True):
            one_at_a_time(name)
            held.set()
            assert release.wait(timeout=60)
            add_one(house_id)
    finally:
        connections.close_all()


def is_free(house_id, name):
    """Would the lock be had at once? Asked without waiting, of the database itself."""
    try:
        with working_for(house_id, atomic=True), connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [house_id, name])
            return cursor.fetchone()[0]
    finally:
        connections.close_all()


@pytest.fixture
def threads():
    with ThreadPoolExecutor(CROWD) as pool:
        yield pool


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the lock is PostgreSQL's")
class TestOnPostgreSQL:
    def test_a_crowd_that_reads_then_writes_loses_nothing(self, threads, journal_may_be_emptied):
        house = organisation()
        together = threading.Barrier(CROWD)

        def work(_number):
            try:
                together.wait(timeout=60)
                for _round in range(ROUNDS):
                    with working_for(house.pk, atomic=True):
                        one_at_a_time("count")
                        add_one(house.pk)
            finally:
                connections.close_all()

        list(threads.map(work, range(CROWD)))

        house.refresh_from_db()
        assert house.version == 1 + CROWD * ROUNDS

    def test_who_comes_second_waits_then_sees_what_the_first_wrote(self, threads, journal_may_be_emptied):
        house = organisation()
        held, release = threading.Event(), threading.Event()
        first = threads.submit(holder, house.pk, "count", held, release)
        assert held.wait(timeout=60)

        def second():
            try:
                with working_for(house.pk, atomic=True):
                    one_at_a_time("count")
                    return Organisation.objects.get(pk=house.pk).version
            finally:
                connections.close_all()

        waiting = threads.submit(second)
        free_while_held = is_free(house.pk, "count")
        release.set()

        first.result(timeout=60)
        assert (free_while_held, waiting.result(timeout=60)) == (False, 2)

    def test_other_work_and_other_associations_do_not_wait(self, threads, journal_may_be_emptied):
        house, elsewhere = organisation(), organisation("ailleurs")
        held, release = threading.Event(), threading.Event()
        first = threads.submit(holder, house.pk, "count", held, release)
        assert held.wait(timeout=60)

        free = (is_free(house.pk, "count"), is_free(house.pk, "other"), is_free(elsewhere.pk, "count"))
        release.set()
        first.result(timeout=60)

        assert free == (False, True, True)
        assert is_free(house.pk, "count")

    def test_the_lock_goes_with_a_transaction_that_fails(self, journal_may_be_emptied):
        house = organisation()

        def fails():
            with working_for(house.pk, atomic=True):
                one_at_a_time("count")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fails()

        assert is_free(house.pk, "count")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL asks its lock")
def test_sqlite_asks_nothing_for_its_transactions_come_one_by_one():
    with working_for(organisation().pk, atomic=True), exactly(0):
        one_at_a_time("count")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL asks its lock")
def test_sqlite_takes_its_one_place_to_write_when_a_transaction_begins():
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
