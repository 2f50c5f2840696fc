"""A collective lives: who is in it, when it meets, what is decided and done; it may be handed to others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.activities.enums import ActivityKind
from levier.activity.activities.models import Activity
from levier.activity.courses.holding import demand_past, demand_sensible, held
from levier.activity.courses.models import Collective, Meeting, Member, Task
from levier.activity.courses.rules import HAND_OVER, RUN_COLLECTIVES, may_change
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.partners.models import Partner
from levier.register.people.models import Person


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A person we know, or a first name and perhaps a partner: one of the two."""

    joined_on: date
    person: Person | None = None
    first_name: str = ""
    partner: Partner | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class TaskDraft:
    what: str
    who: str = ""
    due_on: date | None = None


@transaction.atomic
def found_collective(*, by: Actor, activity: Activity, values: dict[str, Any], at: datetime) -> Collective:
    """The life of an activity of kind collective. Raises Refused, or ValidationError."""
    demand_permission(by, RUN_COLLECTIVES)
    row: Activity = held(by, activity)
    if row.kind != ActivityKind.COLLECTIVE:
        raise Refused(_("Seul un collectif a une vie de collectif : changez le type de l'activité d'abord."))
    if Collective.objects.filter(activity=row).exists():
        raise Refused(_("Ce collectif a déjà sa page."))
    made = Collective(organisation_id=by.organisation_id, activity=row, **values)
    made.keep()
    record(by=by, verb="courses.collective_founded", object=reference(made), at=at)
    return made


@transaction.atomic
def change_collective(*, by: Actor, collective: Collective, values: dict[str, Any], at: datetime) -> Collective:
    """Its network, its coordination. Raises Refused when it would be in itself."""
    row = _living(by, collective)
    above, seen = values.get("network"), {row.pk}
    while above is not None:
        if above.pk in seen:
            raise ValidationError({"network": _("Un réseau ne peut pas être dans lui-même.")})
        seen.add(above.pk)
        above = above.network
    row.version += 1
    for name, value in values.items():
        setattr(row, name, value)
    row.keep()
    record(by=by, verb="courses.collective_changed", object=reference(row), at=at)
    return row


@transaction.atomic
def add_member(*, by: Actor, collective: Collective, draft: MemberDraft, at: datetime) -> Member:
    """Somebody joins. Raises Refused for who is in it already, or for nobody."""
    row = _living(by, collective)
    demand_past(draft.joined_on, at)
    if bool(draft.person) == bool(draft.first_name):
        raise Refused(_("Choisissez une personne connue, ou écrivez un prénom."))
    if draft.person and row.members.filter(person=draft.person, left_on=None).exists():
        raise Refused(_("Cette personne est déjà membre."))
    member = Member(
        organisation_id=by.organisation_id,
        collective=row,
        person=draft.person,
        first_name=draft.first_name,
        partner=draft.partner,
        role=draft.role,
        joined_on=draft.joined_on,
    )
    member.keep()
    record(by=by, verb="courses.member_joined", object=reference(member), at=at)
    return member


@transaction.atomic
def end_membership(*, by: Actor, member: Member, on: date, at: datetime) -> Member:
    """Somebody leaves. Raises Refused for a day before they came or to come."""
    _living(by, Collective(pk=member.collective_id))
    row: Member = held(by, member)
    demand_past(on, at)
    if on < row.joined_on:
        raise Refused(_("Ce départ tombe avant l'arrivée."))
    row.left_on = on
    row.keep()
    record(by=by, verb="courses.member_left", object=reference(row), at=at)
    return row


@transaction.atomic
def hold_meeting(
    *, by: Actor, collective: Collective, on: date, decisions: str, tasks: Sequence[TaskDraft] = (), at: datetime
) -> Meeting:
    """What a meeting decided, and who does what. Raises Refused for a meeting to come, or without a word."""
    row = _living(by, collective)
    demand_past(on, at)
    if not decisions.strip() and not tasks:
        raise Refused(_("Écrivez au moins une décision ou une action."))
    demand_sensible(at, *(one.due_on for one in tasks))
    meeting = Meeting(organisation_id=by.organisation_id, collective=row, on=on, decisions=decisions)
    meeting.keep()
    Task.objects.bulk_create(
        Task(organisation_id=by.organisation_id, meeting=meeting, what=one.what, who=one.who, due_on=one.due_on)
        for one in tasks
    )
    record(by=by, verb="courses.meeting_held", object=reference(row), change={"tasks": len(tasks)}, at=at)
    return meeting


@transaction.atomic
def finish_task(*, by: Actor, task: Task, on: date, at: datetime) -> Task:
    """It is done. Done twice, the first day holds."""
    row: Task = held(by, task, "meeting")
    collective = _living(by, Collective(pk=row.meeting.collective_id))
    row.done_on = row.done_on or on
    row.save(update_fields=["done_on"])
    record(by=by, verb="courses.task_done", object=reference(collective), change={"what": row.what}, at=at)
    return row


@transaction.atomic
def hand_over(*, by: Actor, collective: Collective, to: Partner, on: date, at: datetime) -> Collective:
    """Another organisation leads it from now on: it is closed here, nothing of it is deleted. Raises Refused."""
    demand_permission(by, HAND_OVER)
    row: Collective = held(by, collective)
    demand(may_change(row))
    demand_past(on, at)
    row.handed_to, row.handed_on = to, on
    row.version += 1
    row.keep()
    record(by=by, verb="courses.collective_handed", object=reference(row), change={"to": to.pk}, at=at)
    return row


def _living(by: Actor, collective: Collective) -> Collective:
    demand_permission(by, RUN_COLLECTIVES)
    row: Collective = held(by, collective)
    demand(may_change(row))
    return row
