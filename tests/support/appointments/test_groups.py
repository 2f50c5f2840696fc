"""Mariam and Ali come to one information session of Nadia: places are counted, and neither reads the other's name."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connections
from django.urls import reverse
from icalendar import Calendar

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.queries import actor_for
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.models import Message
from levier.register.agenda.actions import Taken
from levier.register.agenda.feed_views import PURPOSE as CALENDAR
from levier.register.agenda.feed_views import key_of
from levier.register.agenda.models import Booking, Todo
from levier.register.agenda.slots import Slot, moment_of
from levier.register.people.models import ContactPoint
from levier.support.appointments import leaving
from levier.support.appointments.actions import (
    AppointmentDraft,
    Full,
    GroupDraft,
    Noted,
    ask_sooner,
    cancel_appointment,
    cancel_group,
    change_group,
    choose_group,
    choose_time,
    join_group,
    mark_excused,
    note_group,
    note_reminded,
    open_group,
    plan_appointment,
    propose_group,
    take_back_outcome,
)
from levier.support.appointments.enums import Side, Stage
from levier.support.appointments.group_forms import values_of_group
from levier.support.appointments.inviting import link_of, paper_of
from levier.support.appointments.models import Appointment, GroupMeeting
from levier.support.appointments.panels import meetings_due
from levier.support.appointments.standing import state_of
from levier.support.appointments.tasks import remind_people
from levier.support.pathways.models import Pathway
from tests.cast import Browser, actor, browser, colleague, organisation, person
from tests.guards import exactly
from tests.support.pathways.cast import NOW, TODAY, accompanied

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 22)
AFTER = moment_of(MONDAY, time(16))
NAMES = ("Mariam", "Diallo", "Ali", "Kaya")


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
    return person("Ali", "Kaya")


def slot(hour=14, on=MONDAY):
    start = moment_of(on, time(hour))
    return Slot(start, start + timedelta(hours=2), "Rue de la Victoire 1")


def opened(by, worker, places=3, **more):
    draft = GroupDraft("Découvrir la formation", places)
    return open_group(by=by, worker=worker, draft=draft, slot=slot(**more), at=NOW)


def joined(by, group, *people, **more):
    return join_group(by=by, people=people, group=group, at=NOW, **more)


def invited(by, somebody, worker):
    return propose_group(by=by, person=somebody, draft=AppointmentDraft(worker), at=NOW)


def reached_by(somebody, mail):
    ContactPoint.objects.create(organisation=somebody.organisation, person=somebody, kind="mail", value=mail, key=mail)


def fresh(one):
    one.refresh_from_db()
    return one


def taken(group):
    return GroupMeeting.objects.counted().get(pk=group.pk).taken


def stages(group, at):
    return [state_of(one, at).stage for one in Appointment.objects.filter(group=group).order_by("pk")]


def test_its_people_share_one_time_of_the_colleague_and_each_has_a_state_of_their_own(nadia, me, mariam, ali):
    group = opened(me, nadia)

    first, second = joined(me, group, mariam, ali)
    cancel_appointment(by=me, appointment=second, side=Side.PERSON, at=NOW)

    assert (first.booking, second.booking) == (group.booking, group.booking)
    assert (stages(group, NOW), taken(group)) == ([Stage.PLANNED, Stage.CANCELLED], 1)
    assert fresh(group.booking).released_at is None
    with pytest.raises(Taken):
        opened(me, nadia, hour=15)


def test_the_booking_names_nobody(nadia, me, mariam):
    group = opened(me, nadia)
    joined(me, group, mariam)

    held = Booking.objects.get()
    assert (held.title, held.about) == ("séance collective", f"appointments.groupmeeting:{group.pk}")


def test_no_place_is_given_twice_and_all_come_in_or_none(nadia, me, mariam, ali):
    group = opened(me, nadia, places=2)
    with pytest.raises(Full, match="que 2 places"):
        joined(me, group, mariam, ali, person("Eva", "Roux"))
    joined(me, group, mariam)
    with pytest.raises(Refused, match="Mariam Diallo a déjà une place"):
        joined(me, group, ali, mariam)
    joined(me, group, ali)
    with pytest.raises(Full, match="complète"):
        joined(me, group, person("Eva", "Roux"))

    assert (taken(group), Appointment.objects.count()) == (2, 2)


def test_who_is_excused_gives_the_place_back_and_may_come_after_all_while_one_is_left(nadia, me, mariam, ali):
    group = opened(me, nadia, places=2)
    first, _second = joined(me, group, mariam, ali)
    mark_excused(by=me, appointment=first, remark="Malade", at=NOW)
    before = taken(group)
    take_back_outcome(by=me, appointment=first, at=NOW)
    again = taken(group)
    mark_excused(by=me, appointment=first, remark="Malade", at=NOW)
    joined(me, group, person("Eva", "Roux"))

    with pytest.raises(Full):
        take_back_outcome(by=me, appointment=first, at=NOW)

    assert (before, again, taken(group)) == (1, 2, 2)


def test_all_is_noted_in_one_go_or_nothing(nadia, me, mariam, ali):
    accompanied(actor(Role.DIRECTION, name="Zoe"), mariam, referent=nadia)
    group = opened(me, nadia)
    first, second, third = joined(me, group, mariam, ali, person("Eva", "Roux"))
    noted = {first.pk: Noted(Stage.SEEN), second.pk: Noted(Stage.EXCUSED, "Malade"), third.pk: Noted(Stage.MISSED)}
    with pytest.raises(Refused):
        note_group(by=me, group=group, noted=noted, at=NOW)
    before = stages(group, AFTER)

    note_group(by=me, group=group, noted=noted, at=AFTER)

    assert before == [Stage.TO_NOTE] * 3
    assert stages(group, AFTER) == [Stage.SEEN, Stage.EXCUSED, Stage.MISSED]
    assert state_of(fresh(second), AFTER).sentence.endswith("« Malade »")
    assert Pathway.objects.get().last_contact_on == MONDAY


def test_given_up_each_place_is_cancelled_by_us_and_the_time_is_free(nadia, me, mariam, ali):
    group = opened(me, nadia)
    first, second = joined(me, group, mariam, ali)
    cancel_appointment(by=me, appointment=second, side=Side.PERSON, at=NOW)

    cancel_group(by=me, group=group, remark="Nadia est malade", at=NOW)

    assert (fresh(first).cancelled_by, fresh(second).cancelled_by) == (Side.HOUSE, Side.PERSON)
    assert opened(me, nadia).booking.starts_at == slot().starts_at
    with pytest.raises(Refused, match="annulée"):
        joined(me, group, person("Eva", "Roux"))


def test_what_is_past_is_neither_joined_nor_given_up(nadia, me, mariam):
    group = opened(me, nadia)

    for act in (
        lambda: join_group(by=me, people=[mariam], group=group, at=AFTER),
        lambda: cancel_group(by=me, group=group, at=AFTER),
        lambda: change_group(by=me, group=group, draft=GroupDraft("Autre", 5), at=AFTER),
    ):
        with pytest.raises(Refused, match="déjà eu lieu"):
            act()

    assert (Appointment.objects.count(), fresh(group).title) == (0, "Découvrir la formation")


def test_places_are_never_fewer_than_those_taken(nadia, me, mariam, ali):
    group = opened(me, nadia)
    joined(me, group, mariam, ali, person("Eva", "Roux"))
    with pytest.raises(Refused, match="3 personnes ont déjà une place"):
        change_group(by=me, group=group, draft=GroupDraft("Autre", 2), at=NOW)
    change_group(by=me, group=group, draft=GroupDraft("Autre", 4), at=NOW)

    assert (fresh(group).title, group.places) == ("Autre", 4)


def test_one_goes_from_one_meeting_to_another_and_to_a_time_of_ones_own(nadia, me, mariam, ali):
    first, second = opened(me, nadia), opened(me, nadia, on=date(2026, 6, 24))
    one, _other = joined(me, first, mariam, ali)

    choose_group(by=me, appointment=one, group=second, at=NOW)
    moved = (taken(first), taken(second), fresh(one).moved_from)
    choose_time(by=me, appointment=one, slot=slot(9), at=NOW)

    assert moved == (1, 1, slot().starts_at)
    assert (taken(second), fresh(one).group, one.booking.title) == (0, None, "rendez-vous")
    assert Booking.objects.live().count() == 3
    with pytest.raises(Refused, match="autre séance"):
        ask_sooner(by=me, appointment=_other, at=NOW)


def test_who_writes_no_pathway_opens_and_fills_no_meeting(nadia, me, mariam):
    group = opened(me, nadia)
    eva = actor(Role.ANIMATOR, name="Eva")

    for act in (lambda: opened(eva, nadia, hour=9), lambda: joined(eva, group, mariam)):
        with pytest.raises(Refused):
            act()

    assert (GroupMeeting.objects.count(), taken(group)) == (1, 0)


# What a participant reads


def test_each_is_reminded_alone_and_reads_no_other_name(nadia, me, mariam, ali):
    reached_by(mariam, "mariam@example.org")
    reached_by(ali, "ali@example.org")
    eva, zoe = person("Eva", "Roux"), person("Zoe", "Petit")
    one, *_others = joined(me, opened(me, nadia, places=4), mariam, ali, eva, zoe)

    for at in (moment_of(date(2026, 6, 19), time(8)), moment_of(date(2026, 6, 19), time(9))):
        with time_machine.travel(at, tick=False):
            remind_people.func(organisation().pk)
    told = {sent.address: sent.subject + sent.body for sent in Message.objects.all()}
    letter = repr(paper_of(one, NOW))

    assert set(told) == {"mariam@example.org", "ali@example.org"}
    assert ("Ali" in told["mariam@example.org"], "Mariam" in told["ali@example.org"]) == (False, False)
    assert ("Mariam" in letter, "Ali" in letter) == (True, False)
    assert Todo.objects.count() == 2
    assert not any(name in todo.title for todo in Todo.objects.all() for name in ("Eva", "Zoe"))
    with time_machine.travel(moment_of(date(2026, 6, 19), time(10)), tick=False):
        note_reminded(by=me, appointment=_others[1], at=moment_of(date(2026, 6, 19), time(10)))
    assert Todo.objects.filter(done_at=None).count() == 1


def by_link(one, at=NOW, **typed):
    address = reverse("appointments:choose_by_link", args=[link_of(one)])
    with time_machine.travel(at, tick=False):
        return Browser().submit(address, typed) if typed else Browser().get(address)


def test_she_chooses_a_meeting_by_her_link_and_reads_how_many_places_but_no_name(nadia, me, mariam, ali):
    group, full = opened(me, nadia), opened(me, nadia, 2, on=date(2026, 6, 24))
    opened(me, colleague(name="Hakim"), on=date(2026, 6, 25))
    joined(me, group, ali)
    joined(me, full, person("Eva", "Roux"), person("Zoe", "Petit"))
    one = invited(me, mariam, nadia)

    shown = by_link(one)
    answer = by_link(one, group=str(group.pk))
    thanks = by_link(one)

    assert list(shown.context["form"].offered) == [str(group.pk)]
    assert "Découvrir la formation · 2 places" in shown.text
    assert (answer.status_code, fresh(one).group, one.confirmed_at) == (303, group, NOW)
    assert ("undi 22 juin 2026" in thanks.text, "Prévenez-moi" in thanks.text) == (True, False)
    assert not any(name in page.text for page in (shown, thanks) for name in (*NAMES, "Eva", "Zoe", "Nadia"))


def test_a_meeting_filled_meanwhile_is_refused_with_what_to_do(nadia, me, mariam, ali):
    group = opened(me, nadia, places=2)
    one = invited(me, mariam, nadia)
    joined(me, group, ali, person("Eva", "Roux"))

    answer = by_link(one, group=str(group.pk))

    assert (answer.status_code, "plus de place" in answer.text) == (422, True)
    assert (fresh(one).booking, taken(group)) == (None, 2)


def test_nobody_is_invited_where_no_meeting_has_a_place(nadia, me, mariam):
    with pytest.raises(Refused, match="ouvrez d'abord"):
        invited(me, mariam, nadia)

    assert Appointment.objects.count() == 0


def test_the_calendar_of_the_colleague_has_one_event_without_a_name(nadia, me, mariam, ali):
    joined(me, opened(me, nadia), mariam, ali)
    token = link_token(organisation().pk, CALENDAR, key_of(nadia), datetime(2027, 1, 1, tzinfo=NOW.tzinfo))

    with time_machine.travel(NOW, tick=False):
        told = Browser().get(reverse("agenda:calendar", args=[token])).content

    events = Calendar.from_ical(told).walk("VEVENT")
    assert [str(one["summary"]) for one in events] == ["Séance collective"]
    assert not any(name in told.decode() for name in NAMES)


# On the screens of the colleague


def test_the_whole_meeting_on_screen(nadia, me, mariam, ali):
    for somebody in (mariam, ali):
        accompanied(actor(Role.DIRECTION, name=f"Zoe{somebody.pk}"), somebody, referent=nadia)
    page = browser(nadia)
    typed = {"title": "Découvrir la formation", "avec": nadia.pk, "on": "22/06/2026", "starts": "14h", "minutes": "120"}

    with time_machine.travel(NOW, tick=False):
        short = page.submit(reverse("appointments:new_group"), typed | {"places": "1", "kind": "office"})
        page.submit(reverse("appointments:new_group"), typed | {"places": "4", "kind": "office", "place": "Salle 2"})
        again = page.submit(reverse("appointments:new_group"), typed | {"places": "4", "kind": "office"})
        group = GroupMeeting.objects.get()
        page.submit(
            reverse("appointments:edit_group", args=[group.pk]),
            values_of_group(group) | {"title": "Portes ouvertes", "places": "3"},
        )
        add = reverse("appointments:add_to_group", args=[group.pk])
        nobody = page.submit(add, {})
        page.submit(add, {"people": [mariam.pk, ali.pk], "is_discreet": "on"})
        offered = list(page.get(add).context["form"].fields["people"].queryset)
        page.submit(reverse("appointments:join_group", args=[person("Eva", "Roux").pk]), {"group": str(group.pk)})
        shown = page.get(reverse("appointments:group", args=[group.pk]))
    assert (short.status_code, again.status_code, nobody.status_code) == (422, 422, 422)
    assert (group.booking.place, fresh(group).title, offered, shown.context["left"]) == (
        "Salle 2",
        "Portes ouvertes",
        [],
        0,
    )
    assert [one.is_discreet for one, _standing, _busy in shown.context["rows"]] == [True, True, False]
    with time_machine.travel(AFTER, tick=False):
        note = reverse("appointments:note_group", args=[group.pk])
        lines = page.get(note).context["form"].lines
        first, second, third = (one.pk for one, *_fields in lines)
        wrong = page.submit(note, {f"suite-{first}": "seen"})
        words = {
            f"suite-{first}": "seen",
            f"suite-{second}": "excused",
            f"mot-{second}": "Malade",
            f"suite-{third}": "missed",
        }
        page.submit(note, words)
        over = page.get(note)
    assert [str(one.person) for one, *_fields in lines] == ["Mariam Diallo", "Ali Kaya", "Eva Roux"]
    assert (wrong.status_code, over.context["form"].lines) == (422, [])
    stand = {one.pk: state_of(one, AFTER).stage for one in Appointment.objects.all()}
    assert stand == {first: Stage.SEEN, second: Stage.EXCUSED, third: Stage.MISSED}


def test_it_is_given_up_on_screen_and_its_time_offered_to_whoever_waits(nadia, me, mariam, ali):
    group = opened(me, nadia)
    joined(me, group, mariam)
    late = slot(14, date(2026, 6, 29))
    one = plan_appointment(by=me, person=ali, draft=AppointmentDraft(nadia), slot=late, at=NOW)
    ask_sooner(by=me, appointment=one, at=NOW)
    page = browser(nadia)

    with time_machine.travel(NOW, tick=False):
        answer = page.submit(reverse("appointments:cancel_group", args=[group.pk]), {"remark": "Nadia est malade"})
        shown = page.get(reverse("appointments:group", args=[group.pk]))

    assert answer["Location"].partition("?")[0] == reverse("appointments:offer_sooner")
    assert [standing.stage for _one, standing, _busy in shown.context["rows"]] == [Stage.CANCELLED]


def test_one_place_given_up_frees_no_time_of_the_colleague(nadia, me, mariam, ali):
    first, second = joined(me, opened(me, nadia), mariam, ali)
    page = browser(nadia)

    with time_machine.travel(NOW, tick=False):
        gone = page.submit(reverse("appointments:cancel_appointment", args=[first.pk]), {"side": "person"}, follow=True)
        page.submit(reverse("appointments:appointment_excused", args=[second.pk]), {"remark": "Malade"})

    assert "Sa place est de nouveau libre" in gone.text
    assert Booking.objects.live().count() == 1


def test_an_invitation_gets_its_meeting_from_the_colleague_too(nadia, me, mariam):
    group, page = opened(me, nadia), browser(nadia)

    with time_machine.travel(NOW, tick=False):
        join = reverse("appointments:join_group", args=[mariam.pk])
        page.submit(join, {"group": f"avec-{nadia.pk}"})
        one = Appointment.objects.get()
        before = page.get(reverse("appointments:appointment", args=[one.pk]))
        choose = reverse("appointments:choose_group", args=[one.pk])
        nothing = page.submit(choose, {"group": f"avec-{nadia.pk}"})
        page.submit(choose, {"group": str(group.pk)})

    assert (before.context["standing"].stage, "/choisir/" in before.context["link"]) == (Stage.INVITED, True)
    assert before.context["next"] == ("Choisir une séance", choose)
    assert (nothing.status_code, fresh(one).group) == (422, group)


def test_my_day_has_one_line_for_a_meeting(nadia, me, mariam, ali):
    group = opened(me, nadia)
    joined(me, group, mariam, ali)
    with time_machine.travel(NOW, tick=False):
        [coming] = meetings_due(me, TODAY, TODAY + timedelta(days=30))
    with time_machine.travel(AFTER, tick=False):
        [to_note] = meetings_due(me, MONDAY, MONDAY + timedelta(days=30))

    assert (coming.kind, coming.url) == ("séance collective", reverse("appointments:group", args=[group.pk]))
    assert (to_note.title, to_note.act) == ("Découvrir la formation", "Noter qui est venu")


def test_reading_who_comes_leaves_a_line(nadia, me):
    group = opened(me, nadia)
    browser(nadia).get(reverse("appointments:group", args=[group.pk]))

    assert Line.objects.get(verb="group.read").object == f"appointments.groupmeeting:{group.pk}"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(nadia, me, mariam, ali, rows):
    for hour in range(rows):
        joined(me, opened(me, nadia, hour=9 + 2 * hour), mariam, ali)
    page = browser(nadia)
    page.get("/")

    with time_machine.travel(NOW, tick=False), exactly(5):
        shown = page.get(reverse("appointments:groups"))

    assert len(shown.context["rows"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_a_meeting_asks_as_much_for_one_as_for_three(nadia, me, rows):
    group = opened(me, nadia)
    joined(me, group, *(person(f"Ali{number}", "Kaya") for number in range(rows)))
    page = browser(nadia)
    page.get("/")

    with time_machine.travel(NOW, tick=False), exactly(9):
        page.get(reverse("appointments:group", args=[group.pk]))


def test_the_list_is_filtered_and_exported(nadia, me, mariam):
    joined(me, opened(me, nadia), mariam)
    page, address = browser(nadia), reverse("appointments:groups")

    with time_machine.travel(AFTER + timedelta(days=1), tick=False):
        counts = [
            page.get(address, asked).context["count"]
            for asked in ({}, {"quand": "passees"}, {"quand": "toutes"}, {"quand": "toutes", "avec": nadia.pk})
        ]
        lines = page.get(address, {"quand": "toutes", "export": "csv"}).text

    assert counts == [0, 1, 1, 1]
    assert ("Découvrir la formation" in lines, "Mariam" in lines) == (True, False)


def test_another_association_finds_none(nadia, me, mariam):
    group = opened(me, nadia)
    stranger = browser(colleague(at=organisation("ailleurs"), name="Aziz"))

    assert stranger.get(reverse("appointments:group", args=[group.pk])).status_code == 404
    assert stranger.submit(reverse("appointments:cancel_group", args=[group.pk]), {"remark": "x"}).status_code == 404


def test_erased_she_gives_her_place_back_and_the_meeting_stays(nadia, me, mariam, ali):
    group = opened(me, nadia)
    joined(me, group, mariam, ali)

    leaving.erase(me, mariam, None, NOW)

    assert (taken(group), fresh(group.booking).released_at) == (1, None)


@pytest.mark.django_db(transaction=True)
def test_a_crowd_at_once_overbooks_nothing(shared_database):
    nadia = colleague()
    me = actor_for(nadia, organisation())
    group = opened(me, nadia, places=3)
    crowd = [person(f"Ali{number}", "Kaya") for number in range(12)]
    invitations = [invited(me, one, nadia) for one in crowd[:6]]
    shared_database()
    together = threading.Barrier(len(crowd))

    def act(number) -> str:
        try:
            together.wait(timeout=60)
            with working_for(group.organisation_id, atomic=True):
                if number < 6:
                    choose_group(by=me, appointment=invitations[number], group=group, is_own=True, at=NOW)
                else:
                    joined(me, group, crowd[number])
            return "in"
        except Full as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    def look():
        try:
            with working_for(group.organisation_id):
                return Appointment.objects.filter(group=group).count()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(crowd)) as pool:
        answers = Counter(pool.map(act, range(len(crowd))))
    with ThreadPoolExecutor(1) as pool:
        kept = pool.submit(look).result()

    assert (answers, kept) == ({"in": 3, "Cette séance est complète.": 9}, 3)
