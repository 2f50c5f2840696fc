"""What is written to the person about a deadline, in their language: discreet unless they said it may be plain."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils import translation

from levier.foundation.kit import formats
from levier.support.rights.models import Deadline

"""Languages in which the names of kinds are known; in the others the name stands in French."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A message as it will be read, in `language`."""

    language: str
    subject: str
    body: str


def reminder_of(deadline: Deadline, *, phone: str, is_discreet: bool) -> Reminder:
    """The message about a deadline. A discreet one says neither the service nor what it is about."""
    language = deadline.person.language if deadline.person.language in _texts() else "fr"
    text = _texts()[language]
    with translation.override(formats.spoken(language)):
        what = str(deadline.rule.kind)
        named = formats.day(deadline.due_on)
    values = {
        "name": deadline.person.first_name or deadline.person.last_name,
        "day": named if language in formats.SPOKEN else deadline.due_on.strftime("%d/%m/%Y"),
        "what": what,
        "phone": phone,
    }
    template = text["discreet" if is_discreet else "plain"]
    return Reminder(language, text["subject"], template.format(**values))


@cache
def _texts() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("data", "reminders.csv").read_text(encoding="utf-8")
    return {line["language"]: line for line in csv.DictReader(text.splitlines())}
