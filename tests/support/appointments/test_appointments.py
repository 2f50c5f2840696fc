"""Mariam and Nadia meet: invited, planned, moved, missed, tried again; where it stands is always computed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from levier.register.agenda.actions import OpeningDraft, Taken, add_opening
from levier.register.agenda.models import Booking
from levier.register.agenda.slots import Slot, moment_of
from levier.support.appointments.actions import (
    AppointmentDraft,
    cancel_appointment,
    choose_time,
    close_appointment,
    confirm_appointment,
    mark_excused,
    mark_missed,
    mark_seen,
    plan_appointment,
    propose_appointment,
    take_back_outcome,
)
from levier.support.appointments.enums import Side, Stage
from levier.support.appointments.models import Appointment
from levier.support.appointments.panels import meetings_ahead, meetings_due
from levier.support.appointments.standing import at_stage, state_of, to_relaunch
from levier.support.pathways.models import Pathway
from tests.cast import actor, browser, colleague, organisation, person
from tests.guards import exactly
from tests.support.pathways.cast import NOW, TODAY, accompanied

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 6, 16)
AFTER = datetime(2026, 6, 16, 12, 0, tzinfo=UTC)


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
def mariam(nadia):
    found = person()
    accompanied(actor(Role.DIRECTION, name="Zoe"), found, referent=nadia)
    return found


def slot(hour=9, on=TUESDAY):
    start = moment_of(on, time(hour))
    return Slot(start, start + timedelta(hours=1), "Rue de la Victoire 1")


def planned(by, somebody, worker, hour=9, **more):
    draft = AppointmentDraft(worker, **{name: more.pop(name) for name in ("kind", "is_discreet") if name in more})
    return plan_appointment(by=by, person=somebody, draft=draft, slot=more.pop("slot", slot(hour)), at=NOW, **more)


def invited(by, somebody, worker, **more):
    return propose_appointment(by=by, person=somebody, draft=AppointmentDraft(worker), at=NOW, **more)


def stage(one, at=NOW):
    one.refresh_from_db()
    return state_of(one, at).stage


D = timedelta(days=1)
BOOKED = {"booked_at": NOW}
INVITED = {"invited_at": NOW, "expires_on": TODAY + 14 * D}
TABLE = [
    # facts, has it a time (Tuesday, 9 h), at what moment, then: stage and words of the sentence
    (INVITED, False, NOW, Stage.INVITED, "Réponse attendue jusqu'au 29 juin 2026"),
    (INVITED, False, NOW + 14 * D, Stage.INVITED, "Réponse attendue"),
    (INVITED, False, NOW + 15 * D, Stage.EXPIRED, "restée sans réponse jusqu'au 29 juin 2026"),
    (INVITED | BOOKED, True, NOW, Stage.PLANNED, "Prévu mardi 16 juin 2026"),
    (INVITED | BOOKED, True, NOW + 15 * D, Stage.TO_NOTE, "a-t-il eu lieu"),
    (BOOKED, True, NOW, Stage.PLANNED, "Prévu mardi 16 juin 2026"),
    (BOOKED | {"confirmed_at": NOW}, True, NOW, Stage.PLANNED, "a confirmé"),
    (BOOKED | {"moved_from": NOW}, True, NOW, Stage.PLANNED, "déplacé"),
    (BOOKED | {"reminded_at": NOW}, True, NOW, Stage.PLANNED, "Prévu"),
    (BOOKED, True, moment_of(TUESDAY, time(8, 59)), Stage.PLANNED, "Prévu"),
    (BOOKED, True, moment_of(TUESDAY, time(9)), Stage.TO_NOTE, "a-t-il eu lieu"),
    (BOOKED | {"confirmed_at": NOW}, True, AFTER, Stage.TO_NOTE, "a-t-il eu lieu"),
    (BOOKED | {"seen_at": AFTER}, True, AFTER, Stage.SEEN, "est venue"),
    (BOOKED | {"excused_at": NOW, "remark": "Malade"}, True, NOW, Stage.EXCUSED, "Malade"),
    (BOOKED | {"excused_at": NOW}, True, AFTER, Stage.EXCUSED, "s'est excusée"),
    (BOOKED | {"missed_at": AFTER}, True, AFTER, Stage.MISSED, "n'est pas venue"),
    (BOOKED | {"cancelled_at": NOW, "cancelled_by": "house"}, True, AFTER, Stage.CANCELLED, "par nous"),
    (
        INVITED | {"cancelled_at": NOW, "cancelled_by": "person"},
        False,
        NOW + 20 * D,
        Stage.CANCELLED,
        "par la personne",
    ),
    (BOOKED | {"missed_at": AFTER, "closed_at": AFTER}, True, AFTER, Stage.CLOSED, "Clos"),
    (BOOKED | {"excused_at": AFTER, "closed_at": AFTER}, True, AFTER, Stage.CLOSED, "Clos"),
    (INVITED | {"closed_at": NOW}, False, NOW, Stage.CLOSED, "sans autre rendez-vous"),
]


@pytest.mark.parametrize(("facts", "has_time", "now", "expected", "words"), TABLE)
def test_where_it_stands_follows_from_its_facts_in_words_and_in_lists(
    nadia, mariam, facts, has_time, now, expected, words
):
    booking = None
    if has_time:
        time_of = slot()
        booking = Booking.objects.create(
            organisation=organisation(),
            worker=nadia,
            starts_at=time_of.starts_at,
            ends_at=time_of.ends_at,
            title="rendez-vous",
            made_at=NOW,
        )
    made = {"organisation": organisation(), "person": mariam, "worker": nadia, "made_at": NOW}
    one = Appointment.objects.create(booking=booking, **made, **facts)

    standing = state_of(one, now)

    assert standing.stage == expected
    assert words in standing.sentence
    assert [name for name in Stage if Appointment.objects.filter(at_stage(name, now)).exists()] == [expected]


def test_an_invitation_waits_two_weeks_then_gets_its_time_all_the_same(nadia, me, mariam):
    one = invited(me, mariam, nadia)

    later = NOW + timedelta(days=15)
    before = stage(one, later)
    choose_time(by=me, appointment=one, slot=slot(on=date(2026, 7, 7)), at=later)

    assert (before, stage(one, later)) == (Stage.EXPIRED, Stage.PLANNED)


def test_nobody_is_invited_when_nothing_is_free(mariam, me):
    with pytest.raises(Refused, match="aucun moment libre"):
        invited(me, mariam, colleague(name="Hakim"))

    assert Appointment.objects.count() == 0


def test_a_moment_taken_by_another_person_is_refused_and_nothing_is_written(nadia, me, mariam):
    planned(me, mariam, nadia)
    lines = Line.objects.count()

    with pytest.raises(Taken, match="déjà pris"):
        planned(me, person("Ali", "Kaya"), nadia)

    assert (Appointment.objects.count(), Booking.objects.count(), Line.objects.count()) == (1, 1, lines)


def test_the_booking_names_nobody_and_leads_to_the_appointment(nadia, me, mariam):
    one = planned(me, mariam, nadia)

    held = Booking.objects.get()
    assert (held.title, held.about) == ("rendez-vous", f"appointments.appointment:{one.pk}")
    assert held.link == reverse("appointments:appointment", args=[one.pk])


def test_moved_it_frees_its_time_and_is_to_be_reminded_anew(nadia, me, mariam):
    one = planned(me, mariam, nadia)
    Appointment.objects.update(reminded_at=NOW, confirmed_at=NOW)

    choose_time(by=me, appointment=one, slot=slot(10), at=NOW)

    one.refresh_from_db()
    assert (one.moved_from, one.booking.starts_at) == (slot().starts_at, slot(10).starts_at)
    assert (one.reminded_at, one.confirmed_at) == (None, None)
    planned(me, person("Ali", "Kaya"), nadia, 9)


def test_moved_by_a_quarter_of_an_hour_it_does_not_meet_itself(nadia, me, mariam):
    one = planned(me, mariam, nadia)
    start = slot().starts_at + timedelta(minutes=15)

    choose_time(by=me, appointment=one, slot=Slot(start, start + timedelta(hours=1)), at=NOW)

    assert Booking.objects.live().get().starts_at == start


def test_moved_to_a_moment_that_is_taken_it_stays_where_it_was(nadia, me, mariam):
    one = planned(me, mariam, nadia)
    planned(me, person("Ali", "Kaya"), nadia, 10)

    with pytest.raises(Taken):
        choose_time(by=me, appointment=one, slot=slot(10), at=NOW)

    one.refresh_from_db()
    assert (one.moved_from, one.booking.starts_at, one.booking.released_at) == (None, slot().starts_at, None)


def test_cancelled_it_frees_its_time_and_says_who(nadia, me, mariam):
    one = planned(me, mariam, nadia)

    cancel_appointment(by=me, appointment=one, side=Side.PERSON, remark="Elle travaille", at=NOW)

    assert stage(one) == Stage.CANCELLED
    assert "la personne. « Elle travaille »" in state_of(one, NOW).sentence
    assert not Booking.objects.live().exists()


def test_seen_she_is_last_heard_of_that_day(nadia, me, mariam):
    one = planned(me, mariam, nadia)
    with pytest.raises(Refused):
        mark_seen(by=me, appointment=one, at=NOW)

    mark_seen(by=me, appointment=one, at=AFTER)

    assert (stage(one, AFTER), Pathway.objects.get().last_contact_on) == (Stage.SEEN, TUESDAY)


def test_missed_she_is_not_heard_of_and_is_tried_again_once(nadia, me, mariam):
    one = planned(me, mariam, nadia)
    with pytest.raises(Refused):
        mark_missed(by=me, appointment=one, at=NOW)
    mark_missed(by=me, appointment=one, at=AFTER)
    heard = Pathway.objects.get().last_contact_on
    waiting = Appointment.objects.filter(to_relaunch(AFTER)).count()

    again = propose_appointment(by=me, person=mariam, draft=AppointmentDraft(nadia), relaunches=one, at=AFTER)
    with pytest.raises(Refused, match="suit déjà"):
        propose_appointment(by=me, person=mariam, draft=AppointmentDraft(nadia), relaunches=one, at=AFTER)

    assert (heard < TUESDAY, waiting, again.relaunches) == (True, 1, one)
    assert not Appointment.objects.filter(to_relaunch(AFTER)).exists()


def test_a_no_show_is_closed_with_a_reason(nadia, me, mariam):
    one = planned(me, mariam, nadia)
    mark_missed(by=me, appointment=one, at=AFTER)

    close_appointment(by=me, appointment=one, remark="Elle a trouvé du travail", at=AFTER)

    assert stage(one, AFTER) == Stage.CLOSED
    assert not Appointment.objects.filter(to_relaunch(AFTER)).exists()


def test_excused_before_its_time_frees_it_and_cannot_be_taken_back(nadia, me, mariam):
    one = planned(me, mariam, nadia)
    mark_excused(by=me, appointment=one, remark="Enfant malade", at=NOW)

    with pytest.raises(Refused):
        take_back_outcome(by=me, appointment=one, at=NOW)

    assert not Booking.objects.live().exists()


def test_a_slip_of_the_finger_is_taken_back(nadia, me, mariam):
    one = planned(me, mariam, nadia)
    mark_missed(by=me, appointment=one, at=AFTER)

    take_back_outcome(by=me, appointment=one, at=AFTER)

    assert stage(one, AFTER) == Stage.TO_NOTE


def test_what_is_settled_is_not_settled_twice(nadia, me, mariam):
    one = planned(me, mariam, nadia)
    mark_seen(by=me, appointment=one, at=AFTER)

    for act, more in (
        (mark_missed, {}),
        (mark_excused, {"remark": "x"}),
        (cancel_appointment, {"side": Side.HOUSE}),
        (choose_time, {"slot": slot(10)}),
        (confirm_appointment, {}),
    ):
        with pytest.raises(Refused, match="est venue"):
            act(by=me, appointment=one, at=AFTER, **more)

    assert stage(one, AFTER) == Stage.SEEN


def test_who_writes_no_pathway_plans_nothing(nadia, mariam):
    with pytest.raises(Refused):
        planned(actor(Role.ANIMATOR, name="Eva"), mariam, nadia)

    assert Appointment.objects.count() == 0


def test_another_association_finds_none(nadia, me, mariam):
    one = planned(me, mariam, nadia)
    stranger = browser(colleague(at=organisation("ailleurs"), name="Aziz"))

    assert stranger.get(reverse("appointments:appointment", args=[one.pk])).status_code == 404
    assert stranger.get(reverse("appointments:appointments", args=[mariam.pk])).status_code == 404
    assert stranger.submit(reverse("appointments:appointment_missed", args=[one.pk])).status_code == 404


def test_my_day_tells_what_comes_what_is_to_note_and_what_to_try_again(nadia, me, mariam):
    planned(me, mariam, nadia)
    with time_machine.travel(NOW, tick=False):
        coming = meetings_due(me, TODAY, TODAY + timedelta(days=30))
        next_for_her = meetings_ahead(me, mariam, TODAY)
    with time_machine.travel(AFTER + timedelta(days=1), tick=False):
        to_note = meetings_due(me, TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=30))
    mark_missed(by=me, appointment=Appointment.objects.get(), at=AFTER)
    with time_machine.travel(AFTER, tick=False):
        again = meetings_due(me, TUESDAY, TUESDAY + timedelta(days=30))

    assert [(one.at, one.kind) for one in coming] == [(slot().starts_at, "rendez-vous")]
    assert [one.title for one in next_for_her] == ["Nadia"]
    assert [(one.kind, one.is_late) for one in to_note] == [("rendez-vous à noter", True)]
    assert [(one.kind, one.act) for one in again] == [("rendez-vous à relancer", "Relancer")]
    assert meetings_due(actor(name="Ali"), TUESDAY, TUESDAY + timedelta(days=30)) == []


def test_it_is_planned_on_screen_among_what_is_free(nadia, me, mariam):
    page = browser(nadia)
    address = reverse("appointments:new_appointment", args=[mariam.pk])

    with time_machine.travel(NOW, tick=False):
        shown = page.get(address)
        choice = slot(10).starts_at.isoformat()
        page.submit(address, {"slot": choice, "kind": "office", "reason": "Faire le point"})
        taken = page.submit(address, {"slot": choice, "kind": "office"})
        nothing = page.submit(address, {"kind": "office"})
        other = page.submit(address, {"on": "17/06/2026", "starts": "14h30", "minutes": "30", "kind": "phone"})

    days = [(day, len(radios)) for day, radios in shown.context["form"].days]
    assert days == [("mardi 16 juin", 3), ("mardi 23 juin", 3), ("mardi 30 juin", 3), ("mardi 7 juillet", 3)]
    assert (taken.status_code, "plus libre" in taken.text) == (422, True)
    assert (nothing.status_code, "Choisissez un moment" in nothing.text) == (422, True)
    assert other.status_code == 303
    held = list(Appointment.objects.order_by("pk").values_list("booking__starts_at", "booking__place", "kind"))
    assert held == [
        (slot(10).starts_at, "Rue de la Victoire 1", "office"),
        (moment_of(date(2026, 6, 17), time(14, 30)), "", "phone"),
    ]


def test_the_whole_loop_on_screen(nadia, me, mariam):
    page, one = browser(nadia), planned(me, mariam, nadia)

    with time_machine.travel(AFTER, tick=False):
        page.submit(reverse("appointments:appointment_missed", args=[one.pk]))
        listed = page.get(reverse("appointments:appointments", args=[mariam.pk]))
        answer = page.submit(reverse("appointments:relaunch", args=[one.pk]), {"slot": "inviter", "kind": "office"})
        again = Appointment.objects.get(relaunches=one)
        shown = page.get(answer["Location"])
    assert [row[2][0] for row in listed.context["open"]] == ["Relancer"]
    assert shown.context["standing"].stage == Stage.INVITED
    with time_machine.travel(AFTER, tick=False):
        new_time = {"slot": slot(9, TUESDAY + timedelta(days=7)).starts_at.isoformat()}
        page.submit(reverse("appointments:choose_time", args=[again.pk]), new_time)
    with time_machine.travel(AFTER + timedelta(days=7), tick=False):
        page.submit(reverse("appointments:appointment_seen", args=[again.pk]))
        assert stage(again, AFTER + timedelta(days=7)) == Stage.SEEN


def test_an_excuse_a_cancelling_and_a_closing_are_said_in_words(nadia, me, mariam):
    page = browser(nadia)
    first, second, third = (planned(me, mariam, nadia, hour) for hour in (9, 10, 11))
    mark_missed(by=me, appointment=third, at=AFTER)
    with time_machine.travel(NOW, tick=False):
        page.submit(reverse("appointments:appointment_excused", args=[first.pk]), {"remark": "Malade"})
        page.submit(reverse("appointments:cancel_appointment", args=[second.pk]), {"side": "house"})
        empty = page.submit(reverse("appointments:close_appointment", args=[third.pk]), {"remark": ""})
    with time_machine.travel(AFTER, tick=False):
        page.submit(reverse("appointments:close_appointment", args=[third.pk]), {"remark": "Déménagée"})

    assert [stage(one, AFTER) for one in (first, second, third)] == [Stage.EXCUSED, Stage.CANCELLED, Stage.CLOSED]
    assert empty.status_code == 422


def test_the_letter_says_day_hour_and_place(nadia, me, mariam):
    one = planned(me, mariam, nadia)

    answer = browser(nadia).get(reverse("appointments:appointment_paper", args=[one.pk]))

    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")


def test_reading_them_leaves_a_line(nadia, me, mariam):
    browser(nadia).get(reverse("appointments:appointments", args=[mariam.pk]))

    assert Line.objects.get(verb="appointments.read").object == f"people.person:{mariam.pk}"


@pytest.mark.parametrize("rows", [1, 3])
def test_my_list_asks_as_much_for_one_as_for_three(nadia, me, mariam, rows):
    for hour in range(rows):
        planned(me, mariam, nadia, 9 + hour)
    page = browser(nadia)
    page.get("/")

    with time_machine.travel(NOW, tick=False), exactly(4):
        found = page.get(reverse("appointments:own_appointments"))
    assert len(found.context["rows"]) == rows


def test_my_list_begins_with_the_next_and_ends_with_the_oldest(nadia, me, mariam):
    for hour in (9, 10, 11):
        planned(me, mariam, nadia, hour)
    rows = Booking.objects.order_by("starts_at")
    for booking, days in zip(rows, (-14, -7, 7), strict=True):
        shift = {
            "starts_at": booking.starts_at + timedelta(days=days),
            "ends_at": booking.ends_at + timedelta(days=days),
        }
        Booking.objects.filter(pk=booking.pk).update(**shift)
    planned(me, mariam, nadia, 15)

    with time_machine.travel(NOW, tick=False):
        found = browser(nadia).get(reverse("appointments:own_appointments"), {"export": "csv"})

    days = [line.partition("T")[0].partition(" ")[0] for line in found.text.splitlines()[1:]]
    assert days == ["2026-06-16", "2026-06-23", "2026-06-09", "2026-06-02"]


def test_my_list_is_filtered_and_exported(nadia, me, mariam):
    planned(me, mariam, nadia)
    page = browser(nadia)

    with time_machine.travel(AFTER, tick=False):
        counts = [
            page.get(reverse("appointments:own_appointments"), {name: value}).context["count"]
            for name, value in (("etat", "to_note"), ("etat", "planned"), ("etat", "relancer"), ("quand", "jour"))
        ]
        lines = page.get(reverse("appointments:own_appointments"), {"export": "csv"}).text
    assert counts == [1, 0, 0, 1]
    assert "Mariam Diallo" in lines


def test_from_a_colleagues_week_one_books_there_for_ones_own_people(nadia, me, mariam):
    hakim = colleague(name="Hakim")
    add_opening(
        by=actor_for(hakim, organisation()), draft=OpeningDraft(1, time(9), time(12), 60, date(2026, 6, 1)), at=NOW
    )
    page = browser(nadia)

    with time_machine.travel(NOW, tick=False):
        week = page.get(reverse("agenda:colleague_week", args=[hakim.pk])).text
        answer = page.get(reverse("appointments:book_for"), {"avec": hakim.pk, "personne": mariam.pk})
        shown = page.get(answer["Location"])
        page.submit(answer["Location"], {"slot": slot().starts_at.isoformat(), "kind": "office"})
        nobody = page.get(reverse("appointments:book_for"), {"avec": hakim.pk, "personne": "x"})

    assert f'<option value="{mariam.pk}">Mariam Diallo</option>' in week
    assert (shown.context["worker"], Appointment.objects.get().worker) == (hakim, hakim)
    assert nobody["Location"] == reverse("agenda:week")
