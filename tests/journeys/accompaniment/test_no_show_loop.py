"""Mariam does not come; Nadia tries again, and then she is there. In a real browser, with and without scripts."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.register.agenda.actions import OpeningDraft, add_opening
from levier.register.agenda.models import Booking
from levier.support.appointments.enums import Stage
from levier.support.appointments.models import Appointment
from levier.support.appointments.standing import state_of
from levier.support.pathways.models import Pathway
from tests.cast import colleague, organisation, person
from tests.journeys.conftest import sign_in
from tests.support.pathways.cast import accompanied

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def plan_the_first_free_moment(page):
    page.locator("input[name=slot]").first.check()
    page.click("main form.sheet button.main")
    page.get_by_text("Le rendez-vous est prévu").wait_for()


def days_pass():
    """Two days before today, as if the appointment had been planned then: its hour has come."""
    booking = Booking.objects.live().latest("pk")
    start = timezone.now() - timedelta(days=2)
    Booking.objects.filter(pk=booking.pk).update(starts_at=start, ends_at=start + timedelta(hours=1))


def test_from_a_no_show_to_a_meeting(page):
    nadia = colleague(Role.COUNSELLOR)
    by, mariam = actor_for(nadia, organisation()), person()
    accompanied(by, mariam, referent=nadia)
    today = timezone.localdate()
    for weekday in range(5):
        add_opening(by=by, draft=OpeningDraft(weekday, time(9), time(12), 60, today), at=timezone.now())
    sign_in(page, nadia)

    page.goto(f"/accompagnements/{mariam.pk}/rendez-vous/")
    page.get_by_role("link", name="Planifier un rendez-vous").first.click()
    page.wait_for_url("**/nouveau/")
    plan_the_first_free_moment(page)
    days_pass()

    page.goto("/")
    page.get_by_role("link", name="Noter ce qui s'est passé").first.click()
    page.get_by_role("button", name="La personne n'est pas venue").click()
    page.get_by_text("C'est noté : la personne n'est pas venue.").wait_for()

    page.get_by_role("link", name="Relancer").first.click()
    page.wait_for_url("**/relancer/")
    page.get_by_label("Pas encore : inviter la personne à choisir").check()
    page.click("main form.sheet button.main")
    page.get_by_text("L'invitation est notée").wait_for()

    page.get_by_role("link", name="Choisir un moment").first.click()
    page.wait_for_url("**/moment/")
    plan_the_first_free_moment(page)
    days_pass()

    page.goto("/accompagnements/rendez-vous/?etat=to_note")
    page.locator("table.data tbody a").first.click()
    page.get_by_role("button", name="La personne est venue").click()
    page.get_by_text("C'est noté : la personne est venue.").wait_for()

    first, second = Appointment.objects.order_by("pk")
    now = timezone.now()
    assert [state_of(one, now).stage for one in (first, second)] == [Stage.MISSED, Stage.SEEN]
    assert second.relaunches == first
    assert Pathway.objects.get().last_contact_on == timezone.localdate(now - timedelta(days=2))
