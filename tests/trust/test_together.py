"""Eight people save one record at the same instant: one is first, the others see what was written."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from levier.register.people.models import Person
from tests.cast import browser, colleague, person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgresql,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one transaction at a time"),
]
CROWD = 8


def test_one_is_first_and_the_others_meet_a_conflict(journal_may_be_emptied):
    mariam = person("Mariam", "Diallo")
    browsers = [browser(colleague(name=f"Nadia{number}")) for number in range(CROWD)]
    together = threading.Barrier(CROWD)

    def save(number):
        try:
            together.wait(timeout=60)
            typed = {"first_name": f"Mariam {number}", "last_name": "Diallo", "language": "fr", "version": "1"}
            return browsers[number].submit(f"/personnes/{mariam.pk}/modifier/", typed).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CROWD) as pool:
        statuses = sorted(pool.map(save, range(CROWD)))

    assert statuses == [303] + [409] * (CROWD - 1)
    assert Person.objects.get().version == 2
