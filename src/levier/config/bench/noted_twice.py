"""People of whom one in ten is noted a second time with a fault, as it happens at a desk."""

import random
from datetime import date, timedelta

from levier.config.demonstration import names
from levier.register.people.duplicates import Known, turned
from levier.register.people.names import name_key

ENDINGS = ("", "", "i", "a", "ou", "ane", "is", "en", "ova", "ski", "oglu")
FAULTS = ("dropped", "doubled", "swapped", "mistyped", "turned", "no_birth", "number", "none")


def noted_twice(count: int) -> list[Known]:
    """So many files in all, the second ones at the end."""
    dice = random.Random(count)  # noqa: S311 - not a secret
    once = [_somebody(number, dice) for number in range(1, count - count // 11 + 1)]
    again = dice.sample(once, count - len(once))
    return [*once, *(_again(number, one, dice) for number, one in enumerate(again, start=len(once) + 1))]


def _somebody(number: int, dice: random.Random) -> Known:
    last = dice.choice(names.LAST) + dice.choice(ENDINGS)
    if dice.random() < 0.3:
        last += f" {dice.choice(names.LAST)}"
    born = date(1960, 1, 1) + timedelta(days=dice.randrange(45 * 365))
    contacts = frozenset({f"+324{dice.randrange(10**8):08}"} if dice.random() < 0.8 else ())
    return Known(number, name_key(dice.choice(names.FIRST[dice.choice("WM")]), last), born, contacts)


def _again(number: int, one: Known, dice: random.Random) -> Known:
    key, born, contacts, fault = one.key, one.birth_date, one.contacts, dice.choice(FAULTS)
    place = dice.randrange(1, len(key) - 1)
    if fault == "dropped":
        key = key[:place] + key[place + 1 :]
    elif fault == "doubled":
        key = key[:place] + key[place] + key[place:]
    elif fault == "swapped":
        key = key[: place - 1] + key[place] + key[place - 1] + key[place + 1 :]
    elif fault == "mistyped":
        key = key[:place] + dice.choice("aeiounrst") + key[place + 1 :]
    elif fault == "turned" and born:
        born = turned(born) or born
    elif fault == "no_birth":
        born = None
    elif fault == "number":
        contacts = frozenset({f"+324{dice.randrange(10**8):08}"})
    return Known(number, " ".join(sorted(key.split())), born, contacts)
