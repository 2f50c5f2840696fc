"""What a diagnosis asks: twelve everyday gestures, and the five areas and twenty-one competences of DigComp.

Codes and names of DigComp stand in `data/digcomp.csv` (European Commission, Joint Research Centre, CC BY-SA 4.0; French
and Dutch names are ours and nobody has read them over). Editions 2.2 and 3.0 number the same twenty-one competences.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from levier.activity.epn.enums import Mastery


@dataclass(frozen=True, slots=True)
class Named:
    """An area ("1") or a competence ("1.2") of DigComp."""

    code: str
    area: str
    fr: str
    nl: str
    en: str

    def __str__(self) -> str:
        return {"nl": self.nl, "en": self.en}.get((get_language() or "fr")[:2], self.fr)


@dataclass(frozen=True, slots=True)
class Gesture:
    """One thing that is seen in less than a minute. `shows` is the competence behind it, `sign` its pictogram."""

    code: str
    words: Any
    shows: str
    sign: str

    @property
    def area(self) -> str:
        return self.shows[0]

    def __str__(self) -> str:
        return str(self.words)


GESTURES = (
    Gesture("g01", _("Allumer et éteindre l'ordinateur"), "5.1", "screen"),
    Gesture("g02", _("Cliquer, double-cliquer, faire défiler la page"), "5.1", "forward"),
    Gesture("g03", _("Taper une phrase au clavier, avec une majuscule"), "3.1", "edit"),
    Gesture("g04", _("Taper son mot de passe sans le montrer"), "4.2", "locked"),
    Gesture("g05", _("Trouver un horaire ou une adresse sur internet"), "1.1", "search"),
    Gesture("g06", _("Dire si un message est peut-être une arnaque"), "1.2", "warning"),
    Gesture("g07", _("Enregistrer un document et le retrouver"), "1.3", "download"),
    Gesture("g08", _("Ouvrir un mail et y répondre"), "2.1", "mail"),
    Gesture("g09", _("Joindre une photo ou un papier à un mail"), "2.2", "upload"),
    Gesture("g10", _("Se connecter à un service public (itsme, carte d'identité)"), "2.6", "person"),
    Gesture("g11", _("Scanner ou photographier un papier pour qu'il soit lisible"), "3.1", "paper"),
    Gesture("g12", _("Fermer sa session en partant"), "4.1", "leave"),
)
SHORT = {
    "1": _("Information"),
    "2": _("Communication"),
    "3": _("Création"),
    "4": _("Sécurité"),
    "5": _("Problèmes"),
}
"""The areas in one word, where a drawing has no room for their names."""
MOST_MASTERY = max(Mastery.values)


@cache
def digcomp() -> dict[str, Named]:
    """Areas and competences by code, in their order."""
    text = (files("levier.activity.epn") / "data" / "digcomp.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        one["code"]: Named(one["code"], one["area"], one["name_fr"], one["name_nl"], one["name_en"]) for one in rows
    }


def areas() -> list[Named]:
    """The five areas."""
    return [one for one in digcomp().values() if "." not in one.code]


def competences() -> list[Named]:
    """The twenty-one competences."""
    return [one for one in digcomp().values() if "." in one.code]


def area_of(code: str) -> str:
    """The area of an answer, whether to a gesture or about a competence."""
    return _AREAS.get(code) or code[0]


def words_of(code: str) -> str:
    """What was asked under this code."""
    return str(_WORDS[code]) if code in _WORDS else str(digcomp()[code])


_AREAS = {one.code: one.area for one in GESTURES}
_WORDS = {one.code: one for one in GESTURES}
