"""Mariam booked late and waits for an earlier moment: whose turn it is, kept for a while, taken once, or handed on."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connections
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.queries import actor_for
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.journal.models import Line
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.models import Message
from levier.register.agenda.actions import OpeningDraft, Taken, add_opening
from levier.register.agenda.models import Booking, Todo
from levier.register.agenda.queries import free_slots
from levier.register.agenda.slots import Slot, moment_of
from levier.register.people.models import ContactPoint
from levier.support.appointments import leaving
from levier.support.appointments.actions import (
    AppointmentDraft,
    ask_sooner,
    cancel_appointment,
    choose_time,
    decline_sooner,
    hand_on,
    keep_as_planned,
    offer_sooner,
    plan_appointment,
    take_sooner,
    withdraw_sooner,
)
from levier.support.appointments.actions.sooner import PURPOSE
from levier.support.appointments.enums import OfferAnswer, Side
from levier.support.appointments.models import Appointment, SoonerOffer
from levier.support.appointments.panels import sooner_due
from levier.support.appointments.sooner import in_turn, kept_until
from levier.support.appointments.tasks import hand_moments_on
from tests.cast import Browser, actor, browser, colleague, organisation, person
from tests.guards import exactly
from tests.support.pathways.cast import NOW, TODAY

pytestmark = pytest.mark.django_db
SOON, LATE = date(2026, 6, 23), date(2026, 6, 30)
HOLIDAY = date(2026, 7, 21)
SITE = "https://levier.example"
D = timedelta(days=1)


@pytest.fixture
def nadia():
    return colleague()


@pytest.fixture
def me(nadia):
    by = actor_for(nadia, organisation())
    draft = OpeningDraft(1, time(9), time(12), 60, date(2026, 6, 1), place="Rue de la Victoire 1")
    add_opening(by=by, draft=draft, at=NOW)
    return by


@pytest.fixture
def mariam():
    return person()


@pytest.fixture
def ali():
    return person("Ali", "Kaya")


def slot(hour=9, on=SOON, hours=1):
    start = moment_of(on, time(hour))
    return Slot(start, start + timedelta(hours=hours), "Rue de la Victoire 1")


def planned(by, somebody, worker, hour=9, on=LATE, **more):
    draft = AppointmentDraft(worker, **more)
    return plan_appointment(by=by, person=somebody, draft=draft, slot=slot(hour, on), at=NOW)


def waits(by, somebody, worker, hour=9, on=LATE, since=NOW, **more):
    return ask_sooner(by=by, appointment=planned(by, somebody, worker, hour, on, **more), at=since)


def offered(by, worker, at=NOW, **more):
    return offer_sooner(by=by, worker=worker, slot=slot(**more), site=SITE, at=at)


def reached_by(somebody, mail="mariam@example.org"):
    return ContactPoint.objects.create(
        organisation=somebody.organisation, person=somebody, kind="mail", value=mail, key=mail
    )


def fresh(one):
    one.refresh_from_db()
    return one


def is_free(by, worker, moment):
    on = moment.starts_at.date()
    return moment in free_slots(by, worker, Period(on, on), after=NOW)


def test_the_longest_wait_comes_first_and_what_stands_in_the_way_is_said(nadia, me, mariam, ali):
    second = waits(me, mariam, nadia, 9, since=NOW + timedelta(hours=1))
    first = waits(me, ali, nadia, 10, since=NOW)
    sooner = waits(me, person("Zoe", "Petit"), nadia, 9, date(2026, 6, 18), since=NOW - D)
    busy = waits(me, person("Luc", "Roy"), nadia, 11, since=NOW - 2 * D)
    planned(me, busy.person, colleague(name="Hakim"), 9, SOON)
    planned(me, person("Eva", "Roux"), nadia, 9, date(2026, 7, 7))

    turns = in_turn(me, nadia.pk, slot(), NOW + D)

    assert [(one.appointment, one.obstacle) for one in turns] == [
        (busy, "La personne a un autre rendez-vous à ce moment."),
        (sooner, "Son rendez-vous est déjà avant ce moment."),
        (first, ""),
        (second, ""),
    ]
    assert turns[2].sentence.startswith(
        "Attend depuis le 15 juin 2026 (1 jour). Son rendez-vous\u202f: mardi 30 juin 2026"
    )


def test_a_moment_that_is_too_short_is_not_for_her(nadia, me, mariam):
    waits(me, mariam, nadia)
    start = slot().starts_at

    [turn] = in_turn(me, nadia.pk, Slot(start, start + timedelta(minutes=30)), NOW)

    assert turn.obstacle == "Ce moment est plus court que son rendez-vous."


@pytest.mark.parametrize(
    ("at", "starts_at", "until"),
    [
        (NOW, moment_of(SOON, time(9)), moment_of(date(2026, 6, 16), time(12))),
        (moment_of(date(2026, 6, 19), time(16)), moment_of(SOON, time(9)), moment_of(date(2026, 6, 22), time(16))),
        (
            moment_of(date(2026, 7, 20), time(16)),
            moment_of(date(2026, 7, 30), time(9)),
            moment_of(date(2026, 7, 22), time(16)),
        ),
        (moment_of(TODAY, time(22)), moment_of(SOON, time(9)), moment_of(date(2026, 6, 16), time(17))),
        (moment_of(TODAY, time(3)), moment_of(SOON, time(9)), moment_of(date(2026, 6, 16), time(9))),
        (NOW, NOW + timedelta(hours=6), NOW + timedelta(hours=3)),
        (NOW, NOW + timedelta(hours=3), None),
    ],
)
def test_a_moment_is_kept_until_the_next_working_day_or_three_hours_before_it(at, starts_at, until):
    assert kept_until(at, starts_at) == until


def test_the_moment_is_kept_for_whose_turn_it_is_and_nobody_else_has_it(nadia, me, mariam, ali):
    waits(me, mariam, nadia, 10, since=NOW + timedelta(hours=1))
    first = waits(me, ali, nadia)

    made = offered(me, nadia)

    assert (made.appointment, is_free(me, nadia, slot())) == (first, False)
    with pytest.raises(Taken):
        planned(me, mariam, nadia, 9, SOON)
    with pytest.raises(Taken):
        offered(me, nadia)
    held = Booking.objects.live().get(starts_at=slot().starts_at)
    assert (held.title, held.about) == ("moment gardé", f"appointments.sooneroffer:{made.pk}")
    assert SoonerOffer.objects.count() == 1


def test_taken_the_appointment_moves_there_and_its_former_time_is_free(nadia, me, mariam):
    one = waits(me, mariam, nadia)
    Appointment.objects.update(reminded_at=NOW)

    take_sooner(by=me, offer=offered(me, nadia), at=NOW)

    one = fresh(one)
    assert (one.booking.starts_at, one.moved_from) == (slot().starts_at, slot(on=LATE).starts_at)
    assert (one.confirmed_at, one.reminded_at, one.sooner_since) == (NOW, None, None)
    assert (one.booking.title, one.booking.about) == ("rendez-vous", f"appointments.appointment:{one.pk}")
    assert is_free(me, nadia, slot(on=LATE))
    assert Booking.objects.live().count() == 1


def test_declined_it_goes_to_the_next_and_she_goes_on_waiting(nadia, me, mariam, ali):
    first, second = waits(me, mariam, nadia), waits(me, ali, nadia, 10, since=NOW + timedelta(hours=1))
    made = offered(me, nadia)

    at = NOW + timedelta(hours=22)
    decline_sooner(by=me, offer=made, at=at)

    following = SoonerOffer.objects.unanswered().get()
    assert (following.appointment, following.booking, following.until) == (second, made.booking, at + D)
    assert (fresh(first).booking.starts_at, fresh(first).sooner_since) == (slot(on=LATE).starts_at, NOW)
    assert in_turn(me, nadia.pk, slot(), NOW)[0].obstacle == "Ce moment lui a déjà été proposé\u202f: refusé."
    decline_sooner(by=me, offer=following, at=at)
    assert is_free(me, nadia, slot())


def test_who_does_not_answer_in_time_loses_it_to_the_next(nadia, me, mariam, ali):
    waits(me, mariam, nadia)
    second = waits(me, ali, nadia, 10, since=NOW + timedelta(hours=1))
    made = offered(me, nadia)

    passed = []
    for at in (made.until - timedelta(minutes=1), made.until, made.until + timedelta(hours=1)):
        with time_machine.travel(at, tick=False):
            passed.append(hand_moments_on.func(organisation().pk))

    assert (passed, fresh(made).answer) == ([0, 1, 0], OfferAnswer.LAPSED)
    assert SoonerOffer.objects.unanswered().get().appointment == second
    with pytest.raises(Refused, match="plus valable"):
        take_sooner(by=me, offer=made, at=made.until)


def test_after_its_time_it_is_taken_no_more_even_before_anybody_passes_by(nadia, me, mariam):
    one = waits(me, mariam, nadia)
    made = offered(me, nadia)

    with pytest.raises(Refused, match="plus valable"):
        take_sooner(by=me, offer=made, at=made.until)

    assert fresh(one).booking.starts_at == slot(on=LATE).starts_at


@pytest.mark.parametrize("what", ["cancelled", "sooner"])
def test_an_offer_that_is_no_use_any_more_frees_its_moment(nadia, me, mariam, what):
    one = waits(me, mariam, nadia)
    made = offered(me, nadia)
    if what == "cancelled":
        cancel_appointment(by=me, appointment=one, side=Side.PERSON, at=NOW)
    else:
        choose_time(by=me, appointment=one, slot=slot(on=date(2026, 6, 16)), at=NOW)
        assert fresh(one).sooner_since is None
    with pytest.raises(Refused):
        take_sooner(by=me, offer=made, at=NOW)

    with time_machine.travel(NOW, tick=False):
        hand_moments_on.func(organisation().pk)

    assert (fresh(made).answer, is_free(me, nadia, slot())) == (OfferAnswer.LAPSED, True)


def test_taken_back_by_a_colleague_the_moment_is_free(nadia, me, mariam):
    waits(me, mariam, nadia)
    made = offered(me, nadia)

    withdraw_sooner(by=me, offer=made, at=NOW)

    assert (fresh(made).answer, is_free(me, nadia, slot())) == (OfferAnswer.WITHDRAWN, True)
    assert hand_on(by=me, offer=made, at=NOW) is None


def test_nothing_is_kept_for_nobody_nor_too_near(nadia, me, mariam):
    with pytest.raises(Refused, match="Plus personne"):
        offered(me, nadia)
    one = waits(me, mariam, nadia)
    with pytest.raises(Refused, match="trop proche"):
        offered(me, nadia, at=slot().starts_at - timedelta(hours=2))
    keep_as_planned(by=me, appointment=one, at=NOW)
    with pytest.raises(Refused, match="Plus personne"):
        offered(me, nadia)

    assert (SoonerOffer.objects.count(), Booking.objects.count()) == (0, 1)


def test_asked_twice_her_place_is_the_first_ones(nadia, me, mariam):
    one = waits(me, mariam, nadia)

    ask_sooner(by=me, appointment=one, at=NOW + D)

    assert fresh(one).sooner_since == NOW


def test_who_writes_no_pathway_offers_nothing(nadia, me, mariam):
    one = waits(me, mariam, nadia)
    eva = actor(Role.ANIMATOR, name="Eva")

    for act in (
        lambda: ask_sooner(by=eva, appointment=one, at=NOW),
        lambda: offered(eva, nadia),
        lambda: take_sooner(by=eva, offer=offered(me, nadia), at=NOW),
    ):
        with pytest.raises(Refused):
            act()

    assert fresh(one).booking.starts_at == slot(on=LATE).starts_at


@pytest.mark.parametrize("language", ["fr", "nl", "en", "ar", "tr", "ro", "uk", "es"])
def test_she_is_told_by_mail_in_her_language_and_nothing_says_who_we_are(nadia, me, mariam, language):
    reached_by(mariam)
    mariam.language = language
    mariam.save()
    waits(me, mariam, nadia)

    offered(me, nadia)

    sent = Message.objects.get()
    assert (sent.address, sent.language, sent.is_secret) == ("mariam@example.org", language, True)
    assert not any(word in sent.subject + sent.body for word in ("Mission", "Nadia", "{", "Victoire"))


def test_where_no_mail_leads_the_colleague_is_asked_to_call_and_the_task_names_nobody(nadia, me, mariam):
    ContactPoint.objects.create(
        organisation=mariam.organisation, person=mariam, kind="phone", value="+32470112233", key="+32470112233"
    )
    one = waits(me, mariam, nadia)

    offered(me, nadia)

    todo = Todo.objects.get()
    assert (Message.objects.count(), todo.owner, todo.due_on) == (0, nadia, TODAY)
    assert (todo.title, todo.link) == (
        "Proposer un moment plus tôt à une personne (par téléphone)",
        reverse("appointments:appointment", args=[one.pk]),
    )
    decline_sooner(by=me, offer=SoonerOffer.objects.get(), at=NOW)
    assert fresh(todo).done_at == NOW


# By the links


def opened(offer, at=NOW, **typed):
    token = link_token(organisation().pk, PURPOSE, offer.pk, datetime(2027, 1, 1, tzinfo=NOW.tzinfo))
    address = reverse("appointments:sooner_by_link", args=[token])
    with time_machine.travel(at, tick=False):
        return Browser().submit(address, typed) if typed else Browser().get(address)


def test_she_says_yes_by_the_link_and_reads_her_new_time(nadia, me, mariam):
    one = waits(me, mariam, nadia)
    made = offered(me, nadia)

    asked = opened(made)
    answer = opened(made, reponse="oui")
    thanks = opened(made)
    again = opened(made, reponse="non")

    assert ("ardi 23 juin 2026" in asked.text, "ardi 30 juin 2026" in asked.text) == (True, True)
    assert (answer.status_code, fresh(one).booking.starts_at) == (303, slot().starts_at)
    assert ("ardi 23 juin 2026" in thanks.text, again.status_code) == (True, 409)
    assert not any(name in page.text for page in (asked, thanks) for name in ("Mariam", "Diallo", "Nadia"))
    assert Line.objects.get(verb="appointment.sooner_taken").actor == "house"


def test_she_says_no_by_the_link_and_keeps_hers(nadia, me, mariam):
    one = waits(me, mariam, nadia)
    made = offered(me, nadia)

    nothing = opened(made, reponse="x")
    opened(made, reponse="non")
    over = opened(made)

    assert (nothing.status_code, fresh(one).booking.starts_at) == (422, slot(on=LATE).starts_at)
    assert ("reste comme il est" in over.text, "ardi 30 juin 2026" in over.text) == (True, True)


def test_late_the_link_says_what_stays_and_once_cancelled_that_it_is_over(nadia, me, mariam):
    one = waits(me, mariam, nadia)
    made = offered(me, nadia)

    late = opened(made, made.until), opened(made, made.until, reponse="oui")
    cancel_appointment(by=me, appointment=one, side=Side.HOUSE, at=NOW)

    assert [page.status_code for page in late] == [200, 409]
    assert opened(made).status_code == 410


def test_a_discreet_link_does_not_say_who_we_are(nadia, me, mariam):
    waits(me, mariam, nadia, is_discreet=True)
    made = offered(me, nadia)

    assert "Mission Locale" not in opened(made).text


def test_who_chose_late_by_the_link_asks_there_to_be_told(nadia, me, mariam):
    from levier.support.appointments.inviting import link_of

    one = planned(me, mariam, nadia)
    address = reverse("appointments:choose_by_link", args=[link_of(one)])
    with time_machine.travel(NOW, tick=False):
        before = Browser().get(address).text
        Browser().submit(address, {"plus_tot": "oui"})
        asked = fresh(one).sooner_since
        after = Browser().get(address).text
        Browser().submit(address, {"plus_tot": "non"})

    assert ("Prévenez-moi" in before, asked, "Prévenez-moi" in after) == (True, NOW, False)
    assert fresh(one).sooner_since is None


# On the screens of the colleague


def test_a_cancelled_appointment_leads_to_whoever_waits_for_its_time(nadia, me, mariam, ali):
    waits(me, mariam, nadia)
    other = planned(me, ali, nadia, 9, SOON)
    page = browser(nadia)

    with time_machine.travel(NOW, tick=False):
        answer = page.submit(reverse("appointments:cancel_appointment", args=[other.pk]), {"side": "person"})
        shown = page.get(answer["Location"])
        page.submit(answer["Location"])
        listed = page.get(reverse("appointments:sooner"))
        again = page.submit(answer["Location"])

    assert (shown.context["following"].person, shown.context["slot"]) == (mariam, slot())
    made = SoonerOffer.objects.get()
    assert (made.appointment.person, made.booking.place) == (mariam, "Rue de la Victoire 1")
    assert listed.context["offers"] == [made]
    assert again.status_code == 422


def test_an_excuse_and_a_move_lead_there_too_and_to_the_usual_page_when_nobody_waits(nadia, me, mariam, ali):
    excused, moved, alone = (planned(me, ali, nadia, hour, SOON) for hour in (9, 10, 11))
    page = browser(nadia)

    with time_machine.travel(NOW, tick=False):
        nobody = page.submit(reverse("appointments:cancel_appointment", args=[alone.pk]), {"side": "house"})
        waits(me, mariam, nadia)
        first = page.submit(reverse("appointments:appointment_excused", args=[excused.pk]), {"remark": "Malade"})
        second = page.submit(
            reverse("appointments:choose_time", args=[moved.pk]),
            {"slot": slot(10, date(2026, 7, 7)).starts_at.isoformat()},
        )

    assert nobody["Location"] == reverse("appointments:appointments", args=[ali.pk])
    places = [answer["Location"].partition("?")[0] for answer in (first, second)]
    assert places == [reverse("appointments:offer_sooner")] * 2


def test_her_answer_is_noted_on_the_page_of_her_appointment(nadia, me, mariam):
    one = planned(me, mariam, nadia)
    page = browser(nadia)

    with time_machine.travel(NOW, tick=False):
        page.submit(reverse("appointments:ask_sooner", args=[one.pk]))
        waiting_page = page.get(reverse("appointments:appointment", args=[one.pk]))
        first = offered(me, nadia)
        kept_page = page.get(reverse("appointments:appointment", args=[one.pk]))
        page.submit(reverse("appointments:decline_sooner", args=[first.pk]))
        second = offered(me, nadia, hour=10)
        page.submit(reverse("appointments:withdraw_sooner", args=[second.pk]))
        third = offered(me, nadia, hour=11)
        page.submit(reverse("appointments:take_sooner", args=[third.pk]))
        late = page.submit(reverse("appointments:take_sooner", args=[third.pk]), follow=True)

    assert (waiting_page.context["waits"][:12], kept_page.context["offer"]) == ("Attend depui", first)
    assert [fresh(offer).answer for offer in (first, second, third)] == ["declined", "withdrawn", "taken"]
    assert (fresh(one).booking.starts_at, "plus valable" in late.text) == (slot(11).starts_at, True)


def test_my_day_says_that_somebody_waits_while_a_moment_is_free(nadia, me, mariam):
    with time_machine.travel(NOW, tick=False):
        nobody = sooner_due(me, TODAY, TODAY + 7 * D)
        waits(me, mariam, nadia)
        [found] = sooner_due(me, TODAY, TODAY + 7 * D)

    assert nobody == []
    assert (found.title, found.url) == ("1 personne attend un moment plus tôt", reverse("appointments:sooner"))
    assert found.detail.startswith("le premier\u202f: mardi 16 juin 2026, 9")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(nadia, me, rows):
    for hour in range(rows):
        waits(me, person(f"Ali{hour}", "Kaya"), nadia, 9 + hour)
    page = browser(nadia)
    page.get("/")

    with time_machine.travel(NOW, tick=False), exactly(11):
        shown = page.get(reverse("appointments:sooner"))

    assert (len(shown.context["rows"]), sum(len(moments) for _day, moments in shown.context["days"])) == (rows, 6)


def test_another_association_meets_none_of_it(nadia, me, mariam):
    one = waits(me, mariam, nadia)
    made = offered(me, nadia)
    stranger = browser(colleague(at=organisation("ailleurs"), name="Aziz"))

    answers = [
        stranger.submit(reverse(f"appointments:{name}", args=[key])).status_code
        for name, key in (("take_sooner", made.pk), ("decline_sooner", made.pk), ("ask_sooner", one.pk))
    ]

    assert (answers, fresh(made).answer) == ([404, 404, 404], "")


def test_erased_she_leaves_a_moment_that_is_free_and_the_others_their_offers(nadia, me, mariam, ali):
    waits(me, mariam, nadia)
    second = waits(me, ali, nadia, 10, since=NOW + timedelta(hours=1))
    decline_sooner(by=me, offer=offered(me, nadia), at=NOW)
    take_sooner(by=me, offer=SoonerOffer.objects.unanswered().get(), at=NOW)
    copied = leaving.rows(me, ali)["appointments.sooneroffer"].count()

    leaving.erase(me, ali, None, NOW)

    assert (copied, Appointment.objects.filter(pk=second.pk).exists()) == (1, False)
    assert SoonerOffer.objects.get().booking is None
    offered(me, nadia, hour=10)
    leaving.erase(me, mariam, None, NOW)
    assert (SoonerOffer.objects.count(), is_free(me, nadia, slot(10))) == (0, True)


@pytest.mark.django_db(transaction=True)
def test_a_crowd_at_once_takes_a_moment_once(shared_database):
    """Half of them say yes to one offer by link or by colleague, the others offer or book the same moment."""
    nadia = colleague()
    me = actor_for(nadia, organisation())
    Organisation.objects.update(phone="+3225381122")
    one = waits(me, person(), nadia)
    waits(me, person("Ali", "Kaya"), nadia, 10)
    made = offered(me, nadia)
    others = [person(f"Eva{number}", "Roux") for number in range(4)]
    shared_database()
    crowd = 12
    together = threading.Barrier(crowd)

    def act(number) -> str:
        try:
            together.wait(timeout=60)
            with working_for(one.organisation_id, atomic=True):
                if number % 3 == 0:
                    take_sooner(by=me, offer=made, at=NOW)
                elif number % 3 == 1:
                    offered(me, nadia)
                else:
                    planned(me, others[number // 3], nadia, 9, SOON)
            return "done"
        except Refused:
            return "refused"
        finally:
            connections.close_all()

    def look():
        try:
            with working_for(one.organisation_id):
                held = Booking.objects.filter(released_at=None, starts_at=slot().starts_at)
                return held.count(), Appointment.objects.get(booking__in=held).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(crowd) as pool:
        answers = sorted(pool.map(act, range(crowd)))
    with ThreadPoolExecutor(1) as pool:
        kept = pool.submit(look).result()

    assert answers == ["done"] + ["refused"] * (crowd - 1)
    assert kept == (1, one.pk)
