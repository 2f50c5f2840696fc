"""From a nameless visit to a full file: each step is an act, and keeps what came before on the same row."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from levier.foundation.accounts.tenancy import one_at_a_time
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.actions import Identity, derived, give_identity, learn_names, names_of
from levier.register.people.enums import LADDER, Level, NameKind
from levier.register.people.models import LanguageSkill, OtherName, Person
from levier.register.people.rules import CHANGE_PEOPLE, WELCOME_PEOPLE

MOST_NAMES = 12


@transaction.atomic
def welcome_visitor(*, by: Actor, called: str = "", at: datetime) -> Person:
    """Somebody who came in without saying who they are: a number of the house, and perhaps what they are called."""
    demand_permission(by, WELCOME_PEOPLE)
    one_at_a_time("visitors")
    last = Person.objects.filter(organisation_id=by.organisation_id).aggregate(last=Max("visitor_number"))["last"]
    person = Person(
        organisation_id=by.organisation_id,
        level=Level.ANONYMOUS,
        visitor_number=(last or 0) + 1,
        first_name=called,
        made_at=at,
        **derived(called, ""),
    )
    person.keep()
    learn_names(by, [person.search])
    record(by=by, verb="person.welcomed", object=reference(person), at=at)
    return person


@transaction.atomic
def know_better(*, by: Actor, person: Person, level: str, identity: Identity, at: datetime) -> Person:
    """Raise a person to a level, with what they now say of themselves. What they were called is kept as a name.

    A first name may be noted by whoever welcomes; more by who may change people. Raises Refused for a level that is
    not higher, and when what the level needs is not there.
    """
    demand_permission(by, WELCOME_PEOPLE if level == Level.FIRST_NAME else CHANGE_PEOPLE)
    if level not in LADDER or LADDER.index(level) <= LADDER.index(person.level):
        raise Refused(_("Cette personne est déjà à ce niveau, ou plus haut."))
    if lacking := what_lacks(level, identity, has_contact=person.contact_points.exists()):
        raise Refused(lacking)
    called = person.first_name if person.level == Level.ANONYMOUS else ""
    if called and called not in (identity.first_name, identity.last_name):
        OtherName.objects.get_or_create(
            organisation_id=by.organisation_id, person=person, value=called, defaults={"kind": NameKind.KNOWN_AS}
        )
    before, person.level = person.level, level
    changed = give_identity(by, person, identity)
    record(
        by=by, verb="person.known_better", object=reference(person), change={"level": [before, level], **changed}, at=at
    )
    return person


def what_lacks(level: str, identity: Identity, *, has_contact: bool = False) -> str:
    """The sentence of what a level still needs, or ""."""
    if not identity.first_name and not identity.last_name:
        return _("Donnez au moins un prénom ou un nom.")
    if level == Level.FULL and not (identity.birth_date or identity.birth_year or has_contact):
        return _("Une fiche complète demande au moins l'année de naissance ou un moyen de joindre la personne.")
    return ""


@transaction.atomic
def keep_other_name(*, by: Actor, person: Person, kind: str, value: str, at: datetime) -> OtherName:
    """Another name by which a person is found. Raises ValidationError for a name noted already."""
    demand_permission(by, CHANGE_PEOPLE)
    if person.other_names.count() >= MOST_NAMES:
        raise Refused(_("Douze autres noms suffisent : retirez-en un d'abord."))
    name = OtherName(organisation_id=by.organisation_id, person=person, kind=kind, value=value)
    name.keep()
    _refound(by, person, "person.name_added", at)
    return name


@transaction.atomic
def drop_other_name(*, by: Actor, name: OtherName, at: datetime) -> Person:
    """A name that was noted by mistake."""
    demand_permission(by, CHANGE_PEOPLE)
    person: Person = name.person
    name.delete()
    _refound(by, person, "person.name_removed", at)
    return person


@transaction.atomic
def keep_language(*, by: Actor, person: Person, values: dict[str, Any], at: datetime) -> LanguageSkill:
    """How well a person speaks and reads a language; a language noted already is changed."""
    demand_permission(by, CHANGE_PEOPLE)
    skill, _made = LanguageSkill.objects.update_or_create(
        organisation_id=by.organisation_id,
        person=person,
        language=values["language"],
        defaults={"speaks": values["speaks"], "reads": values["reads"]},
    )
    _touch(by, person, "person.language_noted", at)
    return skill


@transaction.atomic
def drop_language(*, by: Actor, skill: LanguageSkill, at: datetime) -> Person:
    """A language that was noted by mistake."""
    demand_permission(by, CHANGE_PEOPLE)
    person: Person = skill.person
    skill.delete()
    _touch(by, person, "person.language_removed", at)
    return person


def _refound(by: Actor, person: Person, verb: str, at: datetime) -> None:
    """What is searched follows the names."""
    person.search = derived(person.first_name, person.last_name, names_of(person))["search"]
    learn_names(by, [person.search])
    _touch(by, person, verb, at, "search")


def _touch(by: Actor, person: Person, verb: str, at: datetime, *columns: str) -> None:
    person.version += 1
    person.save(update_fields=["version", *columns])
    record(by=by, verb=verb, object=reference(person), at=at)
