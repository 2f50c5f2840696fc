"""What is written to the person about an appointment, in their language; a discreet message says nothing of us."""

import csv
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from django.utils import translation

from levier.foundation.kit import formats
from levier.support.appointments.enums import Place
from levier.support.appointments.models import Appointment, SoonerOffer


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it will be read, in `language`."""

    language: str
    subject: str
    body: str


def reminder_of(appointment: Appointment, *, phone: str) -> Written:
    """The reminder of an appointment that has a time."""
    return _agreed(appointment, phone, "subject", "discreet" if appointment.says_nothing_of_us else "plain")


def moved_of(appointment: Appointment, *, phone: str) -> Written:
    """The message that says that an appointment is at another time or place now."""
    return _agreed(appointment, phone, "moved_subject", "moved_discreet" if appointment.says_nothing_of_us else "moved")


def _agreed(appointment: Appointment, phone: str, subject: str, body: str) -> Written:
    person, starts = appointment.person, appointment.agreed.starts_at
    language = person.language if person.language in _texts() else "fr"
    text = _texts()[language]
    day, hour = _said(starts, language)
    place = appointment.agreed.place if appointment.kind == Place.OFFICE else ""
    values = {
        "name": person.first_name or person.last_name,
        "day": day,
        "hour": hour,
        "worker": str(appointment.worker),
        "place": f" {text['place'].format(place=place)}" if place else "",
        "phone": phone,
    }
    return Written(language, text[subject], text[body].format(**values))


def invitation_of(appointment: Appointment, *, phone: str, url: str) -> Written:
    """The message that brings the link by which somebody chooses a time. It says nothing of us."""
    person, until = appointment.person, appointment.expires_on
    language = person.language if person.language in _texts() else "fr"
    text = _texts()[language]
    with translation.override(language):
        day = formats.day(until, style="near")
    values = {"name": person.first_name or person.last_name, "day": day, "url": f"\n\n{url}\n\n", "phone": phone}
    return Written(language, text["inviting"], text["invitation"].format(**values))


def offer_of(offer: SoonerOffer, *, phone: str, url: str) -> Written:
    """The message that offers an earlier moment, and the link by which one answers. It says nothing of us."""
    person = offer.appointment.person
    language = person.language if person.language in _texts() else "fr"
    text = _texts()[language]
    values = {"name": person.first_name or person.last_name, "url": f"\n\n{url}\n\n", "phone": phone}
    day, hour = _said(offer.starts_at, language)
    until = ", ".join(_said(offer.until, language))
    return Written(language, text["sooner_subject"], text["sooner"].format(day=day, hour=hour, until=until, **values))


def _said(moment: datetime, language: str) -> tuple[str, str]:
    """A day and an hour, in words."""
    with translation.override(language):
        return formats.day(moment, style="near"), formats.clock(moment)


@cache
def _texts() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("data", "appointments.csv").read_text(encoding="utf-8")
    return {line["language"]: line for line in csv.DictReader(text.splitlines())}
