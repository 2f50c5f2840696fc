"""The demonstration receives by appointment: nobody twice at one hour, and something in every state worth showing."""

import random
from collections import Counter
from datetime import date

import pytest

from levier.config.demonstration.accompanied import accompany
from levier.config.demonstration.people import moment
from levier.config.demonstration.staff import hire
from levier.register.agenda.models import Booking
from levier.support.appointments.enums import Stage
from levier.support.appointments.models import Appointment
from levier.support.appointments.standing import state_of
from tests.cast import organisation, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 17)


def test_it_receives_by_appointment():
    place = organisation()
    people = [person(f"Mariam {number}", at=place) for number in range(400)]

    accompany(place, people, hire(place), TODAY, random.Random("meetings"))

    now = moment(TODAY, 12)
    stages = Counter(state_of(one, now).stage for one in Appointment.objects.select_related("booking"))
    hours = Booking.objects.values_list("worker", "starts_at")
    assert set(stages) >= {Stage.PLANNED, Stage.SEEN, Stage.MISSED, Stage.EXCUSED, Stage.INVITED}
    assert len(set(hours)) == len(hours)
    assert all(one.about.startswith("appointments.appointment:") for one in Booking.objects.all())
