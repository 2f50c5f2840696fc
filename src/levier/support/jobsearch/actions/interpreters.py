"""An interpreter for an appointment: asked, confirmed, cancelled."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.vocabulary.lists import languages
from levier.support.appointments.models import Appointment
from levier.support.jobsearch.enums import InterpreterState
from levier.support.jobsearch.holding import held, partner_named
from levier.support.jobsearch.models import Interpreting
from levier.support.jobsearch.rules import WRITE_SEARCH


@dataclass(frozen=True, slots=True)
class InterpretingDraft:
    """The language (a code of the vocabulary), the service that was asked, and where the booking stands."""

    language: str
    service: str
    state: str = InterpreterState.ASKED
    remark: str = ""


@transaction.atomic
def book_interpreter(*, by: Actor, appointment: Appointment, draft: InterpretingDraft, at: datetime) -> Interpreting:
    """Note that an interpreter is asked. Raises Refused for a language unknown, ValidationError for a second one."""
    demand_permission(by, WRITE_SEARCH)
    if not Appointment.objects.visible_to(by).filter(pk=appointment.pk).exists():
        raise Refused(_("Ce rendez-vous n'existe pas."))
    row = Interpreting(organisation_id=by.organisation_id, appointment=appointment, noted_at=at, noted_by_id=by.user_id)
    _fill(by, row, draft)
    change: dict[str, Any] = {"interpreting": row.pk, "state": row.state}
    record(by=by, verb="jobsearch.interpreter_booked", object=reference(appointment), change=change, at=at)
    return row


@transaction.atomic
def change_interpreter(
    *, by: Actor, interpreting: Interpreting, draft: InterpretingDraft, at: datetime
) -> Interpreting:
    """Confirmed, cancelled, or corrected. Raises as `book_interpreter` does."""
    demand_permission(by, WRITE_SEARCH)
    row: Interpreting = held(by, interpreting, "appointment")
    row.version += 1
    _fill(by, row, draft)
    change: dict[str, Any] = {"interpreting": row.pk, "state": row.state}
    record(by=by, verb="jobsearch.interpreter_changed", object=reference(row.appointment), change=change, at=at)
    return row


@transaction.atomic
def withdraw_interpreter(*, by: Actor, interpreting: Interpreting, at: datetime) -> None:
    """Take away what was noted by mistake."""
    demand_permission(by, WRITE_SEARCH)
    row: Interpreting = held(by, interpreting, "appointment")
    pk, about = row.pk, reference(row.appointment)
    row.delete()
    record(by=by, verb="jobsearch.interpreter_withdrawn", object=about, change={"interpreting": pk}, at=at)


def _fill(by: Actor, row: Interpreting, draft: InterpretingDraft) -> None:
    if draft.language not in dict(languages().choices()):
        raise Refused(_("Choisissez une langue de la liste."))
    for name in draft.__dataclass_fields__:
        setattr(row, name, getattr(draft, name))
    row.partner = partner_named(by, draft.service)
    row.keep()
