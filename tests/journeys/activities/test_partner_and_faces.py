"""A school proposes Nadia on a phone, with and without scripts; people touch faces; no page of these has a fault."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.actions import add_quota, ask_opinions, make_link, type_opinions
from levier.activity.activities.enums import Public
from levier.activity.activities.models import PartnerRequest, Tally
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import User
from tests.activity.activities.cast import workshop
from tests.activity.activities.test_opinions import ASKED
from tests.activity.activities.test_partners import cpas, sent
from tests.cast import actor
from tests.journeys.conftest import sign_in
from tests.journeys.html_checker import errors_of
from tests.journeys.reading import read_whole

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WELCOME = "L'accueil était-il bon"


class Begun:
    """A workshop with a link for the CPAS, a place kept for women, questions, and answers of yesterday."""

    def __init__(self):
        self.by, now = actor(Role.ANIMATOR, name="Tarek"), timezone.now()
        self.activity, _session, _people = workshop(2, capacity=6)
        until = timezone.localdate() + timedelta(days=20)
        self.link = make_link(by=self.by, activity=self.activity, partner=cpas(), ends_on=until, places=3, at=now)
        add_quota(by=self.by, activity=self.activity, public=Public.WOMEN, least=1, until=until, at=now)
        self.survey = ask_opinions(by=self.by, activity=self.activity, questions=ASKED, ends_on=until, at=now)
        counts = {(code, "good"): 5 for code in ASKED}
        type_opinions(by=self.by, survey=self.survey, sheets=6, counts=counts, at=now - timedelta(days=1))

    def address(self, name, purpose, row):
        token = link_token(row.organisation_id, purpose, f"{row.pk}-{row.code}", timezone.now() + timedelta(days=30))
        return reverse(f"activities:{name}", args=[token])


@pytest.fixture
def begun(db):
    return Begun()


def test_a_partner_proposes_somebody_on_a_phone(page, begun):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(begun.address("partner_by_link", "partner", begun.link))

    page.get_by_label("Prénom de la personne").fill("Nadia")
    page.get_by_label("Téléphone ou mail de la personne").fill("0470 12 34 56")
    page.get_by_label("La personne est d'accord").check()
    page.get_by_role("button", name="Envoyer la demande").click()
    page.get_by_text("Merci, la demande est envoyée.").wait_for()

    assert page.get_by_text("Nous n'avons pas encore répondu.").count() == 1
    assert [(one.first_name, one.reach) for one in PartnerRequest.objects.all()] == [("Nadia", "+32470123456")]


def test_a_face_is_touched_on_the_tablet(page, begun):
    page.goto(begun.address("opinion_by_link", "opinion", begun.survey))

    page.get_by_role("group", name=WELCOME).get_by_label("Un peu").check()
    page.get_by_role("button", name="Envoyer mon avis").click()
    page.get_by_role("link", name="Une autre personne répond").click()

    assert page.locator("input:checked").count() == 0
    today = Tally.objects.filter(on=timezone.localdate(), count__gt=0).order_by("pk")
    assert list(today.values_list("question", "face", "count")) == [
        ("welcome", "so", 1),
        ("clear", "none", 1),
        ("useful", "none", 1),
    ]


def test_their_pages_have_no_fault_and_fit(axe_page, begun, tmp_path):
    request = sent(begun.link, at=timezone.now())
    own = [begun.activity.pk]
    door, faces = (
        begun.address("partner_by_link", "partner", begun.link),
        begun.address("opinion_by_link", "opinion", begun.survey),
    )
    sign_in(axe_page, User.objects.get(pk=begun.by.user_id))
    wrong = {}

    for place, address in enumerate(
        (
            *(reverse(f"activities:{one}", args=own) for one in ("activity", "partner_links", "new_link", "quotas")),
            *(reverse(f"activities:{one}", args=own) for one in ("new_quota", "opinions_of", "ask_opinions")),
            *(reverse(f"activities:{one}", args=own) for one in ("type_opinions", "opinion_paper")),
            f"{reverse('activities:opinion_paper', args=own)}?langue=ar",
            reverse("activities:opinions"),
            reverse("activities:accept_request", args=[request.pk]),
            reverse("activities:refuse_request", args=[request.pk]),
            door,
            f"{door}?langue=ar",
            faces,
            f"{faces}?langue=uk",
            f"{faces}?merci=1",
        )
    ):
        axe_page.goto(address)
        (tmp_path / f"{place}.html").write_text(axe_page.request.get(address).text())
        if found := read_whole(axe_page):
            wrong[address] = found

    assert wrong == {}
    assert errors_of(tmp_path) == []
