"""Bruno fills the sheet of twenty people without the mouse; no fault found by axe, nothing wider than a phone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.models import Session
from levier.evidence.ledger.actions import claim_hours
from levier.foundation.accounts.enums import Role
from tests.activity.activities.cast import workshop
from tests.cast import NOON, actor, colleague
from tests.evidence.ledger.cast import MARCH, agreement, hours
from tests.journeys.conftest import sign_in
from tests.journeys.reading import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Keyboard:
    """Presses keys and counts them."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


def yesterday_s_sheet(people):
    activity, session, everybody = workshop(people)
    now = timezone.now()
    starts = now - timedelta(days=1)
    Session.objects.filter(pk=session.pk).update(
        on=timezone.localdate(starts), starts_at=starts, ends_at=starts + timedelta(hours=3)
    )
    return activity, session, everybody


def kept(session):
    rows = session.attendances.order_by("person__first_name")
    return list(rows.values_list("presence", "minutes"))


def test_all_present_but_two_of_twenty_takes_five_keys(page):
    _activity, session, _people = yesterday_s_sheet(20)
    sign_in(page, colleague(Role.ANIMATOR))
    page.goto(reverse("activities:session", args=[session.pk]))
    page.locator("#absents:focus").wait_for()  # by itself, faster than a finger comes down
    keyboard = Keyboard(page)

    keyboard.press("5", "Space", "1", "2", "Enter")
    page.get_by_text("20 lignes sont notées.").wait_for()

    assert keyboard.pressed == 5
    absent = [number for number, line in enumerate(kept(session), start=1) if line == ("absent", 0)]
    assert absent == [5, 12]
    assert kept(session).count(("present", 180)) == 18
    assert Session.objects.get(pk=session.pk).closed_at is not None


def test_everybody_was_there_takes_one_key(page):
    _activity, session, _people = yesterday_s_sheet(20)
    sign_in(page, colleague(Role.ANIMATOR))
    page.goto(reverse("activities:session", args=[session.pk]))
    page.locator("#absents:focus").wait_for()

    page.keyboard.press("Enter")
    page.get_by_text("20 lignes sont notées.").wait_for()

    assert kept(session) == [("present", 180)] * 20


def test_one_person_at_a_time_with_letters_and_tab(page):
    _activity, session, (first, _second) = yesterday_s_sheet(2)
    sign_in(page, colleague(Role.ANIMATOR))
    page.goto(reverse("activities:session", args=[session.pk]))
    page.locator(f"select[name=p-{first.pk}]").focus()

    page.keyboard.type("en r")
    page.keyboard.press("Tab")
    page.keyboard.type("150")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("abs")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("2 lignes sont notées.").wait_for()

    assert kept(session) == [("late", 150), ("absent", 0)]


def test_on_a_phone_a_line_without_reason_shows_none(page):
    _activity, session, (first, second) = yesterday_s_sheet(2)
    sign_in(page, colleague(Role.ANIMATOR))
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(reverse("activities:session", args=[session.pk]))

    page.locator(f"select[name=p-{first.pk}]").select_option("excused")

    assert page.locator(f"input[name=r-{first.pk}]").is_visible()
    assert not page.locator(f"input[name=r-{second.pk}]").is_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_sheets_and_hours_have_no_fault_and_fit(axe_page, width):
    activity, session, _people = yesterday_s_sheet(3)
    fse = agreement("FSE-12")
    hours(fse.project, 180)
    claim_hours(by=actor(Role.FINANCE), agreement=fse, period=MARCH, share=6_000, at=NOON)
    line = fse.project.ledger_items.get()
    sign_in(axe_page, colleague(Role.DIRECTION))
    axe_page.set_viewport_size({"width": width, "height": 800})
    wrong = {}

    for address in (
        reverse("activities:activity", args=[activity.pk]),
        reverse("activities:session", args=[session.pk]),
        reverse("activities:plan", args=[activity.pk]),
        reverse("ledger:project", args=[fse.project_id]),
        reverse("ledger:item", args=[line.pk]),
        reverse("ledger:claim", args=[fse.project_id]),
    ):
        axe_page.goto(address)
        found = faults(axe_page)
        if found or axe_page.evaluate("document.documentElement.scrollWidth") > width:
            wrong[address] = found or "wider than the page"

    assert wrong == {}
