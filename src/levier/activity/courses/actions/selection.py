"""People ask for a course, go through steps, and somebody decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.actions import enrol
from levier.activity.activities.actions.offering import held as held_activity
from levier.activity.activities.models import Enrolment
from levier.activity.activities.seats import seats_of
from levier.activity.courses.enums import Choice, StepResult
from levier.activity.courses.holding import demand_past, demand_sensible, held
from levier.activity.courses.models import Candidate, Course, Step
from levier.activity.courses.rules import DECIDE, RUN_COURSES, may_accept
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import finish_todos
from levier.register.people.models import Person


@dataclass(frozen=True, slots=True)
class StepDraft:
    """One step of a selection. `points` are of 100; None where there is no test."""

    kind: str
    on: date
    result: str
    points: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What is decided, why (a code of `enums.Why`), and in which words."""

    decision: str
    why: str
    remark: str = ""


@transaction.atomic
def add_candidates(*, by: Actor, course: Course, people: Iterable[Person], on: date, at: datetime) -> list[Candidate]:
    """These people ask for the course; who has already asked stays so. Raises Refused."""
    demand_permission(by, RUN_COURSES)
    row: Course = held(by, course)
    demand_past(on, at)
    known = set(row.candidates.values_list("person", flat=True))
    wanted = {one.pk: one for one in people if one.pk not in known and one.organisation_id == by.organisation_id}
    if not wanted:
        raise Refused(_("Cochez au moins une personne qui n'est pas encore dans cette formation."))
    made = Candidate.objects.bulk_create(
        Candidate(organisation_id=by.organisation_id, course=row, person=one, asked_on=on, made_by_id=by.user_id)
        for one in wanted.values()
    )
    record(by=by, verb="courses.asked", object=reference(row), change={"people": list(wanted)}, at=at)
    return made


@transaction.atomic
def take_enrolled(*, by: Actor, course: Course, at: datetime) -> list[Candidate]:
    """Who is enrolled in the activity without having been a candidate is in the course."""
    demand_permission(by, RUN_COURSES)
    row: Course = held(by, course)
    there = Enrolment.objects.filter(activity=row.activity_id, ended_on=None)
    people = list(there.exclude(person__candidacies__course=row).values_list("person", flat=True).order_by("pk"))
    made = Candidate.objects.bulk_create(
        Candidate(
            organisation_id=by.organisation_id,
            course=row,
            person_id=pk,
            asked_on=timezone.localdate(at),
            made_by_id=by.user_id,
            decision=Choice.ACCEPTED,
            decided_at=at,
            decided_by_id=by.user_id,
        )
        for pk in people
    )
    if made:
        record(by=by, verb="courses.enrolled_taken", object=reference(row), change={"people": people}, at=at)
    return made


@transaction.atomic
def note_step(*, by: Actor, candidate: Candidate, draft: StepDraft, at: datetime) -> Step:
    """How a step went; said again, the last word holds. A step to come is an invitation. Raises Refused."""
    demand_permission(by, RUN_COURSES)
    row: Candidate = held(by, candidate)
    if row.decision in (Choice.REFUSED, Choice.WITHDREW):
        raise Refused(_("Cette candidature est close : changez d'abord la décision."))
    if draft.result == StepResult.INVITED:
        demand_sensible(at, draft.on)
    else:
        demand_past(draft.on, at)
    if draft.points is not None and draft.result != StepResult.CAME:
        raise ValidationError({"points": _("Des points sont à qui est venu.")})
    step = row.steps.filter(kind=draft.kind).first() or Step(organisation_id=by.organisation_id, candidate=row)
    step.kind, step.on, step.result = draft.kind, draft.on, draft.result
    step.points, step.remark, step.noted_by_id = draft.points, draft.remark, by.user_id
    step.keep()
    change = {"step": draft.kind, "result": draft.result, "on": draft.on.isoformat()}
    record(by=by, verb="courses.step_noted", object=reference(row), change=change, at=at)
    return step


@transaction.atomic
def decide(*, by: Actor, candidate: Candidate, draft: DecisionDraft, at: datetime) -> Candidate:
    """Accept, put in reserve, refuse. Who is accepted is enrolled, never over the places, nor before the reserve.

    Raises Refused.
    """
    demand_permission(by, DECIDE)
    course: Course = held(by, Course(pk=candidate.course_id))
    row: Candidate = held(by, candidate, "person")
    if row.decision == Choice.ACCEPTED and is_there(row, course.activity_id):
        raise Refused(_("Cette personne est dans la formation : notez son départ dans l'activité, s'il y en a un."))
    if row.decision == draft.decision and draft.decision == Choice.RESERVE:
        raise Refused(_("Cette personne est déjà en réserve : elle garde son rang."))
    if draft.decision == Choice.ACCEPTED:
        _accept(by, course, row, at)
    row.decision, row.why, row.remark = draft.decision, draft.why, draft.remark
    row.decided_at, row.decided_by_id, row.told_on, row.told_by_way = at, by.user_id, None, ""
    row.version += 1
    row.keep()
    change = {"person": row.person_id, "decision": draft.decision, "why": draft.why}
    record(by=by, verb="courses.decided", object=reference(row), change=change, at=at)
    return row


def _accept(by: Actor, course: Course, row: Candidate, at: datetime) -> None:
    activity = held_activity(by, course.activity_id)
    there = set(activity.enrolments.filter(ended_on=None).values_list("person", flat=True))
    if row.person_id in there:
        return
    free = seats_of(activity, at, taken=len(there)).free
    results = set(row.steps.values_list("result", flat=True))
    demand(may_accept(results, free=free, before=in_reserve_before(row)))
    enrol(by=by, activity=activity, people=[row.person], starts_on=activity.starts_on, at=at)


def is_there(candidate: Candidate, activity: int) -> bool:
    """Is this person expected in the activity of their course?"""
    return Enrolment.objects.filter(activity=activity, person=candidate.person_id, ended_on=None).exists()


def in_reserve_before(candidate: Candidate) -> int:
    """How many are in reserve before this one: all of them for who is not in it."""
    rows = Candidate.objects.filter(course=candidate.course_id, decision=Choice.RESERVE).exclude(pk=candidate.pk)
    if candidate.decision == Choice.RESERVE:
        rows = rows.filter(decided_at__lt=candidate.decided_at)
    return rows.count()


@transaction.atomic
def note_told(*, by: Actor, candidate: Candidate, on: date, way: str, at: datetime) -> Candidate:
    """The person was told what is decided, and what comes next. Raises Refused before a decision."""
    demand_permission(by, RUN_COURSES)
    row: Candidate = held(by, candidate)
    if row.decided_at is None:
        raise Refused(_("Rien n'est encore décidé : il n'y a rien à annoncer."))
    demand_past(on, at)
    if on < timezone.localdate(row.decided_at):
        raise Refused(_("La décision n'était pas encore prise ce jour-là."))
    row.told_on, row.told_by_way = on, way
    row.keep()
    finish_todos(by=by, about=reference(row), at=at)
    record(by=by, verb="courses.told", object=reference(row), change={"way": way}, at=at)
    return row
