"""The background work from the outside: real processes, killed and stopped at the worst moments, a real mail server."""

import json
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.config.houses import with_tables
from tests.config.processes import ROOT, address, house, levier, poll
from tests.foundation.outbox.mail_server import MailServer

WRITE = """
from django.utils import timezone
from levier.foundation.outbox.models import Message
from tests.foundation.outbox.cast import written
for name in sys.argv[1:]:
    written(f"{name}@example.org")
Message.objects.update(next_try_at=timezone.now())
"""
AN_HOUR_LATER = """
from datetime import timedelta
from django.db.models import F
from levier.foundation.outbox.models import Message
Message.objects.exclude(claimed_until=None).update(claimed_until=F("claimed_until") - timedelta(hours=1))
"""
TELL = """
from django_tasks_db.models import DBTaskResult
from levier.foundation.outbox.models import Message
print(json.dumps([sorted(Message.objects.values_list("state", flat=True)),
                  sorted(set(DBTaskResult.objects.values_list("status", flat=True)))]))
"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    return with_tables(tmp_path_factory.mktemp("house"))


@pytest.fixture
def home(empty, tmp_path) -> Path:
    return shutil.copytree(empty, tmp_path / "house")


def inside(home, script, *words):
    """Run a script in this house; what it printed."""
    begin = "import json, sys, django; django.setup()\n"
    environment = house(home) | {"DJANGO_SETTINGS_MODULE": "levier.config.settings"}
    environment["PYTHONPATH"] += f":{ROOT}"
    command = [sys.executable, "-c", begin + script, *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def through(monkeypatch):
    """Let the processes of the house send by this mail server."""

    def lead_to(server):
        monkeypatch.setenv("LEVIER_MAIL_HOST", "127.0.0.1")
        monkeypatch.setenv("LEVIER_MAIL_PORT", str(server.port))

    return lead_to


def test_what_waits_leaves_and_the_work_ends(home, through):
    inside(home, WRITE, "mariam", "aziz")

    with MailServer() as server:
        through(server)
        with levier(home, "worker", "--batch") as process:
            status = process.wait(timeout=60)

    assert (status, server.addresses) == (0, ["aziz@example.org", "mariam@example.org"])
    assert json.loads(inside(home, TELL)) == [["sent", "sent"], ["SUCCESSFUL"]]


def test_the_site_sends_by_itself(home, through):
    with MailServer() as server:
        through(server)
        with levier(home, "serve", "--port", "0") as process:
            address(process)
            inside(home, WRITE, "mariam")
            arrived = poll(lambda: server.addresses == ["mariam@example.org"], 60)
            process.terminate()

    assert arrived


@pytest.mark.skipif(sys.platform == "win32", reason="sudden deaths are told by signals")
def test_killed_before_the_server_says_yes_the_mail_leaves_once(home, through):
    inside(home, WRITE, "mariam")
    with MailServer(greets=False) as silent:
        through(silent)
        process = levier(home, "worker", "--batch")
        assert poll(lambda: silent.conversations == 1, 60)
        process.kill()
        process.wait()
    process.stdout.close()
    between = json.loads(inside(home, TELL))
    inside(home, AN_HOUR_LATER)

    with MailServer() as server:
        through(server)
        with levier(home, "worker", "--batch") as process:
            process.wait(timeout=60)

    assert (between[0], "RUNNING" in between[1]) == (["sending"], True)
    assert server.addresses == ["mariam@example.org"]
    assert json.loads(inside(home, TELL)) == [["sent"], ["SUCCESSFUL"]]


@pytest.mark.skipif(sys.platform == "win32", reason="sudden deaths are told by signals")
def test_killed_between_the_yes_and_the_mark_the_copy_is_known_as_one(home, through):
    """Once as far as anybody can see: a second mail leaves, and a mailbox knows it by its Message-ID."""
    inside(home, WRITE, "mariam")
    running = []

    def kill_first():
        if len(server.kept) == 1:
            running[0].kill()
            running[0].wait()

    with MailServer(before_yes=kill_first) as server:
        through(server)
        running.append(levier(home, "worker", "--batch"))
        assert running[0].wait(timeout=60) == -signal.SIGKILL
        running[0].stdout.close()
        inside(home, AN_HOUR_LATER)
        with levier(home, "worker", "--batch") as process:
            process.wait(timeout=60)
        with levier(home, "worker", "--batch") as process:
            process.wait(timeout=60)

    assert len({letter["Message-ID"] for letter in server.kept}) == 1
    assert len(server.kept) == 2
    assert json.loads(inside(home, TELL)) == [["sent"], ["SUCCESSFUL"]]


@pytest.mark.skipif(sys.platform == "win32", reason="stopping is told by signals")
def test_told_to_stop_the_job_under_way_is_finished(home, through):
    inside(home, WRITE, "mariam")
    under_way, go_on = threading.Event(), threading.Event()

    def hold():
        under_way.set()
        go_on.wait(30)

    with MailServer(before_yes=hold) as server:
        through(server)
        process = levier(home, "worker")
        assert under_way.wait(60)
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)  # a service manager says it to the parent and to the child
        go_on.set()
        status = process.wait(timeout=20)
    process.stdout.close()

    states, statuses = json.loads(inside(home, TELL))
    assert (status, states) == (0, ["sent"])
    assert set(statuses) <= {"SUCCESSFUL", "READY"}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="stopping is told by signals")
def test_a_job_that_does_not_end_is_cut_short_within_ten_seconds(home, through):
    inside(home, WRITE, "mariam")

    with MailServer(greets=False) as server:
        through(server)
        process = levier(home, "worker")
        assert poll(lambda: server.conversations == 1, 60)
        told = time.monotonic()
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=20)
        seconds = time.monotonic() - told
    process.stdout.close()

    assert (status, seconds < 10) == (3, True)
