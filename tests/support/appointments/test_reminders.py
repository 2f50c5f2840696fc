"""Mariam is reminded once, on the working day before, where nobody else reads it; and chooses a time by a link."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Line
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.models import Message
from levier.register.agenda.actions import OpeningDraft, add_opening
from levier.register.agenda.models import Booking, Todo
from levier.register.agenda.slots import Slot, moment_of
from levier.register.people.enums import Channel, ContactKind
from levier.register.people.models import ContactPoint
from levier.support.appointments.actions import (
    AppointmentDraft,
    cancel_appointment,
    choose_time,
    confirm_appointment,
    note_reminded,
    plan_appointment,
    propose_appointment,
    remind_of,
    send_invitation,
)
from levier.support.appointments.enums import Side, Stage
from levier.support.appointments.inviting import PURPOSE, link_of, paper_of
from levier.support.appointments.models import Appointment
from levier.support.appointments.standing import state_of
from levier.support.appointments.tasks import remind_people
from tests.cast import Browser, actor, colleague, organisation, person
from tests.support.pathways.cast import NOW, accompanied

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 22)
FRIDAY = moment_of(date(2026, 6, 19), time(8))
"""The morning of the working day before."""


@pytest.fixture
def nadia():
    return colleague()


@pytest.fixture
def me(nadia):
    by = actor_for(nadia, organisation())
    Organisation.objects.update(phone="+3225381122")
    draft = OpeningDraft(0, time(9), time(11), 60, date(2026, 6, 1), place="Rue de la Victoire 1")
    add_opening(by=by, draft=draft, at=NOW)
    return by


@pytest.fixture
def mariam(nadia):
    found = person()
    accompanied(actor(Role.DIRECTION, name="Zoe"), found, referent=nadia)
    return found


def reached_by(somebody, kind=ContactKind.MAIL, value="mariam@example.org", **more):
    return ContactPoint.objects.create(
        organisation=somebody.organisation, person=somebody, kind=kind, value=value, key=value, **more
    )


def planned(by, somebody, worker, on=MONDAY, **more):
    start = moment_of(on, time(9))
    slot = Slot(start, start + timedelta(hours=1), "Rue de la Victoire 1")
    draft = AppointmentDraft(worker, **more)
    return plan_appointment(by=by, person=somebody, draft=draft, slot=slot, at=NOW)


def reminded(at):
    """What leaves when the background work passes by at these moments."""
    for moment in at:
        with time_machine.travel(moment, tick=False):
            remind_people.func(organisation().pk)
    return list(Message.objects.order_by("pk"))


def test_it_leaves_on_the_working_day_before_once_and_never_after(nadia, me, mariam):
    reached_by(mariam)
    one = planned(me, mariam, nadia)

    before = len(reminded([NOW, FRIDAY - timedelta(minutes=1)]))
    found = reminded([FRIDAY, FRIDAY + timedelta(hours=1), FRIDAY + timedelta(days=2)])

    assert before == 0
    assert [(sent.address, sent.language) for sent in found] == [("mariam@example.org", "fr")]
    assert "Mariam, vous avez un rendez-vous avec Nadia : lundi 22 juin, 9" in found[0].body
    assert "Rue de la Victoire 1" in found[0].body
    one.refresh_from_db()
    assert one.reminded_at == FRIDAY


def test_after_its_time_nothing_leaves(nadia, me, mariam):
    reached_by(mariam)
    planned(me, mariam, nadia)

    assert reminded([moment_of(MONDAY, time(9)), moment_of(MONDAY, time(9, 1))]) == []


@pytest.mark.parametrize(
    ("on", "before"),
    [
        (date(2026, 7, 22), date(2026, 7, 20)),  # the 21st is a holiday
        (date(2026, 12, 28), date(2026, 12, 24)),  # Christmas, then a week-end
        (date(2026, 6, 24), date(2026, 6, 23)),
    ],
)
def test_holidays_and_week_ends_are_no_working_days(nadia, me, mariam, on, before):
    reached_by(mariam)
    planned(me, mariam, nadia, on)
    morning = moment_of(before, time(8))

    early = len(reminded([morning - timedelta(minutes=15)]))

    assert (early, len(reminded([morning]))) == (0, 1)


def test_a_discreet_one_says_nothing_of_us(nadia, me, mariam):
    reached_by(mariam)
    planned(me, mariam, nadia, is_discreet=True)

    [found] = reminded([FRIDAY])
    body = found.body

    assert found.is_discreet
    assert body.startswith("Bonjour Mariam, n'oubliez pas : lundi 22 juin, 9")
    assert not any(word in body for word in ("Mission", "Nadia", "rendez-vous", "Victoire"))


@pytest.mark.parametrize("language", ["fr", "nl", "en", "ar", "tr", "ro", "uk", "es"])
@pytest.mark.parametrize("is_discreet", [True, False])
def test_it_is_in_her_language(nadia, me, mariam, language, is_discreet):
    reached_by(mariam)
    mariam.language = language
    mariam.save()
    planned(me, mariam, nadia, is_discreet=is_discreet)

    found = reminded([FRIDAY])[0]

    assert found.language == language
    assert "{" not in found.body + found.subject
    assert ("Mariam" in found.body, "22" in found.body, "9" in found.body) == (True, True, True)


def test_where_somebody_else_would_read_nothing_leaves_and_the_colleague_is_asked(nadia, me, mariam):
    reached_by(mariam, is_safe=False)
    one = planned(me, mariam, nadia)

    assert reminded([FRIDAY, FRIDAY + timedelta(hours=1)]) == []
    todo = Todo.objects.get()
    assert (todo.owner, todo.due_on) == (nadia, date(2026, 6, 19))
    assert (todo.link, "Mariam" in todo.title) == (reverse("appointments:appointment", args=[one.pk]), False)


def test_who_has_a_phone_only_is_called_by_the_colleague(nadia, me, mariam):
    reached_by(mariam, ContactKind.PHONE, "+32470112233")
    planned(me, mariam, nadia)

    assert reminded([FRIDAY]) == []
    assert "par téléphone" in Todo.objects.get().title


@pytest.mark.parametrize("act", [note_reminded, confirm_appointment])
def test_once_she_is_told_the_task_of_the_colleague_ends_by_itself(nadia, me, mariam, act):
    reached_by(mariam, ContactKind.PHONE, "+32470112233")
    one, luc = planned(me, mariam, nadia), person("Luc")
    reached_by(luc, ContactKind.PHONE, "+32470112234")
    start = moment_of(MONDAY, time(10))
    slot = Slot(start, start + timedelta(hours=1))
    plan_appointment(by=me, person=luc, draft=AppointmentDraft(nadia), slot=slot, at=NOW)
    reminded([FRIDAY])
    at = FRIDAY + timedelta(hours=1)

    act(by=me, appointment=one, at=at)

    left = dict(Todo.objects.values_list("link", "done_at"))
    assert left.pop(reverse("appointments:appointment", args=[one.pk])) == at
    assert list(left.values()) == [None]


def test_who_asked_for_letters_gets_no_mail(nadia, me, mariam):
    reached_by(mariam)
    mariam.channel = Channel.LETTER
    mariam.save()
    planned(me, mariam, nadia)

    assert reminded([FRIDAY]) == []
    assert "par lettre" in Todo.objects.get().title


def test_moved_it_is_reminded_anew_and_cancelled_not_at_all(nadia, me, mariam):
    reached_by(mariam)
    one = planned(me, mariam, nadia)
    reminded([FRIDAY])
    start = moment_of(date(2026, 6, 29), time(9))
    choose_time(by=me, appointment=one, slot=Slot(start, start + timedelta(hours=1)), at=FRIDAY + timedelta(hours=1))
    second = len(reminded([moment_of(date(2026, 6, 26), time(8))]))
    other = planned(me, mariam, nadia, date(2026, 7, 6))
    cancel_appointment(by=me, appointment=other, side=Side.PERSON, at=NOW)

    assert (second, len(reminded([moment_of(date(2026, 7, 3), time(8))]))) == (2, 2)


def test_who_agreed_on_the_eve_is_not_reminded(nadia, me, mariam):
    reached_by(mariam)
    start = moment_of(MONDAY, time(9))
    at = FRIDAY + timedelta(hours=2)
    slot = Slot(start, start + timedelta(hours=1))
    one = plan_appointment(by=me, person=mariam, draft=AppointmentDraft(nadia), slot=slot, at=at)

    assert not remind_of(by=house(organisation().pk), appointment=one, at=at + timedelta(hours=1))


# By the link of an invitation


@pytest.fixture
def invitation(nadia, me, mariam):
    return propose_appointment(by=me, person=mariam, draft=AppointmentDraft(nadia), at=NOW)


def opened(one, at=NOW, **typed):
    address = reverse("appointments:choose_by_link", args=[link_of(one)])
    with time_machine.travel(at, tick=False):
        return Browser().submit(address, typed) if typed else Browser().get(address)


def test_she_chooses_a_moment_and_reads_it_again(nadia, invitation):
    shown = opened(invitation)
    choice = moment_of(MONDAY, time(10)).isoformat()
    answer = opened(invitation, slot=choice)
    thanks = opened(invitation)

    assert [(day, len(radios)) for day, radios in shown.context["form"].days] == [
        ("lundi 22 juin", 2),
        ("lundi 29 juin", 2),
    ]
    invitation.refresh_from_db()
    assert (answer.status_code, invitation.booking.starts_at) == (303, moment_of(MONDAY, time(10)))
    assert "a confirmé" in state_of(invitation, NOW).sentence
    assert ("undi 22 juin 2026" in thanks.text, "Rue de la Victoire 1" in thanks.text) == (True, True)
    line = Line.objects.get(verb="appointment.chosen")
    assert (line.actor, line.object) == ("house", f"appointments.appointment:{invitation.pk}")


def test_the_page_names_nobody(nadia, invitation):
    pages = [opened(invitation).text, opened(invitation, slot="x").text]
    opened(invitation, slot=moment_of(MONDAY, time(10)).isoformat())
    pages.append(opened(invitation).text)

    assert not any(name in page for page in pages for name in ("Mariam", "Diallo", "Nadia"))


def test_a_discreet_page_does_not_say_who_we_are(nadia, invitation):
    Appointment.objects.update(is_discreet=True)

    assert "Mission Locale" not in opened(invitation).text


def test_a_moment_that_somebody_took_meanwhile_is_offered_no_more(nadia, me, mariam, invitation):
    planned(me, mariam, nadia)

    answer = opened(invitation, slot=moment_of(MONDAY, time(9)).isoformat())

    assert (answer.status_code, "plus libre" in answer.text) == (422, True)
    assert Booking.objects.count() == 1


def test_one_chooses_once(nadia, invitation):
    opened(invitation, slot=moment_of(MONDAY, time(10)).isoformat())
    again = opened(invitation, slot=moment_of(MONDAY, time(9)).isoformat())

    invitation.refresh_from_db()
    assert (again.status_code, invitation.booking.starts_at) == (409, moment_of(MONDAY, time(10)))
    assert Booking.objects.count() == 1


def test_it_is_over_after_its_day_and_when_it_is_cancelled(nadia, me, invitation):
    late = NOW + timedelta(days=15)
    expired = opened(invitation, late), opened(invitation, late, slot=moment_of(MONDAY, time(10)).isoformat())
    far = opened(invitation, NOW + timedelta(days=60))
    cancel_appointment(by=me, appointment=invitation, side=Side.HOUSE, at=NOW)
    cancelled = opened(invitation)

    assert [one.status_code for one in (*expired, far, cancelled)] == [410, 410, 410, 410]
    assert Booking.objects.count() == 0


def test_a_link_of_another_association_opens_nothing(nadia, invitation):
    elsewhere = organisation("ailleurs")
    token = link_token(elsewhere.pk, PURPOSE, invitation.pk, datetime(2030, 1, 1, tzinfo=UTC))

    answer = Browser().get(reverse("appointments:choose_by_link", args=[token]))

    assert answer.status_code == 404


def test_when_nothing_is_free_any_more_the_page_says_to_call(nadia, me, mariam, invitation):
    from levier.register.agenda.models import Opening

    Opening.objects.all().delete()

    page = opened(invitation).text

    assert ("plus de moment libre" in page, "02" in page) == (True, True)


def test_the_link_is_sent_by_mail_sealed_and_only_where_it_is_safe(nadia, me, mariam, invitation):
    with pytest.raises(Refused):
        send_invitation(by=me, appointment=invitation, url="https://x/1", at=NOW)
    point = reached_by(mariam)
    send_invitation(by=me, appointment=invitation, url="https://x/1", at=NOW)
    send_invitation(by=me, appointment=invitation, url="https://x/1", at=NOW)
    point.is_safe = False
    point.save()
    with pytest.raises(Refused, match="pas sûr"):
        send_invitation(by=me, appointment=invitation, url="https://x/1", at=NOW)

    sent = Message.objects.get()
    assert (sent.is_secret, "https://x/1" in sent.body) == (True, False)


def test_the_page_of_an_invitation_gives_its_link_and_its_letter(nadia, me, mariam, invitation):
    from tests.cast import browser

    reached_by(mariam)
    page = browser(nadia)
    with time_machine.travel(NOW, tick=False):
        shown = page.get(reverse("appointments:appointment", args=[invitation.pk]))
        page.submit(reverse("appointments:send_appointment_link", args=[invitation.pk]))
        letter = page.get(reverse("appointments:appointment_paper", args=[invitation.pk]))

    assert shown.context["standing"].stage == Stage.INVITED
    assert "/accompagnements/rendez-vous/choisir/" in shown.context["link"]
    assert Message.objects.count() == 1
    assert letter.content[:5] == b"%PDF-"


def test_who_asked_for_discretion_once_is_written_to_discreetly_ever_after(nadia, me, mariam):
    from tests.cast import browser

    reached_by(mariam)
    one = planned(me, mariam, nadia)
    page = browser(nadia)
    with time_machine.travel(NOW, tick=False):
        edit = reverse("people:edit", args=[mariam.pk])
        known = {"first_name": "Mariam", "last_name": "Diallo", "language": "fr", "version": mariam.version}
        page.submit(edit, known | {"is_written_discreetly": "on"})
        ticked = (
            page.get(reverse("appointments:new_appointment", args=[mariam.pk])).context["form"].initial["is_discreet"]
        )
        letter = paper_of(Appointment.objects.get(pk=one.pk), NOW)

    [found] = reminded([FRIDAY])

    assert (ticked, found.is_discreet, letter.house) == (True, True, "")
    assert not any(word in found.body for word in ("Mission", "Nadia", "rendez-vous", "Victoire"))
