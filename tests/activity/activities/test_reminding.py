"""Those expected are reminded of a session on the working days before, each in their way; they say if they come."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from levier.activity.activities.actions import (
    answer_reminder,
    cancel_session,
    change_session,
    enrol,
    plan_sessions,
    remind,
    to_remind,
)
from levier.activity.activities.models import Activity, Notice, Session
from levier.activity.activities.tasks import remind_people
from levier.activity.activities.telling import message_of
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Line
from levier.foundation.kit.languages import CODES
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.letters import text_of
from levier.foundation.outbox.models import Message
from levier.register.agenda.models import Todo
from tests.activity.activities.cast import MONDAY
from tests.activity.activities.test_telling import group, reachable
from tests.cast import Browser, actor, browser, colleague, organisation, person

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 6, 12, 6, 0, tzinfo=UTC)
"""Eight in the morning in Brussels, on the working day before the session of Monday at nine."""
SITE = "https://levier.example"


@pytest.fixture(autouse=True)
def on_friday():
    with time_machine.travel(FRIDAY, tick=False):
        Organisation.objects.filter(pk=organisation().pk).update(phone="+3224000000")
        yield


@pytest.fixture
def bruno():
    return actor(Role.ANIMATOR, name="Tarek")


def reminded(by, days=1):
    """The session of Monday of `test_telling.group`, whose activity reminds so many working days before."""
    session, *people = group(by)
    Activity.objects.filter(pk=session.activity_id).update(reminds=days, site=SITE)
    return Session.objects.get(pk=session.pk), *people


def of(name):
    return Notice.objects.get(person__first_name=name)


def link(notice):
    token = link_token(notice.organisation_id, "session", notice.pk, MONDAY + timedelta(hours=3))
    return reverse("activities:reminder_by_link", args=[token])


@pytest.mark.parametrize(("days", "begins"), [(1, FRIDAY), (2, FRIDAY - timedelta(days=1))])
def test_it_is_time_from_the_morning_of_the_working_day_before_until_it_begins(bruno, days, begins):
    session, *_people = reminded(bruno, days)
    second = timedelta(seconds=1)

    found = {at: to_remind(by=bruno, at=at) for at in (begins - second, begins, MONDAY - second, MONDAY)}

    assert found == {begins - second: [], begins: [session], MONDAY - second: [session], MONDAY: []}


def test_no_reminder_is_wanted_unless_the_activity_says_so_and_none_of_a_cancelled_session(bruno):
    silent, *_people = reminded(bruno, 0)
    assert to_remind(by=bruno, at=FRIDAY) == []

    Activity.objects.update(reminds=1)
    cancel_session(by=bruno, session=silent, reason="grève", at=FRIDAY)

    assert to_remind(by=bruno, at=FRIDAY) == []
    assert remind(by=bruno, session=silent, at=FRIDAY) == []


def test_each_is_reminded_once_in_their_way_with_a_link_of_their_own(bruno):
    session, *_people = reminded(bruno)
    Session.objects.update(trainer=bruno.user_id)

    assert remind_people.call(organisation().pk) == 3
    assert remind_people.call(organisation().pk) == 0

    told = [(one.person.first_name, one.way, one.told_at is not None) for one in Notice.objects.order_by("way")]
    assert told == [("Aziz", "call", False), ("Mariam", "mail", True), ("Lena", "not", False)]
    mail = Message.objects.get()
    body = text_of(mail)
    assert (mail.address, mail.language, mail.subject, mail.is_secret) == (
        "mariam@example.org",
        "nl",
        "Een herinnering",
        True,
    )
    assert body.startswith("Dag Mariam, tot binnenkort: « Premiers pas à l'ordinateur »")
    assert f"{SITE}{link(of('Mariam'))}?ecrit=nl" in body
    todo = Todo.objects.get()
    assert (todo.link, "1 personne" in todo.title) == (reverse("activities:notices", args=[session.pk]), True)


def test_two_people_with_one_mailbox_each_get_theirs(bruno):
    session, *_people = reminded(bruno)
    pair = [person("Ali", "Sy"), person("Awa", "Sy")]
    for one in pair:
        reachable(one, "mail", "famille@example.org")
    enrol(by=bruno, activity=session.activity, people=pair, at=FRIDAY)

    remind(by=bruno, session=session, at=FRIDAY)

    bodies = [text_of(one) for one in Message.objects.filter(address="famille@example.org").order_by("pk")]
    assert [body.partition(",")[0] for body in bodies] == ["Bonjour Ali", "Bonjour Awa"]


def test_a_session_that_moves_is_reminded_of_again(bruno):
    session, *_people = reminded(bruno)
    remind(by=bruno, session=session, at=FRIDAY)
    same = {"place": None, "trainer": None, "at": FRIDAY}

    shorter = change_session(by=bruno, session=session, on=session.on, starts=time(9), ends=time(10), **same)
    assert to_remind(by=bruno, at=FRIDAY) == []
    moved = change_session(by=bruno, session=shorter, on=session.on, starts=time(10), ends=time(11), **same)

    assert to_remind(by=bruno, at=FRIDAY) == [moved]


def test_a_text_goes_to_a_mobile_when_the_house_sends_some_and_a_call_to_a_telephone_at_home(bruno, settings):
    session, _mariam, _aziz, lena = reminded(bruno)
    reachable(lena, "phone", "+3225550101")
    settings.SMS_GATEWAY = "console"

    remind(by=bruno, session=session, at=FRIDAY)

    assert [(of(name).way, of(name).told_at) for name in ("Aziz", "Lena")] == [("sms", FRIDAY), ("call", None)]
    sent = Message.objects.get(channel="sms")
    assert (sent.address, text_of(sent).startswith("Bonjour Aziz, à bientôt")) == ("+32470123456", True)


def test_without_a_site_the_message_asks_to_call(bruno):
    session, *_people = reminded(bruno)
    Activity.objects.update(site="")

    remind(by=bruno, session=Session.objects.get(pk=session.pk), at=FRIDAY)

    mail = Message.objects.get()
    assert (mail.is_secret, "http" in mail.body, "02 400 00 00" in mail.body.replace("\xa0", " ")) == (
        False,
        False,
        True,
    )


def test_the_link_takes_yes_or_no_until_the_session_begins(bruno):
    session, *_people = reminded(bruno)
    remind(by=bruno, session=session, at=FRIDAY)
    notice, visitor = of("Mariam"), Browser()

    asked = visitor.get(link(notice))
    yes = visitor.submit(link(notice), {"reponse": "oui"})
    after = visitor.get(link(notice)).text
    no = visitor.submit(link(notice), {"reponse": "non"})

    assert (asked.status_code, yes.status_code, no.status_code) == (200, 303, 303)
    assert "Mariam" not in asked.text
    assert "nous vous attendons" in after
    notice.refresh_from_db()
    assert (notice.answer, notice.answered_at) == ("not_coming", FRIDAY)
    assert session.attendances.count() == 0  # who leads the session notes presences
    assert Line.objects.filter(verb="reminder.answered").count() == 2
    with time_machine.travel(MONDAY + timedelta(minutes=1), tick=False):
        late = visitor.submit(link(notice), {"reponse": "oui"})
    assert (late.status_code, "Ce moment est passé" in late.text) == (409, True)


def test_a_link_of_a_cancelled_session_says_so(bruno):
    session, *_people = reminded(bruno)
    remind(by=bruno, session=session, at=FRIDAY)
    cancel_session(by=bruno, session=session, reason="grève", at=FRIDAY)

    page = Browser().get(link(of("Mariam")))

    assert (page.status_code, "C'est annulé" in page.text, "grève" in page.text) == (200, True, False)


def test_a_discreet_person_finds_neither_us_nor_what_behind_the_link(bruno):
    session, mariam, *_others = reminded(bruno)
    mariam.is_written_discreetly = True
    mariam.save()
    remind(by=bruno, session=session, at=FRIDAY)

    page = Browser().get(link(of("Mariam"))).text

    assert [words in page for words in ("Premiers pas", organisation().name)] == [False, False]
    assert "ordinateur" not in text_of(Message.objects.get())


def test_who_calls_notes_the_answer_and_the_task_ends_with_the_last_one():
    user = colleague(Role.ANIMATOR, name="Tarek")
    client, by = browser(user), actor_for(user, organisation())
    session, *_people = reminded(by)
    Session.objects.update(trainer=user)
    remind(by=by, session=session, at=FRIDAY)

    page = client.get(reverse("activities:notices", args=[session.pk])).text
    answer = client.submit(reverse("activities:comes", args=[of("Aziz").pk]))

    assert "Ne vient pas" in page
    assert answer.headers["Location"] == reverse("activities:notices", args=[session.pk])
    assert (of("Aziz").answer, of("Aziz").told_by_id, Todo.objects.get().done_at) == ("coming", user.pk, FRIDAY)
    sheet = client.get(reverse("activities:session", args=[session.pk])).text
    assert re.findall(r"disent venir\s:\s1, ne viennent pas\s:\s0", sheet)
    assert "a dit ne pas venir" not in sheet
    client.submit(reverse("activities:stays_away", args=[of("Aziz").pk]))
    assert of("Aziz").answer == "not_coming"
    assert "a dit ne pas venir" in client.get(reverse("activities:session", args=[session.pk])).text


def test_nobody_answers_once_it_has_begun(bruno):
    session, *_people = reminded(bruno)
    remind(by=bruno, session=session, at=FRIDAY)

    with pytest.raises(Refused):
        answer_reminder(by=bruno, notice=of("Mariam"), comes=True, at=MONDAY)


@pytest.mark.parametrize("language", [*sorted(CODES), "so"])
@pytest.mark.parametrize("is_discreet", [True, False])
def test_the_reminder_stands_in_eight_languages(bruno, language, is_discreet):
    session, *_people = reminded(bruno)

    text = message_of(
        session,
        "reminder",
        language=language,
        is_discreet=is_discreet,
        phone="+3224000000",
        name="Mariam",
        url=f"{SITE}/x",
    )

    assert text.language == (language if language in CODES else "fr")
    assert "{" not in text.body
    assert ("Mariam" in text.body, session.activity.title in text.body) == (not is_discreet, not is_discreet)
    assert text.body.endswith(f"\n{SITE}/x\n")


def test_an_activity_says_on_screen_when_it_reminds_and_remembers_the_site():
    client = browser(colleague(Role.ANIMATOR, name="Tarek"))

    typed = {"title": "Café couture", "kind": "open", "reminds": "2", "version": "1"}
    client.submit(reverse("activities:new"), typed)

    made = Activity.objects.get()
    assert (made.reminds, made.site) == (2, "http://testserver")


def test_a_session_planned_for_today_is_reminded_of_at_once(bruno):
    session, *_people = reminded(bruno)
    (today,) = plan_sessions(
        by=bruno, activity=session.activity, days=[FRIDAY.date()], starts=time(14), ends=time(16), at=FRIDAY
    )

    assert to_remind(by=bruno, at=FRIDAY) == [today, session]


def test_who_is_enrolled_after_the_reminders_went_out_is_reminded_too_and_nobody_twice(bruno):
    session, *people = reminded(bruno)
    first = remind_people.func(organisation().pk)
    late = person("Zoe", "Lambert")
    enrol(by=bruno, activity=session.activity, people=[late], at=FRIDAY)

    again = [one.pk for one in to_remind(by=bruno, at=FRIDAY + timedelta(minutes=15))]
    second = remind_people.func(organisation().pk)
    third = remind_people.func(organisation().pk)

    assert (first, again, second, third) == (len(people), [session.pk], 1, 0)
    told = Notice.objects.filter(session=session).values_list("person", flat=True)
    assert sorted(told) == sorted([one.pk for one in people] + [late.pk])
