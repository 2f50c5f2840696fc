"""Losses of rights, and what became of the appeal."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.support.rights.alarm import raise_alarm
from levier.support.rights.enums import DECIDED, Appeal, LossKind
from levier.support.rights.holding import demand_own, demand_past, demand_person, demand_sensible, held
from levier.support.rights.models import Letter, Loss
from levier.support.rights.rules import WRITE_RIGHTS, may_appeal


@dataclass(frozen=True, slots=True)
class LossDraft:
    """What happens to which right, on which day. The day of a threat, or of an end announced, may be to come."""

    kind: str
    right: str
    happened_on: date
    letter: Letter | None = None
    remark: str = ""

    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@transaction.atomic
def note_loss(*, by: Actor, person: Person, draft: LossDraft, at: datetime) -> Loss:
    """A right threatened or lost: it becomes an obstacle of the person, and the referent gets a task.

    Raises Refused for a day that cannot be, or ValidationError.
    """
    demand_permission(by, WRITE_RIGHTS)
    demand_person(by, person)
    demand_own(person, draft.letter)
    demand_sensible(draft.happened_on, at)
    if draft.kind not in (LossKind.THREATENED, LossKind.ENDED):
        demand_past(draft.happened_on, at)
    loss = Loss(
        organisation_id=by.organisation_id, person=person, noted_at=at, noted_by_id=by.user_id, **draft.columns()
    )
    loss.keep()
    raise_alarm(by, loss, at)
    record(by=by, verb="rights.loss_added", object=reference(loss), change={"person": person.pk}, at=at)
    return loss


@transaction.atomic
def note_appeal(*, by: Actor, loss: Loss, appeal: Appeal, on: date, at: datetime) -> Loss:
    """An appeal lodged on a day, or decided on one. Raises Refused for a step out of turn or a day to come."""
    demand_permission(by, WRITE_RIGHTS)
    row: Loss = held(by, loss)
    demand(may_appeal(row, appeal))
    demand_past(on, at)
    if appeal == Appeal.LODGED:
        row.appealed_on, row.decided_on = on, None
    else:
        row.decided_on = on
    row.appeal = appeal
    if appeal in DECIDED and row.appealed_on and on < row.appealed_on:
        raise Refused(_("La décision tombe avant le recours : vérifiez les deux dates."))
    row.version += 1
    row.keep()
    record(by=by, verb="rights.appeal_noted", object=reference(row), change={"appeal": appeal.value, "on": on}, at=at)
    return row


@transaction.atomic
def withdraw_loss(*, by: Actor, loss: Loss, at: datetime) -> None:
    """Take away what was noted by mistake."""
    demand_permission(by, WRITE_RIGHTS)
    row: Loss = held(by, loss)
    named, change = reference(row), {"kind": row.kind, "right": row.right, "happened_on": row.happened_on}
    row.delete()
    record(by=by, verb="rights.loss_withdrawn", object=named, change=change, at=at)
