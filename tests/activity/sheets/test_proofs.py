"""What an agreement takes as a proof, on which form, and what is asked of whom."""

from datetime import date

import pytest
from django.urls import reverse

from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.sheets.actions import set_proofs
from levier.activity.sheets.formats import usual_format
from levier.activity.sheets.models import ProofRule
from levier.activity.sheets.queries import lacking, proofs_of, unproven
from levier.activity.sheets.rules import may_witness
from levier.development.projects.models import Agreement, Project
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Refused
from levier.register.partners.models import Partner
from tests.activity.activities.cast import AFTER, MONDAY
from tests.activity.sheets.cast import given_back, ines, printed
from tests.cast import actor, browser, colleague, organisation

pytestmark = pytest.mark.django_db


def project(**said):
    return Project.objects.create(organisation=organisation(), code="P-1", title="Cap numérique", **said)


def paid_by(found, name, kind):
    funder = Partner.objects.create(organisation=organisation(), code=name.lower(), name=name, kind=kind)
    Agreement.objects.create(organisation=organisation(), project=found, funder=funder, reference="C-1")


@pytest.mark.parametrize(
    ("name", "kind", "form"),
    [
        ("FSE", "funder", "esf"),
        ("Actiris", "public_service", "actiris"),
        ("Saint-Gilles", "municipality", "commune"),
        ("Fondation", "funder", "plain"),
    ],
)
def test_the_form_is_that_of_who_pays(name, kind, form):
    found = project()
    paid_by(found, name, kind)

    assert usual_format(found) == form


def test_what_was_chosen_for_a_project_goes_before():
    found = project(rule_set="esf-plus-2021")
    chosen = {"takes_paper": True, "takes_tablet": False, "takes_qr": False}

    assert (usual_format(found), usual_format(None)) == ("esf", "plain")
    set_proofs(by=actor(Role.DIRECTION), project=found, values=chosen | {"format": "commune"}, at=MONDAY)

    assert usual_format(found) == "commune"


def test_direction_settles_the_proofs_and_an_animator_does_not():
    found = project()
    address = reverse("sheets:proofs", args=[found.pk])
    data = {"takes_tablet": "on", "format": "", "version": "0"}

    assert browser(colleague(Role.ANIMATOR)).submit(address, data).status_code == 403
    assert browser(colleague(Role.DIRECTION, name="Zoé")).submit(address, data).status_code == 303
    assert [str(one) for one in proofs_of(found)] == ["tablet"]
    with pytest.raises(Refused):
        set_proofs(by=ines(), project=found, values={}, at=MONDAY)


def test_something_is_always_a_proof():
    found = project()

    answer = browser(colleague(Role.DIRECTION)).submit(
        reverse("sheets:proofs", args=[found.pk]), {"format": "", "version": "0"}
    )

    assert (answer.status_code, ProofRule.objects.count()) == (422, 0)
    assert [str(one) for one in proofs_of(found)] == ["paper"]


def test_a_session_says_what_it_lacks_until_it_is_proven():
    found = project()
    sheet, session, people = printed(1, project=found)
    record_attendance(by=ines(), session=session, entries={people[0].pk: Entry("present")}, at=AFTER)
    day = date(2026, 6, 20)

    assert [lacking(one) for one in unproven(ines(), day)] == ["la feuille n'est pas revenue"]
    given_back(sheet, ines())
    assert [lacking(one) for one in unproven(ines(), day)] == ["les présences de la feuille sont à noter"]
    sheet.columns.update(noted_at=AFTER)

    assert list(unproven(ines(), day)) == []
    chosen = {"takes_paper": False, "takes_tablet": True, "takes_qr": False, "format": ""}
    set_proofs(by=actor(Role.DIRECTION), project=found, values=chosen, at=AFTER)
    assert list(unproven(ines(), day)) == [session]


def test_may_witness_is_anybody_but_who_leads():
    assert may_witness("Aziz Benali", ["Zoé Lambert", ""])
    assert not may_witness("Lambert, ZOE", ["Zoé Lambert"])
    assert not may_witness(" ", ["Zoé Lambert"])
    assert str(may_witness("Zoé Lambert", ["Zoé Lambert"]).reason).startswith("Le témoin d'une marque")
