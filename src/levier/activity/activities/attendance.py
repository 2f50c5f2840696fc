"""The sheet of a session: one line a person, written only where it changed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.activities.absences import signal_absences
from levier.activity.activities.enums import AT_THE_DOOR, CAME, NOT_WHOLE, Presence, SessionKind, Source
from levier.activity.activities.models import Attendance, AttendanceNote, Enrolment, Session
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.bulk import insert_rows
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.support.pathways.actions import attended

BEFORE = timedelta(hours=1)
"""How long before its start the people of a session may say on the tablet that they are there."""
SAID = ("person_id", "presence", "minutes", "reason")
"""Columns of a line that differ from those of its neighbours."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a sheet. `minutes` counts for who was there; None is the length of the session."""

    presence: str
    minutes: int | None = None
    reason: str = ""

    def of(self, planned: int) -> "Entry":
        """The line as it is kept: minutes said, none for who was not there."""
        if self.presence not in CAME:
            return Entry(self.presence, 0, self.reason)
        whole = planned if self.presence == Presence.PRESENT else 0
        return Entry(self.presence, whole if self.minutes is None else self.minutes, self.reason)

    def problem(self, planned: int) -> str:
        """The sentence of what is wrong with a line as it is kept, or "". `planned` is 0 when nobody knows."""
        minutes = self.minutes or 0
        if planned and minutes > planned:
            return _("La séance dure %(minutes)s minutes : personne n'y reste plus longtemps.") % {"minutes": planned}
        if self.presence in NOT_WHOLE and (not minutes or minutes >= (planned or minutes + 1)):
            return _("Notez les minutes de présence : moins que la durée de la séance.")
        if self.presence in CAME and not minutes:
            return _("Notez les minutes de présence.")
        if self.presence == Presence.EXCUSED and not self.reason:
            return _("Dites pourquoi la personne est excusée : certificat, convocation…")
        return ""


@dataclass(slots=True)
class Recorded:
    """What happened to a sheet: people written, and {person: the line somebody else noted meanwhile}."""

    written: list[int] = field(default_factory=list)
    conflicts: dict[int, Entry] = field(default_factory=dict)


@transaction.atomic
def record_attendance(
    *,
    by: Actor,
    session: Session,
    entries: Mapping[int, Entry],
    seen: Mapping[int, Entry] | None = None,
    source: str = Source.SCREEN,
    close: bool = False,
    at: datetime,
) -> Recorded:
    """Note who was there, {person: line}. The number of queries does not depend on the number of lines.

    `seen` is what the sheet showed when it was opened: lines left as they were are not written, so two trainers at
    once are merged; a line that both changed is left alone and returned. Without `seen` the last word wins.
    `close` says that the sheet is whole; it waits when there are conflicts.

    Raises Refused, and writes nothing, for a session that cannot be noted, for somebody who is not enrolled, for a line
    with a problem, and for closing while somebody expected has no answer.
    """
    demand_permission(by, NOTE_PRESENCES)
    session = Session.objects.select_for_update().get(pk=session.pk)
    demand_open(session, at, before=BEFORE if source in AT_THE_DOOR else timedelta(0))
    held = {row.person_id: said(row) for row in session.attendances.all()}
    done, lines = _sorted_out(session, entries, seen, held)
    _demand_expected(session, lines.keys() - held.keys())
    if lines:
        _write(by, session, lines, held.keys(), source, at)
        change = {str(person): [line.presence, line.minutes, line.reason] for person, line in lines.items()}
        _close_steps(by, session, lines, at)
        words = [*lines.values(), *(held[person] for person in lines if person in held)]
        was_away = any(line.presence == Presence.ABSENT for line in words)
        signal_absences(by=by, session=session, people=lines.keys(), was_away=was_away, at=at)
        record(by=by, verb="attendance.noted", object=reference(session), change=change, at=at)
    if close and not done.conflicts:
        _close(by, session, at)
    return done


def _sorted_out(
    session: Session, entries: Mapping[int, Entry], seen: Mapping[int, Entry] | None, held: dict[int, Entry]
) -> tuple[Recorded, dict[int, Entry]]:
    """What is to be written, and what somebody else wrote meanwhile."""
    done, lines = Recorded(), {}
    for person, entry in entries.items():
        line, before = entry.of(session.planned_minutes), held.get(person)
        if line == before or (seen is not None and line == seen.get(person)):
            continue
        if seen is not None and before is not None and before != seen.get(person):
            done.conflicts[person] = before
        elif problem := line.problem(session.planned_minutes):
            raise Refused(problem)
        else:
            lines[person] = line
    done.written = list(lines)
    return done, lines


def _write(
    by: Actor, session: Session, lines: dict[int, Entry], held: Collection[int], source: str, at: datetime
) -> None:
    """What holds now, and the note that stays of it: a statement for lines that are new, one for those `held`, one for
    the notes. The session is locked: nobody writes a line meanwhile."""
    happened = at if source in AT_THE_DOOR else session.starts_at or at
    rows = [(person, line.presence, line.minutes or 0, line.reason) for person, line in lines.items()]
    common: dict[str, Any] = {
        "organisation_id": by.organisation_id,
        "session_id": session.pk,
        "source": source,
        "recorded_at": at,
        "recorded_by_id": by.user_id,
    }
    insert_rows(Attendance, SAID, (row for row in rows if row[0] not in held), **common)
    Attendance.objects.bulk_create(
        [Attendance(**common, **dict(zip(SAID, row, strict=True))) for row in rows if row[0] in held],
        update_conflicts=True,
        unique_fields=["session", "person"],
        update_fields=["presence", "minutes", "reason", "source", "recorded_at", "recorded_by"],
    )
    insert_rows(AttendanceNote, SAID, rows, **common, happened_at=happened)


def _close_steps(by: Actor, session: Session, lines: dict[int, Entry], at: datetime) -> None:
    """Steps of a plan that waited for this activity are done: its leader has no right on plans, the house has."""
    came = [person for person, line in lines.items() if line.presence in CAME]
    if came:
        system = house(by.organisation_id, on_behalf_of=by.reference)
        attended(by=system, people=came, what=f"activities.activity:{session.activity_id}", on=session.on, at=at)


def said(row: Attendance) -> Entry:
    """The line that is kept of a person."""
    return Entry(row.presence, row.minutes, row.reason)


def demand_open(session: Session, at: datetime, *, before: timedelta = timedelta(0)) -> None:
    """Raise Refused for a session of which nobody can be noted now; `before` its start it may already begin."""
    if session.kind == SessionKind.MONTH:
        raise Refused(_("Ce total vient d'un classeur : corrigez le classeur, puis importez-le à nouveau."))
    if session.cancelled_at:
        raise Refused(_("Cette séance est annulée : il n'y a pas de présences à noter."))
    if session.starts_at and session.starts_at - before > at:
        raise Refused(_("Cette séance n'a pas commencé : les présences se notent à partir de son début."))


def _demand_expected(session: Session, people: Iterable[int]) -> None:
    wanted = set(people)
    enrolled = Enrolment.objects.filter(activity=session.activity_id, person__in=wanted)
    if wanted and wanted - set(enrolled.values_list("person", flat=True)):
        raise Refused(_("Une de ces personnes n'est pas inscrite à cette activité."))


def _close(by: Actor, session: Session, at: datetime) -> None:
    if without := expected(session).exclude(person__in=session.attendances.values("person")).count():
        raise Refused(
            _("Il manque une réponse pour %(count)s : notez tout le monde, puis terminez.") % {"count": without}
        )
    session.closed_at = session.closed_at or at
    session.save(update_fields=["closed_at"])
    record(by=by, verb="attendance.closed", object=reference(session), at=at)


def expected(session: Session) -> Any:
    """Enrolments that hold on the day of a session."""
    rows = Enrolment.objects.filter(activity=session.activity_id)
    return rows.exclude(ended_on__lt=session.on).exclude(starts_on__gt=session.on)


def empty_places(session: Session) -> int | None:
    """Places of an activity that nobody takes on the day of a session: free ones, and those of who is noted away.

    None where no limit is set.
    """
    if session.activity.capacity is None:
        return None
    away = session.attendances.exclude(presence__in=[str(one) for one in CAME]).values("person")
    there: int = expected(session).exclude(person__in=away).count()
    return max(session.activity.capacity - there, 0)
