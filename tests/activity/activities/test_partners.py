"""A partner signs people up by a link, without an account; a colleague says yes or no; nothing stays for ever."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from levier.activity.activities.actions import (
    Proposed,
    accept_request,
    forget_requests,
    make_link,
    propose,
    refuse_request,
    revoke_link,
)
from levier.activity.activities.enums import LanguageLevel, RequestState
from levier.activity.activities.models import Enrolment, PartnerLink, PartnerRequest
from levier.activity.activities.partner_links import alike_of, states_of
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Line
from levier.foundation.kit.actors import house
from levier.foundation.kit.languages import CODES
from levier.foundation.kit.permissions import Refused
from levier.register.agenda.models import Todo
from levier.register.partners.models import Partner
from levier.register.people.models import ContactPoint, LanguageSkill, Person
from tests.activity.activities.cast import MONDAY, workshop
from tests.activity.activities.waiting_cast import D, full, listed, seated
from tests.cast import Browser, actor, browser, colleague, organisation, person

pytestmark = pytest.mark.django_db
SAYS = "La personne est d'accord\u202f: nous gardons ce qui est écrit ici et nous pouvons la contacter."


@pytest.fixture
def user():
    return colleague(Role.ANIMATOR, name="Tarek")


@pytest.fixture
def tarek(user):
    return actor_for(user, organisation())


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def cpas(code="cpas-1060", at=None):
    return Partner.objects.create(
        organisation=at or organisation(), code=code, name="CPAS de Saint-Gilles", kind="welfare", search="cpas"
    )


def linked(by, activity, places=2, partner=None, days=10):
    day = (MONDAY + days * D).date()
    return make_link(by=by, activity=activity, partner=partner or cpas(), ends_on=day, places=places, at=MONDAY)


def sent(link, name="Nadia", last="B", reach="+32470123456", at=MONDAY):
    who = Proposed(name, last, reach, "ar", SAYS)
    return propose(by=house(link.organisation_id, on_behalf_of="link:partner:1"), link=link, who=who, at=at)


def door(link, until=MONDAY + 60 * D):
    token = link_token(link.organisation_id, "partner", f"{link.pk}-{link.code}", until)
    return reverse("activities:partner_by_link", args=[token])


TYPED = {"first_name": "Nadia", "last_name": "B", "reach": "0470 12 34 56", "language": "ar", "agrees": "on"}


def test_the_cpas_proposes_nadia_on_a_phone_and_reads_what_became_of_her_by_the_same_link(tarek):
    activity, _session, _people = workshop(1, capacity=5)
    link = linked(tarek, activity)
    phone = Browser()

    answer = phone.post(door(link), TYPED)
    [request] = PartnerRequest.objects.all()
    waiting = phone.get(door(link)).context["sent"]
    accept_request(by=tarek, request=request, person=None, at=MONDAY)
    accepted = phone.get(door(link)).context["sent"]

    assert answer.status_code == 303
    assert (request.reach, request.language, request.consent, request.state) == ("+32470123456", "ar", SAYS, "open")
    assert waiting == [("Nadia B", "Nous n'avons pas encore répondu.", "")]
    assert accepted == [("Nadia B", "Inscrite", "")]


def test_the_page_of_a_partner_names_nobody_of_the_activity(tarek):
    activity, _session, [mariam] = workshop(1, capacity=5)
    page = Browser().get(door(linked(tarek, activity))).content.decode()

    assert (mariam.first_name in page, mariam.last_name in page) == (False, False)


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_page_speaks_eight_languages(tarek, code):
    activity, _session, _people = workshop(1)

    answer = Browser().get(f"{door(linked(tarek, activity))}?langue={code}")

    assert (answer.status_code, answer.headers["Content-Language"]) == (200, code)


def test_without_the_person_s_agreement_nothing_is_sent(tarek):
    activity, _session, _people = workshop(1)
    link = linked(tarek, activity)

    answer = Browser().post(door(link), {**TYPED, "agrees": ""})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"agrees": ["Demandez d'abord son accord à la personne."]}
    assert PartnerRequest.objects.count() == 0


def test_accepting_makes_a_file_with_what_the_partner_told_and_enrols(tarek):
    activity, _session, _people = workshop(1, capacity=5)
    request = sent(linked(tarek, activity))

    placed = accept_request(by=tarek, request=request, person=None, at=MONDAY)

    request.refresh_from_db()
    nadia = Person.objects.get(first_name="Nadia")
    assert [one.person for one in placed.seated] == [nadia]
    assert (nadia.last_name, nadia.language) == ("B", "ar")
    assert [one.value for one in nadia.contact_points.all()] == ["+32470123456"]
    assert (request.state, request.person, request.reach) == (RequestState.ACCEPTED, nadia, "")


def test_who_has_a_file_keeps_it_and_waits_like_everybody_when_it_is_full(tarek):
    activity, _rows = full()
    nadia = person("Nadia", "Benali")
    request = sent(linked(tarek, activity))

    placed = accept_request(by=tarek, request=request, person=nadia, at=MONDAY)

    assert (placed.seated, [one.entry.person for one in placed.waiting]) == ([], [nadia])
    assert (seated(activity), listed(activity)) == (["Mariam01", "Mariam02"], ["Nadia"])
    request.refresh_from_db()
    assert states_of(activity, [request]) == {request.pk: "Sur la liste d'attente"}


def test_files_that_may_be_hers_are_found_by_number_by_name_and_by_initial(tarek):
    activity, _session, _people = workshop(1)
    by_number, by_initial, _other = person("Aziz", "Benali"), person("Nadia", "Bouzid"), person("Nadia", "Diallo")
    ContactPoint.objects.create(
        organisation=by_number.organisation, person=by_number, kind="phone", value="+32470123456", key="+32470123456"
    )

    found = alike_of(tarek, sent(linked(tarek, activity)))

    assert found == [(by_number, "même téléphone"), (by_initial, "même prénom, même initiale")]


def test_a_level_that_is_too_low_is_said_and_decided(user, tarek):
    activity, _session, _people = workshop(1)
    activity.level = LanguageLevel.B1
    activity.save()
    nadia = person("Nadia", "Benali")
    LanguageSkill.objects.create(organisation=nadia.organisation, person=nadia, language="fr", speaks="A1")
    request = sent(linked(tarek, activity))
    page, url = browser(user), reverse("activities:accept_request", args=[request.pk])

    refused = page.submit(url, {"file": str(nadia.pk)})
    accepted = page.submit(url, {"file": str(nadia.pk), "anyway": "on"})

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["anyway"])
    assert accepted.status_code == 303
    assert Enrolment.objects.filter(activity=activity, person=nadia).count() == 1


def test_a_refusal_has_a_reason_that_the_partner_reads(tarek):
    activity, _session, _people = workshop(1)
    link = linked(tarek, activity)

    refuse_request(by=tarek, request=sent(link), reason="Le groupe est déjà avancé.", at=MONDAY)

    assert Browser().get(door(link)).context["sent"] == [("Nadia B", "Non acceptée", "Le groupe est déjà avancé.")]


def test_a_link_takes_no_more_people_than_its_places(tarek):
    activity, _session, _people = workshop(1)
    link = linked(tarek, activity, places=2)
    sent(link)
    sent(link)  # twice the same is once
    sent(link, "Emre")

    with pytest.raises(Refused, match="Toutes les places de ce lien"):
        sent(link, "Zoe")

    assert [one.first_name for one in link.requests.all()] == ["Nadia", "Emre"]
    assert Browser().post(door(link), {**TYPED, "first_name": "Zoe"}).status_code == 409


def test_a_revoked_link_opens_nothing_and_a_past_one_only_tells(tarek):
    activity, _session, _people = workshop(1)
    link = linked(tarek, activity)
    late = MONDAY + 11 * D
    sent(link)

    with time_machine.travel(late, tick=False):
        over = Browser().get(door(link))
        with pytest.raises(Refused, match="n'est plus ouvert"):
            sent(link, "Zoe", at=late)
    revoke_link(by=tarek, link=link, at=late)

    assert next(one.name for one in over.templates) == "activities/partner_link_over.html"
    assert over.context["sent"] == [("Nadia B", "Nous n'avons pas encore répondu.", "")]
    assert Browser().get(door(link)).status_code == 404


def test_one_partner_has_one_open_link_of_an_activity(tarek):
    activity, _session, _people = workshop(1)
    partner = cpas()
    first = linked(tarek, activity, partner=partner)

    with pytest.raises(ValidationError):
        linked(tarek, activity, partner=partner)
    revoke_link(by=tarek, link=first, at=MONDAY)

    assert linked(tarek, activity, partner=partner).code != first.code


def test_who_made_the_link_has_one_task_until_all_is_answered(tarek):
    activity, _session, _people = workshop(1)
    link = linked(tarek, activity)
    one, other = sent(link), sent(link, "Emre")
    tasks = Todo.objects.filter(about=f"activities.partnerlink:{link.pk}")
    before = [(task.owner_id, task.done_at) for task in tasks]

    refuse_request(by=tarek, request=one, reason="Trop tard.", at=MONDAY)
    refuse_request(by=tarek, request=other, reason="Trop tard.", at=MONDAY)

    assert before == [(tarek.user_id, None)]
    assert [task.done_at for task in tasks.all()] == [MONDAY]
    with pytest.raises(Refused, match="déjà une réponse"):
        accept_request(by=tarek, request=one, person=None, at=MONDAY)


def test_what_nobody_accepted_is_gone_after_thirty_days_and_the_journal_names_nobody(tarek):
    activity, _session, _people = workshop(1, capacity=9)
    link = linked(tarek, activity, places=5)
    accept_request(by=tarek, request=sent(link, "Zoe"), person=None, at=MONDAY)
    refuse_request(by=tarek, request=sent(link, "Emre"), reason="Trop tard.", at=MONDAY)
    sent(link, "Nadia")
    later = MONDAY + timedelta(days=31)

    early = forget_requests(by=house(organisation().pk), at=MONDAY + timedelta(days=29))
    count = forget_requests(by=house(organisation().pk), at=later)
    last = forget_requests(by=house(organisation().pk), at=later + timedelta(days=30))

    assert (early, count, last) == (0, 2, 1)
    assert [(one.first_name, one.person.first_name) for one in PartnerRequest.objects.all()] == [("", "Zoe")]
    said = " ".join(str(line.__dict__) for line in Line.objects.filter(verb__startswith="partner_"))
    assert ("Nadia" in said, "Emre" in said) == (False, False)


def test_the_stranger_of_another_house_finds_neither_link_nor_request(tarek):
    elsewhere = organisation("ailleurs")
    activity, _session, _people = workshop(1)
    link = linked(tarek, activity)
    request = sent(link)
    stranger = browser(colleague(Role.ANIMATOR, at=elsewhere, name="Ada"))

    answers = [
        stranger.get(reverse("activities:partner_links", args=[activity.pk])),
        stranger.get(reverse("activities:accept_request", args=[request.pk])),
        stranger.get(reverse("activities:revoke_link", args=[link.pk])),
    ]

    assert [one.status_code for one in answers] == [404, 404, 404]
    assert PartnerLink.objects.get().revoked_at is None


def test_finance_makes_no_link_and_accepts_nobody(tarek):
    activity, _session, _people = workshop(1)
    request = sent(linked(tarek, activity))
    fatima = actor(Role.FINANCE, name="Fatima")

    for act in (
        lambda: linked(fatima, activity, partner=cpas("autre")),
        lambda: accept_request(by=fatima, request=request, person=None, at=MONDAY),
        lambda: refuse_request(by=fatima, request=request, reason="Non.", at=MONDAY),
    ):
        with pytest.raises(Refused):
            act()

    assert Person.objects.filter(first_name="Nadia").count() == 0
