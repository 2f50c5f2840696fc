"""A taken port is not a failure: the next free one is."""

import queue
import socket

import pytest

from levier.config.command.ports import free_port, when_listening

HERE = "127.0.0.1"


@pytest.fixture
def listener():
    with socket.create_server((HERE, 0)) as server:
        yield server


def test_a_free_port_is_taken_as_wanted():
    port = free_port(HERE, 0)

    assert free_port(HERE, port) == port


def test_a_taken_port_gives_a_later_one(listener):
    taken = listener.getsockname()[1]

    assert taken < free_port(HERE, taken) < taken + 100


def test_an_address_of_another_machine_is_refused_with_a_sentence():
    with pytest.raises(SystemExit, match=r"Aucun port libre sur 192\.0\.2\.1"):
        free_port("192.0.2.1", 8000)


def test_the_moment_somebody_listens_is_told_once(listener):
    told: queue.Queue[str] = queue.Queue()

    when_listening(HERE, listener.getsockname()[1], lambda: told.put("ouvert"))

    assert told.get(timeout=10) == "ouvert"
    assert told.empty()
