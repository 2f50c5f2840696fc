"""What changes a person."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.enums import ContactKind
from levier.register.people.models import ContactPoint, Person
from levier.register.people.names import name_key, search_text, sound_key
from levier.register.people.rules import CHANGE_PEOPLE


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of somebody. `phones` in international form, `mails` in lower case."""

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

    @property
    def fields(self) -> dict[str, Any]:
        """Values of the person's own columns, comparison keys included."""
        own = {name: value for name, value in asdict(self).items() if name not in ("phones", "mails")}
        return own | derived(self.first_name, self.last_name)


def derived(first_name: str, last_name: str) -> dict[str, str]:
    """Columns computed from a name: always written together with it."""
    return {
        "search": search_text(first_name, last_name),
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
    record(by=by, verb="person.created", object=reference(person), at=at)
    return person


@transaction.atomic
def change_person(*, by: Actor, person: Person, identity: Identity, at: datetime) -> Person:
    """Give a person this identity and these contact points; what is the same is left alone."""
    demand_permission(by, CHANGE_PEOPLE)
    old = {name: getattr(person, name) for name in identity.fields}
    for name, value in identity.fields.items():
        setattr(person, name, value)
    person.version += 1
    person.keep()
    wanted = {(point.kind, point.key): point for point in _contact_points(person, identity)}
    for point in person.contact_points.all():
        if wanted.pop((point.kind, point.key), None) is None:
            point.delete()
    ContactPoint.objects.bulk_create(wanted.values())
    changed = {name: [old[name], value] for name, value in identity.fields.items() if old[name] != value}
    record(by=by, verb="person.changed", object=reference(person), change=changed, at=at)
    return person


def create_people(*, by: Actor, identities: Sequence[Identity], at: datetime) -> list[Person]:
    """Many people at once, for an import that writes its own journal line. In the caller's transaction."""
    people = [Person(organisation_id=by.organisation_id, made_at=at, **one.fields) for one in identities]
    Person.objects.bulk_create(people, batch_size=2_000)
    pairs = zip(people, identities, strict=True)
    points = [point for person, one in pairs for point in _contact_points(person, one)]
    ContactPoint.objects.bulk_create(points, batch_size=5_000)
    return people


def _contact_points(person: Person, identity: Identity) -> list[ContactPoint]:
    values = [(ContactKind.PHONE, phone) for phone in identity.phones]
    values += [(ContactKind.MAIL, mail) for mail in identity.mails]
    return [
        ContactPoint(organisation_id=person.organisation_id, person=person, kind=kind, value=value, key=value)
        for kind, value in dict.fromkeys(values)
    ]
