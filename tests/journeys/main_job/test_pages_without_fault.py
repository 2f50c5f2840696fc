"""The pages of participations, hours and reports: no fault found by axe, nothing wider than a phone."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from levier.evidence.outcomes.actions import observe
from levier.evidence.reports.freezing import freeze_report
from levier.evidence.reports.rule_sets import rule_sets
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.calendar import Period
from tests.cast import actor, colleague, organisation
from tests.evidence.reports.course import agreement, course, presence, trainee
from tests.journeys.conftest import sign_in
from tests.journeys.reading import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
RULES = rule_sets()["esf-plus-2021"]


def a_course_in_full_life() -> list[str]:
    """Addresses of every page of the main job, each with something on it."""
    where, by = course(organisation()), actor(Role.DIRECTION, name="Claire")
    [condition] = agreement(where, "Inscription chez Actiris")
    held = trainee(by, where, "Mariam", job=True)
    observe(by=by, participation=held, horizon="exit", observed_on=date(2026, 9, 1), situation="searching", at=AT)
    lacking = trainee(by, where, "Omar", gender="", studies="", until=None)
    presence(where, held.person, date(2026, 3, 3), 175)
    presence(where, lacking.person, date(2026, 4, 7), 180)
    frozen = freeze_report(by=by, project=where, rule_set=RULES, period=YEAR, at=AT)
    report = reverse("reports:report", args=[where.pk, RULES.code])
    period = "?du=2026-01-01&au=2026-12-31"
    return [
        report + period,
        f"{report}EECO01/{period}",
        f"{report}EECO02/{period}&absents=1",
        reverse("reports:frozen", args=[frozen.pk]),
        reverse("reports:frozen_lines", args=[frozen.pk, "EECO01"]),
        reverse("reports:reopen", args=[frozen.pk]),
        *(reverse(f"outcomes:{name}", args=[held.pk]) for name in ("participation", "correct", "enter_again")),
        reverse("outcomes:participation", args=[lacking.pk]),
        reverse("outcomes:leave", args=[lacking.pk]),
        reverse("outcomes:ask", args=[held.pk, "exit"]),
        reverse("outcomes:prove", args=[held.pk, condition.pk]),
        reverse("outcomes:enter", args=[held.person_id]),
        reverse("outcomes:shares"),
        reverse("people:person", args=[held.person_id]),
        reverse("projects:project", args=[where.pk]),
        reverse("ledger:project", args=[where.pk]),
        reverse("ledger:show", args=[where.pk]),
    ]


@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_of_the_main_job_has_a_fault(axe_page, width):
    addresses = a_course_in_full_life()
    axe_page.set_viewport_size({"width": width, "height": 900})
    sign_in(axe_page, colleague(Role.DIRECTION, name="Lise"))
    wrong = {}

    for address in addresses:
        answer = axe_page.goto(address)
        axe_page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found = [] if answer.ok else [str(answer.status)]
        found += faults(axe_page)
        if axe_page.evaluate("document.documentElement.scrollWidth") > width:
            found.append("wider than the screen")
        if found:
            wrong[address] = found

    assert [f"{a} {f}" for a, f in wrong.items()] == []
