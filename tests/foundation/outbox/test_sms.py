"""A text message leaves by the gateway that the house has chosen; a mail that fails holds none back."""

import pytest
from django.core import mail

from levier.foundation.outbox.enums import Failure, State
from levier.foundation.outbox.letters import NotSent
from levier.foundation.outbox.sending import send_due
from tests.cast import NOON, organisation
from tests.foundation.outbox.cast import written
from tests.foundation.outbox.mail_server import MailServer

pytestmark = pytest.mark.django_db
MOBILE = "+32470123456"


def send():
    return send_due(organisation().pk, clock=lambda: NOON)


def text(**changed):
    return written(MOBILE, channel="sms", **changed)


def fresh(message):
    message.refresh_from_db()
    return message


class Refusing:
    """A gateway whose contract has ended."""

    def send(self, **words):
        raise ConnectionError("no contract")


class Choosy:
    def send(self, **words):
        raise NotSent(Failure.REFUSED)


def test_a_text_leaves_by_the_folder_of_the_house_once_and_no_mail_does(settings, tmp_path):
    settings.SMS_GATEWAY, settings.HOME = "file", tmp_path
    message = text()

    send()
    send()

    [file] = (tmp_path / "sms").iterdir()
    assert file.read_text() == f"{MOBILE}\n\nLundi à 14 h 30.\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert (fresh(message).state, message.attempts, mail.outbox) == (State.SENT, 1, [])


def test_the_console_shows_neither_the_number_nor_the_text(settings, capsys):
    settings.SMS_GATEWAY = "console"
    message = text()

    send()

    assert fresh(message).state == State.SENT
    assert capsys.readouterr().out.partition(" : ")[2] == "16 signes vers +324…\n"


@pytest.mark.parametrize(
    ("gateway", "failure", "state"),
    [
        ("", Failure.GATEWAY, State.FAILED),
        (f"{__name__}.Refusing", Failure.GATEWAY, State.FAILED),
        ("tests.nowhere.Gateway", Failure.GATEWAY, State.FAILED),
        (f"{__name__}.Choosy", Failure.REFUSED, State.GIVEN_UP),
    ],
)
def test_what_the_gateway_does_not_take_says_why(settings, gateway, failure, state):
    settings.SMS_GATEWAY = gateway
    message = text()

    send()

    assert (fresh(message).state, message.failure) == (state, failure)


def test_a_secret_text_is_opened_for_the_gateway_and_forgotten_once_it_has_left(settings, tmp_path):
    settings.SMS_GATEWAY, settings.HOME = "file", tmp_path
    message = text(is_secret=True)

    send()

    [file] = (tmp_path / "sms").iterdir()
    assert file.read_text().endswith("Lundi à 14 h 30.\n")
    assert fresh(message).body == ""


def test_a_mail_server_that_is_down_holds_back_the_mails_and_no_text(settings, tmp_path):
    settings.SMS_GATEWAY, settings.HOME = "file", tmp_path
    mails, sms = [written("a@example.org"), written("b@example.org")], text()
    with MailServer() as server:
        settings.MAILERS = server.mailers

    send()

    assert [(fresh(one).state, one.failure) for one in mails] == [(State.FAILED, Failure.UNREACHABLE)] * 2
    assert fresh(sms).state == State.SENT
