"""A session is cancelled or moved: each person is told by the way that suits them, in their language; seen before."""

from datetime import time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from levier.activity.activities.actions import cancel_session, change_session, enrol, note_told, tell_change
from levier.activity.activities.models import Notice, Session
from levier.activity.activities.telling import message_of, samples, to_tell
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Line
from levier.foundation.kit.languages import CODES
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.models import Message
from levier.register.agenda.models import Todo
from levier.register.people.models import ContactPoint
from tests.activity.activities.cast import MONDAY, workshop
from tests.cast import actor, browser, colleague, organisation, person
from tests.guards import exactly

pytestmark = pytest.mark.django_db
BEFORE = MONDAY - timedelta(days=2)
PHONE = "02 400 00 00"


@pytest.fixture(autouse=True)
def two_days_before():
    with time_machine.travel(BEFORE, tick=False):
        Organisation.objects.filter(pk=organisation().pk).update(phone=PHONE)
        yield


@pytest.fixture
def bruno():
    return actor(Role.ANIMATOR, name="Tarek")


def reachable(one, kind, value, **more):
    return ContactPoint.objects.create(
        organisation=one.organisation, person=one, kind=kind, value=value, key=value.casefold(), **more
    )


def group(by):
    """Mariam reads mails in Dutch, Aziz has only a phone, Lena has nothing, Omar no longer comes."""
    activity, session, _nobody = workshop(0)
    mariam, aziz, lena, omar = (
        person("Mariam", language="nl"),
        person("Aziz", "Benali"),
        person("Lena", "Novak"),
        person("Omar", "Sy"),
    )
    reachable(mariam, "mail", "mariam@example.org")
    reachable(aziz, "phone", "+32470123456")
    reachable(omar, "mail", "omar@example.org")
    enrolled = enrol(by=by, activity=activity, people=[mariam, aziz, lena, omar], at=BEFORE)
    gone = next(one for one in enrolled if one.person_id == omar.pk)
    gone.ended_on = BEFORE.date()
    gone.save()
    return session, mariam, aziz, lena


def letters():
    return [(one.address, one.language, one.subject) for one in Message.objects.order_by("address")]


def noted():
    rows = Notice.objects.order_by("person__first_name")
    return [(one.person.first_name, one.kind, one.way, one.told_at is not None) for one in rows]


def test_who_would_be_told_is_known_before_in_the_same_queries_for_three_and_for_thirty(bruno):
    session, *_people = group(bruno)

    assert [(str(one.person), str(one.way)) for one in to_tell(session)] == [
        ("Aziz Benali", "call"),
        ("Mariam Diallo", "mail"),
        ("Lena Novak", "not"),
    ]
    more = [person(f"Ines{number}", "Ok") for number in range(27)]
    enrol(by=bruno, activity=session.activity, people=more, at=BEFORE)
    with exactly(3):
        assert len(to_tell(session)) == 30


def test_a_cancelled_session_writes_to_who_reads_mails_and_asks_to_call_the_others(bruno):
    session, *_people = group(bruno)

    cancel_session(by=bruno, session=session, reason="La formatrice est malade", tells=True, at=BEFORE)

    assert letters() == [("mariam@example.org", "nl", "Een wijziging")]
    assert noted() == [
        ("Aziz", "cancelled", "call", False),
        ("Lena", "cancelled", "not", False),
        ("Mariam", "cancelled", "mail", True),
    ]
    body = Message.objects.get().body
    assert "Premiers pas à l'ordinateur" in body
    assert PHONE in body
    assert "malade" not in body  # why is for the team
    todo = Todo.objects.get()
    assert todo.link == reverse("activities:notices", args=[session.pk])
    assert "Prévenir 1 personne" in todo.title
    assert "Aziz" not in todo.title


def test_without_telling_nothing_leaves(bruno):
    session, *_people = group(bruno)

    cancel_session(by=bruno, session=session, reason="grève", at=BEFORE)

    assert (Message.objects.count(), Notice.objects.count(), Todo.objects.count()) == (0, 0, 0)


def test_the_task_ends_with_the_last_call(bruno):
    session, _mariam, aziz, _lena = group(bruno)
    cancel_session(by=bruno, session=session, reason="grève", tells=True, at=BEFORE)

    note_told(by=bruno, notice=Notice.objects.get(person=aziz), at=BEFORE)
    note_told(by=bruno, notice=Notice.objects.get(person=aziz), at=MONDAY)

    kept = Notice.objects.get(person=aziz)
    assert (kept.told_at, kept.told_by_id) == (BEFORE, bruno.user_id)
    assert Todo.objects.get().done_at == BEFORE
    assert Line.objects.filter(verb="notice.told").count() == 1


def test_two_people_with_one_mailbox_get_one_mail_and_a_second_move_is_told_again(bruno):
    activity, session, _nobody = workshop(0)
    pair = [person("Ali", "Sy"), person("Awa", "Sy")]
    for one in pair:
        reachable(one, "mail", "famille@example.org")
    enrol(by=bruno, activity=activity, people=pair, at=BEFORE)
    counts = []
    for hour in (10, 11):
        session = change_session(
            by=bruno,
            session=session,
            on=session.on,
            starts=time(hour),
            ends=time(hour + 2),
            place=None,
            trainer=None,
            at=BEFORE,
        )
        tell_change(by=bruno, session=session, at=BEFORE)
        counts.append(Message.objects.count())

    assert counts == [1, 2]
    assert [one.kind for one in Notice.objects.all()] == ["moved"] * 4


def test_a_discreet_person_reads_neither_us_nor_what(bruno):
    session, mariam, *_others = group(bruno)
    mariam.is_written_discreetly = True
    mariam.save()

    cancel_session(by=bruno, session=session, reason="grève", tells=True, at=BEFORE)

    mail = Message.objects.get()
    assert mail.is_discreet
    assert "ordinateur" not in mail.body


@pytest.mark.parametrize("language", [*sorted(CODES), "so"])
@pytest.mark.parametrize("kind", ["cancelled", "moved"])
@pytest.mark.parametrize("is_discreet", [True, False])
def test_each_message_stands_in_eight_languages_with_day_hour_and_phone(bruno, language, kind, is_discreet):
    _activity, session, _people = workshop(1)

    text = message_of(session, kind, language=language, is_discreet=is_discreet, phone=PHONE)

    assert text.language == (language if language in CODES else "fr")
    assert [part in text.body for part in ("15", "9", PHONE)] == [True] * 3
    assert ("Premiers pas" in text.body) is not is_discreet
    assert "{" not in text.body


def test_one_sample_is_shown_for_each_language_and_not_for_each_person():
    _activity, session, _people = workshop(1)
    people = [person("A"), person("B"), person("C", language="ar"), person("D", language="so")]

    assert [one.language for one in samples(session, "moved", people, phone=PHONE)] == ["fr", "ar"]


def test_what_has_begun_or_expects_nobody_is_not_told(bruno):
    _activity, session, _nobody = workshop(0)

    with pytest.raises(Refused, match="Personne n'est attendu"):
        tell_change(by=bruno, session=session, at=BEFORE)
    with pytest.raises(Refused, match="déjà commencé"):
        tell_change(by=bruno, session=session, at=MONDAY + timedelta(hours=1))


def test_on_screen_one_sees_who_is_told_and_reads_the_words_before_cancelling():
    user = colleague(Role.ANIMATOR, name="Tarek")
    client, by = browser(user), actor_for(user, organisation())
    session, *_people = group(by)
    address = reverse("activities:cancel_session", args=[session.pk])

    before = client.get(address).text
    nothing = client.submit(address, {"reason": "", "tells": "on"})
    answer = client.submit(address, {"reason": "Formatrice malade", "tells": "on"})

    assert [name in before for name in ("Mariam", "Aziz", "Lena")] == [True] * 3
    assert "gaat niet door" in before
    assert (nothing.status_code, answer.status_code) == (422, 303)
    assert answer.headers["Location"] == reverse("activities:notices", args=[session.pk])
    page = client.get(answer.headers["Location"]).text
    assert "C'est fait" in page
    waiting = Notice.objects.get(way="call")
    assert client.submit(reverse("activities:told", args=[waiting.pk])).status_code == 303
    assert "Changement de séance" in client.get(reverse("activities:session", args=[session.pk])).text


def test_a_session_moved_on_screen_leads_to_who_is_to_be_told_and_one_that_keeps_its_hour_does_not():
    user = colleague(Role.ANIMATOR, name="Tarek")
    client, by = browser(user), actor_for(user, organisation())
    session, *_people = group(by)
    address = reverse("activities:edit_session", args=[session.pk])
    values = {"on": "15/06/2026", "starts": "9:00", "ends": "11:00", "version": "1"}

    shorter = client.submit(address, values)
    moved = client.submit(address, values | {"on": "16/06/2026", "ends": "12:00", "version": "2"})

    assert shorter.headers["Location"] == reverse("activities:session", args=[session.pk])
    assert moved.headers["Location"] == reverse("activities:tell", args=[session.pk])
    assert "verplaatst" in client.get(moved.headers["Location"]).text
    assert client.submit(moved.headers["Location"]).status_code == 303
    assert [(kind, way) for _name, kind, way, _told in noted()] == [
        ("moved", "call"),
        ("moved", "not"),
        ("moved", "mail"),
    ]
    assert Session.objects.get(pk=session.pk).on == timezone.localdate() + timedelta(days=3)
