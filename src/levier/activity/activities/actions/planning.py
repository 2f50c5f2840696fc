"""Sessions are planned, moved; a series of another year begins again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from levier.activity.activities.clashes import Moment, clashes_of
from levier.activity.activities.models import Activity, Session
from levier.activity.activities.rules import CHANGE_ACTIVITIES, NOTE_PRESENCES
from levier.development.projects.models import Project
from levier.foundation.accounts.models import User
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import Claim, free_resources, take_resources
from levier.register.agenda.models import Resource, ResourceBooking
from levier.register.agenda.queries import rooms_at
from levier.register.partners.models import Contact, Place

MOST_DAYS = 120
DAY = timedelta(days=1)
LONGEST = 12 * 60
"""Minutes of a session that ends after midnight."""


@dataclass(frozen=True, slots=True)
class Hours:
    """From an hour of Brussels to another; `is_overnight` when the second is of the next day."""

    starts: time
    ends: time
    is_overnight: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a session is, who leads it, for which project (None: that of the activity), what it takes along.

    `knows_clashes`: who plans has seen that its leader is already busy, and wants it all the same.
    """

    place: Place | None = None
    trainer: User | None = None
    contact: Contact | None = None
    link: str = ""
    project: Project | None = None
    equipment: Sequence[Resource] = field(default=())
    knows_clashes: bool = False


def moment(day: date, clock: time) -> datetime:
    """An hour of Brussels on a day."""
    return datetime.combine(day, clock, tzinfo=BRUSSELS)


def moment_of(day: date, hours: Hours) -> Moment:
    """The two ends of a session, in UTC so that their difference is the time that really goes by: on the night when the
    clocks change an hour more or less. Raises Refused when it ends before it starts."""
    starts = moment(day, hours.starts).astimezone(UTC)
    ends = moment(day + DAY if hours.is_overnight else day, hours.ends).astimezone(UTC)
    if ends <= starts:
        raise Refused(_("La fin de la séance tombe avant son début."))
    found = Moment(day, starts, ends)
    if hours.is_overnight and found.minutes > LONGEST:
        raise Refused(_("Une séance qui finit après minuit dure au plus douze heures."))
    return found


def moments_of(days: Iterable[date], hours: Sequence[Hours]) -> list[Moment]:
    """Each of these days with each of its half-days, in order. Raises Refused: no day, too many, hours turned round."""
    wanted = sorted(set(days))
    if not wanted:
        raise Refused(_("Donnez au moins un jour."))
    if len(wanted) > MOST_DAYS:
        raise Refused(_("Pas plus de %(most)s séances à la fois.") % {"most": MOST_DAYS})
    found = [moment_of(day, one) for day in wanted for one in hours]
    if any(later.starts_at < one.ends_at for one, later in pairwise(found)):
        raise Refused(_("Deux séances se suivent de trop près : la seconde commence avant la fin de la première."))
    return found


@transaction.atomic
def plan_sessions(
    *,
    by: Actor,
    activity: Activity,
    days: Iterable[date],
    starts: time,
    ends: time,
    place: Place | None = None,
    trainer: User | None = None,
    at: datetime,
) -> list[Session]:
    """One session a day, at the same hours. Raises as `plan_moments`."""
    moments = moments_of(days, [Hours(starts, ends)])
    return plan_moments(by=by, activity=activity, moments=moments, setting=Setting(place, trainer), at=at)


@transaction.atomic
def plan_moments(
    *, by: Actor, activity: Activity, moments: Sequence[Moment], setting: Setting, at: datetime
) -> list[Session]:
    """A session for each of these moments, with its room and equipment, all or none.

    Raises Refused: one begins there already, its leader is busy; Taken: a room or a thing is not free.
    """
    demand_permission(by, CHANGE_ACTIVITIES)
    there = activity.sessions.filter(on__in={one.on for one in moments}, cancelled_at=None, starts_at__isnull=False)
    begun = set(there.values_list("starts_at", flat=True))
    if double := [one for one in moments if one.starts_at in begun]:
        raise Refused(_("Une séance commence déjà à cette heure le %(day)s.") % {"day": f"{double[0].on:%d/%m/%Y}"})
    setting = replace(setting, place=setting.place or activity.place)
    _demand_free(by, moments, setting, None)
    sessions = Session.objects.bulk_create(
        Session(
            organisation_id=by.organisation_id,
            activity=activity,
            project=setting.project or activity.project,
            on=one.on,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            planned_minutes=one.minutes,
            place=setting.place,
            trainer=setting.trainer,
            contact=None if setting.trainer else setting.contact,
            link=setting.link,
        )
        for one in moments
    )
    _take_along(by, sessions, setting, at)
    change = {"days": [one.on.isoformat() for one in moments]}
    record(by=by, verb="activity.planned", object=reference(activity), change=change, at=at)
    return sessions


def _demand_free(by: Actor, moments: Sequence[Moment], setting: Setting, but: int | None) -> None:
    if setting.knows_clashes:
        return
    found = clashes_of(by, moments, trainer=setting.trainer, contact=setting.contact, but=but)
    if found:
        first = next(iter(found.values()))
        raise Refused(_("%(clash)s Cochez « Planifier quand même » si c'est voulu.") % {"clash": first})


def _take_along(by: Actor, sessions: Sequence[Session], setting: Setting, at: datetime) -> None:
    """Their room, when the place is one that is booked, and their equipment."""
    rooms = rooms_at(by, [setting.place] if setting.place else [])
    wanted = [*rooms.values(), *setting.equipment]
    take_resources(by=by, claims=[claim_of(one, session) for session in sessions for one in wanted], at=at)


def claim_of(resource: Resource, session: Session) -> Claim:
    """A room or a thing, as long as a session lasts. Raises ValueError for one without hours."""
    starts, ends = session.starts_at, session.ends_at
    if starts is None or ends is None:
        raise ValueError("a session without hours takes no room")
    page = reverse("activities:session", args=[session.pk])
    return Claim(resource, starts, ends, session.activity.title, reference(session), page)


@transaction.atomic
def change_session(
    *,
    by: Actor,
    session: Session,
    on: date,
    starts: time,
    ends: time,
    place: Place | None,
    trainer: User | None,
    contact: Contact | None = None,
    link: str = "",
    is_overnight: bool = False,
    equipment: Sequence[Resource] | None = None,
    knows_clashes: bool = False,
    at: datetime,
) -> Session:
    """Move a session, with its room and equipment (None: what it had). Raises Refused when presences are noted: they
    speak of the day they were noted for; or when its leader, its room or a thing is not free."""
    demand_permission(by, CHANGE_ACTIVITIES)
    held: Session = Session.objects.visible_to(by).select_for_update(of=("self",)).get(pk=session.pk)
    now = moment_of(on, Hours(starts, ends, is_overnight))
    if (held.on, held.planned_minutes) != (on, now.minutes) and held.attendances.exists():
        raise Refused(_("Des présences sont déjà notées : la date et la durée ne changent plus."))
    setting = Setting(place, trainer, None if trainer else contact, link, knows_clashes=knows_clashes)
    _demand_free(by, [now], setting, held.pk)
    along = equipment_of(by, session) if equipment is None else list(equipment)
    before = [held.on.isoformat(), held.planned_minutes]
    held.on, held.starts_at, held.ends_at, held.planned_minutes = on, now.starts_at, now.ends_at, now.minutes
    held.place, held.trainer, held.contact, held.link = place, trainer, setting.contact, link
    held.version += 1
    if held.starts_at != session.starts_at:
        held.reminded_at = None  # those expected are reminded of the new moment too
    held.full_clean(exclude=["organisation"])
    held.save()
    if held.cancelled_at is None:
        free_resources(by=by, about=[reference(held)], at=at)
        _take_along(by, [held], replace(setting, equipment=along), at)
    change = {"was": before, "is": [on.isoformat(), now.minutes]}
    record(by=by, verb="session.changed", object=reference(held), change=change, at=at)
    return held


def equipment_of(by: Actor, session: Session) -> list[Resource]:
    """What a session takes besides its room."""
    rows = ResourceBooking.objects.visible_to(by).live().filter(about=reference(session))
    return [one.resource for one in rows.exclude(resource__kind="room").select_related("resource")]


@transaction.atomic
def count_audience(*, by: Actor, session: Session, audience: int | None, at: datetime) -> Session:
    """Say how many came to an event, or read an issue; None takes it back. Nobody is named. Raises Refused."""
    demand_permission(by, NOTE_PRESENCES)
    if not session.activity.is_for_the_public:
        raise Refused(_("Ici les personnes s'inscrivent : notez leurs présences."))
    if session.starts_at and session.starts_at > at:
        raise Refused(_("Cette date n'est pas encore passée : comptez le public ensuite."))
    session.audience = audience
    session.closed_at = None if audience is None else session.closed_at or at  # counted: nothing is left to note
    session.version += 1
    session.save(update_fields=["audience", "closed_at", "version"])
    record(by=by, verb="session.counted", object=reference(session), change={"audience": audience}, at=at)
    return session
