"""The sheet of a session: one line a person, written only where it changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.activities.enums import Presence, SessionKind, Source
from levier.activity.activities.models import Attendance, Session
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a sheet. `minutes` counts for who was there; None is the length of the session."""

    presence: str
    minutes: int | None = None
    reason: str = ""

    def of(self, planned: int) -> "Entry":
        """The line as it is kept: minutes said, none for who was not there."""
        if self.presence not in (Presence.PRESENT, Presence.LATE):
            return Entry(self.presence, 0, self.reason)
        return Entry(self.presence, planned if self.minutes is None else self.minutes, self.reason)


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
    entries: dict[int, Entry],
    seen: dict[int, Entry] | None = None,
    source: str = Source.SCREEN,
    at: datetime,
) -> Recorded:
    """Note who was there, {person: line}. Two trainers at once: lines that only one changed are merged.

    `seen` is what the sheet showed when it was opened; a line that says otherwise now, and not what is asked, is left
    alone and returned. Without `seen` the last word wins. Raises Refused for a session that cannot be noted, for
    someone who is not enrolled, and for more minutes than the session lasts.
    """
    demand_permission(by, NOTE_PRESENCES)
    session = Session.objects.select_for_update().get(pk=session.pk)
    _demand_open(session, at)
    wanted = {person: entry.of(session.planned_minutes) for person, entry in entries.items()}
    _demand_minutes(session, wanted.values())
    held = {row.person_id: row for row in session.attendances.all()}
    _demand_expected(session, wanted.keys() - held.keys())
    done = Recorded()
    new: list[Attendance] = []
    changed: list[Attendance] = []
    for person, entry in wanted.items():
        row = held.get(person)
        untouched = seen is not None and seen.get(person) == entry
        if untouched or (row is not None and _said(row) == entry):
            continue
        if seen is not None and row is not None and _said(row) != seen.get(person):
            done.conflicts[person] = _said(row)
            continue
        line = row or Attendance(organisation_id=by.organisation_id, session=session, person_id=person)
        line.presence, line.minutes, line.reason = entry.presence, entry.minutes or 0, entry.reason
        line.source, line.recorded_at, line.recorded_by_id = source, at, by.user_id
        (changed if row else new).append(line)
        done.written.append(person)
    Attendance.objects.bulk_create(new)
    Attendance.objects.bulk_update(
        changed, ["presence", "minutes", "reason", "source", "recorded_at", "recorded_by_id"]
    )
    if done.written:
        lines = {str(one.person_id): [one.presence, one.minutes, one.reason] for one in (*new, *changed)}
        record(by=by, verb="attendance.noted", object=reference(session), change=lines, at=at)
    return done


def _said(row: Attendance) -> Entry:
    return Entry(row.presence, row.minutes, row.reason)


def _demand_open(session: Session, at: datetime) -> None:
    if session.kind == SessionKind.MONTH:
        raise Refused(_("Ce total vient d'un classeur : corrigez le classeur, puis importez-le à nouveau."))
    if session.cancelled_at:
        raise Refused(_("Cette séance est annulée : il n'y a pas de présences à noter."))
    if session.starts_at and session.starts_at > at:
        raise Refused(_("Cette séance n'a pas commencé : les présences se notent à partir de son début."))


def _demand_minutes(session: Session, entries: Iterable[Entry]) -> None:
    if session.planned_minutes and any((entry.minutes or 0) > session.planned_minutes for entry in entries):
        raise Refused(
            _("La séance dure %(minutes)s minutes : personne n'y reste plus longtemps.")
            % {"minutes": session.planned_minutes}
        )


def _demand_expected(session: Session, people: Iterable[int]) -> None:
    wanted = set(people)
    enrolled = session.activity.enrolments.filter(person_id__in=wanted).values_list("person_id", flat=True)
    if wanted - set(enrolled):
        raise Refused(_("Une de ces personnes n'est pas inscrite à cette activité."))


def close_sheet(*, by: Actor, session: Session, at: datetime) -> Session:
    """Say that a sheet is whole: everybody expected has an answer. Raises Refused when somebody has none."""
    demand_permission(by, NOTE_PRESENCES)
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=session.pk)
        _demand_open(session, at)
        without = expected(session).exclude(person__in=session.attendances.values("person")).count()
        if without:
            raise Refused(
                _("Il manque une réponse pour %(count)s : notez tout le monde, puis terminez.") % {"count": without}
            )
        session.closed_at = session.closed_at or at
        session.save(update_fields=["closed_at"])
        record(by=by, verb="attendance.closed", object=reference(session), at=at)
    return session


def expected(session: Session) -> Any:
    """Enrolments that hold on the day of a session."""
    return session.activity.enrolments.exclude(ended_on__lt=session.on)
