"""Languages in which people may read us: the house speaks three everywhere, and eight to those whom it accompanies."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code and its own name. `is_proofread`: somebody who speaks it has read what we say in it."""

    code: str
    name: str
    is_proofread: bool = True


PARTICIPANTS = (
    Language("fr", "Français"),
    Language("nl", "Nederlands"),
    Language("en", "English"),
    Language("ar", "العربية", is_proofread=False),
    Language("tr", "Türkçe", is_proofread=False),
    Language("ro", "Română", is_proofread=False),
    Language("uk", "Українська", is_proofread=False),
    Language("es", "Español", is_proofread=False),
)
"""For pages and messages to the people accompanied. A language is proofread once somebody says so, here."""
CODES = frozenset(one.code for one in PARTICIPANTS)


def read_by(language: str) -> str:
    """The language of papers to somebody of this language: theirs among the eight, else French."""
    return language if language in CODES else "fr"


def is_proofread(language: str) -> bool:
    """Has somebody who speaks it read what we say in it? Of a language that is none of the eight we say nothing."""
    return all(one.is_proofread for one in PARTICIPANTS if one.code == language)
