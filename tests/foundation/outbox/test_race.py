"""Several senders at once: each mail leaves once. Without the claim the same race doubles, or it proves nothing."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from levier.foundation.accounts.tenancy import working_for
from levier.foundation.outbox import sending
from levier.foundation.outbox.enums import State
from levier.foundation.outbox.models import Message
from levier.foundation.outbox.sending import due_messages, send_due
from tests.cast import organisation
from tests.foundation.outbox.cast import written
from tests.foundation.outbox.mail_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True)
SENDERS = 6
LETTERS = 30


def race(house, server, settings):
    """All senders at once, until nothing is due; what the mail server kept, and the states of the messages."""
    settings.MAILERS = server.mailers
    together = threading.Barrier(SENDERS)

    def sender(_number):
        try:
            together.wait(timeout=60)
            while send_due(house.pk, clock=timezone.now):
                pass
        finally:
            connections.close_all()

    def look():
        try:
            with working_for(house.pk):
                return sorted(Message.objects.values_list("state", flat=True).distinct().order_by("state"))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(sender, range(SENDERS)))
        return server.addresses, pool.submit(look).result()


def test_senders_at_once_send_each_mail_once(shared_database, settings):
    house = organisation()
    addresses = sorted(written(f"personne{number:02d}@example.org").address for number in range(LETTERS))
    shared_database()

    with MailServer() as server:
        sent, states = race(house, server, settings)

    assert (sent, states) == (addresses, [State.SENT])


def test_without_the_claim_the_same_race_doubles(shared_database, settings, monkeypatch):
    """The control: the messages are read and marked in two steps, as if nobody else were there."""
    house = organisation()
    for number in range(LETTERS):
        written(f"personne{number:02d}@example.org")
    shared_database()
    read_together = threading.Barrier(SENDERS)
    first = threading.local()

    def unclaimed(organisation_id, at):
        with working_for(organisation_id):
            message = due_messages(organisation_id, at).first()
        if not getattr(first, "met", False):
            first.met = True
            read_together.wait(timeout=60)
        if message is not None:
            with working_for(organisation_id, atomic=True):
                message.state, message.claimed_until = State.SENDING, at + sending.CLAIM
                message.save(update_fields=["state", "claimed_until"])
        return message

    monkeypatch.setattr(sending, "claim_next", unclaimed)

    with MailServer() as server:
        sent, _states = race(house, server, settings)

    assert len(sent) > LETTERS
