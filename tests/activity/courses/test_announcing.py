"""A decision is told by the way that suits the person, in their language; the house writes, or a colleague calls."""

import pytest
from django.urls import reverse

from levier.activity.courses.actions import announce, note_told
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.letters import text_of
from levier.foundation.outbox.models import Message
from levier.register.agenda.models import Todo
from tests.activity.activities.test_telling import reachable
from tests.activity.courses.cast import NOW, TODAY, candidate, course, decided, inside, met, nadia
from tests.cast import actor, browser, colleague, person

pytestmark = pytest.mark.django_db


def told(one, by=None):
    reach = announce(by=by or nadia(), candidate=one, at=NOW)
    one.refresh_from_db()
    return str(reach.way), one.told_on, one.told_by_way


def test_who_reads_mails_gets_one_with_what_is_decided_why_and_what_comes_next():
    made = course(next_step="Rendez-vous lundi à 9 h, avec {cahier}.")
    mariam = inside(made, person(language="nl"))
    reachable(mariam.person, "mail", "mariam@example.org")

    assert told(mariam) == ("mail", TODAY, "mail")

    sent = Message.objects.get()
    body = text_of(sent)
    assert (sent.address, sent.language, sent.kind) == ("mariam@example.org", "nl", "courses.decision")
    for words in ("Dag Mariam,", "U bent aanvaard", "De opleiding past bij uw plan.", "lundi à 9 h, avec {cahier}."):
        assert words in body
    assert Todo.objects.count() == 0


def test_who_prefers_texts_gets_a_short_one_where_the_house_sends_some(settings):
    settings.SMS_GATEWAY = "console"
    aziz = decided(met(course(), person("Aziz", channel="sms")), "reserve", "full")
    reachable(aziz.person, "phone", "+32470123456")

    assert told(aziz) == ("sms", TODAY, "sms")

    assert text_of(Message.objects.get(channel="sms")).startswith("Bonjour Aziz, Il n'y a plus de place")


def test_a_discreet_message_names_neither_the_course_nor_us():
    lena = decided(met(course(), person("Lena", is_written_discreetly=True)), "refused", "level")
    reachable(lena.person, "mail", "lena@example.org")

    told(lena)

    sent = Message.objects.get()
    assert (sent.is_discreet, "Vendre" in sent.subject + text_of(sent)) == (True, False)


@pytest.mark.parametrize(("channel", "way"), [("letter", "letter"), ("call", "call")])
def test_who_wants_a_letter_or_a_call_becomes_one_task_that_ends_once_it_is_said(channel, way):
    omar = decided(met(course(), person("Omar", channel=channel)), "refused", "level")
    reachable(omar.person, "phone", "+3225550101")

    assert told(omar) == (way, None, "")
    told(omar)

    todo = Todo.objects.get(done_at=None)
    assert (todo.link, "Omar" in todo.title) == (reverse("courses:candidate", args=[omar.pk]), False)
    assert Message.objects.count() == 0
    note_told(by=nadia(), candidate=omar, on=TODAY, way="call", at=NOW)
    assert Todo.objects.filter(done_at=None).count() == 0


def test_nothing_is_told_before_it_is_decided_nor_twice_nor_by_who_may_not():
    made = course()
    waiting = candidate(made, person("Zoé"))
    mariam = inside(made, person())
    reachable(mariam.person, "mail", "mariam@example.org")

    with pytest.raises(Refused, match="Rien n'est encore décidé"):
        told(waiting)
    with pytest.raises(Refused, match="rôle"):
        told(mariam, actor(Role.AUDITOR, name="Zora"))
    told(mariam)
    with pytest.raises(Refused, match="connaît déjà"):
        told(mariam)
    assert Message.objects.count() == 1


def test_the_button_says_which_way_it_went():
    mariam = inside(course(), person())
    reachable(mariam.person, "mail", "mariam@example.org")
    client = browser(colleague(Role.COUNSELLOR, name="Zora"))
    page = reverse("courses:candidate", args=[mariam.pk])
    assert "Annoncer par son moyen" in client.get(page).content.decode()

    assert client.submit(reverse("courses:tell", args=[mariam.pk])).url == page

    shown = client.get(page).content.decode()
    assert "Un mail part, dans sa langue" in shown
    assert "Annoncer par son moyen" not in shown
