"""An accompaniment is opened, given to colleagues, prolonged, closed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import BRUSSELS, add_months
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.register.vocabulary.lists import exit_reasons, situations
from levier.support.pathways.enums import Origin, Part
from levier.support.pathways.models import Pathway, Referent
from levier.support.pathways.registers import closings
from levier.support.pathways.rules import LEAD_PATHWAYS, WRITE_PATHWAYS

PLANNED_MONTHS = 12


@transaction.atomic
def open_pathway(
    *,
    by: Actor,
    person: Person,
    on: date,
    origin: str = Origin.ITSELF,
    request: str = "",
    referent: User | None = None,
    at: datetime,
) -> Pathway:
    """Begin to accompany somebody; twelve months are planned. `referent` is the colleague in charge, if known.

    Raises Refused, or ValidationError when the person is accompanied already.
    """
    demand_permission(by, WRITE_PATHWAYS)
    _not_to_come(on, at)
    pathway = Pathway(
        organisation_id=by.organisation_id,
        person=person,
        opened_on=on,
        planned_end_on=add_months(on, PLANNED_MONTHS),
        origin=origin,
        request=request,
        last_contact_on=on,
    )
    pathway.keep()
    if referent is not None:
        _begin(by, pathway, referent, Part.REFERENT, on, "")
    record(by=by, verb="pathway.opened", object=reference(pathway), at=at)
    return pathway


@transaction.atomic
def change_pathway(
    *, by: Actor, pathway: Pathway, planned_end_on: date, origin: str, request: str, at: datetime
) -> Pathway:
    """Say an open accompaniment otherwise, or prolong it. Raises Refused when it is over, or ValidationError."""
    demand_permission(by, WRITE_PATHWAYS)
    held = _open(by, pathway)
    before = {"planned_end_on": held.planned_end_on, "origin": held.origin}
    held.planned_end_on, held.origin, held.request = planned_end_on, origin, request
    held.version += 1
    held.keep()
    changed = {name: [old, getattr(held, name)] for name, old in before.items() if old != getattr(held, name)}
    record(by=by, verb="pathway.changed", object=reference(held), change=changed, at=at)
    return held


@transaction.atomic
def close_pathway(*, by: Actor, pathway: Pathway, on: date, reason: str, situation: str = "", at: datetime) -> Pathway:
    """End an accompaniment: why, and in which situation (codes of the vocabulary). Its colleagues end with it.

    Rooms above hear of it by the register `closings`. Raises Refused, or ValidationError.
    """
    demand_permission(by, WRITE_PATHWAYS)
    held = _open(by, pathway)
    _not_to_come(on, at)
    if reason not in exit_reasons():
        raise Refused(_("Choisissez la raison de la fin dans la liste."))
    if situation and situation not in situations():
        raise Refused(_("Choisissez la situation à la fin dans la liste."))
    held.closed_on, held.exit_reason, held.exit_situation = on, reason, situation
    held.version += 1
    held.keep()
    for part in held.referents.filter(ended_on=None):
        part.ended_on = max(on, part.started_on)
        part.keep()
    record(by=by, verb="pathway.closed", object=reference(held), change={"reason": reason}, at=at)
    for hear in closings:
        hear(by=by, person=held.person, on=on, reason=reason, situation=situation, at=at)
    return held


@transaction.atomic
def give_part(
    *, by: Actor, pathway: Pathway, user: User, part: str, on: date, reason: str = "", at: datetime
) -> Referent:
    """A colleague joins an accompaniment. A new referent takes the place of the former, whose last day is the eve.

    Raises Refused for somebody of another association, or somebody who does it already.
    """
    demand_permission(by, WRITE_PATHWAYS)
    held = _open(by, pathway)
    _not_to_come(on, at)
    if on < held.opened_on:
        raise Refused(_("L'accompagnement n'avait pas commencé ce jour-là."))
    begun = _take_over(by, held, user, part, on, reason)
    record(by=by, verb="pathway.part_given", object=reference(held), change={"user": user.pk, "part": str(part)}, at=at)
    return begun


@transaction.atomic
def end_part(*, by: Actor, referent: Referent, on: date, reason: str = "", at: datetime) -> Referent:
    """A colleague leaves an accompaniment; `on` is the last day. Raises Refused, or ValidationError."""
    demand_permission(by, WRITE_PATHWAYS)
    held: Referent = Referent.objects.visible_to(by).select_for_update().get(pk=referent.pk)
    if held.ended_on is not None:
        raise Refused(_("C'était déjà noté."))
    held.ended_on, held.reason = on, reason or held.reason
    held.keep()
    record(by=by, verb="pathway.part_ended", object=reference(held.pathway), change={"user": held.user_id}, at=at)
    return held


@transaction.atomic
def hand_over(
    *, by: Actor, pathways: Iterable[Pathway], to: User, on: date, reason: str, at: datetime
) -> list[Pathway]:
    """Give these people to another referent at once: a colleague who leaves, or whose load is too heavy.

    One leads the team, or gives one's own people. Returns those that changed hands. Raises Refused.
    """
    demand_permission(by, WRITE_PATHWAYS)
    keys = [one.pk for one in pathways]
    held = list(Pathway.objects.visible_to(by).open().select_for_update().filter(pk__in=keys).order_by("pk"))
    if not LEAD_PATHWAYS.allows(by):
        mine = set(Pathway.objects.visible_to(by).of(by).filter(pk__in=keys).values_list("pk", flat=True))
        if any(one.pk not in mine for one in held):
            raise Refused(_("Vous pouvez confier les personnes dont vous êtes référent·e, pas celles des autres."))
    _not_to_come(on, at)
    given = []
    for one in held:
        if not one.referents.filter(user=to, part=Part.REFERENT, ended_on=None).exists():
            _take_over(by, one, to, Part.REFERENT, max(on, one.opened_on), reason)
            given.append(one)
            record(by=by, verb="pathway.part_given", object=reference(one), change={"user": to.pk}, at=at)
    return given


def touch(*, by: Actor, person: Person, on: date) -> None:
    """There was news of somebody on a day: their open accompaniment remembers the last one. No journal line."""
    rows = Pathway.objects.visible_to(by).open().filter(person=person)
    rows.exclude(last_contact_on__gte=on).update(last_contact_on=on)


def _take_over(by: Actor, pathway: Pathway, user: User, part: str, on: date, reason: str) -> Referent:
    running = pathway.referents.filter(part=part, ended_on=None)
    if running.filter(user=user).exists():
        raise Refused(_("%(name)s le fait déjà.") % {"name": user})
    if part == Part.REFERENT:
        for former in running:
            former.ended_on, former.reason = max(on - timedelta(days=1), former.started_on), reason
            former.keep()
    return _begin(by, pathway, user, part, on, reason)


def _begin(by: Actor, pathway: Pathway, user: User, part: str, on: date, reason: str) -> Referent:
    if not colleagues(by).filter(pk=user.pk).exists():
        raise Refused(_("Cette personne ne travaille pas dans votre association."))
    begun = Referent(
        organisation_id=by.organisation_id, pathway=pathway, user=user, part=part, started_on=on, reason=reason
    )
    begun.keep()
    return begun


def _open(by: Actor, pathway: Pathway) -> Pathway:
    held: Pathway = Pathway.objects.visible_to(by).select_for_update().get(pk=pathway.pk)
    if not held.is_open:
        raise Refused(_("Cet accompagnement est terminé."))
    return held


def _not_to_come(on: date, at: datetime) -> None:
    if on > at.astimezone(BRUSSELS).date():
        raise Refused(_("Ce jour n'est pas encore là : notez ce qui a eu lieu."))
