"""The words by which a decision is announced, in one of the eight languages."""

import csv
from functools import cache
from importlib.resources import files

from levier.activity.courses.enums import Choice, Why
from levier.activity.courses.models import Candidate
from levier.foundation.kit import formats

_COLUMNS = {Why.LANGUAGE: "language_level"}
"""Columns of `decisions.csv` that are not named like their reason; "other" has none, its words are the team's."""


def texts_in(language: str) -> dict[str, str]:
    """The texts in a language, in French for any other; `language` says which."""
    return _texts().get(language) or _texts()["fr"]


def values_of(candidate: Candidate, phone: str) -> dict[str, str]:
    """What the texts are filled with."""
    person = candidate.person
    name = person.first_name or person.last_name
    return {"title": str(candidate.course), "name": name, "phone": formats.phone(phone)}


def reason_of(candidate: Candidate, text: dict[str, str]) -> str:
    """Why, in words that one can say to the person; "" for a reason that the team wrote for itself."""
    return text.get(_COLUMNS.get(Why(candidate.why), candidate.why), "") if candidate.why else ""


def message_of(candidate: Candidate, *, phone: str, is_short: bool) -> tuple[str, str, str]:
    """(language, subject, body) of a mail, or of an SMS that `is_short`. A discreet one names neither us nor what."""
    text = texts_in(candidate.person.language)
    values = values_of(candidate, phone)
    if candidate.person.is_written_discreetly:
        return text["language"], text["discreet_subject"].format(**values), text["discreet"].format(**values)
    said = [text["hello"], text[candidate.decision]]
    if not is_short:
        said += [reason_of(candidate, text)]
        if candidate.decision == Choice.ACCEPTED:
            said.append(candidate.course.next_step.replace("{", "{{").replace("}", "}}"))
    said.append(text["call"])
    joined = (" " if is_short else "\n\n").join(part.format(**values) for part in said if part)
    return text["language"], text["title"].format(**values), joined


@cache
def _texts() -> dict[str, dict[str, str]]:
    text = files("levier.activity.courses").joinpath("data/decisions.csv").read_text(encoding="utf-8")
    return {line["language"]: line for line in csv.DictReader(text.splitlines())}
