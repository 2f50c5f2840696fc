"""The message that offers a place to somebody who waits, in their language, and the link by which they answer."""

import csv
from datetime import timedelta
from functools import cache
from importlib.resources import files

from django.utils import translation

from levier.activity.activities.models import WaitingEntry
from levier.activity.activities.telling import Written
from levier.foundation.kit import formats

PURPOSE = "seat"
SHOWN_AFTER = timedelta(days=30)
"""How long the link still says what became of the place."""


def offer_of(entry: WaitingEntry, *, phone: str, url: str) -> Written:
    """In one of the eight languages, in French for any other. A discreet one names neither us nor what."""
    person = entry.person
    language = person.language if person.language in _texts() else "fr"
    text = _texts()[language]
    with translation.override(language):
        until = formats.moment(entry.offered_until, style="near")
    body = text["discreet" if person.is_written_discreetly else "offer"]
    values = {"name": person.first_name or person.last_name, "title": entry.activity.title, "until": until}
    return Written(language, text["subject"], body.format(url=f"\n\n{url}\n\n", phone=formats.phone(phone), **values))


@cache
def _texts() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("data", "seats.csv").read_text(encoding="utf-8")
    return {line["language"]: line for line in csv.DictReader(text.splitlines())}
