"""What other rooms ask of people."""

from datetime import date
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from levier.foundation.accounts.ownership import house_knowing, house_of
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.expressions import Joined
from levier.register.people.consent import covers, demand_covered
from levier.register.people.models import ContactPoint, KnownNumber, NameInUse, Person
from levier.register.people.names import sound_key, sound_of
from levier.register.people.reaching import Unreachable, recipient_of

__all__ = ["Unreachable", "covers", "demand_covered", "recipient_of"]
"""What other rooms ask before they write to a person or hand something on; the searches below."""

SHOWN = 10
MOST_WORDS = 5
MOST_NAMES = 5_000


def narrowed(everybody: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Of these people, those that the folded words name: by birth date, by number or phone, or by name.

    A name is found when it holds each word or sounds like them all. Each way reads an index of its own.
    """
    if not words:
        return everybody.none()
    if born := _day(words):
        return everybody.filter(birth_date=born)
    digits = words.replace(" ", "")
    if digits.isdigit():
        return everybody.filter(_numbered(everybody, words, digits))
    return everybody.filter(Q(pk__in=_named(everybody, words).values("pk")) | _sounding(everybody, words))


def merged_files(actor: Actor) -> QuerySet[Person]:
    """Files that were merged into another one."""
    rows: QuerySet[Person] = Person.objects.filter(
        organisation_id=actor.organisation_id, merged_into__organisation_id=actor.organisation_id
    )
    return rows


def search_rows(actor: Actor, words: str) -> Any:
    """Rows for the one search box: (kind, id, title, detail)."""
    everybody = Person.objects.visible_to(actor)
    if _day(words) or words.replace(" ", "").isdigit():
        near = Q(pk__in=narrowed(everybody, words).order_by("pk").values("pk")[:SHOWN])
    else:
        asked = [Q(word__contains=word) for word in words.split()[:MOST_WORDS]]
        house = house_knowing(NameInUse.objects.visible_to(actor), asked)
        known = Person.objects.filter(organisation_id=house, merged_into=None)
        near = Q(pk__in=_named(known, words).values("pk")[:SHOWN]) | _sounding(everybody, words)
    born = Coalesce(Cast("birth_date", CharField()), Value(""))
    title, detail = Joined("first_name", Value(" "), "last_name"), Joined(born, Value(" · "), "commune")
    return everybody.filter(near).order_by().values_list(Value("person"), "pk", title, detail)


def names_near(actor: Actor, words: str) -> Any:
    """Names in use that a mistyped word may mean: same first letters or same sound. Rows of kind and text."""
    near = Q()
    for word in words.split()[:MOST_WORDS]:
        near |= Q(sound=sound_of(word))
        for letter in dict.fromkeys(word[:2]):
            near |= Q(word__startswith=letter)
    known = NameInUse.objects.visible_to(actor).filter(near).order_by("word").values("pk")[:MOST_NAMES]
    return NameInUse.objects.filter(pk__in=known).order_by().values_list(Value("person"), "word")


def _named(everybody: QuerySet[Person], words: str) -> QuerySet[Person]:
    """In the order of the index that the search walks, so that it stops at the first ones."""
    return everybody.filter(*(Q(search__contains=word) for word in words.split()[:MOST_WORDS])).order_by("search")


def _sounding(everybody: QuerySet[Person], words: str) -> Q:
    sound = sound_key(words, "")
    if len(sound) < 3:
        return Q(pk__in=[])
    return Q(pk__in=everybody.filter(sound_key=sound).order_by("pk").values("pk")[:SHOWN])


def _numbered(everybody: QuerySet[Person], words: str, digits: str) -> Q:
    """Those of a number in somebody's list, or of a phone that holds these digits (four of them or more)."""
    house = house_of(everybody)
    found = Q(pk__in=KnownNumber.objects.filter(organisation_id=house, value=words).values("person"))
    if len(digits) >= 4:
        points = ContactPoint.objects.filter(organisation_id=house, key__contains=digits.lstrip("0"))
        found |= Q(pk__in=points.values("person"))
    return found


def _day(words: str) -> date | None:
    """The day of "12 05 1990", as 12/05/1990 is folded."""
    parts = words.split()
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or len(parts[2]) != 4:
        return None
    day, month, year = map(int, parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None
