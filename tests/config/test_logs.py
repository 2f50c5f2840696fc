"""One line of JSON an event, and nobody's name, address or number in it."""

import io
import json
import logging
import sys

import pytest

from levier.config.logs import JsonFormatter, hidden
from tests.cast import browser, colleague, person


@pytest.fixture
def written_lines():
    """What the house writes into its log meanwhile."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def line(message, *arguments, **extra):
    record = logging.LogRecord(
        "levier.test", logging.WARNING, __file__, 1, message, arguments, extra.pop("error", None)
    )
    for name, value in extra.items():
        setattr(record, name, value)
    return JsonFormatter().format(record)


def test_an_event_is_one_line_with_its_moment_and_its_place():
    read = json.loads(line("message not sent", about="outbox.message:12", why="refused"))

    assert list(read) == ["at", "level", "logger", "event", "about", "why"]
    assert (read["event"], read["about"], read["why"]) == ("message not sent", "outbox.message:12", "refused")


def test_values_of_a_message_are_not_kept():
    written = line("no file for %s, born %s", "Mariam Diallo", "04/05/1990")

    assert json.loads(written)["event"] == "no file for %s, born %s"


def test_an_error_gives_its_class_and_its_place_and_not_its_values():
    try:
        raise ValueError("Mariam Diallo, 85.05.04-123.45")
    except ValueError:
        written = line("work failed", error=sys.exc_info())

    read = json.loads(written)
    assert read["error"] == "ValueError"
    assert read["place"].startswith("test_logs.py:")
    assert "Mariam" not in written
    assert "85.05.04" not in written


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("mail of mariam.diallo@example.org refused", "mail of *** refused"),
        ("call +32 470 12 34 56 back", "call *** back"),
        ("number 85.05.04-123.45", "number ***"),
        ("0470/12.34.56", "***"),
        ("Task id=12 took 350 ms on 2 cores", "Task id=12 took 350 ms on 2 cores"),
    ],
)
def test_what_looks_like_an_address_or_a_number_of_somebody_is_hidden(text, kept):
    assert hidden(text) == kept


@pytest.mark.parametrize("text", ["first\r\nsecond", "first\u2028second\x00"])
def test_no_text_makes_a_second_line(text):
    written = line(text)

    assert len(written.splitlines()) == 1 or "\u2028" in written
    assert json.loads(written)["event"] == text


@pytest.mark.django_db
def test_a_page_that_fails_is_told_by_its_name_and_nothing_of_the_person(monkeypatch, written_lines):
    mariam = person("Mariam", "Diallo")
    client = browser(colleague())
    client.raise_request_exception = False

    def fall(*_, **__):
        raise ValueError("Mariam Diallo, +32 470 12 34 56")

    monkeypatch.setattr("levier.register.people.file_views.render", fall)
    client.get(f"/personnes/{mariam.pk}/")

    said = [json.loads(one) for one in written_lines.getvalue().splitlines()]
    [failure] = [one for one in said if one.get("error")]
    assert (failure["page"], failure["error"], failure["status_code"]) == ("people:person", "ValueError", 500)
    assert "Mariam" not in json.dumps(said)
    assert "470" not in json.dumps(said)
