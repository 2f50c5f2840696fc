"""Mariam is sent to a school; what she allows goes along, and the school answers without an account."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.letters import text_of
from levier.foundation.outbox.models import Message
from levier.register.partners.models import Contact
from levier.register.people.consent import revoke_mandate
from levier.register.people.enums import DataKind, Purpose
from levier.register.people.models import ContactPoint, Mandate
from levier.support.pathways import leaving, merging
from levier.support.pathways.actions import (
    ReferralDraft,
    Reply,
    answer_referral,
    refer,
    remind,
    take_note,
    withdraw_referral,
)
from levier.support.pathways.letters import address_of
from levier.support.pathways.models import Referral
from levier.support.pathways.panels import referrals_due
from levier.support.pathways.referral_queries import answering, told_today
from levier.support.pathways.tasks import remind_partners
from tests.cast import Browser, actor, browser, colleague, organisation, person
from tests.guards import exactly, refuse_writes
from tests.support.pathways.cast import NOW, SITE, TODAY, allowed, draft, partner, sent, step_towards

pytestmark = pytest.mark.django_db
YES = Reply("accepted", "Sofia, secrétariat")


@pytest.fixture
def nadia():
    return actor()


@pytest.fixture
def mariam():
    return person(birth_date=date(1990, 5, 4))


@pytest.fixture
def school():
    return partner(mail="bonjour@ecole.example")


def path_of(referral):
    return address_of(referral).removeprefix(SITE)


@pytest.mark.parametrize(
    ("facts", "later", "status"),
    [
        ({}, timedelta(0), "sent"),
        ({"reminded_at": NOW}, timedelta(11), "reminded"),
        ({}, timedelta(30), "sent"),
        ({}, timedelta(30, 1), "expired"),
        ({"reminded_at": NOW}, timedelta(31), "expired"),
        ({"answer": "accepted", "answered_at": NOW}, timedelta(31), "accepted"),
        ({"answer": "refused", "answered_at": NOW, "reason": "complet"}, timedelta(1), "refused"),
        ({"answer": "proposed", "answered_at": NOW, "proposed_on": TODAY}, timedelta(1), "proposed"),
        ({"withdrawn_at": NOW}, timedelta(1), "withdrawn"),
        ({"withdrawn_at": NOW}, timedelta(31), "withdrawn"),
    ],
)
def test_where_a_referral_stands_follows_from_facts_alike_in_python_and_in_the_database(
    nadia, mariam, school, facts, later, status
):
    one = sent(nadia, mariam, school)
    Referral.objects.update(**facts)
    one.refresh_from_db()
    every = ("sent", "reminded", "accepted", "proposed", "refused", "expired", "withdrawn")

    assert one.status_at(NOW + later) == status
    assert [name for name in every if Referral.objects.in_status(name, NOW + later).exists()] == [status]


def test_what_no_mandate_covers_does_not_leave(nadia, mariam, school):
    allowed(nadia, mariam, school, DataKind.IDENTITY)

    with pytest.raises(Refused, match="téléphone et adresse"):
        refer(by=nadia, person=mariam, draft=draft(school, DataKind.IDENTITY, DataKind.CONTACT), site=SITE, at=NOW)

    assert (Referral.objects.count(), Message.objects.count()) == (0, 0)


@pytest.mark.parametrize("lack", ["other purpose", "other partner", "ended", "taken back", "nothing told"])
def test_a_mandate_must_be_for_this_partner_this_purpose_and_today(nadia, mariam, school, lack):
    other = partner("other", "Autre", mail="autre@example.org")
    given = allowed(
        nadia,
        mariam,
        other if lack == "other partner" else school,
        purpose=Purpose.JOB if lack == "other purpose" else Purpose.REFERRAL,
        on=date(2025, 6, 1) if lack == "ended" else TODAY,
    )
    if lack == "taken back":
        revoke_mandate(by=nadia, mandate=given[0], on=TODAY, at=NOW)
    wanted = ReferralDraft("Pourquoi", school, None, "Quoi") if lack == "nothing told" else draft(school)

    with pytest.raises(Refused):
        refer(by=nadia, person=mariam, draft=wanted, site=SITE, at=NOW)

    assert (Referral.objects.count(), Message.objects.count()) == (0, 0)


def test_the_mail_holds_the_link_and_nothing_of_the_person(nadia, mariam, school):
    one = sent(nadia, mariam, school)

    mail = Message.objects.get()
    text = text_of(mail)
    assert (mail.address, mail.is_secret, address_of(one) in text) == ("bonjour@ecole.example", True, True)
    assert [word for word in ("Mariam", "Diallo", "cours", "apprendre") if word in text + mail.subject] == []


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_mail_and_the_page_are_in_the_language_of_the_partner(nadia, mariam, school, language):
    one = sent(nadia, mariam, school, language=language)
    title = {"fr": "Une personne vous est adressée", "nl": "Er wordt iemand", "en": "Somebody is being"}[language]

    with time_machine.travel(NOW, tick=False):
        page = Browser().get(path_of(one))

    assert (page.headers["Content-Language"], title in page.text) == (language, True)


def test_a_mail_goes_only_to_an_address_of_the_partner(nadia, mariam, school):
    Contact.objects.create(organisation=school.organisation, partner=school, name="Sofia", mail="sofia@ecole.example")

    with pytest.raises(Refused):
        sent(nadia, mariam, school, address="ailleurs@example.org")
    one = sent(nadia, mariam, school, address="SOFIA@ecole.example")

    assert one.address == "sofia@ecole.example"


def test_a_partner_without_address_gets_nothing(nadia, mariam):
    with pytest.raises(Refused):
        sent(nadia, mariam, partner("mute", "Sans adresse"))


def test_an_animator_sends_nobody_and_notes_no_answer(nadia, mariam, school):
    one, by = sent(nadia, mariam, school), actor(Role.ANIMATOR, name="Ali")

    for act in (
        lambda: refer(by=by, person=mariam, draft=draft(school), site=SITE, at=NOW),
        lambda: answer_referral(by=by, referral=one, reply=YES, at=NOW),
        lambda: withdraw_referral(by=by, referral=one, at=NOW),
        lambda: take_note(by=by, referral=one, at=NOW),
    ):
        with pytest.raises(Refused):
            act()

    assert Referral.objects.get().status_at(NOW) == "sent"


def test_one_answer_is_kept_and_the_second_refused(nadia, mariam, school):
    one = sent(nadia, mariam, school)

    answer_referral(by=nadia, referral=one, reply=YES, at=NOW)
    with pytest.raises(Refused):
        answer_referral(by=nadia, referral=one, reply=Reply("refused", "Sofia", "complet"), at=NOW)
    with pytest.raises(Refused):
        withdraw_referral(by=nadia, referral=one, at=NOW)

    held = Referral.objects.get()
    assert (held.answer, held.answered_by, held.noted_by_id) == ("accepted", "Sofia, secrétariat", nadia.user_id)


def test_what_was_withdrawn_is_neither_answered_nor_withdrawn_again(nadia, mariam, school):
    one = sent(nadia, mariam, school)

    withdraw_referral(by=nadia, referral=one, at=NOW)
    for act in (
        lambda: answer_referral(by=nadia, referral=one, reply=YES, at=NOW),
        lambda: withdraw_referral(by=nadia, referral=one, at=NOW),
        lambda: remind(by=nadia, referral=one, at=NOW),
        lambda: take_note(by=nadia, referral=one, at=NOW),
    ):
        with pytest.raises(Refused):
            act()


def test_an_answer_by_phone_is_noted_even_when_the_link_is_over(nadia, mariam, school):
    one = sent(nadia, mariam, school)

    answer_referral(by=nadia, referral=one, reply=YES, at=NOW + timedelta(40))

    assert Referral.objects.get().status_at(NOW + timedelta(41)) == "accepted"


def test_a_day_that_is_past_is_not_proposed(nadia, mariam, school):
    one = sent(nadia, mariam, school)

    with pytest.raises(Refused):
        answer_referral(by=nadia, referral=one, reply=Reply("proposed", "Sofia", "", date(2026, 6, 14)), at=NOW)


def test_the_partner_reads_what_is_allowed_and_the_reading_is_in_the_journal(nadia, mariam, school):
    ContactPoint.objects.create(
        organisation=mariam.organisation, person=mariam, kind="phone", value="+32475000001", key="1", is_safe=False
    )
    step_towards(nadia, mariam, "Visiter la crèche")
    one = sent(nadia, mariam, school, DataKind.IDENTITY, DataKind.CONTACT)

    with time_machine.travel(NOW, tick=False):
        page = Browser().get(path_of(one))

    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert [word in page.text for word in ("Mariam Diallo", "Un cours du soir")] == [True, True]
    assert [word for word in ("+32475000001", "crèche", "apprendre") if word in page.text] == []
    line = Line.objects.get(verb="referral.shown")
    assert (line.actor, line.on_behalf_of) == ("house", f"link:referral:{one.pk}")
    assert (line.organisation_id, line.object) == (mariam.organisation_id, f"people.person:{mariam.pk}")


def test_what_was_taken_back_since_is_no_longer_shown(nadia, mariam, school):
    one = sent(nadia, mariam, school, DataKind.IDENTITY, DataKind.SKILLS)
    identity, skills = Mandate.objects.order_by("pk")

    revoke_mandate(by=nadia, mandate=identity, on=TODAY, at=NOW)
    told = told_today(one, TODAY)
    revoke_mandate(by=nadia, mandate=skills, on=TODAY, at=NOW)
    with time_machine.travel(NOW, tick=False):
        page = Browser().get(path_of(one))

    assert told == [("CV et diplômes", [])]
    assert (page.status_code, "Mariam" in page.text, "Diallo" in page.text) == (410, False, False)
    assert not Line.objects.filter(verb="referral.shown").exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"answer": "accepted"}, ("accepted", "", None)),
        ({"answer": "refused", "reason": "complet"}, ("refused", "complet", None)),
        ({"answer": "proposed", "proposed_on": "22/06/2026"}, ("proposed", "", date(2026, 6, 22))),
    ],
)
def test_the_partner_answers_and_is_thanked(nadia, mariam, school, typed, kept):
    one, client = sent(nadia, mariam, school), Browser()

    with time_machine.travel(NOW, tick=False):
        answer = client.submit(path_of(one), typed | {"answered_by": "Sofia"})
        page = client.get(answer["Location"])
        again = client.submit(path_of(one), {"answer": "refused", "reason": "non", "answered_by": "Un autre"})

    held = Referral.objects.get()
    assert (answer.status_code, held.answered_by, held.noted_by) == (303, "Sofia", None)
    assert (held.answer, held.reason, held.proposed_on) == kept
    assert (page.status_code, "Merci" in page.text, "Diallo" in page.text) == (200, True, False)
    assert (again.status_code, "déjà reçu une réponse" in again.text) == (409, True)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"answer": "accepted"},
        {"answer": "refused", "answered_by": "Sofia"},
        {"answer": "proposed", "answered_by": "Sofia"},
        {"answer": "proposed", "answered_by": "Sofia", "proposed_on": "01/06/2026"},
        {"answer": "withdrawn", "answered_by": "Sofia"},
    ],
)
def test_an_answer_that_lacks_something_is_asked_again(nadia, mariam, school, typed):
    one = sent(nadia, mariam, school)

    with time_machine.travel(NOW, tick=False):
        page = Browser().submit(path_of(one), typed)

    assert (page.status_code, Referral.objects.get().answer) == (422, "")


def test_a_link_needs_the_form_of_its_page(nadia, mariam, school):
    one = sent(nadia, mariam, school)

    with time_machine.travel(NOW, tick=False):
        refused = Client(enforce_csrf_checks=True).post(path_of(one), {"answer": "accepted", "answered_by": "Sofia"})

    assert (refused.status_code, Referral.objects.get().answer) == (403, "")


def test_a_link_that_is_over_or_changed_opens_nothing_and_writes_nothing(nadia, mariam, school):
    one = sent(nadia, mariam, school)
    path = path_of(one)
    other = link_token(one.organisation_id, "other", one.pk, one.expires_at)
    gone = link_token(one.organisation_id, "referral", one.pk + 1, one.expires_at)
    tries = {
        "over": (path, timedelta(31)),
        "changed": (path.replace("/?", "x/?"), timedelta(0)),
        "other purpose": (f"/accompagnements/orientations/repondre/{other}/", timedelta(0)),
        "gone": (f"/accompagnements/orientations/repondre/{gone}/", timedelta(0)),
    }

    found = {}
    for name, (address, later) in tries.items():
        with time_machine.travel(NOW + later, tick=False):
            got = Browser().get(address)
            with connection.execute_wrapper(refuse_writes):
                posted = Browser().submit(address, {"answer": "accepted", "answered_by": "Sofia"})
        found[name] = (got.status_code, posted.status_code, "Diallo" in got.text, "Rien n" in got.text)

    assert found == {name: ((410,) * 2 if name == "over" else (404,) * 2) + (False, True) for name in tries}
    assert (Referral.objects.get().answer, Line.objects.filter(verb="referral.shown").count()) == ("", 0)


def test_a_link_of_one_association_never_opens_what_is_of_another(nadia, mariam, school):
    one, elsewhere = sent(nadia, mariam, school), organisation("ailleurs")
    token = link_token(elsewhere.pk, "referral", one.pk, one.expires_at)

    with time_machine.travel(NOW, tick=False):
        answer = Browser().get(f"/accompagnements/orientations/repondre/{token}/")

    assert (answer.status_code, "Diallo" in answer.text) == (404, False)


def test_a_colleague_of_another_association_who_opens_the_link_leaves_the_line_where_the_person_is(
    nadia, mariam, school
):
    one, eva = sent(nadia, mariam, school), browser(colleague(at=organisation("ailleurs"), name="Eva"))

    with time_machine.travel(NOW, tick=False):
        page = eva.get(path_of(one))

    assert (page.status_code, "Eva" in page.text) == (200, False)
    assert [line.organisation_id for line in Line.objects.filter(verb="referral.shown")] == [mariam.organisation_id]


def test_a_withdrawn_referral_says_so_to_the_partner(nadia, mariam, school):
    one = sent(nadia, mariam, school)
    withdraw_referral(by=nadia, referral=one, at=NOW)

    with time_machine.travel(NOW, tick=False):
        page = Browser().get(path_of(one))

    assert (page.status_code, "ne demande plus rien" in page.text, "Diallo" in page.text) == (410, True, False)


def test_the_partner_is_reminded_once_after_ten_days(nadia, mariam, school):
    sent(nadia, mariam, school)
    gone = []

    for days in (9, 10, 11, 31):
        with time_machine.travel(NOW + timedelta(days), tick=False):
            gone.append(remind_partners.call(mariam.organisation_id))

    assert gone == [0, 1, 0, 0]
    assert sorted(Message.objects.values_list("key", flat=True))[0].endswith(":reminder")
    assert Message.objects.count() == 2


@pytest.mark.parametrize("why", ["answered", "withdrawn", "taken back"])
def test_no_reminder_leaves_once_there_is_nothing_to_ask(nadia, mariam, school, why):
    one = sent(nadia, mariam, school)
    if why == "answered":
        answer_referral(by=nadia, referral=one, reply=YES, at=NOW)
    elif why == "withdrawn":
        withdraw_referral(by=nadia, referral=one, at=NOW)
    else:
        revoke_mandate(by=nadia, mandate=Mandate.objects.get(), on=TODAY, at=NOW)

    with time_machine.travel(NOW + timedelta(10), tick=False):
        assert remind_partners.call(mariam.organisation_id) == 0

    assert Message.objects.count() == 1


def test_who_asked_finds_silence_and_answers_in_the_day(nadia, mariam, school):
    one = sent(nadia, mariam, school)
    days = [NOW + timedelta(later) for later in (9, 10, 31)]

    silent = [[item.is_late for item in referrals_due(nadia, day.date(), day.date())] for day in days]
    answer_referral(by=house(nadia.organisation_id), referral=one, reply=YES, at=NOW)
    answered = [item.kind for item in referrals_due(nadia, TODAY, TODAY)]
    take_note(by=nadia, referral=one, at=NOW)

    assert (silent, answered) == ([[], [False], [True]], ["réponse à une orientation"])
    assert referrals_due(nadia, TODAY, TODAY) == []


def test_a_colleague_finds_what_is_asked_in_the_day_and_nothing_leaves_the_house(nadia, mariam):
    ali = colleague(name="Ali")
    refer(by=nadia, person=mariam, draft=ReferralDraft("Une aide", colleague=ali), site=SITE, at=NOW)

    due = referrals_due(actor_for(ali, organisation()), TODAY, TODAY)

    assert ([(item.title, item.kind) for item in due], Message.objects.count()) == (
        [("Mariam Diallo", "orientation vers vous")],
        0,
    )


def test_how_a_partner_answers_is_counted(nadia, mariam, school):
    ways = [("accepted", 2), ("accepted", 4), ("refused", 6), ("", 0)]
    for answer, days in ways:
        one = sent(nadia, mariam, school)
        if answer:
            reply = Reply(answer, "Sofia", "complet")
            answer_referral(by=nadia, referral=one, reply=reply, at=NOW + timedelta(days))
    withdraw_referral(by=nadia, referral=sent(nadia, mariam, school), at=NOW)

    (found,) = answering(nadia, NOW + timedelta(40))

    assert (found.sent, found.accepted, found.proposed, found.refused, found.silent, found.days) == (4, 2, 0, 1, 1, 4)
    assert answering(actor(at=organisation("ailleurs"), name="Eva"), NOW) == []


def test_the_journal_says_what_was_sent_and_never_why(nadia, mariam, school):
    sent(nadia, mariam, school)

    line = Line.objects.get(verb="referral.sent")
    assert Detail.objects.get(number=line.number).change["told"] == "identity"
    assert "apprendre" not in str(Detail.objects.get(number=line.number).change)


def test_a_referral_is_sent_answered_and_withdrawn_on_screen(mariam, school):
    nadia = colleague()
    client, me = browser(nadia), actor_for(nadia, organisation())
    page_of_person = f"/accompagnements/{mariam.pk}/orientations/"
    posted = {"partner": school.pk, "why": "Elle veut", "message": "Un cours", "told": ["identity"], "language": "fr"}

    with time_machine.travel(NOW, tick=False):
        empty = client.get(page_of_person)
        blocked = client.submit(f"{page_of_person}nouvelle/", posted)
        allowed(me, mariam, school)
        client.submit(f"{page_of_person}nouvelle/", posted)
        first = Referral.objects.get()
        client.submit(f"/accompagnements/orientations/{first.pk}/retirer/")
        client.submit(f"{page_of_person}nouvelle/", posted)
        second = Referral.objects.latest("pk")
        client.submit(f"/accompagnements/orientations/{second.pk}/reponse/", {"answer": "accepted", "answered_by": "S"})
        page = client.get(page_of_person)
        table = client.get("/accompagnements/orientations/partenaires/")
        whole = client.get("/accompagnements/orientations/?etat=accepted")

    assert "Personne n" in empty.text
    assert (blocked.status_code, f"/personnes/{mariam.pk}/accords/demander/" in blocked.text) == (422, True)
    assert [status for _one, status, _tone, _step in page.context["referrals"]] == ["accepted", "withdrawn"]
    assert [one.accepted for one in table.context["rows"]] == [1]
    assert [pk for pk, _cells in whole.context["rows"]] == [second.pk]


@pytest.mark.parametrize("chosen", [{}, {"partner": True, "colleague": True}])
def test_a_referral_goes_to_one_partner_or_one_colleague(mariam, school, chosen):
    nadia = colleague()
    values = {"partner": school.pk, "colleague": nadia.pk}
    posted = {"why": "Elle veut", "language": "fr"} | {name: values[name] for name in chosen}

    with time_machine.travel(NOW, tick=False):
        page = browser(nadia).submit(f"/accompagnements/{mariam.pk}/orientations/nouvelle/", posted)

    assert (page.status_code, Referral.objects.count()) == (422, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_database_as_often_for_one_as_for_three(mariam, school, count):
    nadia = colleague()
    for _one in range(count):
        sent(actor_for(nadia, organisation()), mariam, school)
    client = browser(nadia)

    with time_machine.travel(NOW, tick=False):
        client.get("/accompagnements/orientations/")
        with exactly(6):
            client.get("/accompagnements/orientations/")
        with exactly(9):
            client.get(f"/accompagnements/{mariam.pk}/orientations/")


def test_referrals_follow_a_merge_and_come_back(nadia, mariam, school):
    twin = person("Mariam", "Dialo")
    one = sent(nadia, twin, school)

    moved = merging.merge(nadia, mariam, twin, NOW)
    followed = Referral.objects.get().person_id
    merging.undo(nadia, mariam, twin, moved, NOW)

    assert (followed, Referral.objects.get(pk=one.pk).person_id) == (mariam.pk, twin.pk)


def test_a_copy_holds_them_and_an_erasure_takes_them_whole_and_ends_the_link(nadia, mariam, school):
    one = sent(nadia, mariam, school)
    copied = [row.pk for row in leaving.rows(nadia, mariam)["pathways.referral"]]
    told = [fate.what for fate in leaving.fates(nadia, mariam, None)]

    leaving.erase(nadia, mariam, None, NOW)
    with time_machine.travel(NOW, tick=False):
        page = Browser().get(path_of(one))

    assert (copied, told, Referral.objects.count()) == ([one.pk], ["1 orientation"], 0)
    assert (page.status_code, "Diallo" in page.text) == (404, False)
