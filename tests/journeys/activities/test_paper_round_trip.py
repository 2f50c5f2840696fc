"""Samira prints a sheet, people sign it, its photo comes back askew: she types what differs, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.models import Attendance
from levier.activity.sheets.actions import issue_certificate
from levier.activity.sheets.models import MissingSignature, Sheet
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.queries import actor_for
from tests.activity.activities.cast import AFTER, workshop
from tests.activity.sheets.cast import photo_of
from tests.cast import colleague, organisation
from tests.journeys.conftest import sign_in
from tests.journeys.reading import faults, sticks_out

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def round_trip(page, user):
    """From the session to its sheet, whole but for one signature."""
    _activity, session, (mariam, idris, _zoe) = workshop()
    sign_in(page, user)
    page.goto(reverse("activities:session", args=[session.pk]))
    page.get_by_role("link", name="Imprimer la feuille").click()
    page.get_by_role("button", name="Préparer la feuille").click()
    page.get_by_role("link", name="Rendre la feuille signée").click()
    photo = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": photo_of(Sheet.objects.get(), turned=6)}
    page.set_input_files("input[name=file]", photo)
    page.get_by_role("button", name="Envoyer le scan").click()
    page.get_by_text("est rangée avec ses séances.").wait_for()
    page.select_option(f"select[name=p-{mariam.pk}]", "absent")
    (column,) = Sheet.objects.get().columns.all()
    page.locator(f"input[name=s-{column.pk}][value='{idris.pk}']").check()
    page.get_by_role("button", name="Enregistrer les présences").click()
    page.get_by_text("revenue, signatures manquantes").first.wait_for()


def test_a_paper_goes_out_and_comes_back(page):
    round_trip(page, colleague(Role.ANIMATOR, name="Samira"))

    assert list(Attendance.objects.order_by("person").values_list("presence", "source")) == [
        ("absent", "sheet"),
        ("present", "sheet"),
        ("present", "sheet"),
    ]
    assert [one.person.first_name for one in MissingSignature.objects.select_related("person")] == ["Mariam02"]


@pytest.mark.parametrize("width", [1280, 320])
def test_its_pages_have_no_fault_and_fit(axe_page, width):
    axe_page.set_viewport_size({"width": width, "height": 800})
    user = colleague(Role.ANIMATOR, name="Samira")
    round_trip(axe_page, user)
    sheet = Sheet.objects.get()
    row = issue_certificate(
        by=actor_for(user, organisation()), person=sheet.lines.last().person, activity=sheet.activity, at=AFTER
    )
    seen = sheet.columns.get().session_id
    public = link_token(row.organisation_id, "certificate", row.pk, timezone.now() + timedelta(days=1))
    wrong = {}

    for address in (
        reverse("sheets:sheets"),
        reverse("sheets:sheet", args=[sheet.pk]),
        reverse("sheets:note", args=[sheet.pk, seen]),
        reverse("sheets:give_back"),
        reverse("sheets:new_for_activity", args=[sheet.activity_id]),
        reverse("sheets:certificates"),
        reverse("sheets:certificate", args=[row.pk]),
        reverse("sheets:verify", args=[public]),
    ):
        axe_page.goto(address)
        if found := faults(axe_page) + ["sticks out"] * sticks_out(axe_page):
            wrong[address] = found

    assert wrong == {}
