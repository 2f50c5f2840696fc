"""The file of a course is opened and settled; its modules; which session is for which."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.activities.models import Activity
from levier.activity.courses.actions.selection import take_enrolled
from levier.activity.courses.enums import COURSES
from levier.activity.courses.holding import held
from levier.activity.courses.models import Course, CourseModule, SessionModule
from levier.activity.courses.rules import SET_COURSES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference


@transaction.atomic
def open_course(*, by: Actor, activity: Activity, values: dict[str, Any], at: datetime) -> Course:
    """The file of a course: the lines of its modules become rows, who is enrolled is in it.

    The lines stay in the activity, for its poster. Raises Refused, or ValidationError with what is wrong.
    """
    demand_permission(by, SET_COURSES)
    row: Activity = held(by, activity)
    if row.kind not in COURSES:
        raise Refused(_("Seule une formation a un dossier de formation : changez son type d'abord."))
    if Course.objects.filter(activity=row).exists():
        raise Refused(_("Cette formation a déjà son dossier."))
    course = Course(organisation_id=by.organisation_id, activity=row, **values)
    if course.promised_minutes is None:
        course.promised_minutes = sum(part.minutes for part in row.parts_of_course()) or None
    course.keep()
    _lay_modules(course)
    record(by=by, verb="courses.opened", object=reference(course), at=at)
    take_enrolled(by=by, course=course, at=at)
    return course


def _lay_modules(course: Course) -> None:
    """Two lines of one title are one module with the hours of both."""
    rows: dict[str, CourseModule] = {}
    for rank, part in enumerate(course.activity.parts_of_course(), start=1):
        row = rows.setdefault(
            part.title,
            CourseModule(
                organisation_id=course.organisation_id,
                course=course,
                rank=rank,
                title=part.title,
                is_internship=part.is_internship,
                partner=course.activity.partner,
            ),
        )
        row.minutes += part.minutes
    CourseModule.objects.bulk_create(rows.values())


@transaction.atomic
def change_course(*, by: Actor, course: Course, values: dict[str, Any], at: datetime) -> Course:
    """Give it these columns. Raises Refused, or ValidationError."""
    demand_permission(by, SET_COURSES)
    row: Course = _changed(by, held(by, course, "activity"), values, "courses.changed", at)
    return row


@transaction.atomic
def add_module(*, by: Actor, course: Course, values: dict[str, Any], at: datetime) -> CourseModule:
    """One more module. Raises Refused, or ValidationError for a title in use."""
    demand_permission(by, SET_COURSES)
    row = CourseModule(organisation_id=by.organisation_id, course=held(by, course), **values)
    row.keep()
    record(by=by, verb="courses.module_added", object=reference(row), at=at)
    return row


@transaction.atomic
def change_module(*, by: Actor, module: CourseModule, values: dict[str, Any], at: datetime) -> CourseModule:
    """Name it otherwise, give it other hours or another partner. Raises as `add_module`."""
    demand_permission(by, SET_COURSES)
    row: CourseModule = _changed(by, held(by, module), values, "courses.module_changed", at)
    return row


@transaction.atomic
def remove_module(*, by: Actor, module: CourseModule, at: datetime) -> None:
    """Take it away; its sessions are for no module any more. Refused once somebody has a result in it."""
    demand_permission(by, SET_COURSES)
    row: CourseModule = held(by, module)
    if row.results.exists():
        raise Refused(_("Des personnes ont un résultat dans ce module : il ne se retire plus."))
    named = reference(row)
    row.sessions.all().delete()
    row.delete()
    record(by=by, verb="courses.module_removed", object=named, change={"title": module.title}, at=at)


@transaction.atomic
def assign_sessions(*, by: Actor, course: Course, modules: Mapping[int, CourseModule | None], at: datetime) -> int:
    """Say for which module sessions are, {session: module or None}; those that are not named stay. How many changed."""
    demand_permission(by, SET_COURSES)
    row: Course = held(by, course)
    ours = set(row.activity.sessions.filter(pk__in=modules).values_list("pk", flat=True))
    if set(modules) - ours or any(one and one.course_id != row.pk for one in modules.values()):
        raise ValidationError(_("Une de ces séances ou un de ces modules n'est pas de cette formation."))
    known = {one.session_id: one.module_id for one in SessionModule.objects.filter(session__in=ours)}
    changed = {pk: one for pk, one in modules.items() if known.get(pk) != (one and one.pk)}
    SessionModule.objects.filter(session__in=changed).delete()
    SessionModule.objects.bulk_create(
        SessionModule(organisation_id=by.organisation_id, session_id=pk, module=one)
        for pk, one in changed.items()
        if one
    )
    if changed:
        change = {str(pk): one and one.pk for pk, one in changed.items()}
        record(by=by, verb="courses.sessions_assigned", object=reference(row), change=change, at=at)
    return len(changed)


def _changed(by: Actor, row: Any, values: dict[str, Any], verb: str, at: datetime) -> Any:
    change = {name: [str(getattr(row, name)), str(new)] for name, new in values.items() if getattr(row, name) != new}
    row.version += 1
    for name, value in values.items():
        setattr(row, name, value)
    row.keep()
    record(by=by, verb=verb, object=reference(row), change=change, at=at)
    return row
