"""Writing an hours sheet: one session a month, one presence a person, and the way back."""

from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from levier.activity.activities.enums import ActivityKind, Presence, SessionKind, Source
from levier.activity.activities.models import Activity, Attendance, Session
from levier.development.projects.models import Project
from levier.foundation.imports.models import ImportChange
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.bulk import pointed_at, remove_rows
from levier.foundation.kit.permissions import Refused

ATTENDANCE, SESSION, ACTIVITY = "activities.attendance", "activities.session", "activities.activity"
Held = dict[int, dict[date, tuple[int, int]]]
"""{person: {month: (attendance id, minutes)}}"""


def held_minutes(project: Project) -> Held:
    """Minutes already taken from a workbook, by person and month."""
    rows = Attendance.objects.filter(session__project=project, session__kind=SessionKind.MONTH)
    held: Held = {}
    for person, month, pk, minutes in rows.values_list("person_id", "session__on", "pk", "minutes"):
        held.setdefault(person, {})[month] = (pk, minutes)
    return held


def write(
    by: Actor,
    project: Project,
    wanted: dict[int, tuple[int, dict[date, int]]],
    held: Held,
    run: Any,
    at: datetime,
) -> dict[str, int]:
    """Bring the monthly totals to what the sheet says; zero takes a total away. Returns counts of people by effect."""
    months = {month for _row, minutes in wanted.values() for month in minutes}
    sessions, changes = _sessions(by, project, months, run)
    new: list[tuple[int, Attendance]] = []
    counts = {"new": 0, "changed": 0, "equal": 0, "minutes": 0}
    for person, (row, minutes) in wanted.items():
        touched = {"new": 0, "changed": 0}
        for month, value in minutes.items():
            pk, before = held.get(person, {}).get(month, (0, 0))
            counts["minutes"] += value
            if value == before:
                continue
            if pk:
                touched["changed"] += 1
                changes.append(_change(by, run, row, pk, before, value))
            else:
                touched["new"] += 1
                new.append((row, _attendance(by, sessions[month], person, value, at)))
        counts["changed" if touched["changed"] else "new" if touched["new"] else "equal"] += 1
    Attendance.objects.bulk_create([attendance for _row, attendance in new], batch_size=5_000)
    changes += [_change(by, run, row, attendance.pk, None, attendance.minutes) for row, attendance in new]
    ImportChange.objects.bulk_create(changes, batch_size=5_000)
    return counts


def _sessions(
    by: Actor, project: Project, months: set[date], run: Any
) -> tuple[dict[date, Session], list[ImportChange]]:
    """The session of each month, made where it lacks; with the traces of what was made."""
    common: dict[str, Any] = {"organisation_id": by.organisation_id, "project": project}
    sessions = {session.on: session for session in Session.objects.filter(kind=SessionKind.MONTH, **common)}
    missing = sorted(months - set(sessions))
    changes: list[ImportChange] = []
    if missing:
        activity, made_now = Activity.objects.get_or_create(
            kind=ActivityKind.COURSE, title=_("Heures reprises du classeur"), **common
        )
        made = [Session(activity=activity, kind=SessionKind.MONTH, on=month, **common) for month in missing]
        Session.objects.bulk_create(made)
        sessions |= {session.on: session for session in made}
        changes = [_made(by, run, SESSION, session.pk) for session in made]
        changes += [_made(by, run, ACTIVITY, activity.pk)] if made_now else []
    return sessions, changes


def _made(by: Actor, run: Any, model: str, pk: int) -> ImportChange:
    return ImportChange(
        organisation_id=by.organisation_id, run=run, row=0, model=model, object_id=pk, effect="new", after_version=1
    )


def _attendance(by: Actor, session: Session, person: int, minutes: int, at: datetime) -> Attendance:
    return Attendance(
        organisation_id=by.organisation_id,
        session=session,
        person_id=person,
        presence=Presence.PRESENT,
        minutes=minutes,
        source=Source.IMPORT,
        recorded_at=at,
        recorded_by_id=by.user_id,
    )


def _change(by: Actor, run: Any, row: int, pk: int, before: int | None, value: int) -> ImportChange:
    if before is not None:
        presence = Presence.PRESENT if value else Presence.ABSENT
        Attendance.objects.filter(pk=pk).update(minutes=value, presence=presence)
    return ImportChange(
        organisation_id=by.organisation_id,
        run=run,
        row=row,
        model=ATTENDANCE,
        object_id=pk,
        effect="new" if before is None else "changed",
        before=None if before is None else {"minutes": before},
        after_version=value,
    )


def undo_run(by: Actor, run: Any) -> dict[str, int]:
    """Take the totals of a run away, or back to what they were. Raises Refused when they were changed since."""
    changes = list(ImportChange.objects.visible_to(by).filter(run=run, model=ATTENDANCE))
    now = dict(
        Attendance.objects.visible_to(by)
        .filter(session__kind=SessionKind.MONTH, source=Source.IMPORT)
        .values_list("pk", "minutes")
    )
    if any(now.get(change.object_id) != change.after_version for change in changes):
        raise Refused(_("Des heures de cet import ont été modifiées depuis : il ne peut plus être annulé."))
    made = [change.object_id for change in changes if change.before is None]
    for start in range(0, len(made), 900):
        Attendance.objects.filter(pk__in=made[start : start + 900]).delete()
    for change in changes:
        if change.before is not None:
            minutes = change.before["minutes"]
            presence = Presence.PRESENT if minutes else Presence.ABSENT
            Attendance.objects.filter(pk=change.object_id).update(minutes=minutes, presence=presence)
    _remove_empty(by, run, SESSION, Session)
    _remove_empty(by, run, ACTIVITY, Activity)
    return {"removed": len(made), "restored": len(changes) - len(made)}


def _remove_empty(by: Actor, run: Any, name: str, model: type[Model]) -> None:
    """What the run made to hold hours goes, unless something else stands on it by now."""
    traces = ImportChange.objects.visible_to(by).filter(run=run, model=name)
    made = list(traces.values_list("object_id", flat=True))
    remove_rows(model, pk__in=set(made) - pointed_at(model, made))
