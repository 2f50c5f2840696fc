"""People noted twice, as it happens at a desk: who is who is known, so that a search for doubles can be judged."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from levier.register.people.duplicates import Known, turned
from levier.register.people.names import name_key

FIRST_NAMES = """
Mariam Fatima Mohamed Ahmed Sofia Yasmine Ibrahim Aminata Karim Leila Hassan Nadia Omar Samira Youssef
Elif Ioana Andrei Olena Dmytro Luz Jean-Pierre Chantal Didier Ousmane Khadija Bilal Zeynep Mehmet Aicha
"""
LAST_NAMES = """
Diallo Benali Janssens Peeters Bah Barry Haddad Yilmaz Kaya Popescu Ionescu Kovalenko Shevchenko Dubois
Lambert Martin Nguyen Kabongo Mbala Ouedraogo Traore Sow Camara Aydin Demir Garcia Fernandez Lopez Amrani
Chaouch Idrissi Bensaid Jacobs Claes Willems Goossens Maes Dupont Lemaire Mukendi
"""
ENDINGS = ("", "i", "a", "ou", "ane", "is", "en", "ova", "ski", "oglu")


@dataclass(frozen=True)
class Noted:
    """One file: names, birth, numbers; `who` is the human being behind it."""

    who: int
    first: str
    last: str
    born: date | None
    contacts: frozenset[str]

    def known(self, number: int) -> Known:
        return Known(number, name_key(self.first, self.last), self.born, self.contacts)


def people(count: int, share: float = 0.1, seed: int = 1060) -> list[Noted]:
    """So many people; this share of them is noted a second time, with a fault."""
    dice = random.Random(seed)
    once = [_somebody(number, dice) for number in range(count)]
    twice = [_noted_again(one, dice) for one in dice.sample(once, int(count * share))]
    return [*once, *twice]


def same_people(files: list[Noted]) -> set[tuple[int, int]]:
    """Pairs of places in the list that are of one human being."""
    first: dict[int, int] = {}
    found = set()
    for place, one in enumerate(files):
        if one.who in first:
            found.add((first[one.who], place))
        first.setdefault(one.who, place)
    return found


def _somebody(number: int, dice: random.Random) -> Noted:
    born = date(1960, 1, 1) + timedelta(days=dice.randrange(45 * 365))
    contacts = frozenset({f"+324{dice.randrange(10**8):08}"} if dice.random() < 0.8 else ())
    last = dice.choice(LAST_NAMES.split()) + dice.choice(ENDINGS)
    if dice.random() < 0.2:
        last += f" {dice.choice(LAST_NAMES.split())}"
    return Noted(number, dice.choice(FIRST_NAMES.split()), last, born, contacts)


def _noted_again(one: Noted, dice: random.Random) -> Noted:
    first, last, born, contacts = one.first, one.last, one.born, one.contacts
    fault = dice.choice(["slip", "slip", "slip", "order", "turned", "no_birth", "number", "none", "part"])
    if fault == "slip":
        last = dice.choice(SLIPS)(last, dice)
    elif fault == "order":
        first, last = last, first
    elif fault == "turned":
        born = born and (turned(born) or born)
    elif fault == "no_birth":
        born = None
    elif fault == "number":
        contacts = frozenset({f"+324{dice.randrange(10**8):08}"})
    elif fault == "part":
        last = last.split()[0]
    return Noted(one.who, first, last, born, contacts)


def _doubled(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text))
    return text[:place] + text[place] + text[place:]


def _dropped(text: str, dice: random.Random) -> str:
    place = dice.randrange(1, len(text))
    return text[:place] + text[place + 1 :]


def _swapped(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text) - 1)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _mistyped(text: str, dice: random.Random) -> str:
    place = dice.randrange(1, len(text))
    return text[:place] + dice.choice("aeiounrst") + text[place + 1 :]


SLIPS: tuple[Callable[[str, random.Random], str], ...] = (_doubled, _dropped, _swapped, _mistyped)
