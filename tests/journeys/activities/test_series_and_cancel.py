"""Bruno begins an activity from a model, plans its series, and cancels one session: everybody is told.

With scripts and without.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.actions import enrol
from levier.activity.activities.models import Activity, Notice, Session
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.foundation.outbox.models import Message
from levier.register.agenda.actions import add_resource
from levier.register.agenda.models import ResourceBooking, Todo
from levier.register.partners.models import Place
from levier.register.people.models import ContactPoint
from tests.cast import actor, colleague, organisation, person
from tests.journeys.conftest import sign_in
from tests.journeys.reading import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def house_with_a_room():
    """A place that is a room."""
    now, keeper = timezone.now(), actor(Role.RECEPTION, name="Rosa")
    place = Place.objects.create(organisation=organisation(), name="Grande salle")
    add_resource(by=keeper, values={"kind": "room", "name": "Grande salle", "place": place, "note": ""}, at=now)
    return place


def two_people(by, activity):
    """Mariam reads mails in Dutch, Aziz is called."""
    mariam, aziz = person("Mariam", language="nl"), person("Aziz", "Benali")
    for one, kind, value in ((mariam, "mail", "mariam@example.org"), (aziz, "phone", "+32470123456")):
        ContactPoint.objects.create(organisation=one.organisation, person=one, kind=kind, value=value, key=value)
    enrol(by=by, activity=activity, people=[mariam, aziz], at=timezone.now())


def plan_from_a_model(page, place):
    """From the list of activities to three sessions; returns the activity."""
    first = timezone.localdate() + timedelta(days=7)
    page.goto(reverse("activities:activities"))
    page.get_by_role("link", name="Ajouter une activité").click()
    page.get_by_role("link", name="Retrouver un rythme").click()
    assert page.locator("input[name=title]").input_value() == "Retrouver un rythme"
    page.get_by_role("button", name="Ajouter l'activité").click()
    page.get_by_role("link", name="Planifier des séances").click()
    page.fill("input[name=first_on]", f"{first:%d/%m/%Y}")
    page.fill("input[name=count]", "3")
    page.locator("input[name=without_holidays]").uncheck()
    page.fill("input[name=starts]", "9h")
    page.fill("input[name=ends]", "12:00")
    page.select_option("select[name=place]", str(place.pk))
    page.get_by_role("button", name="Montrer les jours").click()
    assert page.locator("input[name=days]:checked").count() == 3
    assert Session.objects.count() == 0  # nothing is written before one has seen the days
    page.get_by_role("button", name="Planifier ces jours").click()
    page.get_by_text("3 séances sont planifiées.").wait_for()
    return Activity.objects.get()


def plan_then_cancel(page, user):
    place = house_with_a_room()
    sign_in(page, user)
    activity = plan_from_a_model(page, place)
    two_people(actor_for(user, organisation()), activity)
    first = activity.sessions.order_by("on").first()
    page.goto(reverse("activities:session", args=[first.pk]))
    page.get_by_role("link", name="Annuler la séance").click()
    page.locator("textarea[name=reason], input[name=reason]").fill("La formatrice est malade")
    assert page.get_by_text("Mariam Diallo").count() == 1
    page.get_by_role("button", name="Annuler la séance").click()
    page.get_by_text("1 personne reçoit un message.").wait_for()
    page.get_by_role("button", name="C'est fait").click()
    page.get_by_text("Tout le monde est prévenu.").wait_for()
    return activity


def rows_of(activity):
    """What the journey leaves in the database, whichever way it was made."""
    return {
        "sessions": [(one.planned_minutes, one.cancelled_at is not None) for one in activity.sessions.order_by("on")],
        "rooms": ResourceBooking.objects.live().count(),
        "mails": list(Message.objects.values_list("address", "language")),
        "told": [(one.person.first_name, one.way, one.told_at is not None) for one in Notice.objects.order_by("pk")],
        "tasks": [one.done_at is not None for one in Todo.objects.all()],
    }


WANTED = {
    "sessions": [(180, True), (180, False), (180, False)],
    "rooms": 2,
    "mails": [("mariam@example.org", "nl")],
    "told": [("Aziz", "call", True), ("Mariam", "mail", True)],
    "tasks": [True],
}


def test_a_series_from_a_model_and_one_session_cancelled_with_messages(page):
    assert rows_of(plan_then_cancel(page, colleague(Role.ANIMATOR, name="Bruno"))) == WANTED


@pytest.mark.parametrize("width", [1280, 320])
def test_planning_calendar_rooms_and_models_have_no_fault_and_fit(axe_page, width):
    place = house_with_a_room()
    user = colleague(Role.ANIMATOR, name="Bruno")
    sign_in(axe_page, user)
    axe_page.set_viewport_size({"width": width, "height": 800})
    activity = plan_from_a_model(axe_page, place)
    two_people(actor_for(user, organisation()), activity)
    session = activity.sessions.order_by("on").first()
    day = session.on.isoformat()
    room = ResourceBooking.objects.first().resource_id
    series = f"?every=week&count=3&starts=9h&ends=12h&first_on={session.on:%d/%m/%Y}&place={place.pk}"
    wrong = {}

    for address in (
        reverse("activities:calendar") + f"?jour={day}",
        reverse("activities:calendar") + f"?vue=semaine&jour={day}",
        reverse("activities:edit", args=[activity.pk]),
        reverse("activities:plan", args=[activity.pk]),
        reverse("activities:plan", args=[activity.pk]) + series,
        reverse("activities:repeat", args=[activity.pk]) + f"?first_on={session.on:%d/%m/%Y}",
        reverse("activities:cancel_session", args=[session.pk]),
        reverse("activities:notices", args=[session.pk]),
        reverse("activities:models"),
        reverse("activities:programme"),
        reverse("agenda:resources"),
        reverse("agenda:resource", args=[room]),
    ):
        axe_page.goto(address)
        found = faults(axe_page)
        if found or axe_page.evaluate("document.documentElement.scrollWidth") > width:
            wrong[address] = found or "wider than the page"

    assert wrong == {}
