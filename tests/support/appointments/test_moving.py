"""Nadia moves an information session: Mariam and Ali keep their place, and each is told in their own language."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.models import Message
from levier.register.agenda.actions import Taken
from levier.register.agenda.models import Booking, Todo
from levier.register.agenda.slots import Slot, moment_of
from levier.register.people.models import ContactPoint
from levier.support.appointments.actions import (
    AppointmentDraft,
    GroupDraft,
    cancel_appointment,
    join_group,
    move_group,
    open_group,
    plan_appointment,
)
from levier.support.appointments.enums import Side, Stage
from levier.support.appointments.group_forms import times_of_group
from levier.support.appointments.models import Appointment
from levier.support.appointments.standing import state_of
from levier.support.appointments.tasks import remind_people
from tests.cast import actor, browser, colleague, organisation, person
from tests.support.pathways.cast import NOW

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2026, 6, 22), date(2026, 6, 23)


@pytest.fixture
def nadia():
    return colleague()


@pytest.fixture
def me(nadia):
    Organisation.objects.update(phone="+3225381122")
    return actor_for(nadia, organisation())


@pytest.fixture
def mariam():
    return person()


@pytest.fixture
def ali():
    return person("Ali", "Kaya", language="tr")


def slot(hour=14, on=MONDAY, place="Rue de la Victoire 1", minutes=120):
    start = moment_of(on, time(hour))
    return Slot(start, start + timedelta(minutes=minutes), place)


def opened(by, worker, *people):
    group = open_group(by=by, worker=worker, draft=GroupDraft("Découvrir la formation", 3), slot=slot(), at=NOW)
    return group, join_group(by=by, people=people, group=group, at=NOW)


def reached_by(somebody, mail):
    ContactPoint.objects.create(organisation=somebody.organisation, person=somebody, kind="mail", value=mail, key=mail)


def test_everybody_keeps_their_place_at_the_new_time_and_the_old_one_is_free(nadia, me, mariam, ali):
    group, (first, second) = opened(me, nadia, mariam, ali)
    cancel_appointment(by=me, appointment=second, side=Side.PERSON, at=NOW)
    former = group.booking

    moved = move_group(by=me, group=group, slot=slot(on=TUESDAY, place="Rue Haute 5"), at=NOW)

    first.refresh_from_db()
    second.refresh_from_db()
    former.refresh_from_db()
    assert (moved.booking.starts_at, moved.booking.place) == (moment_of(TUESDAY, time(14)), "Rue Haute 5")
    assert (moved.booking.about, former.released_at) == (f"appointments.groupmeeting:{group.pk}", NOW)
    assert (first.booking, first.moved_from, first.group) == (moved.booking, former.starts_at, group)
    assert second.booking == former
    assert (state_of(first, NOW).stage, state_of(second, NOW).stage) == (Stage.PLANNED, Stage.CANCELLED)
    opened(me, nadia)


def test_each_is_told_in_their_language_or_a_colleague_is_asked_to(nadia, me, mariam, ali):
    eva = person("Eva", "Roux")
    reached_by(mariam, "mariam@example.org")
    reached_by(ali, "ali@example.org")
    group, (_one, _two, third) = opened(me, nadia, mariam, ali, eva)

    move_group(by=me, group=group, slot=slot(on=TUESDAY), at=NOW)

    told = {sent.address: (sent.language, sent.subject) for sent in Message.objects.all()}
    assert told == {"mariam@example.org": ("fr", "Un changement"), "ali@example.org": ("tr", "Bir değişiklik")}
    assert Message.objects.get(language="fr").body == (
        "Bonjour Mariam, votre rendez-vous avec Nadia est déplacé. C'est maintenant : mardi 23 juin, 14\xa0h. "
        "Lieu : Rue de la Victoire 1. Vous gardez votre place. Vous ne pouvez pas venir ? Appelez-nous : +3225381122."
    )
    asked = Todo.objects.get()
    assert (asked.owner, asked.link) == (nadia, reverse("appointments:appointment", args=[third.pk]))
    assert asked.title.startswith("Prévenir une personne que sa séance est déplacée")
    assert "Eva" not in asked.title


def test_a_discreet_message_says_nothing_of_us(nadia, me, mariam):
    reached_by(mariam, "mariam@example.org")
    group, _nobody = opened(me, nadia)
    join_group(by=me, people=[mariam], group=group, is_discreet=True, at=NOW)

    move_group(by=me, group=group, slot=slot(on=TUESDAY), at=NOW)

    sent = Message.objects.get()
    assert (sent.is_discreet, "Nadia" in sent.body, "Victoire" in sent.body) == (True, False, False)


def test_the_reminder_follows(nadia, me, mariam):
    reached_by(mariam, "mariam@example.org")
    group, [one] = opened(me, nadia, mariam)

    def reminded(at):
        with time_machine.travel(at, tick=False):
            remind_people.func(organisation().pk)
        return Message.objects.filter(kind="pathways.reminder").count()

    counts = [reminded(moment_of(date(2026, 6, 19), time(9)))]
    move_group(by=me, group=group, slot=slot(on=date(2026, 6, 24)), at=moment_of(date(2026, 6, 19), time(10)))
    counts += [reminded(moment_of(date(2026, 6, 22), time(9))), reminded(moment_of(TUESDAY, time(9)))]

    assert counts == [1, 1, 2]
    one.refresh_from_db()
    assert one.reminded_at == moment_of(TUESDAY, time(9))


def test_moved_by_a_quarter_of_an_hour_it_does_not_meet_itself(nadia, me, mariam):
    group, [one] = opened(me, nadia, mariam)

    move_group(by=me, group=group, slot=slot(hour=15), at=NOW)
    move_group(by=me, group=group, slot=slot(hour=15, place="Rue Haute 5"), at=NOW)

    one.refresh_from_db()
    assert (one.moved_from, one.agreed.place) == (moment_of(MONDAY, time(14)), "Rue Haute 5")


def test_where_the_colleague_has_something_else_nothing_moves(nadia, me, mariam, ali):
    group, [one] = opened(me, nadia, mariam)
    plan_appointment(
        by=me, person=ali, draft=AppointmentDraft(nadia), slot=slot(hour=10, on=TUESDAY, minutes=60), at=NOW
    )
    before = Booking.objects.live().count(), Line.objects.count()

    with pytest.raises(Taken) as refused:
        move_group(by=me, group=group, slot=slot(hour=9, on=TUESDAY), at=NOW)

    one.refresh_from_db()
    assert str(refused.value) == "Ce moment est déjà pris. Choisissez-en un autre."
    assert (Booking.objects.live().count(), Line.objects.count()) == before
    assert (one.booking, one.moved_from, Message.objects.count()) == (group.booking, None, 0)


@pytest.mark.parametrize(
    ("where", "at"),
    [
        (slot(), NOW),
        (slot(on=date(2026, 6, 12)), NOW),
        (slot(on=TUESDAY), moment_of(MONDAY, time(15))),
    ],
    ids=["the same", "past", "already held"],
)
def test_what_makes_no_sense_is_refused(nadia, me, mariam, where, at):
    group, _one = opened(me, nadia, mariam)

    with pytest.raises(Refused):
        move_group(by=me, group=group, slot=where, at=at)


def test_who_writes_no_pathway_moves_no_meeting(nadia, me):
    group, _nobody = opened(me, nadia)

    with pytest.raises(Refused):
        move_group(by=actor(Role.ANIMATOR, name="Idris"), group=group, slot=slot(on=TUESDAY), at=NOW)


def test_another_association_finds_none_to_move(nadia, me):
    group, _nobody = opened(me, nadia)
    other = actor(Role.COUNSELLOR, name="Ines", at=organisation("ailleurs"))

    with pytest.raises(Refused):
        move_group(by=other, group=group, slot=slot(on=TUESDAY), at=NOW)


def test_it_is_moved_on_screen_and_says_who_has_something_else(nadia, me, mariam, ali):
    group, _held = opened(me, nadia, mariam, ali)
    other = colleague(Role.COUNSELLOR, name="Zoe")
    plan_appointment(by=me, person=ali, draft=AppointmentDraft(other), slot=slot(on=TUESDAY), at=NOW)
    page, address = browser(nadia), reverse("appointments:move_group", args=[group.pk])

    with time_machine.travel(NOW, tick=False):
        asked = page.get(address).context["form"].initial
        typed = {"on": "2026-06-23", "starts": "14h", "minutes": "120", "place": "Rue Haute 5"}
        answer = page.submit(address, typed | {"version": asked["version"]})
        shown = page.get(reverse("appointments:group", args=[group.pk]))
        stale = page.submit(address, typed | {"starts": "16:00", "version": asked["version"]})

    assert (asked["on"], asked["starts"], asked["minutes"]) == (MONDAY, time(14), 120)
    assert answer["Location"] == reverse("appointments:group", args=[group.pk])
    assert {str(one.person): busy for one, _standing, busy in shown.context["rows"]} == {
        str(mariam): False,
        str(ali): True,
    }
    assert "Cette personne a un autre rendez-vous à ce moment." in shown.text
    assert stale.status_code == 409
    assert set(Appointment.objects.filter(group=group).values_list("booking__starts_at", flat=True)) == {
        moment_of(TUESDAY, time(14))
    }


def test_a_meeting_of_an_odd_length_keeps_it_in_its_form(nadia, me):
    group, _nobody = opened(me, nadia)
    Booking.objects.filter(pk=group.booking_id).update(ends_at=group.booking.starts_at + timedelta(minutes=75))
    group.booking.refresh_from_db()

    assert times_of_group(group)["minutes"] == 75
    with time_machine.travel(NOW, tick=False):
        shown = browser(nadia).get(reverse("appointments:move_group", args=[group.pk]))
    assert "75" in dict(shown.context["form"].fields["minutes"].choices)
