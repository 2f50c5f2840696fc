"""The pages of a caseload worked through together: no fault found by axe, nothing wider than a phone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.models import Activity
from levier.evidence.outcomes.enums import RefusedFor, Reply, Why
from levier.evidence.outcomes.following_actions import answer_proposal, propose_next
from levier.foundation.accounts.actions import keep_filters
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.register.people.models import ContactPoint
from levier.support.pathways.actions import write_to_all
from tests.cast import colleague, organisation, person
from tests.journeys.conftest import sign_in
from tests.journeys.reading import faults
from tests.support.pathways.cast import accompanied, noted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def a_caseload(nadia) -> list[str]:
    """Addresses of the pages, each with something on it."""
    house, at = organisation(), timezone.now()
    by, mariam, luc = actor_for(nadia, house), person(), person("Luc")
    for one, kind, value in ((mariam, "mail", "mariam@example.org"), (luc, "phone", "+32470123456")):
        ContactPoint.objects.create(organisation=house, person=one, kind=kind, value=value, key=value)
    held = [accompanied(by, one, referent=nadia) for one in (mariam, luc, person("Ines"))]
    noted(by, mariam, DIG01="strong")
    first, second = (
        Activity.objects.create(organisation=house, title=title, kind="digital", capacity=2)
        for title in ("Clics", "Mots")
    )
    view = keep_filters(by=by, page="pathways:mine", query="etat=silence", name="À rappeler", is_shared=True, at=at)
    message = write_to_all(by=by, pathways=held, subject="Jeudi", text="Bonjour,\n\nVenez.", language="fr", at=at)
    made = propose_next(by=by, person=mariam, activity=first, why=Why.OBSTACLE, at=at)
    today = timezone.localdate(at)
    answer_proposal(by=by, proposal=made, reply=Reply.REFUSED, on=today, refused_for=RefusedFor.HOURS, at=at)
    chosen = "?liste=pathways:mine&tout=1"
    return [
        f"{reverse('pathways:mine')}?etat=silence",
        f"{reverse('pathways:mine')}?etat=silence&tri=fin",
        f"{reverse('accounts:keep_filters', args=['pathways:mine'])}?etat=silence",
        reverse("accounts:kept_filters"),
        reverse("accounts:drop_filters", args=[view.pk]),
        reverse("pathways:write_to") + chosen,
        reverse("pathways:group_message", args=[message.pk]),
        reverse("pathways:group_messages"),
        reverse("activities:enrol_chosen") + chosen,
        f"{reverse('activities:enrol_chosen')}{chosen}&activite={second.pk}",
        reverse("outcomes:following", args=[mariam.pk]),
        reverse("outcomes:propose", args=[mariam.pk]),
        reverse("outcomes:answer_proposal", args=[made.pk]),
        reverse("outcomes:flows"),
    ]


@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_of_a_caseload_has_a_fault(axe_page, width):
    nadia = colleague(Role.COUNSELLOR)
    addresses = a_caseload(nadia)
    axe_page.set_viewport_size({"width": width, "height": 900})
    sign_in(axe_page, nadia)
    found, wide = [], []
    for address in addresses:
        answer = axe_page.goto(address)
        assert answer.status == 200, address
        axe_page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found += faults(axe_page)
        if axe_page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(address)

    assert (found, wide) == ([], [])
