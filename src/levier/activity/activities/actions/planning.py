"""Sessions are planned, moved, cancelled."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.models import Activity, Session
from levier.activity.activities.rules import CHANGE_ACTIVITIES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference

MOST_DAYS = 120


@transaction.atomic
def plan_sessions(
    *,
    by: Actor,
    activity: Activity,
    days: Iterable[date],
    starts: time,
    ends: time,
    place: Any = None,
    trainer: Any = None,
    at: datetime,
) -> list[Session]:
    """One session a day, at the same hours. Raises Refused: no day, too many, hours turned round, one already there."""
    demand_permission(by, CHANGE_ACTIVITIES)
    wanted = sorted(set(days))
    if not wanted:
        raise Refused(_("Donnez au moins un jour."))
    if len(wanted) > MOST_DAYS:
        raise Refused(_("Pas plus de %(most)s séances à la fois.") % {"most": MOST_DAYS})
    planned = minutes_between(starts, ends)
    there = activity.sessions.filter(on__in=wanted, cancelled_at=None, starts_at__isnull=False)
    begun = {(one.on, timezone.localtime(one.starts_at).time()) for one in there if one.starts_at}
    if double := [day for day in wanted if (day, starts) in begun]:
        raise Refused(_("Une séance commence déjà à cette heure le %(day)s.") % {"day": f"{double[0]:%d/%m/%Y}"})
    sessions = Session.objects.bulk_create(
        Session(
            organisation_id=by.organisation_id,
            activity=activity,
            project=activity.project,
            on=day,
            starts_at=moment(day, starts),
            ends_at=moment(day, ends),
            planned_minutes=planned,
            place=place or activity.place,
            trainer=trainer,
        )
        for day in wanted
    )
    change = {"days": [day.isoformat() for day in wanted]}
    record(by=by, verb="activity.planned", object=reference(activity), change=change, at=at)
    return sessions


def moment(day: date, clock: time) -> datetime:
    """An hour of Brussels on a day."""
    return datetime.combine(day, clock, tzinfo=timezone.get_default_timezone())


def minutes_between(starts: time, ends: time) -> int:
    """Length of a session. Raises Refused when it ends before it starts."""
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    if minutes <= 0:
        raise Refused(_("La fin de la séance tombe avant son début."))
    return minutes


@transaction.atomic
def change_session(
    *, by: Actor, session: Session, on: date, starts: time, ends: time, place: Any, trainer: Any, at: datetime
) -> Session:
    """Move a session. Raises Refused when presences are noted: they speak of the day they were noted for."""
    demand_permission(by, CHANGE_ACTIVITIES)
    planned = minutes_between(starts, ends)
    is_moved = (session.on, session.planned_minutes) != (on, planned)
    if is_moved and session.attendances.exists():
        raise Refused(_("Des présences sont déjà notées : la date et la durée ne changent plus."))
    before = [session.on.isoformat(), session.planned_minutes]
    session.on, session.starts_at, session.ends_at = on, moment(on, starts), moment(on, ends)
    session.planned_minutes, session.place, session.trainer = planned, place, trainer
    session.version += 1
    session.save()
    change = {"was": before, "is": [on.isoformat(), planned]}
    record(by=by, verb="session.changed", object=reference(session), change=change, at=at)
    return session


@transaction.atomic
def cancel_session(*, by: Actor, session: Session, reason: str, at: datetime) -> Session:
    """Say that a session does not take place, and why. Raises Refused when somebody was there."""
    demand_permission(by, CHANGE_ACTIVITIES)
    if session.attendances.filter(minutes__gt=0).exists():
        raise Refused(_("Des personnes étaient présentes : cette séance a eu lieu."))
    session.cancelled_at, session.cancel_reason = at, reason
    session.version += 1
    session.save()
    record(by=by, verb="session.cancelled", object=reference(session), change={"reason": reason}, at=at)
    return session
