"""What is read to a person before they say yes or no, in eight languages; and the paper that they keep of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from levier.foundation.kit import formats
from levier.foundation.kit.paper import Beside, Block, Listing, Paper, Signs, Text, as_pdf
from levier.register.people.enums import DataKind
from levier.register.people.models import Mandate, Person

SIGNS = {
    DataKind.IDENTITY: "person",
    DataKind.CONTACT: "phone",
    DataKind.SKILLS: "paper",
    DataKind.PATHWAY: "steps",
    DataKind.PRESENCE: "clock",
    DataKind.SOCIAL: "home",
    DataKind.HEALTH: "heart",
}
RIGHT_TO_LEFT = frozenset({"ar"})


@dataclass(frozen=True, slots=True)
class Script:
    """Sentences to read aloud, before and after the kinds of data; `kinds` are (icon, words)."""

    language: str
    before: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    after: tuple[str, ...]

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


@cache
def texts() -> dict[str, Any]:
    """By language, as they stand in the data file."""
    return dict(json.loads(files(__package__).joinpath("data", "mandate_words.json").read_text(encoding="utf-8")))


def script_of(language: str, *, partner: str, purpose: str, kinds: Sequence[str], until: date) -> Script:
    """What to read to the person, in their language; in French when we have no text in it."""
    said = language if language in texts() else "fr"
    words = texts()[said]
    with translation.override(said):
        day = f"{until:%d/%m}/{until.year}"
    values = {"partner": partner, "purpose": words["purposes"][purpose], "day": day}
    lines = [line % values for line in words["script"]]
    named = tuple((SIGNS[DataKind(kind)], words["data"][kind]) for kind in kinds)
    return Script(said, tuple(lines[:3]), named, tuple(lines[3:]))


def paper_of(person: Person, mandates: Sequence[Mandate], house: str, at: datetime) -> bytes:
    """The mandates given together, as a tagged PDF that the person keeps; Raises ValueError without any."""
    if not mandates:
        raise ValueError("no mandate to print")
    first = mandates[0]
    kinds = [one.data for one in mandates]
    asked: dict[str, Any] = {
        "partner": first.partner.name,
        "purpose": first.purpose,
        "kinds": kinds,
        "until": first.ends_on,
    }
    script, french = script_of(first.read_in, **asked), script_of("fr", **asked)
    said_in = script.language
    with translation.override(said_in):
        title = _("Ce que je permets de transmettre")
        listed = Listing(
            [_given(first), _("Signature ou signe de la personne :"), _("Signature de qui a lu ce texte :")]
        )
        blocks = [*_said(script, french), listed]
    if said_in != "fr":
        with translation.override("fr"):
            blocks.append(Text([_given(first), _("C'est le texte français qui engage.")], language="fr"))
    return as_pdf(Paper(house, title, str(person), f"{title} · {person}", blocks, at, language=said_in))


def _said(script: Script, french: Script) -> list[Block]:
    """What was read, with the French beside it when it was read in another language."""
    if script.language == "fr":
        return [Text(script.before), Signs(script.kinds), Text(script.after)]
    signs = [
        (sign, f"{words} · {ours}") for (sign, words), (_sign, ours) in zip(script.kinds, french.kinds, strict=True)
    ]
    return [
        Beside(Text(script.before), Text(french.before)),
        Signs(signs),
        Beside(Text(script.after), Text(french.after)),
    ]


def _given(mandate: Mandate) -> str:
    how = _("Donné de vive voix") if mandate.is_oral else _("Donné par écrit")
    return _("%(how)s le %(day)s.") % {"how": how, "day": formats.day(mandate.given_on)}
