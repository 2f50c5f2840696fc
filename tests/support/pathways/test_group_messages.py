"""One message to several people: a mail each where it is safe, a colleague's voice else; nobody sees the others."""

import pytest
import time_machine
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.enums import State
from levier.foundation.outbox.models import Message
from levier.register.agenda.actions import finish_todo
from levier.register.agenda.models import Todo
from levier.register.people.enums import Channel, ContactKind, Reading
from levier.register.people.leaving import erase_person
from levier.register.people.merging import bring_together, merge_people
from levier.register.people.models import ContactPoint, LanguageSkill
from levier.support.pathways.actions import take_back_message, write_to_all
from levier.support.pathways.enums import Reached
from levier.support.pathways.models import GroupMessage, GroupMessageTo
from levier.support.pathways.reaching_all import reach_all
from levier.support.pathways.rules import may_take_back
from tests.cast import actor, browser, colleague, organisation, person
from tests.guards import exactly
from tests.support.pathways.cast import NOW, TODAY, accompanied

pytestmark = pytest.mark.django_db
WORDS = {"subject": "Portes ouvertes", "text": "Bonjour,\nVenez jeudi à 14 h.", "language": "fr"}


@pytest.fixture
def nadia():
    return colleague()


@pytest.fixture
def me(nadia):
    Organisation.objects.update(phone="+3225381122")
    return actor_for(nadia, organisation())


def reachable(somebody, *, mail="", phone="", is_safe=True):
    for kind, value in ((ContactKind.MAIL, mail), (ContactKind.PHONE, phone)):
        if value:
            ContactPoint.objects.create(
                organisation=organisation(), person=somebody, kind=kind, value=value, key=value, is_safe=is_safe
            )
    return somebody


def reads(somebody, level, language="fr"):
    LanguageSkill.objects.create(organisation=organisation(), person=somebody, language=language, reads=level)
    return somebody


def written(by, *people):
    return write_to_all(by=by, pathways=[accompanied(by, one) for one in people], at=NOW, **WORDS)


def ways(message):
    return {str(one.person.first_name): (one.way, one.reason) for one in message.recipients.all()}


def address_of(held, **more):
    keys = [("choix", one.pk) for one in held]
    return f"{reverse('pathways:write_to')}?{'&'.join(f'{name}={value}' for name, value in [*keys, *more.items()])}"


@pytest.mark.parametrize(
    ("points", "skills", "channel", "way", "reason"),
    [
        ({"mail": "m@example.org"}, "", "", Reached.MAIL, ""),
        ({"mail": "m@example.org", "phone": "+32470"}, "", "", Reached.MAIL, ""),
        ({"mail": "m@example.org", "phone": "+32470"}, "", Channel.CALL, Reached.CALL, "préfère le téléphone"),
        ({"mail": "m@example.org", "phone": "+32470"}, "", Channel.SMS, Reached.CALL, "préfère le téléphone"),
        ({"mail": "m@example.org"}, "", Channel.LETTER, Reached.LETTER, "demande des lettres"),
        ({"mail": "m@example.org", "phone": "+32470"}, Reading.NONE, "", Reached.CALL, "de vive voix"),
        ({"mail": "m@example.org", "phone": "+32470"}, Reading.WORDS, "", Reached.CALL, "de vive voix"),
        ({"mail": "m@example.org"}, Reading.NONE, "", Reached.NOT, "aucun téléphone"),
        ({"mail": "m@example.org"}, Reading.B1, "", Reached.MAIL, ""),
        ({"phone": "+32470"}, "", "", Reached.CALL, "Aucune adresse mail"),
        ({"mail": "m@example.org", "is_safe": False}, "", "", Reached.NOT, "n'est pas sûr"),
        ({}, "", "", Reached.NOT, "de la main à la main"),
    ],
)
def test_the_way_to_somebody_is_the_safe_one_that_they_can_use(points, skills, channel, way, reason):
    mariam = reachable(person(channel=channel), **points)
    if skills:
        reads(mariam, skills)

    [found] = reach_all([mariam], on=TODAY)

    assert (found.way, reason in found.reason, bool(found.reason)) == (way, True, bool(reason))


@pytest.mark.parametrize("count", [1, 3])
def test_ways_to_people_are_asked_in_two_questions_however_many(count):
    people = [reachable(person(f"Mariam {n}"), mail=f"m{n}@example.org") for n in range(count)]

    with exactly(2):
        reach_all(people, on=TODAY)


def test_each_gets_a_mail_of_their_own_signed_by_who_writes(me):
    mariam, luc = (reachable(person(name), mail=f"{name}@example.org") for name in ("mariam", "luc"))

    written(me, mariam, luc)

    sent = list(Message.objects.order_by("pk").values_list("address", "subject", "body", "language"))
    body = "Bonjour,\nVenez jeudi à 14 h.\n\nNadia\nMission Locale saint-gilles\n+3225381122"
    assert sent == [(f"{name}@example.org", "Portes ouvertes", body, "fr") for name in ("mariam", "luc")]


def test_who_has_no_mail_becomes_a_task_that_names_nobody(me):
    luc = reachable(person("Luc"), phone="+32470123456")

    message = written(me, luc)

    [row], [todo] = message.recipients.all(), Todo.objects.all()
    assert (todo.title, todo.owner_id, todo.due_on) == (
        "Transmettre un message par téléphone\u202f: Portes ouvertes",
        me.user_id,
        TODAY,
    )
    assert todo.link == f"{reverse('pathways:group_message', args=[message.pk])}#pour-{row.pk}"
    assert Message.objects.count() == 0


def test_who_is_left_out_is_kept_with_the_reason_and_nothing_is_said_to_be_sent(me):
    mariam = reachable(person("Mariam"), mail="m@example.org")
    ines = reachable(person("Ines"), mail="i@example.org", is_safe=False)

    message = written(me, mariam, ines)

    assert {name: way for name, (way, _why) in ways(message).items()} == {"Mariam": "mail", "Ines": "not"}
    assert (Message.objects.count(), Todo.objects.count()) == (1, 0)
    assert Line.objects.filter(verb="group_message.sent").count() == 1


def test_a_couple_with_one_mailbox_gets_one_mail(me):
    mariam = reachable(person("Mariam"), mail="Famille@example.org")
    luc = reachable(person("Luc"), mail="famille@example.org")

    message = written(me, mariam, luc)

    assert [way for way, _why in ways(message).values()] == ["mail", "mail"]
    assert list(Message.objects.values_list("address", flat=True)) == ["Famille@example.org"]


def test_a_message_that_reaches_nobody_is_refused(me):
    with pytest.raises(Refused, match="n'atteindrait personne"):
        written(me, person("Luc"))

    assert GroupMessage.objects.count() == 0


def test_people_of_another_house_are_not_written_to(me):
    theirs = organisation("ailleurs")
    eva = actor(name="Eva", at=theirs)
    other = person("Zoé", at=theirs)
    ContactPoint.objects.create(
        organisation=theirs, person=other, kind="mail", value="z@example.org", key="z@example.org"
    )
    held = accompanied(eva, other)

    with pytest.raises(Refused):
        write_to_all(by=me, pathways=[held], at=NOW, **WORDS)

    assert Message.objects.count() == 0


@time_machine.travel(NOW)
def test_what_is_shown_before_it_leaves_is_what_leaves(nadia, me):
    mariam = reachable(person("Mariam", language="tr"), mail="m@example.org")
    luc, ines = reachable(person("Luc"), phone="+32470123456"), person("Ines")
    held = [accompanied(me, one, referent=nadia) for one in (mariam, luc, ines)]
    client, page = browser(nadia), address_of(held, liste="pathways:mine")

    shown = client.submit(page, WORDS)

    assert (shown.status_code, GroupMessage.objects.count()) == (200, 0)
    who = [[(one.first_name, note) for one, note in shown.context[name]] for name in ("mails", "calls", "left")]
    assert who == [
        [("Mariam", "sa langue\u202f: Türkçe")],
        [("Luc", "Aucune adresse mail où écrire.")],
        [("Ines", "Aucun numéro, aucune adresse mail qui convienne\u202f: donnez le message de la main à la main.")],
    ]
    assert shown.context["written"].startswith("Bonjour,\nVenez jeudi à 14 h.\n\nNadia\n")
    assert "m@example.org" not in shown.content.decode()

    led = client.submit(page, WORDS | {"envoyer": "1"}, follow=True)

    [message] = Message.objects.all()
    assert message.body == shown.context["written"]
    assert [str(one) for one in led.context["messages"]] == [
        "Le message est écrit. 1 personne le reçoit par mail. 1 tâche s'ajoute à votre bureau."
        " 1 personne est laissée de côté."
    ]


def test_a_message_is_put_right_before_it_leaves(nadia, me):
    mariam = reachable(person("Mariam"), mail="m@example.org")
    page = address_of([accompanied(me, mariam)])

    back = browser(nadia).submit(page, WORDS | {"corriger": "1"})

    assert (back.status_code, back.context["form"]["text"].value()) == (200, WORDS["text"])
    assert GroupMessage.objects.count() == 0


def test_a_message_without_words_is_not_shown_nor_sent(nadia, me):
    page = address_of([accompanied(me, reachable(person(), mail="m@example.org"))])
    client = browser(nadia)

    answers = [
        client.submit(page, {"subject": "x", "text": "", "language": "fr", **more}) for more in ({}, {"envoyer": "1"})
    ]

    assert [one.status_code for one in answers] == [422, 422]
    assert GroupMessage.objects.count() == 0


def test_all_that_the_filters_of_one_s_own_list_keep_are_written_to_and_no_others(nadia, me):
    mine = reachable(person("Mariam"), mail="m@example.org")
    theirs = reachable(person("Luc"), mail="l@example.org")
    accompanied(me, mine, referent=nadia)
    accompanied(me, theirs, referent=colleague(name="Ali"))

    browser(nadia).submit(f"{reverse('pathways:write_to')}?liste=pathways:mine&tout=1", WORDS | {"envoyer": "1"})

    assert list(GroupMessageTo.objects.values_list("person__first_name", flat=True)) == ["Mariam"]


def test_what_was_written_to_somebody_goes_with_them_and_stays_for_the_others(me):
    lead = actor(Role.DIRECTION, name="Claire")
    mariam, luc = (reachable(person(name), mail=f"{name}@example.org") for name in ("mariam", "luc"))
    written(me, mariam, luc)

    erase_person(by=lead, person=mariam, reason="asked", at=NOW)

    assert list(GroupMessageTo.objects.values_list("person", flat=True)) == [luc.pk]
    assert list(Message.objects.values_list("address", flat=True)) == ["luc@example.org"]


def test_a_file_and_its_double_were_written_to_once(me):
    lead = actor(Role.DIRECTION, name="Claire")
    mariam, twin = (reachable(person(name), mail=f"{name}@example.org") for name in ("mariam", "mariama"))
    written(me, mariam, twin)

    merge_people(by=lead, pair=bring_together(by=lead, one=mariam, other=twin, at=NOW), at=NOW)

    assert GroupMessageTo.objects.count() == 1


@time_machine.travel(NOW)
def test_the_page_of_a_message_shows_the_number_to_call_and_leaves_its_reading(nadia, me):
    luc = reachable(person("Luc"), phone="+32470123456")
    message = written(me, luc)

    page = browser(nadia).get(reverse("pathways:group_message", args=[message.pk]))

    assert [(str(one.person), phone) for one, phone in page.context["calls"]] == [("Luc Diallo", "+32470123456")]
    assert Line.objects.filter(verb="group_message.read").count() == 1


def left(address):
    Message.objects.filter(address=address).update(state=State.SENT)


def test_taken_back_what_waits_does_not_leave_and_what_has_left_is_said(nadia, me):
    mariam, luc = (reachable(person(name), mail=f"{name}@example.org") for name in ("mariam", "luc"))
    ines = reachable(person("ines"), phone="+32470")
    message = written(me, mariam, luc, ines)
    left("luc@example.org")
    page = reverse("pathways:group_message", args=[message.pk])

    shown = browser(nadia).get(page)
    answer = browser(nadia).submit(reverse("pathways:take_back_message", args=[message.pk]), {}, follow=True)

    assert (shown.context["may_take_back"], shown.context["waiting"]) == (True, 1)
    assert [str(one) for one in answer.context["messages"]] == [
        "L'envoi est annulé\u202f: 2 personnes ne le recevront pas. Pour 1 personne, il était déjà parti."
    ]
    assert ways(message) == {
        "mariam": (Reached.NOT, "Annulé avant l'envoi."),
        "luc": (Reached.MAIL, ""),
        "ines": (Reached.NOT, "Annulé avant l'envoi."),
    }
    states = dict(Message.objects.values_list("address", "state"))
    assert states == {"mariam@example.org": State.GIVEN_UP, "luc@example.org": State.SENT}
    assert (Todo.objects.count(), answer.context["may_take_back"]) == (0, False)
    assert Line.objects.get(verb="group_message.taken_back").object == f"pathways.groupmessage:{message.pk}"


def test_two_people_with_one_mailbox_are_stopped_together(me):
    mariam, luc = (reachable(person(name), mail="famille@example.org") for name in ("mariam", "luc"))
    message = written(me, mariam, luc)

    assert take_back_message(by=me, message=message, at=NOW) == (2, 0)


def test_what_has_all_left_is_not_taken_back(nadia, me):
    mariam = reachable(person("mariam"), mail="mariam@example.org")
    message = written(me, mariam)
    left("mariam@example.org")

    with pytest.raises(Refused):
        take_back_message(by=me, message=message, at=NOW)
    answer = browser(nadia).submit(reverse("pathways:take_back_message", args=[message.pk]), {})

    assert answer.status_code == 422
    assert "Tout est déjà parti" in answer.text
    assert ways(message) == {"mariam": (Reached.MAIL, "")}


def test_a_task_that_is_done_was_passed_on(me):
    luc, ines = (reachable(person(name), phone="+32470") for name in ("luc", "ines"))
    message = written(me, luc, ines)
    finish_todo(by=me, todo=Todo.objects.earliest("pk"), at=NOW)

    assert take_back_message(by=me, message=message, at=NOW) == (1, 1)


def test_a_colleague_does_not_take_back_what_somebody_else_wrote(me):
    message = written(me, reachable(person("mariam"), mail="mariam@example.org"))
    ali = actor(Role.DIRECTION, name="Ali")

    with pytest.raises(Refused):
        take_back_message(by=ali, message=message, at=NOW)

    assert (bool(may_take_back(me, message)), bool(may_take_back(ali, message))) == (True, False)
    assert Message.objects.get().state == State.WAITING


def test_messages_are_listed_with_whom_they_reached(nadia, me):
    written(
        me, reachable(person("Mariam"), mail="m@example.org"), reachable(person("Luc"), phone="+32470"), person("Ines")
    )

    page = browser(nadia).get(reverse("pathways:group_messages"))

    assert [[cell["value"] for cell in cells][2:] for _pk, cells in page.context["rows"]] == [["Nadia", 1, 1, 1]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_messages_asks_as_often_for_one_as_for_three(nadia, me, count):
    for number in range(count):
        written(me, reachable(person(f"Mariam {number}"), mail=f"m{number}@example.org"))
    client = browser(nadia)
    client.get(reverse("pathways:group_messages"))

    with exactly(6):
        client.get(reverse("pathways:group_messages"))


def test_one_hands_one_s_own_people_over_from_one_s_own_list(nadia, me):
    held = accompanied(me, person("Mariam"), referent=nadia)
    ali = colleague(name="Ali")
    page = f"{reverse('pathways:hand_over')}?liste=pathways:mine&tout=1"

    answer = browser(nadia).submit(page, {"to": ali.pk, "on": "15/06/2026", "reason": "départ"})

    assert answer["Location"] == reverse("pathways:mine")
    assert held.referents.get(ended_on=None).user == ali
