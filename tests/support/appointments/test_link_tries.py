"""Whoever tries links that nobody signed waits a little longer each time; Mariam's own always opens."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from levier.foundation.accounts.delays import LINKS, begin, forget_old_tries, wait_after
from levier.foundation.accounts.models import Organisation, Trial
from levier.foundation.accounts.queries import actor_for
from levier.foundation.kit.languages import CODES
from levier.register.agenda.actions import OpeningDraft, add_opening
from levier.support.appointments.actions import AppointmentDraft, propose_appointment
from levier.support.appointments.inviting import link_of
from tests.cast import Browser, colleague, organisation, person
from tests.support.pathways.cast import NOW

pytestmark = pytest.mark.django_db
WRONG = reverse("appointments:choose_by_link", args=["un:lien:faux"])
HERE, ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "192.0.2.8"}


def tried(times, **where):
    """The answers to so many wrong links in a row, at one moment."""
    return [Browser().get(WRONG, **where).status_code for _n in range(times)]


def test_the_first_wrong_links_say_so_and_many_are_slowed():
    with time_machine.travel(NOW, tick=False):
        statuses = tried(LINKS.free + 1, **HERE)
        slowed = Browser().get(WRONG, **HERE)
        other = Browser().get(WRONG, **ELSEWHERE)

    assert statuses == [404] * (LINKS.free + 1)
    assert (slowed.status_code, slowed.headers["Retry-After"], other.status_code) == (429, "1", 404)


def test_one_waits_longer_each_time_and_never_more_than_half_a_minute():
    waits = [wait_after(LINKS.free + more, LINKS) for more in (0, 1, 2, 3, 12, 400)]

    assert waits == [0.0, 0.2, 0.4, 0.8, 30.0, 30.0]


def test_the_right_link_opens_however_many_wrong_ones_came_from_there():
    nadia = colleague()
    Organisation.objects.update(phone="+3225381122")
    by = actor_for(nadia, organisation())
    with time_machine.travel(NOW, tick=False):
        opening = OpeningDraft(1, time(9), time(12), 60, date(2026, 6, 1), place="Rue de la Victoire 1")
        add_opening(by=by, draft=opening, at=NOW)
        asked = propose_appointment(by=by, person=person(), draft=AppointmentDraft(nadia), at=NOW)
        right = reverse("appointments:choose_by_link", args=[link_of(asked)])
        tried(LINKS.free + 1, **HERE)

        assert (Browser().get(WRONG, **HERE).status_code, Browser().get(right, **HERE).status_code) == (429, 200)
    with time_machine.travel(NOW + timedelta(days=300), tick=False):
        tried(LINKS.free + 1, **HERE)

        assert (Browser().get(WRONG, **HERE).status_code, Browser().get(right, **HERE).status_code) == (429, 410)


@pytest.mark.parametrize("language", sorted(CODES))
def test_it_is_said_plainly_in_each_language(language):
    with time_machine.travel(NOW, tick=False):
        tried(LINKS.free + 1, **HERE)
        page = Browser().get(f"{WRONG}?langue={language}", **HERE)

    with translation.override(language):
        said = gettext("Beaucoup de liens qui n'ouvrent rien ont été essayés d'ici.")
    assert (page.status_code, said in page.text) == (429, True)


def test_nothing_of_it_is_kept_an_hour():
    with time_machine.travel(NOW, tick=False):
        tried(3, **HERE)
        assert Trial.objects.count() == 1
        assert "192.0.2.7" not in repr(Trial.objects.values().get())
    with time_machine.travel(NOW + timedelta(minutes=30), tick=False):
        tried(1, **HERE)

    forget_old_tries(NOW + timedelta(minutes=46))

    assert Trial.objects.count() == 0


def test_what_is_counted_of_passwords_is_kept_a_day():
    begin("password", "nadia@example.org", "network:192.0.2.7", at=NOW)

    forget_old_tries(NOW + timedelta(hours=23))
    assert Trial.objects.count() == 1
    forget_old_tries(NOW + timedelta(hours=25))

    assert Trial.objects.count() == 0
