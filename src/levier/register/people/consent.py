"""Mandates: what a person allows to be handed on, to whom, for what, how long; and the answer to each transmission."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import add_months
from levier.foundation.kit.permissions import Decision, Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.partners.models import Partner
from levier.register.people.enums import DataKind, Length, Purpose
from levier.register.people.models import Mandate, Person
from levier.register.people.rules import GATHER_MANDATES

MONTHS = {Length.MONTH: 1, Length.HALF: 6, Length.YEAR: 12}


def last_day(given_on: date, length: str) -> date:
    """The last day of a mandate: one day is that day; a month from 31 January is 27 or 28 February."""
    months = MONTHS.get(Length(length))
    return add_months(given_on, months) - timedelta(days=1) if months else given_on


@transaction.atomic
def give_mandates(
    *,
    by: Actor,
    person: Person,
    partner: Partner,
    purpose: str,
    data: Iterable[str],
    length: str,
    read_in: str,
    is_oral: bool = True,
    on: date,
    at: datetime,
) -> list[Mandate]:
    """What the person said yes to: one mandate a kind of data, so that each is taken back alone.

    A kind that is still allowed for the same purpose is renewed: the earlier mandate ends. Raises Refused without any
    kind, or for a partner of another house.
    """
    demand_permission(by, GATHER_MANDATES)
    kinds = [DataKind(kind) for kind in dict.fromkeys(data)]
    if not kinds:
        raise Refused(_("Cochez au moins une sorte de données, ou ne notez rien : la personne a dit non."))
    if partner.organisation_id != by.organisation_id or person.organisation_id != by.organisation_id:
        raise Refused(_("Ce partenaire n'existe pas."))
    running = Mandate.objects.visible_to(by).filter(
        person=person, partner=partner, purpose=purpose, data__in=kinds, revoked_on=None, ends_on__gte=on
    )
    running.update(revoked_on=on)
    made = [
        Mandate(
            organisation_id=by.organisation_id,
            person=person,
            partner=partner,
            purpose=Purpose(purpose),
            data=kind,
            length=Length(length),
            given_on=on,
            ends_on=last_day(on, length),
            read_in=read_in,
            is_oral=is_oral,
            made_by_id=by.user_id,
            made_at=at,
        )
        for kind in kinds
    ]
    Mandate.objects.bulk_create(made)
    _touch(person)
    change = {"partner": partner.pk, "purpose": purpose, "data": [str(kind) for kind in kinds], "length": length}
    record(by=by, verb="person.mandate_given", object=reference(person), change=change, at=at)
    return made


@transaction.atomic
def revoke_mandate(*, by: Actor, mandate: Mandate, on: date, at: datetime) -> Mandate:
    """The person takes one back; what was sent before stays sent. Raises Refused for one that is over."""
    demand_permission(by, GATHER_MANDATES)
    held: Mandate | None = (
        Mandate.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("person")
        .filter(pk=mandate.pk, revoked_on=None)
        .first()
    )
    if held is None or held.ends_on < on:
        raise Refused(_("Ce mandat est déjà terminé."))
    held.revoked_on = on
    held.save(update_fields=["revoked_on"])
    _touch(held.person)
    record(by=by, verb="person.mandate_revoked", object=reference(held.person), change={"mandate": held.pk}, at=at)
    return held


def covers(person: Person, partner: Partner, kind_of_data: str, on: date, *, purpose: str = "") -> Decision:
    """May this kind of data of a person go to this partner on this day, for this purpose when it is said, and why?

    To be asked before each transmission; what is not covered does not leave. A mandate is good from the day it is
    given to its last day; from the day it is taken back it is not.
    """
    kind = DataKind(kind_of_data)
    asked = {"partner": partner, "data": kind.label}
    given = Mandate.objects.filter(person=person, partner=partner, data=kind, given_on__lte=on)
    if purpose:
        given = given.filter(purpose=purpose)
    last = given.order_by("ends_on", "pk").last()
    if last is None:
        return Decision(False, _("La personne n'a pas permis de transmettre à %(partner)s : %(data)s.") % asked)
    running = given.filter(revoked_on=None, ends_on__gte=on).order_by("ends_on", "pk").last()
    if running is not None:
        words = _("Permis jusqu'au %(day)s pour %(partner)s : %(data)s.")
        return Decision(True, words % {**asked, "day": formats.day(running.ends_on)})
    if last.revoked_on is not None:
        words = _("La personne a retiré son accord le %(day)s pour %(partner)s : %(data)s.")
        return Decision(False, words % {**asked, "day": formats.day(last.revoked_on)})
    words = _("L'accord s'est terminé le %(day)s pour %(partner)s : %(data)s. Redemandez-le.")
    return Decision(False, words % {**asked, "day": formats.day(last.ends_on)})


def demand_covered(person: Person, partner: Partner, kinds: Iterable[str], on: date, *, purpose: str = "") -> None:
    """Raise Refused with the reasons unless every kind is covered."""
    answers = [covers(person, partner, kind, on, purpose=purpose) for kind in kinds]
    if refused := [answer.reason for answer in answers if not answer]:
        raise Refused(" ".join(refused))


def running_mandates(person: Person, on: date) -> Any:
    """Mandates that hold on a day."""
    return person.mandates.filter(revoked_on=None, given_on__lte=on, ends_on__gte=on).select_related("partner")


def _touch(person: Person) -> None:
    person.version += 1
    person.save(update_fields=["version"])
