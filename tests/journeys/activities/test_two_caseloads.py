"""Nadia and Luc each send people of their caseload to one series, that Bruno planned; with and without scripts."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from levier.activity.activities.actions import create_activity, plan_sessions
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from tests.cast import actor, colleague, organisation, person
from tests.journeys.conftest import sign_in
from tests.support.pathways.cast import accompanied

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def series():
    """Three places, three weeks."""
    bruno, now, today = actor(Role.ANIMATOR, name="Bruno"), timezone.now(), timezone.localdate()
    activity = create_activity(by=bruno, values={"title": "Premiers pas", "kind": "digital", "capacity": 3}, at=now)
    days = [today + timedelta(days=7 * week) for week in (1, 2, 3)]
    plan_sessions(by=bruno, activity=activity, days=days, starts=time(9), ends=time(12), at=now)
    return activity


def sends(page, counsellor, *names):
    """Somebody ticks these people of their caseload and enrols them."""
    page.context.clear_cookies()
    sign_in(page, counsellor)
    page.goto("/accompagnements/miens/")
    for name in names:
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Inscrire à une activité").click()
    page.get_by_label("Activité", exact=True).select_option(label="Premiers pas")
    page.get_by_role("button", name="Voir qui peut être inscrit·e").click()


def test_a_series_is_filled_from_two_caseloads_and_who_comes_after_waits(page):
    nadia, luc = colleague(Role.COUNSELLOR), colleague(Role.COUNSELLOR, name="Luc")
    for counsellor, names in ((nadia, ("Mariam", "Aziz")), (luc, ("Lena", "Omar"))):
        for name in names:
            accompanied(actor_for(counsellor, organisation()), person(name), referent=counsellor)
    activity = series()

    sends(page, nadia, "Mariam Diallo", "Aziz Diallo")
    page.click("form#formulaire button.main")
    page.get_by_text("2 personnes sont inscrites.").wait_for()
    sends(page, luc, "Lena Diallo", "Omar Diallo")
    page.get_by_role("checkbox", name="Lena Diallo").check()  # one place is left for two: nobody is ticked beforehand
    assert not page.get_by_role("checkbox", name="Omar Diallo").is_checked()
    page.click("form#formulaire button.main")
    page.get_by_text("1 personne est inscrite.").wait_for()
    sends(page, luc, "Omar Diallo")
    page.get_by_role("button", name="Mettre sur la liste d'attente").click()
    page.get_by_text("liste d'attente").first.wait_for()

    inside = sorted(activity.enrolments.filter(ended_on=None).values_list("person__first_name", flat=True))
    waiting = list(activity.waiting.values_list("person__first_name", flat=True))
    assert (inside, waiting, activity.sessions.count()) == (["Aziz", "Lena", "Mariam"], ["Omar"], 3)
