"""What changes a person: identity, and the ways to reach them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.bulk import insert_missing_rows, insert_rows, new_keys, pointed_at, remove_rows
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.enums import ContactKind, Whose
from levier.register.people.models import ContactPoint, NameInUse, Person
from levier.register.people.names import name_key, search_text, sound_key, sound_of
from levier.register.people.rules import CHANGE_PEOPLE

FORGOTTEN_AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of somebody. `phones` in international form, `mails` in lower case.

    Of a birth either the day is known, or `birth_year` and perhaps `birth_month`.
    """

    first_name: str = ""
    last_name: str = ""
    birth_date: date | None = None
    gender: str = ""
    nationalities: str = ""
    language: str = "fr"
    postcode: str = ""
    commune: str = ""
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    birth_year: int | None = None
    birth_month: int | None = None
    interpreter: str = ""
    channel: str = ""
    is_written_discreetly: bool = False

    @property
    def fields(self) -> dict[str, Any]:
        """Values of the person's own columns, comparison keys included."""
        own = {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in ("phones", "mails")}
        return own | derived(self.first_name, self.last_name)

    @property
    def points(self) -> list[tuple[str, str]]:
        """(kind, value) of each way to reach them, once."""
        values = [(ContactKind.PHONE.value, phone) for phone in self.phones]
        values += [(ContactKind.MAIL.value, mail) for mail in self.mails]
        return list(dict.fromkeys(values))


def derived(first_name: str, last_name: str, others: Iterable[str] = ()) -> dict[str, str]:
    """Columns computed from a name, and from the `others` by which somebody is found: always written with it."""
    return {
        "search": search_text(first_name, last_name, others),
        "name_key": name_key(first_name, last_name),
        "sound_key": sound_key(first_name, last_name),
    }


@transaction.atomic
def create_person(*, by: Actor, identity: Identity, at: datetime) -> Person:
    """A new person with their contact points. Raises Refused, or ValidationError when there is no name at all."""
    demand_permission(by, CHANGE_PEOPLE)
    person = Person(organisation_id=by.organisation_id, made_at=at, **identity.fields)
    person.keep()
    ContactPoint.objects.bulk_create(_contact_points(person, identity))
    learn_names(by, [person.search])
    record(by=by, verb="person.created", object=reference(person), at=at)
    return person


@transaction.atomic
def change_person(*, by: Actor, person: Person, identity: Identity, at: datetime) -> Person:
    """Give a person this identity; contact points are changed one by one. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_PEOPLE)
    changed = give_identity(by, person, identity)
    record(by=by, verb="person.changed", object=reference(person), change=changed, at=at)
    return person


def give_identity(by: Actor, person: Person, identity: Identity) -> dict[str, list[Any]]:
    """Write an identity on a person: what changed, {column: [old, new]}. In the transaction of an act that says so."""
    fields = identity.fields | derived(identity.first_name, identity.last_name, names_of(person))
    changed = {name: [getattr(person, name), value] for name, value in fields.items() if getattr(person, name) != value}
    for name, value in fields.items():
        setattr(person, name, value)
    person.version += 1
    person.keep()
    learn_names(by, [person.search])
    return changed


def names_of(person: Person) -> list[str]:
    """The other names by which a person is found."""
    return list(person.other_names.values_list("value", flat=True))


def create_people(*, by: Actor, identities: Sequence[Identity], at: datetime) -> list[Person]:
    """Many people at once, for whoever writes the journal line: the people, in the same order.

    In the caller's transaction.
    """
    keys = bring_people(by=by, identities=identities, at=at)
    common = {"organisation_id": by.organisation_id, "made_at": at}
    return [Person(pk=key, **common, **one.fields) for key, one in zip(keys, identities, strict=True)]


def bring_people(*, by: Actor, identities: Sequence[Identity], at: datetime) -> Sequence[int]:
    """The same by the hundred thousand, for an import: keys of the people, in the same order."""
    keys = new_keys(Person, len(identities))
    fields = [one.fields for one in identities]
    names = tuple(fields[0]) if fields else ()
    rows = ((key, *one.values()) for key, one in zip(keys, fields, strict=True))
    insert_rows(Person, ("id", *names), rows, organisation_id=by.organisation_id, made_at=at)
    points = (
        (key, kind, value, value) for key, one in zip(keys, identities, strict=True) for kind, value in one.points
    )
    insert_rows(ContactPoint, ("person_id", "kind", "value", "key"), points, organisation_id=by.organisation_id)
    learn_names(by, (one["search"] for one in fields))
    return keys


def forget_people(*, by: Actor, keys: Sequence[int]) -> int:
    """Take back people that an import brought, but for those who have had another life since; how many went.

    In the caller's transaction, which writes the journal line. Words of names that nobody bears any more go too.
    """
    gone = 0
    for start in range(0, len(keys), FORGOTTEN_AT_ONCE):
        part = keys[start : start + FORGOTTEN_AT_ONCE]
        untouched = Person.objects.visible_to(by).filter(pk__in=part, version=1).values_list("pk", flat=True)
        idle = sorted(set(untouched) - pointed_at(Person, part, but=[ContactPoint]))
        remove_rows(ContactPoint, person_id__in=idle)
        gone += remove_rows(Person, pk__in=idle)
    if gone:
        _unlearn_names(by)
    return gone


def _unlearn_names(by: Actor) -> None:
    everybody = Person.objects.filter(organisation_id=by.organisation_id)  # files merged away may come back
    borne = {word[:100] for text in everybody.values_list("search", flat=True) for word in text.split()}
    words = NameInUse.objects.visible_to(by)
    left = [pk for pk, word in words.values_list("pk", "word") if word not in borne]
    for start in range(0, len(left), FORGOTTEN_AT_ONCE):
        words.filter(pk__in=left[start : start + FORGOTTEN_AT_ONCE]).delete()


@transaction.atomic
def keep_contact_point(*, by: Actor, point: ContactPoint, values: dict[str, Any], at: datetime) -> ContactPoint:
    """A way to reach a person, new or changed; the preferred one is one only. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_PEOPLE)
    verb = "person.contact_changed" if point.pk else "person.contact_added"
    point.organisation_id = by.organisation_id
    for name, value in values.items():
        setattr(point, name, value)
    point.key = point.value
    if point.whose == Whose.SELF:
        point.whose_name = ""
    if point.is_preferred:
        ContactPoint.objects.filter(person=point.person_id).exclude(pk=point.pk).update(is_preferred=False)
    point.keep()
    _touch(by, point, verb, at)
    return point


@transaction.atomic
def end_contact_point(*, by: Actor, point: ContactPoint, on: date, at: datetime) -> ContactPoint:
    """The last day a number or an address was good. Raises Refused when it was said already."""
    demand_permission(by, CHANGE_PEOPLE)
    if point.ended_on is not None:
        raise Refused(_("Ce contact est déjà terminé."))
    point.ended_on, point.is_preferred = on, False
    point.keep()
    _touch(by, point, "person.contact_ended", at)
    return point


def _touch(by: Actor, point: ContactPoint, verb: str, at: datetime) -> None:
    person = point.person
    person.version += 1
    person.save(update_fields=["version"])
    record(by=by, verb=verb, object=reference(person), change={"contact_point": point.pk}, at=at)


def _contact_points(person: Person, identity: Identity) -> list[ContactPoint]:
    return [
        ContactPoint(organisation_id=person.organisation_id, person=person, kind=kind, value=value, key=value)
        for kind, value in identity.points
    ]


def learn_names(by: Actor, texts: Iterable[str]) -> None:
    """Note the words of names, so that a typing error is put right by them."""
    words = sorted({word for text in texts for word in text.split()})
    rows = ((word[:100], sound_of(word)) for word in words)
    insert_missing_rows(NameInUse, ("word", "sound"), rows, organisation_id=by.organisation_id)
