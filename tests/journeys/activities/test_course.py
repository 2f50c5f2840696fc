"""Aziz asks for a course, is met, accepted and told; he follows it, and gets his certificate. With scripts and without.

What anybody reads who scans it, and the public page of a collective, are read too.
"""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.actions import create_activity, plan_sessions
from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.courses.actions import MemberDraft, add_member, found_collective, open_course
from levier.activity.courses.models import Candidate, Collective
from levier.activity.sheets.models import Certificate
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.foundation.outbox.models import Message
from tests.activity.activities.test_telling import reachable
from tests.cast import colleague, organisation, person
from tests.journeys.conftest import sign_in
from tests.journeys.reading import faults, sticks_out

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MODULES = "Accueil ; 3 h\nVente ; 6 h"


def course_of(user):
    """A course that began yesterday, with one session that is past."""
    by, now = actor_for(user, organisation()), timezone.now()
    yesterday = timezone.localdate(now) - timedelta(days=1)
    days = {"starts_on": yesterday, "ends_on": yesterday + timedelta(days=30)}
    activity = create_activity(
        by=by,
        values={"title": "Vendre et accueillir", "kind": "course", "modules": MODULES, "capacity": 2, **days},
        at=now,
    )
    plan_sessions(by=by, activity=activity, days=[yesterday], starts=time(9), ends=time(12), at=now)
    reachable(person("Aziz", "Benali"), "mail", "aziz@example.org")
    return open_course(by=by, activity=activity, values={"next_step": "Rendez-vous lundi."}, at=now)


def send(page):
    page.locator("form#formulaire button.main").click()


def accepted(page, course):
    """From the file of the course to somebody in it, who knows."""
    page.goto(reverse("courses:course", args=[course.pk]))
    page.get_by_role("link", name="Ajouter des candidatures").click()
    page.fill("#qui", "Aziz")
    page.locator("main form[role=search] button").click()
    page.get_by_role("checkbox", name="Aziz Benali").check()
    page.get_by_role("button", name="Noter ces candidatures").click()
    page.goto(reverse("courses:candidate", args=[Candidate.objects.get().pk]))
    page.get_by_role("link", name="Noter une étape").click()
    page.select_option("select[name=kind]", "interview")
    send(page)
    page.get_by_role("link", name="Décider").click()
    page.get_by_label("accepté·e").check()
    page.select_option("select[name=why]", "ready")
    send(page)
    page.get_by_role("button", name="Annoncer par son moyen").click()
    page.get_by_text("Un mail part, dans sa langue").wait_for()


def certified(page, course, user):
    """What he learnt, then his certificate."""
    one = Candidate.objects.get()
    entries = {one.person_id: Entry("present")}
    session = course.activity.sessions.get()
    record_attendance(by=actor_for(user, organisation()), session=session, entries=entries, at=timezone.now())
    page.goto(reverse("courses:results", args=[course.pk]))
    page.get_by_label("Accueil, Aziz Benali").select_option("acquired")
    page.get_by_role("button", name="Enregistrer les résultats").click()
    page.goto(reverse("courses:candidate", args=[one.pk]))
    page.get_by_role("link", name="Attestation de formation").click()
    page.get_by_role("button", name="Faire l'attestation").click()
    page.get_by_role("link", name="La page qui la vérifie").wait_for()


def test_from_the_selection_to_the_certificate(page):
    user = colleague(Role.DIRECTION)
    course = course_of(user)
    sign_in(page, user)

    accepted(page, course)
    certified(page, course, user)
    page.get_by_role("link", name="La page qui la vérifie").click()

    page.get_by_text("Cette attestation est valable.").wait_for()
    assert page.get_by_text("Aziz B.").count() == 1
    assert page.get_by_text("Benali").count() == 0
    assert Certificate.objects.get().said["modules"] == [["Accueil", 180, "acquired"], ["Vente", 360, ""]]
    assert list(Message.objects.values_list("address", "kind")) == [("aziz@example.org", "courses.decision")]


def test_the_members_of_a_collective_show_their_page_and_take_it_back(page):
    user = colleague(Role.DIRECTION)
    row = collective_of(user)
    sign_in(page, user)

    page.goto(reverse("courses:collective", args=[row.pk]))
    page.get_by_role("link", name="Ouvrir une page publique").click()
    page.fill("textarea[name=words]", "Planter ensemble.")
    page.get_by_role("checkbox", name="Mariam Diallo").check()
    send(page)
    address = page.get_by_role("link", name="La voir").get_attribute("href")
    page.goto(address)
    assert page.get_by_text("Planter ensemble.").count() == 1
    assert (page.get_by_text("Mariam").count(), page.get_by_text("Diallo").count()) == (1, 0)
    page.goto(reverse("courses:collective", args=[row.pk]))
    page.get_by_role("link", name="Retirer la page").click()
    page.get_by_role("button", name="Retirer la page").click()
    page.get_by_text("La page publique est retirée").wait_for()

    page.goto(address)
    assert page.get_by_text("Cette page n'est plus ouverte.").count() > 0


def collective_of(user):
    """Mariam is in it."""
    by, now = actor_for(user, organisation()), timezone.now()
    activity = create_activity(by=by, values={"title": "Les mains vertes", "kind": "collective"}, at=now)
    row = found_collective(by=by, activity=activity, values={}, at=now)
    add_member(by=by, collective=row, draft=MemberDraft(timezone.localdate(now), person=person()), at=now)
    return row


@pytest.mark.parametrize("width", [1280, 320])
def test_its_pages_have_no_fault_and_fit(axe_page, width):
    axe_page.set_viewport_size({"width": width, "height": 800})
    user = colleague(Role.DIRECTION)
    course, row = course_of(user), collective_of(user)
    sign_in(axe_page, user)
    accepted(axe_page, course)
    certified(axe_page, course, user)
    public = axe_page.get_by_role("link", name="La page qui la vérifie").get_attribute("href")
    axe_page.goto(reverse("courses:public_page", args=[row.pk]))
    axe_page.get_by_role("checkbox", name="Mariam Diallo").check()
    send(axe_page)
    page_of_collective = axe_page.get_by_role("link", name="La voir").get_attribute("href")
    candidate = Candidate.objects.get()
    wrong = {}

    for address in (
        axe_page.url,
        public,
        page_of_collective,
        f"{page_of_collective}?langue=ar",
        reverse("courses:candidate", args=[candidate.pk]),
        reverse("courses:certificate", args=[candidate.pk]),
        reverse("courses:certificates", args=[course.pk]),
        reverse("courses:public_page", args=[row.pk]),
        reverse("courses:withdraw_page", args=[row.pk]),
        reverse("sheets:certificate", args=[Certificate.objects.get().pk]),
        reverse("sheets:logos"),
        reverse("sheets:put_logo", args=["esf-0"]),
    ):
        axe_page.goto(address)
        if found := faults(axe_page) + ["sticks out"] * sticks_out(axe_page):
            wrong[address] = found

    assert wrong == {}
    assert Collective.objects.get().page_code
