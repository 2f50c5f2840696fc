"""The doctor says when mails do not leave, and what to do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from levier.config.command.doctor_run import _mail_server, _post
from levier.foundation.outbox.enums import Failure, State
from levier.foundation.outbox.models import Message
from tests.cast import organisation
from tests.foundation.outbox.cast import written
from tests.foundation.outbox.mail_server import MailServer

pytestmark = pytest.mark.django_db


def said():
    return [(one.mark, one.what, one.mend) for one in (*_mail_server(), *_post())]


def test_a_post_that_works_is_not_spoken_of():
    written()
    Message.objects.update(state=State.SENT)

    assert said() == []


def test_messages_that_nobody_sends_are_told_with_the_command():
    written()
    written("aziz@example.org", at=organisation("ailleurs"))
    Message.objects.update(next_try_at=timezone.now() - timedelta(hours=2))

    assert said() == [
        (
            "MANQUE",
            "2 message(s) à envoyer attendent depuis plus d'une heure : le travail de fond ne tourne pas.",
            "levier serve (sans --no-worker), ou levier worker à part",
        )
    ]


def test_messages_that_fail_are_told_with_the_page_that_says_why():
    written()
    written("aziz@example.org")
    later, now = timezone.now() + timedelta(hours=1), timezone.now()
    Message.objects.update(state=State.FAILED, failure=Failure.SLOW, next_try_at=later, made_at=now)
    Message.objects.filter(address="aziz@example.org").update(state=State.GIVEN_UP, next_try_at=None)

    assert said() == [
        (
            "ATTENTION",
            "1 message(s) en échec, 1 abandonné(s) depuis sept jours.",
            "Ouvrez la page « Envois » : chaque message y dit pourquoi.",
        )
    ]


def test_mails_that_only_go_into_a_folder_are_told_outside_the_demonstration(settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.filebased.EmailBackend"}}
    in_demonstration = said()
    settings.DEMONSTRATION = False

    assert in_demonstration == []
    assert said() == [
        (
            "ATTENTION",
            f"Les mails ne partent pas : ils s'écrivent dans {settings.HOME / 'mail'}.",
            "Donnez LEVIER_MAIL_HOST et LEVIER_MAIL_FROM, par exemple dans levier.conf.",
        )
    ]


def test_a_mail_server_is_no_folder(settings):
    settings.DEMONSTRATION = False
    with MailServer() as server:
        settings.MAILERS = server.mailers

    assert said() == []
