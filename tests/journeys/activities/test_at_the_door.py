"""Who is there is ticked on cards, touched on a tablet at the door, or shown by a card with a code that a reader types.

With scripts and without.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.actions import create_activity, enrol, open_door
from levier.activity.activities.models import Attendance, Enrolment, Session
from levier.activity.activities.passes import pass_of
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from tests.cast import colleague, organisation, person
from tests.journeys.conftest import sign_in
from tests.journeys.reading import faults, sticks_out

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLET = {"width": 820, "height": 1180}


def going_on(user):
    """A session that began ten minutes ago, for Mariam, Idris and Zoé; its tablet is open."""
    by, now = actor_for(user, organisation()), timezone.now()
    activity = create_activity(by=by, values={"title": "Café couture", "kind": "open"}, at=now)
    people = [person("Mariam"), person("Idris", "Sy"), person("Zoé", "Novak")]
    enrol(by=by, activity=activity, people=people, at=now - timedelta(days=1))
    starts = now - timedelta(minutes=4)
    session = Session.objects.create(
        organisation=organisation(),
        activity=activity,
        kind="moment",
        on=timezone.localdate(starts),
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        planned_minutes=120,
    )
    return open_door(by=by, session=session, at=now), people


def noted():
    rows = Attendance.objects.order_by("person__first_name").select_related("person")
    return [(row.person.first_name, row.presence, row.source) for row in rows]


def test_who_is_there_is_ticked_on_the_board_of_cards(page):
    bruno = colleague(Role.ANIMATOR, name="Bruno")
    session, _people = going_on(bruno)
    page.set_viewport_size(TABLET)
    sign_in(page, bruno)

    page.goto(reverse("activities:session", args=[session.pk]))
    page.get_by_role("link", name="Cartes et photos").click()
    for name in ("Mariam Diallo", "Zoé Novak"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Enregistrer ; les autres sont absents").click()
    page.get_by_text("lignes sont notées").wait_for()

    assert noted() == [("Idris", "absent", "screen"), ("Mariam", "present", "screen"), ("Zoé", "present", "screen")]


def test_on_the_tablet_one_touches_a_name_and_a_reader_types_the_code_of_a_card(page):
    bruno = colleague(Role.ANIMATOR, name="Bruno")
    session, (_mariam, idris, _zoe) = going_on(bruno)
    code = pass_of(Enrolment.objects.get(person=idris))
    page.set_viewport_size(TABLET)
    sign_in(page, bruno)
    page.goto(reverse("activities:door", args=[session.pk]))
    page.get_by_role("link", name="Ouvrir sur cet appareil").click()

    page.get_by_role("button", name="Je suis là Mariam D.").click()
    page.get_by_role("button", name="Je pars Mariam D.").wait_for()
    page.get_by_role("link", name="J'ai une carte avec un code : la montrer").click()
    for line in (code, "PASUNECARTE", code.lower()):
        page.locator("#code:focus").wait_for()  # by itself: a reader types and presses Enter, nobody touches the page
        page.keyboard.type(line)
        page.keyboard.press("Enter")
        page.get_by_text("C'est noté" if line != "PASUNECARTE" else "n'est pas celui d'une carte d'ici").wait_for()

    assert noted() == [("Idris", "present", "qr"), ("Mariam", "present", "tablet")]


@pytest.mark.parametrize("width", [1280, 320])
def test_its_pages_have_no_fault_and_fit(axe_page, width):
    axe_page.set_viewport_size({"width": width, "height": 800})
    bruno = colleague(Role.ANIMATOR, name="Bruno")
    session, (mariam, *_others) = going_on(bruno)
    sign_in(axe_page, bruno)
    wrong = {}
    axe_page.goto(reverse("activities:door", args=[session.pk]))
    reader = axe_page.get_by_role("link", name="Lire les cartes sur cet appareil").get_attribute("href")

    for address in (axe_page.url, reader, f"{reader}?langue=ar"):
        axe_page.goto(address)
        if found := faults(axe_page) + ["sticks out"] * sticks_out(axe_page):
            wrong[address[-20:]] = found
    axe_page.goto(reader)
    for line in ("PASUNECARTE", pass_of(Enrolment.objects.get(person=mariam))):
        axe_page.fill("#code", line)
        axe_page.locator("main button, .doorway button").first.click()
        axe_page.locator("#erreurs" if line == "PASUNECARTE" else "[role=status]").first.wait_for()
        if found := faults(axe_page) + ["sticks out"] * sticks_out(axe_page):
            wrong[line] = found

    assert wrong == {}
