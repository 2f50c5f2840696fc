"""Invented people, as they are: several scripts, couples on one phone, some files made twice. One seed, in bulk."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

from levier.config.demonstration import names
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.actors import house as the_house
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.texts import fold
from levier.foundation.kit.working_days import is_open
from levier.register.people.actions import Identity, create_people
from levier.register.people.enums import Whose
from levier.register.people.models import ContactPoint, Person

TWICE_IN = 150
"""One file in so many was made a second time, under a name heard otherwise."""
COUPLE_IN = 60


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour of Brussels on a day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRUSSELS)


def open_day(today: date, days: int) -> date:
    """So many days ago, or before that the last day on which the house was open."""
    day = today - timedelta(days=days)
    while not is_open(day):
        day -= timedelta(days=1)
    return day


def welcome_people(house: Organisation, count: int, today: date, dice: random.Random) -> list[Person]:
    """So many files, some of them second ones; contact points say whose they are and what may be left there."""
    twice = max(count // TWICE_IN, 2)
    identities = [_identity(number, today, dice) for number in range(count - twice)]
    for number, known in enumerate(names.OTHER_SCRIPTS[: count // 12]):
        first, last, gender, nationality, language = known
        identities[number * 7] = replace(
            identities[number * 7],
            first_name=first,
            last_name=last,
            gender=gender,
            nationalities=nationality,
            language=language,
            mails=(f"personne{number}@example.org",),
        )
    for number in range(0, count - twice - 1, COUPLE_IN):
        identities[number + 1] = replace(
            identities[number + 1], phones=identities[number].phones, mails=identities[number].mails
        )
    identities += [_heard_again(one) for one in dice.sample([one for one in identities if _is_heard(one)], twice)]
    people = create_people(by=the_house(house.pk), identities=identities, at=moment(today - timedelta(days=350), 9))
    _ways_to_reach(house, people, today)
    return people


def _identity(number: int, today: date, dice: random.Random) -> Identity:
    gender = dice.choices(["W", "M", "N", ""], weights=[53, 45, 1, 1])[0]
    first, last = dice.choice(names.FIRST[gender or "W"]), dice.choice(names.LAST)
    postcode, commune = dice.choice(names.COMMUNES)
    born = today - timedelta(days=int(dice.triangular(19, 63, 37) * 365.25) + dice.randrange(365))
    mail = f"{fold(first).replace(' ', '')}.{fold(last).replace(' ', '')}{number}@example.org"
    return Identity(
        first,
        last,
        born if dice.random() > 0.02 else None,
        gender,
        dice.choice(names.NATIONALITIES),
        dice.choice(names.LANGUAGES),
        postcode,
        commune,
        (f"+32400{number:06d}",) if dice.random() < 0.9 else (),
        (mail,) if dice.random() < 0.55 else (),
    )


def _is_heard(one: Identity) -> bool:
    return one.birth_date is not None and by_ear(one.first_name) != one.first_name


def _heard_again(one: Identity) -> Identity:
    """The same person at the desk a year later: a name written by ear, the same birth date."""
    return replace(one, first_name=by_ear(one.first_name), mails=(), nationalities="")


def by_ear(name: str) -> str:
    """A name as somebody hears it; the same when nothing in it is easily misheard."""
    old, new = next((pair for pair in names.MISSPELT if pair[0] in name), ("", ""))
    return name.replace(old, new, 1) if old else name


def _ways_to_reach(house: Organisation, people: list[Person], today: date) -> None:
    """Some numbers are of a relative, some are to be tried first, on some a message may be left."""
    changed = []
    habits = [
        (Whose.SELF, "", True, False),
        (Whose.SELF, "", False, False),
        (Whose.CHILD, "sa fille", True, False),
        (Whose.SELF, "", True, True),
        (Whose.NEIGHBOUR, "un voisin", False, False),
    ]
    made = ContactPoint.objects.filter(organisation=house, person__in=people[:600]).order_by("person", "pk")
    preferred: set[int] = set()
    for number, point in enumerate(made):
        point.whose, point.whose_name, point.may_leave_message, wanted = habits[number % len(habits)]
        point.is_preferred = wanted and point.person_id not in preferred
        if point.is_preferred:
            preferred.add(point.person_id)
        point.starts_on = today - timedelta(days=350)
        changed.append(point)
    ContactPoint.objects.bulk_update(
        changed, ["whose", "whose_name", "may_leave_message", "is_preferred", "starts_on"], batch_size=200
    )
