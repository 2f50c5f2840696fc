"""A mail leaves once; what fails rests longer and longer, and one bad address stops nobody."""

from datetime import timedelta

import pytest
from django.core import mail

from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.enums import Failure, State
from levier.foundation.outbox.models import Message
from levier.foundation.outbox.sending import CLAIM, RESTS, claim_next, mark, send_due
from tests.cast import NOON, organisation
from tests.foundation.outbox.cast import MARIAM, written
from tests.foundation.outbox.mail_server import MailServer

pytestmark = pytest.mark.django_db


def send(at=NOON, house=None):
    return send_due((house or organisation()).pk, clock=lambda: at)


def fresh(message):
    message.refresh_from_db()
    return message


def test_a_mail_written_in_a_transaction_leaves_after_it():
    message = written()

    more = send(NOON + timedelta(seconds=1))

    assert (more, fresh(message).state, message.sent_at) == (False, State.SENT, NOON + timedelta(seconds=1))
    [letter] = mail.outbox
    assert (letter.to, letter.subject, letter.body) == ([MARIAM], "Votre rendez-vous", "Lundi à 14 h 30.")


def test_the_same_letter_is_written_and_sent_once():
    first, second = written(), written()

    send()
    send()

    assert (first, len(mail.outbox)) == (second, 1)


def test_each_house_sends_its_own():
    here, elsewhere = organisation(), organisation("ailleurs")
    mine, theirs = written(at=here), written("aziz@example.org", at=elsewhere)

    send(house=here)

    assert (fresh(mine).state, fresh(theirs).state) == (State.SENT, State.WAITING)


def test_nothing_leaves_before_its_time():
    message = written()

    send(NOON - timedelta(seconds=1))

    assert (fresh(message).state, mail.outbox) == (State.WAITING, [])


def test_a_mail_says_that_a_machine_wrote_it_and_in_which_language(settings):
    house = organisation()
    house.name = "Mission Locale (Saint-Gilles), « 1060 »"
    house.save()
    written(language="nl")

    with MailServer() as server:
        settings.MAILERS = server.mailers
        send()

    [letter] = server.kept
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "nl"
    assert letter["From"].addresses[0].display_name == house.name
    assert letter["Message-ID"].endswith("@localhost>")


def test_a_discreet_mail_leaves_without_our_name_from_the_same_address(settings):
    written(), written("ali@example.org", is_discreet=True)

    with MailServer() as server:
        settings.MAILERS = server.mailers
        send()

    plain, discreet = (letter["From"].addresses[0] for letter in server.kept)
    assert (plain.display_name, discreet.display_name) == (organisation().name, "")
    assert discreet.addr_spec == plain.addr_spec
    assert not any(organisation().name in str(value) for value in server.kept[1].values())


@pytest.mark.parametrize("subject", ["Bonjour\r\nBcc: vol@example.org", "Bonjour\nBcc: vol@example.org"])
def test_no_value_makes_a_header_of_its_own(subject, settings):
    written(subject=subject)

    with MailServer() as server:
        settings.MAILERS = server.mailers
        send()

    [letter] = server.kept
    assert letter["Subject"] == "Bonjour Bcc: vol@example.org"
    assert letter["Bcc"] is None


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{0.__class__}", "%(organisation)s", "{% load kit %}"])
def test_what_looks_like_a_template_leaves_as_it_is(text):
    written(subject=text, body=text)

    send()

    assert [(one.subject, one.body) for one in mail.outbox] == [(text, text)]


def test_a_secret_text_is_sealed_in_the_database_and_forgotten_once_sent():
    message = written(is_secret=True, body="https://levier.example.org/invitation/abc/")
    kept = message.body

    send()

    assert "invitation" not in kept
    assert mail.outbox[0].body == "https://levier.example.org/invitation/abc/"
    assert fresh(message).body == ""


def test_a_secret_text_is_forgotten_when_it_is_given_up(settings):
    message = written(is_secret=True)

    with MailServer(refused={MARIAM: 550}) as server:
        settings.MAILERS = server.mailers
        send()

    assert (fresh(message).state, message.body) == (State.GIVEN_UP, "")


def test_a_text_sealed_with_other_keys_is_given_up(settings):
    message = written(is_secret=True)
    settings.SECRET_KEY = "other-keys-after-a-move"

    send()

    assert (fresh(message).state, message.failure) == (State.GIVEN_UP, Failure.UNREADABLE)


def test_one_refused_address_among_fifty_stops_nobody(settings):
    addresses = [f"personne{number:02d}@example.org" for number in range(50)]
    for address in addresses:
        written(address)

    with MailServer(refused={"personne25@example.org": 550}) as server:
        settings.MAILERS = server.mailers
        send()

    refused = Message.objects.exclude(state=State.SENT).get()
    assert server.addresses == [one for one in addresses if one != "personne25@example.org"]
    assert (refused.address, refused.state, refused.failure) == (
        "personne25@example.org",
        State.GIVEN_UP,
        Failure.REFUSED,
    )
    assert server.conversations == 1


def test_one_address_that_is_none_among_three_stops_nobody():
    for address in ("mariam@example.org", "pas une adresse\r\nBcc: vol@example.org", "aziz@example.org"):
        written(address)

    send()

    assert sorted(letter.to[0] for letter in mail.outbox) == ["aziz@example.org", "mariam@example.org"]
    assert Message.objects.get(state=State.GIVEN_UP).failure == Failure.ADDRESS


def test_an_address_that_no_column_holds_is_refused():
    with pytest.raises(Refused):
        written("a" * 250 + "@example.org")

    assert not Message.objects.exists()


def test_a_full_box_is_tried_again(settings):
    message = written()

    with MailServer(refused={MARIAM: 452}) as server:
        settings.MAILERS = server.mailers
        send()

    assert (fresh(message).state, message.failure, message.attempts) == (State.FAILED, Failure.LATER, 1)
    assert message.next_try_at == NOON + RESTS[0]


@pytest.mark.parametrize(
    ("fault", "failure"), [({"data_code": 554}, Failure.CONTENT), ({"sender_code": 530}, Failure.SENDER)]
)
def test_what_the_server_says_no_to_is_told(fault, failure, settings):
    message = written()

    with MailServer(**fault) as server:
        settings.MAILERS = server.mailers
        send()

    assert (fresh(message).state, message.failure) == (State.FAILED, failure)


def test_when_the_server_is_down_everything_rests_and_nothing_is_lost(settings):
    messages = [written(f"personne{number}@example.org") for number in range(3)]
    with MailServer() as server:
        settings.MAILERS = server.mailers

    more = send()

    told = {(fresh(one).state, one.failure, one.attempts, one.next_try_at) for one in messages}
    assert (more, told) == (False, {(State.FAILED, Failure.UNREACHABLE, 1, NOON + RESTS[0])})


def test_a_server_that_does_not_answer_is_waited_for_once(settings):
    messages = [written(f"personne{number}@example.org") for number in range(3)]

    with MailServer(greets=False) as server:
        settings.MAILERS = server.mailers
        send()

    assert server.conversations == 1
    assert {(fresh(one).state, one.failure) for one in messages} == {(State.FAILED, Failure.SLOW)}


def test_mail_that_is_not_set_up_is_told(settings):
    message = written()
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {}}}

    send()

    assert (fresh(message).state, message.failure) == (State.FAILED, Failure.SETTINGS)


def test_an_address_of_the_house_that_is_none_is_told(settings):
    message = written()
    settings.DEFAULT_FROM_EMAIL = "Mission Locale"

    send()

    assert (fresh(message).state, message.failure) == (State.FAILED, Failure.SETTINGS)


def test_tries_grow_apart_and_end(settings):
    message = written()
    with MailServer() as server:
        settings.MAILERS = server.mailers
    at, rests = NOON, []

    while fresh(message).state != State.GIVEN_UP:
        send(at)
        fresh(message)
        if message.next_try_at:
            rests.append(message.next_try_at - at)
            send(message.next_try_at - timedelta(seconds=1))  # too early: nothing happens
            at = message.next_try_at

    assert rests == list(RESTS)
    assert (message.attempts, message.failure) == (len(RESTS) + 1, Failure.UNREACHABLE)


def test_when_the_server_is_back_what_waited_leaves(settings):
    message = written()
    with MailServer() as server:
        settings.MAILERS = server.mailers
    send()

    with MailServer() as server:
        settings.MAILERS = server.mailers
        send(NOON + RESTS[0])

    assert (fresh(message).state, message.failure, server.addresses) == (State.SENT, "", [MARIAM])


def test_a_message_that_is_claimed_is_nobody_elses():
    written()

    first, second = claim_next(organisation().pk, NOON), claim_next(organisation().pk, NOON)

    assert (first.address, second) == (MARIAM, None)


def test_a_claim_whose_sender_was_killed_expires():
    written()
    claim_next(organisation().pk, NOON)

    send(NOON + CLAIM - timedelta(seconds=1))
    before = len(mail.outbox)
    send(NOON + CLAIM)

    assert (before, len(mail.outbox)) == (0, 1)


def test_a_sender_that_comes_back_after_its_claim_marks_nothing():
    """Its claim expired and another sender took the message: what that one writes stands."""
    message = written()
    late = claim_next(organisation().pk, NOON)
    claim_next(organisation().pk, NOON + CLAIM)

    mark(late, {"state": State.GIVEN_UP})

    assert (fresh(message).state, message.claimed_until) == (State.SENDING, NOON + CLAIM * 2)


def test_a_job_takes_its_turn_and_leaves_the_rest_to_another():
    for number in range(3):
        written(f"personne{number}@example.org")
    moments = iter(NOON + timedelta(seconds=4 * step) for step in range(20))

    more = send_due(organisation().pk, clock=lambda: next(moments))

    assert (more, len(mail.outbox)) == (True, 1)


def test_no_log_line_names_anybody(settings, caplog):
    message = written("aziz.benali@example.org", subject="Aziz, votre rendez-vous")
    with MailServer(refused={"aziz.benali@example.org": 550}) as server:
        settings.MAILERS = server.mailers
        send()

    assert [(one.about, one.why) for one in caplog.records] == [(f"outbox.message:{message.pk}", "refused")]
    assert "aziz" not in caplog.text.lower()
