"""Eight colleagues give one moment of Nadia's to eight people at once: one has it, and nothing else is written."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from levier.foundation.kit.calendar import BRUSSELS
from levier.register.agenda.models import Booking
from levier.support.appointments.models import Appointment
from tests.cast import browser, colleague, person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgresql,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one transaction at a time"),
]
CROWD = 8


def test_one_moment_is_given_once(journal_may_be_emptied):
    nadia = colleague()
    people = [person(f"Mariam {number}") for number in range(CROWD)]
    browsers = [browser(colleague(name=f"Samira{number}")) for number in range(CROWD)]
    together = threading.Barrier(CROWD)
    on = timezone.localdate() + timedelta(days=3)

    def plan(number):
        # Each begins a little later than the other, so that no two ask for the very same minute.
        starts = datetime.combine(on, time(10), tzinfo=BRUSSELS) + timedelta(minutes=5 * number)
        typed = {"on": on.strftime("%d/%m/%Y"), "starts": f"{starts:%H:%M}", "minutes": "60", "kind": "office"}
        try:
            together.wait(timeout=60)
            address = f"/accompagnements/{people[number].pk}/rendez-vous/nouveau/?avec={nadia.pk}"
            return browsers[number].submit(address, typed).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CROWD) as pool:
        statuses = sorted(pool.map(plan, range(CROWD)))

    assert statuses == [303] + [422] * (CROWD - 1)
    assert (Booking.objects.count(), Appointment.objects.count()) == (1, 1)
