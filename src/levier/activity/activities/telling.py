"""Who is reminded of a session, or told that it is cancelled or moved; how, and with which words in their language."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils import translation

from levier.activity.activities.attendance import expected
from levier.activity.activities.enums import NoticeKind
from levier.activity.activities.models import Session
from levier.foundation.kit import formats
from levier.register.people.models import Person
from levier.support.pathways.reaching_all import Reach, reach_all


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it will be read, in `language`."""

    language: str
    subject: str
    body: str


def to_tell(session: Session) -> list[Reach]:
    """Everybody expected that day, by name, with the way to them. Three queries however many."""
    rows = expected(session).select_related("person").order_by("person__last_name", "person__first_name", "person_id")
    return reach_all([one.person for one in rows], on=session.on, may_text=True)


def message_of(
    session: Session, kind: str, *, language: str, is_discreet: bool, phone: str, name: str = "", url: str = ""
) -> Written:
    """The message in one of the eight languages, in French for any other. A discreet one names neither us nor what.

    A reminder says the `name` of who is awaited, and leads to the `url` where they answer.
    """
    language = language if language in _texts() else "fr"
    text = _texts()[language]
    with translation.override(language):
        day, hour = formats.day(session.on, style="near"), ""
        if session.starts_at:
            hour = formats.clock(session.starts_at)
    values = {"title": session.activity.title, "day": day, "hour": hour, "phone": formats.phone(phone), "name": name}
    values["place"] = text["where"].format(place=session.place) if session.place and not is_discreet else ""
    body = " ".join(text[f"{kind}_discreet" if is_discreet else kind].format(**values).split())
    subject = text["reminder_subject" if kind == NoticeKind.REMINDER else "subject"]
    return Written(language, subject, f"{body}\n\n{text['answer']}\n{url}\n" if url else body)


def samples(session: Session, kind: str, people: Iterable[Person], *, phone: str) -> list[Written]:
    """One message for each way of writing it to these people: what who sends it reads before."""
    wanted = {(one.language, one.is_written_discreetly): None for one in people}
    found = [message_of(session, kind, language=code, is_discreet=is_so, phone=phone) for code, is_so in wanted]
    return list(dict.fromkeys(found))


@cache
def _texts() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("data", "notices.csv").read_text(encoding="utf-8")
    return {line["language"]: line for line in csv.DictReader(text.splitlines())}
