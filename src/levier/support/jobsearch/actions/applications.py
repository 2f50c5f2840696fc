"""Applications and contacts with employers: noted in one line, corrected, withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.support.jobsearch.enums import ApplicationKind, ApplicationState
from levier.support.jobsearch.holding import demand_past, demand_person, demand_sensible, held, partner_named
from levier.support.jobsearch.models import Application
from levier.support.jobsearch.rules import WRITE_SEARCH
from levier.support.pathways.actions.accompaniment import touch


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """The columns of Application. An application is sent, unless it is said otherwise; a contact has no state."""

    kind: str
    employer: str
    on: date
    job: str = ""
    channel: str = ""
    state: str = ""
    next_on: date | None = None
    remark: str = ""

    def columns(self) -> dict[str, Any]:
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        is_application = self.kind == ApplicationKind.APPLICATION
        values["state"] = (self.state or ApplicationState.SENT) if is_application else ""
        return values


@transaction.atomic
def note_application(*, by: Actor, person: Person, draft: ApplicationDraft, at: datetime) -> Application:
    """Keep a line. Raises Refused for a day to come, or ValidationError."""
    demand_permission(by, WRITE_SEARCH)
    demand_person(by, person)
    row = Application(organisation_id=by.organisation_id, person=person, noted_at=at, noted_by_id=by.user_id)
    _fill(by, row, draft, at)
    touch(by=by, person=person, on=draft.on)
    record(by=by, verb="jobsearch.application_noted", object=reference(row), change={"person": person.pk}, at=at)
    return row


@transaction.atomic
def change_application(*, by: Actor, application: Application, draft: ApplicationDraft, at: datetime) -> Application:
    """Correct a line, or say what became of it. Raises as `note_application` does."""
    demand_permission(by, WRITE_SEARCH)
    row: Application = held(by, application)
    before = {name: getattr(row, name) for name in draft.columns()}
    row.version += 1
    _fill(by, row, draft, at)
    changed = sorted(name for name, value in before.items() if getattr(row, name) != value)
    record(by=by, verb="jobsearch.application_changed", object=reference(row), change={"columns": changed}, at=at)
    return row


@transaction.atomic
def withdraw_application(*, by: Actor, application: Application, at: datetime) -> None:
    """Take away what was noted by mistake. What was ticked as encoded of it stays told."""
    demand_permission(by, WRITE_SEARCH)
    row: Application = held(by, application)
    named, change = reference(row), {"kind": row.kind, "on": row.on}
    row.delete()
    record(by=by, verb="jobsearch.application_withdrawn", object=named, change=change, at=at)


def _fill(by: Actor, row: Application, draft: ApplicationDraft, at: datetime) -> None:
    demand_past(draft.on, at)
    demand_sensible(draft.next_on, at)
    for name, value in draft.columns().items():
        setattr(row, name, value)
    row.partner = partner_named(by, draft.employer, is_employer=True)
    row.keep()
