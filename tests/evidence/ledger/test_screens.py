"""Hours of a project on screen: what a funder is asked, what remains, what others cannot open."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.evidence.ledger.actions import claim_hours, claim_share
from levier.evidence.ledger.models import Claim, LedgerItem
from levier.foundation.accounts.enums import Role
from tests.cast import NOON, actor, browser, colleague, organisation, project
from tests.evidence.ledger.cast import MARCH, agreement, hours, item
from tests.guards import exactly

pytestmark = pytest.mark.django_db
WHEN = {"first": "01/03/2026", "last": "31/03/2026"}


@pytest.fixture
def samira():
    return browser(colleague(Role.FINANCE, name="Samira"))


def url(name, *words):
    return reverse(f"ledger:{name}", args=words)


def test_a_month_is_asked_shown_and_given_back(samira):
    fse = agreement("FSE-12")
    hours(fse.project, 180, 155)
    page = url("project", fse.project_id)

    asked = samira.submit(url("claim", fse.project_id), WHEN | {"agreement": fse.pk, "percent": "60"})
    after = samira.get(page).text
    back = samira.submit(url("release", fse.project_id), WHEN | {"agreement": fse.pk, "reason": "renoncement"})

    assert (asked.status_code, asked.headers["Location"], back.status_code) == (303, page, 303)
    assert "3\xa0h\xa021" in after
    assert "2\xa0h\xa014" in after
    assert Claim.objects.count() == 0


def test_more_than_the_whole_is_refused_with_what_remains(samira):
    fse = agreement("FSE-12")
    actiris = agreement("ACT", of=fse.project)
    hours(fse.project, 180)
    claim_hours(by=actor(Role.DIRECTION), agreement=fse, period=MARCH, share=7_500, at=NOON)

    answer = samira.submit(url("claim", fse.project_id), WHEN | {"agreement": actiris.pk, "percent": "25,5"})

    assert (answer.status_code, Claim.objects.count()) == (422, 1)
    assert (
        "1 ligne n&#x27;a plus 25,5\u202f% de libre\u202f: celle du 2 mars 2026 n&#x27;a plus que 25\u202f%."
        in answer.text
    )


def test_a_share_of_one_hour_is_asked_and_given_back_from_its_page(samira):
    fse = agreement("FSE-12")
    half_day = item(fse.project)

    asked = samira.submit(url("claim_one", half_day.pk), {"agreement": fse.pk, "percent": "40"})
    page = samira.get(url("item", half_day.pk)).text
    back = samira.submit(url("release_one", Claim.objects.get().pk), {"reason": "erreur de convention"})

    assert (asked.status_code, back.status_code) == (303, 303)
    assert "40\u202f%" in page
    assert "60\u202f%" in page
    assert LedgerItem.objects.get().claimed == 0


def test_an_auditor_looks_and_asks_nothing():
    fse = agreement("FSE-12")
    half_day = item(fse.project)
    auditor = browser(colleague(Role.AUDITOR, name="Odile"))

    assert auditor.get(url("item", half_day.pk)).status_code == 200
    assert auditor.submit(url("claim_one", half_day.pk), {"agreement": fse.pk, "percent": "40"}).status_code == 403
    assert (
        auditor.submit(url("claim", fse.project_id), WHEN | {"agreement": fse.pk, "percent": "40"}).status_code == 403
    )
    assert Claim.objects.count() == 0


def test_a_counsellor_does_not_open_the_hours_of_funders():
    nadia = browser(colleague(Role.COUNSELLOR))

    assert nadia.get(url("hours")).status_code == 403


def test_another_organisation_s_hours_are_not_found(samira):
    fse = agreement("FSE-12", at=organisation("ailleurs"))
    half_day = item(fse.project)
    stranger = actor(Role.FINANCE, at=fse.organisation)
    held = claim_share(by=stranger, item=half_day, agreement=fse, share=1_000, at=NOON)

    for name, pk in (
        ("project", fse.project_id),
        ("claim", fse.project_id),
        ("release", fse.project_id),
        ("item", half_day.pk),
        ("claim_one", half_day.pk),
        ("release_one", held.pk),
    ):
        assert samira.get(url(name, pk)).status_code == 404
    assert samira.submit(url("release_one", held.pk), {"reason": "vol"}).status_code == 404
    assert Claim.objects.count() == 1


def test_an_agreement_of_another_project_is_no_choice(samira):
    fse, other = agreement("FSE-12"), agreement("AUTRE")
    hours(fse.project, 180)

    answer = samira.submit(url("claim", fse.project_id), WHEN | {"agreement": other.pk, "percent": "40"})

    assert (answer.status_code, Claim.objects.count()) == (422, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_with_one_row_and_three(samira, count):
    for number in range(count):
        there = project(f"P-{number}")
        item(there, source=f"activities.attendance:{number + 1}")
    samira.get(url("hours"))

    with exactly(6):
        assert samira.get(url("hours")).status_code == 200
    with exactly(6):
        assert samira.get(url("lines")).status_code == 200


def test_a_project_that_begins_later_has_a_page_of_hours_all_the_same(samira):
    later = project("FSE-DEMAIN", starts_on=timezone.localdate() + timedelta(days=200), ends_on=None)

    assert samira.get(url("project", later.pk)).status_code == 200
