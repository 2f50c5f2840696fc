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
