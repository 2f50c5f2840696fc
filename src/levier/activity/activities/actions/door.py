"""The tablet at the door: opened for a session, and what the people expected touch on it themselves."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.activities.attendance import BEFORE, Entry, expected, record_attendance, said
from levier.activity.activities.enums import AT_THE_DOOR, Presence, Source
from levier.activity.activities.models import Attendance, AttendanceNote, Enrolment, Session
from levier.activity.activities.passes import pass_read
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference

GRACE = 5
"""Minutes: who touches so little after the start, or before the end, was there all the time."""
TO_TAKE_BACK = timedelta(minutes=2)
MOST_TOUCHES = 10
"""Of one person at one session: more is a game, or a mistake that a colleague puts right."""


@transaction.atomic
def open_door(*, by: Actor, session: Session, at: datetime) -> Session:
    """Let a tablet note who comes, by a new link; an earlier one opens no more. Raises Refused without its hours."""
    demand_permission(by, NOTE_PRESENCES)
    held = _held(by, session)
    if held.starts_at is None or held.ends_at is None:
        raise Refused(_("Donnez d'abord une heure de début et de fin à cette séance."))
    if held.ends_at <= at or held.closed_at:
        raise Refused(_("Cette séance est terminée : notez les présences sur la feuille."))
    if held.cancelled_at:
        raise Refused(_("Cette séance est annulée : il n'y a pas de présences à noter."))
    held.door_code = secrets.token_hex(6)
    held.save(update_fields=["door_code"])
    record(by=by, verb="session.door_opened", object=reference(held), at=at)
    return held


@transaction.atomic
def close_door(*, by: Actor, session: Session, at: datetime) -> Session:
    """The link of the tablet opens nothing any more; what was touched stays. Closed twice is closed once."""
    demand_permission(by, NOTE_PRESENCES)
    held = _held(by, session)
    if held.door_code:
        held.door_code = ""
        held.save(update_fields=["door_code"])
        record(by=by, verb="session.door_closed", object=reference(held), at=at)
    return held


@transaction.atomic
def arrive(*, by: Actor, session: Session, person: int, at: datetime) -> None:
    """Somebody says that they are there: all the time, or from now on when they are late. Raises Refused."""
    held, row = _touched(by, session, person, at)
    if row is not None:
        raise Refused(_("Votre présence est déjà notée. Demandez à l'animateur ou à l'animatrice."))
    _come(by, held, person, Source.TABLET, at)


@transaction.atomic
def show_pass(*, by: Actor, session: Session, code: str, at: datetime) -> int:
    """Somebody shows the QR code of their card: they are there. Shown twice is shown once. Gives the person's key.

    Raises Refused for a code that is not ours, of another house or another activity, of who is expected no more.
    """
    demand_permission(by, NOTE_PRESENCES)
    shown = pass_read(code)
    if shown is None:
        raise Refused(_("Ce code n'est pas celui d'une carte d'ici. Demandez à l'animateur ou à l'animatrice."))
    if shown.organisation_id != by.organisation_id:
        raise Refused(_("Cette carte est celle d'une autre association. Demandez à l'animateur ou à l'animatrice."))
    enrolment = Enrolment.objects.visible_to(by).filter(pk=shown.enrolment).first()
    if enrolment is not None and enrolment.activity_id != session.activity_id:
        raise Refused(_("Cette carte est celle d'une autre activité. Demandez à l'animateur ou à l'animatrice."))
    if enrolment is None:
        raise Refused(_("Vous n'êtes pas sur la liste. Demandez à l'animateur ou à l'animatrice."))
    person: int = enrolment.person_id
    held, row = _touched(by, session, person, at)
    if row is not None and row.presence not in (Presence.PRESENT, Presence.LATE):
        raise Refused(_("Votre présence est déjà notée. Demandez à l'animateur ou à l'animatrice."))
    if row is None:
        _come(by, held, person, Source.QR, at)
    return person


@transaction.atomic
def go(*, by: Actor, session: Session, person: int, at: datetime) -> None:
    """Somebody who is there says that they leave: what is left of the session is taken off. Raises Refused."""
    held, row = _touched(by, session, person, at)
    if row is None or row.presence not in (Presence.PRESENT, Presence.LATE):
        raise Refused(_("Dites d'abord que vous êtes là."))
    missed = _minutes(at, held.ends_at)
    if missed <= GRACE:
        return
    source = row.source if row.source in AT_THE_DOOR else Source.TABLET  # coming by the card is what proves
    _note(by, held, person, _part(held, Presence.LEFT, row.minutes - missed), said(row), at, source)


@transaction.atomic
def take_back(*, by: Actor, session: Session, person: int, at: datetime) -> None:
    """A touch of these two minutes was a mistake: what held before holds again. Raises Refused when it is too late."""
    held, row = _touched(by, session, person, at)
    notes = list(AttendanceNote.objects.filter(session=held, person=person).order_by("-pk")[:2])
    if row is None or not notes or notes[0].source not in AT_THE_DOOR or notes[0].recorded_at < at - TO_TAKE_BACK:
        raise Refused(_("C'est trop tard pour annuler ici. Demandez à l'animateur ou à l'animatrice."))
    before = notes[1] if len(notes) > 1 and notes[1].presence else None
    if before is not None:
        source = before.source if before.source in AT_THE_DOOR else Source.TABLET
        _note(by, held, person, Entry(before.presence, before.minutes, before.reason), said(row), at, source)
        return
    row.delete()
    AttendanceNote.objects.create(
        organisation_id=by.organisation_id,
        session=held,
        person_id=person,
        presence="",
        minutes=0,
        source=Source.TABLET,
        happened_at=at,
        recorded_at=at,
    )
    record(by=by, verb="attendance.taken_back", object=reference(held), change={"person": person}, at=at)


def _come(by: Actor, session: Session, person: int, source: str, at: datetime) -> None:
    late = _minutes(session.starts_at, at)
    entry = Entry(Presence.PRESENT) if late <= GRACE else _part(session, Presence.LATE, session.planned_minutes - late)
    _note(by, session, person, entry, None, at, source)


def _note(
    by: Actor, session: Session, person: int, entry: Entry, seen: Entry | None, at: datetime, source: str
) -> None:
    shown = {} if seen is None else {person: seen}
    record_attendance(by=by, session=session, entries={person: entry}, seen=shown, source=source, at=at)


def _touched(by: Actor, session: Session, person: int, at: datetime) -> tuple[Session, Attendance | None]:
    """The session, which nobody else notes meanwhile, and the line of the person. Raises Refused."""
    demand_permission(by, NOTE_PRESENCES)
    held = _held(by, session)
    if held.starts_at and at < held.starts_at - BEFORE:
        raise Refused(_("C'est trop tôt. Revenez une heure avant le début."))
    if held.ends_at is None or at >= held.ends_at or held.closed_at:
        raise Refused(_("La séance est finie. Demandez à l'animateur ou à l'animatrice."))
    if not expected(held).filter(person=person, person__merged_into=None, person__erased_at=None).exists():
        raise Refused(_("Vous n'êtes pas sur la liste. Demandez à l'animateur ou à l'animatrice."))
    touches = AttendanceNote.objects.filter(session=held, person=person, source__in=AT_THE_DOOR)
    if touches.count() >= MOST_TOUCHES:
        raise Refused(_("Cette carte a été touchée trop souvent. Demandez à l'animateur ou à l'animatrice."))
    return held, Attendance.objects.filter(session=held, person=person).first()


def _part(session: Session, presence: Presence, minutes: int) -> Entry:
    """Some of a session, at least a minute and less than all of it."""
    return Entry(presence, min(max(minutes, 1), session.planned_minutes - 1))


def _minutes(first: datetime | None, last: datetime | None) -> int:
    """Whole minutes from one moment to another, 0 when they are the other way round."""
    return max(int((last - first).total_seconds()) // 60, 0) if first and last else 0


def _held(by: Actor, session: Session) -> Session:
    found: Session = Session.objects.visible_to(by).select_for_update().get(pk=session.pk)
    return found
