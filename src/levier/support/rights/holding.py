"""Rows of the room held for a change, and days that make sense."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused
from levier.register.people.models import Person
from levier.support.rights.models import DeadlineKind, DeadlineRule

OLDEST = timedelta(days=366 * 20)


def held(by: Actor, row: Any, *related: str) -> Any:
    """The row again, locked for this transaction. Raises Refused for another organisation's."""
    rows = type(row).objects.visible_to(by).select_for_update(of=("self",)).filter(pk=row.pk)
    found = (rows.select_related(*related) if related else rows).first()
    if found is None:
        raise Refused(_("Ce que vous cherchez n'existe pas."))
    return found


def demand_person(by: Actor, person: Person) -> None:
    """Raises Refused for a person whom this actor may not meet."""
    if not Person.objects.visible_to(by).filter(pk=person.pk).exists():
        raise Refused(_("Cette personne n'existe pas."))


def demand_own(person: Person, letter: Any) -> None:
    """Raises Refused for a letter of somebody else."""
    if letter is not None and (letter.person_id, letter.organisation_id) != (person.pk, person.organisation_id):
        raise Refused(_("Ce courrier n'est pas à cette personne."))


def demand_past(day: date | None, at: datetime) -> None:
    """Raises Refused for a day to come, or one so long ago that it was mistyped."""
    if day is None:
        return
    today = timezone.localdate(at)
    if day > today:
        raise Refused(_("Le %(day)s n'est pas encore là : vérifiez la date.") % {"day": day.strftime("%d/%m/%Y")})
    demand_sensible(day, at)


def demand_sensible(day: date | None, at: datetime) -> None:
    """Raises Refused for a day twenty years away."""
    if day is not None and abs(day - timezone.localdate(at)) > OLDEST:
        raise Refused(_("L'année de cette date est sans doute fausse : %(day)s.") % {"day": day.strftime("%d/%m/%Y")})


def rule_for(by: Actor, kind: DeadlineKind, on: date) -> DeadlineRule:
    """The version of a kind's rule that holds for a fact of a day. Raises Refused when there is none."""
    rules = DeadlineRule.objects.visible_to(by).filter(kind=kind).valid_on(on).select_related("kind")
    found: DeadlineRule | None = rules.order_by("-valid_from", "-pk").first()
    if found is None:
        raise Refused(_("Aucune règle de cette échéance n'est valable à cette date."))
    return found
