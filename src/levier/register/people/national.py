"""The national number: off unless the house names its authorisation; sealed, found by a blind index, read singly."""

import hmac
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from stdnum.be import bis, nn

from levier.foundation.accounts.actions import change_setting
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.sealing import Broken, open_text, seal_text
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import NationalNumber, Person
from levier.register.people.rules import NATIONAL_NUMBERS, SET_NATIONAL_NUMBERS

SETTING = "national_numbers"
ABOUT = "people.nationalnumber:{}"


def authorisation(actor: Actor) -> str:
    """The reference of the authorisation of this house, "" where the number may not be noted."""
    kept = Organisation.objects.filter(pk=actor.organisation_id).values_list("settings", flat=True).first() or {}
    return authorisation_in(kept)


def authorisation_in(settings_of_house: dict[str, Any]) -> str:
    """The same among settings that are at hand."""
    return str(settings_of_house.get(SETTING, ""))


def authorisation_in_words(actor: Actor) -> str:
    """The same as the page of settings says it."""
    held = authorisation(actor)
    return _("permis, autorisation %(reference)s") % {"reference": held} if held else _("jamais noté")


def authorise(*, by: Actor, reference_of: str, at: datetime) -> None:
    """Allow the number under this authorisation; an empty one forbids it again, once no number is kept any more."""
    demand_permission(by, SET_NATIONAL_NUMBERS)
    if not reference_of and NationalNumber.objects.visible_to(by).exists():
        raise Refused(_("Des numéros sont encore notés : retirez-les d'abord de chaque fiche."))
    change_setting(by=by, name=SETTING, value=reference_of[:120], at=at)


def read_typed(text: str) -> str:
    """Eleven digits of a national or bis number as one types it. Raises Refused when its check digits are wrong."""
    number = "".join(character for character in text if character.isdecimal() and character.isascii())
    if not (nn.is_valid(number) or bis.is_valid(number)):
        raise Refused(_("Ce numéro national n'est pas juste : vérifiez les onze chiffres."))
    return number


@transaction.atomic
def note_number(*, by: Actor, person: Person, text: str, at: datetime) -> NationalNumber:
    """Note or replace the number of a person. Raises Refused without authorisation, for a wrong number or another's."""
    demand_permission(by, NATIONAL_NUMBERS)
    if not authorisation(by):
        raise Refused(_("Votre association n'a pas noté d'autorisation : le numéro national ne se garde pas."))
    number = read_typed(text)
    mark = blind(by.organisation_id, number)
    if NationalNumber.objects.visible_to(by).filter(blind=mark).exclude(person=person).exists():
        raise Refused(_("Ce numéro national est déjà celui d'une autre fiche : c'est peut-être la même personne."))
    sealed = seal_text(number, about=ABOUT.format(mark))
    values = {"sealed": sealed, "blind": mark, "noted_at": at}
    held, _made = NationalNumber.objects.update_or_create(
        organisation_id=by.organisation_id, person=person, defaults=values
    )
    record(by=by, verb="person.number_noted", object=reference(person), at=at)
    return held


@transaction.atomic
def drop_number(*, by: Actor, person: Person, at: datetime) -> None:
    """Take the number of a person away."""
    demand_permission(by, NATIONAL_NUMBERS)
    NationalNumber.objects.visible_to(by).filter(person=person).delete()
    record(by=by, verb="person.number_removed", object=reference(person), at=at)


def open_number(actor: Actor, held: NationalNumber) -> str:
    """The whole number, as printed on a card: 90.05.12-123.45. Whoever shows it notes the reading."""
    demand_permission(actor, NATIONAL_NUMBERS)
    try:
        number = open_text(held.sealed, about=ABOUT.format(held.blind))
    except Broken as error:
        raise Refused(_("Ce numéro ne s'ouvre plus : les clés de la maison ont changé depuis.")) from error
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"


def with_number(actor: Actor, text: str) -> Any:
    """The people of this house who have exactly this number: none for a wrong one, or without the right."""
    if not NATIONAL_NUMBERS.allows(actor):
        return Person.objects.none()
    try:
        mark = blind(actor.organisation_id, read_typed(text))
    except Refused:
        return Person.objects.none()
    return Person.objects.visible_to(actor).filter(national_number__blind=mark)


def blind(organisation_id: int, number: str) -> str:
    """The same for the same number in one house: tells equality, and nothing more without the key of the house."""
    key = sha256(b"levier.people.national" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, f"{organisation_id}:{number}".encode(), "sha256").hexdigest()
