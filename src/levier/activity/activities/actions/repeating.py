"""A series of another year begins again: the same weekdays and hours, holidays left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.actions.catalogue import create_activity
from levier.activity.activities.actions.planning import MOST_DAYS, Hours, claim_of, moment_of
from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import Activity, Part, Session
from levier.activity.activities.models.described import PLAIN
from levier.activity.activities.rhythm import shifted, why_closed
from levier.activity.activities.rules import CHANGE_ACTIVITIES
from levier.development.projects.models import Project
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import take_resources
from levier.register.agenda.queries import rooms_at

KEPT = (*PLAIN, "place", "partner", "trainer", "contact")


@dataclass(frozen=True, slots=True)
class Again:
    """A session as it would be in the new series; `left_out` says why it would not take place, or ""."""

    session: Session
    on: date
    left_out: Any = ""


def again_of(activity: Activity, first_on: date, *, without_school: bool) -> list[Again]:
    """The sessions of an activity moved by whole weeks to begin in the week of `first_on`. Those that were cancelled
    are not proposed again; those on a legal holiday, or a school one when asked, are shown as left out. One query."""
    rows = activity.sessions.filter(kind=SessionKind.MOMENT, cancelled_at=None).exclude(starts_at=None)
    held = list(rows.exclude(ends_at=None).select_related("place", "trainer", "contact").order_by("on", "starts_at"))
    new = dict(shifted({one.on for one in held}, first_on))
    return [Again(one, new[one.on], why_closed(new[one.on], school=without_school)) for one in held]


@transaction.atomic
def repeat_series(
    *,
    by: Actor,
    activity: Activity,
    title: str,
    project: Project | None,
    again: Iterable[Again],
    at: datetime,
) -> Activity:
    """A new activity like this one, with these sessions at the same hours of Brussels and in the same places.

    Nobody is expected in it yet. Raises Refused when nothing is left, Taken when a room is not free, ValidationError.
    """
    demand_permission(by, CHANGE_ACTIVITIES)
    wanted = [one for one in again if not one.left_out]
    if not wanted:
        raise Refused(_("Aucune séance ne reste : choisissez un autre premier jour."))
    if len(wanted) > 2 * MOST_DAYS:
        raise Refused(_("Pas plus de %(most)s séances à la fois.") % {"most": 2 * MOST_DAYS})
    values = {name: getattr(activity, name) for name in KEPT}
    days = [one.on for one in wanted]
    values |= {"title": title, "project": project, "starts_on": min(days), "ends_on": max(days)}
    made = create_activity(by=by, values=values, at=at)
    parts = [(one.partner_id, one.part) for one in activity.parts.all()]
    house = by.organisation_id
    Part.objects.bulk_create(Part(organisation_id=house, activity=made, partner_id=pk, part=text) for pk, text in parts)
    sessions = Session.objects.bulk_create(_new(made, one) for one in wanted)
    rooms = rooms_at(by, {one.place for one in sessions if one.place})
    claims = [claim_of(rooms[one.place_id], one) for one in sessions if one.place_id in rooms]
    take_resources(by=by, claims=claims, at=at)
    change = {"like": activity.pk, "days": [one.isoformat() for one in days]}
    record(by=by, verb="activity.planned", object=reference(made), change=change, at=at)
    return made


def _new(activity: Activity, one: Again) -> Session:
    was = one.session
    starts, ends = timezone.localtime(was.starts_at), timezone.localtime(was.ends_at)
    moment = moment_of(one.on, Hours(starts.time(), ends.time(), ends.date() > starts.date()))
    return Session(
        organisation_id=activity.organisation_id,
        activity=activity,
        project=activity.project,
        on=one.on,
        starts_at=moment.starts_at,
        ends_at=moment.ends_at,
        planned_minutes=moment.minutes,
        place=was.place,
        trainer=was.trainer,
        contact=was.contact,
        link=was.link,
    )
