"""When a colleague receives: the hours of a usual week, and what is otherwise on some days."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.agenda.enums import ChangeKind
from levier.register.agenda.models import Opening, OpeningChange
from levier.register.agenda.rules import KEEP_HOURS


@dataclass(frozen=True, slots=True)
class OpeningDraft:
    """Hours of a weekday, as they are said; both days are included."""

    weekday: int
    starts: time
    ends: time
    slot_minutes: int
    first_on: date
    last_on: date | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """What is otherwise on some days."""

    kind: str
    first_on: date
    last_on: date
    starts: time | None = None
    ends: time | None = None
    slot_minutes: int | None = None
    place: str = ""
    reason: str = ""


@transaction.atomic
def add_opening(*, by: Actor, draft: OpeningDraft, at: datetime) -> Opening:
    """Receive at these hours. Raises Refused when they meet others of one's own, or ValidationError."""
    demand_permission(by, KEEP_HOURS)
    opening = Opening(organisation_id=by.organisation_id, worker_id=_receiver(by), **asdict(draft))
    _keep(by, opening)
    record(by=by, verb="opening.added", object=reference(opening), at=at)
    return opening


@transaction.atomic
def change_opening(*, by: Actor, opening: Opening, draft: OpeningDraft, at: datetime) -> Opening:
    """Other hours. What is booked stays booked. Raises Refused, or ValidationError."""
    demand_permission(by, KEEP_HOURS)
    held = _own(by, opening)
    for name, value in asdict(draft).items():
        setattr(held, name, value)
    held.version += 1
    _keep(by, held)
    record(by=by, verb="opening.changed", object=reference(held), at=at)
    return held


@transaction.atomic
def end_opening(*, by: Actor, opening: Opening, on: date, at: datetime) -> Opening:
    """Receive no more at these hours after a day. What is booked stays booked. Raises Refused, or ValidationError."""
    demand_permission(by, KEEP_HOURS)
    held = _own(by, opening)
    held.last_on = on
    held.version += 1
    held.keep()
    record(by=by, verb="opening.ended", object=reference(held), at=at)
    return held


@transaction.atomic
def add_change(*, by: Actor, draft: ChangeDraft, at: datetime) -> OpeningChange:
    """Days without appointments, or hours more. Raises Refused, or ValidationError."""
    demand_permission(by, KEEP_HOURS)
    change = OpeningChange(organisation_id=by.organisation_id, worker_id=_receiver(by), **asdict(draft))
    if draft.kind == ChangeKind.CLOSED:
        change.slot_minutes, change.place = None, ""
    change.keep()
    record(by=by, verb="opening.otherwise", object=reference(change), at=at)
    return change


@transaction.atomic
def withdraw_change(*, by: Actor, change: OpeningChange, at: datetime) -> None:
    """Those days are like others after all. Raises Refused for a colleague's."""
    demand_permission(by, KEEP_HOURS)
    held = OpeningChange.objects.visible_to(by).select_for_update().filter(pk=change.pk, worker=by.user_id).first()
    if held is None:
        raise Refused(_("Ces jours ne sont pas les vôtres."))
    named = reference(held)
    held.delete()
    record(by=by, verb="opening.as_usual", object=named, at=at)


def _receiver(by: Actor) -> int:
    if by.user_id is None:
        raise Refused(_("Seule une personne de l'équipe reçoit."))
    return by.user_id


def _own(by: Actor, opening: Opening) -> Opening:
    rows = Opening.objects.visible_to(by).select_for_update().filter(pk=opening.pk, worker=by.user_id)
    held: Opening | None = rows.first()
    if held is None:
        raise Refused(_("Cette plage n'est pas la vôtre."))
    return held


def _keep(by: Actor, opening: Opening) -> None:
    running = Q(last_on=None) | Q(last_on__gte=opening.first_on)
    others = Opening.objects.visible_to(by).filter(running, worker=by.user_id, weekday=opening.weekday)
    others = others.filter(starts__lt=opening.ends, ends__gt=opening.starts).exclude(pk=opening.pk)
    if opening.last_on:
        others = others.filter(first_on__lte=opening.last_on)
    if others.exists():
        raise Refused(_("Vous recevez déjà à ces heures ce jour-là : modifiez plutôt l'autre plage."))
    opening.keep()
