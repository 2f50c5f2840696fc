"""What changes an activity, its sessions and who is expected. Presences are in `attendance`."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import Activity, ActivityWord, Enrolment, Session
from levier.activity.activities.rules import CHANGE_ACTIVITIES, NOTE_PRESENCES, may_join
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import fold
from levier.register.people.models import Person

MOST_DAYS = 120


@transaction.atomic
def create_activity(*, by: Actor, values: dict[str, Any], at: datetime) -> Activity:
    """A new activity from its columns. Raises Refused, or ValidationError with the sentence of what is wrong."""
    demand_permission(by, CHANGE_ACTIVITIES)
    activity = _kept(Activity(organisation_id=by.organisation_id), values)
    record(by=by, verb="activity.created", object=reference(activity), at=at)
    return activity


@transaction.atomic
def change_activity(*, by: Actor, activity: Activity, values: dict[str, Any], at: datetime) -> Activity:
    """Give an activity these columns; sessions to come follow its project. Raises as `create_activity`."""
    demand_permission(by, CHANGE_ACTIVITIES)
    changed = {
        name: [str(getattr(activity, name)), str(value)]
        for name, value in values.items()
        if getattr(activity, name) != value
    }
    activity.version += 1
    _kept(activity, values)
    activity.sessions.filter(attendances=None, kind=SessionKind.MOMENT).update(project=activity.project)
    record(by=by, verb="activity.changed", object=reference(activity), change=changed, at=at)
    return activity


def _kept(activity: Activity, values: dict[str, Any]) -> Activity:
    for name, value in values.items():
        setattr(activity, name, value)
    activity.search = fold(f"{activity.title} {activity.get_kind_display()}")[:300]
    if activity.starts_on and activity.ends_on and activity.ends_on < activity.starts_on:
        raise Refused(_("La fin tombe avant le début."))
    activity.full_clean(exclude=["organisation"])
    activity.save()
    learn_words(activity.organisation_id, [activity.search])
    return activity


def learn_words(organisation_id: int, texts: Iterable[str]) -> None:
    """Keep the words by which activities are found, where they are new. In the caller's transaction."""
    met = {word for text in texts for word in text.split()}
    words = [ActivityWord(organisation_id=organisation_id, word=word, is_number=word.isdigit()) for word in sorted(met)]
    ActivityWord.objects.bulk_create(words, batch_size=5_000, ignore_conflicts=True)


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


@transaction.atomic
def enrol(
    *, by: Actor, activity: Activity, people: Iterable[Person], starts_on: date | None = None, at: datetime
) -> list[Enrolment]:
    """Expect these people, at the sessions from `starts_on` on when it is given; who had left is expected again.

    Raises Refused when places lack.
    """
    demand_permission(by, NOTE_PRESENCES)
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    held = {one.person_id: one for one in activity.enrolments.all()}
    wanted = {person.pk: person for person in people}
    back = [held[pk] for pk in wanted if pk in held and held[pk].ended_on]
    new = [pk for pk in wanted if pk not in held]
    taken = sum(1 for one in held.values() if one.ended_on is None)
    if activity.capacity and taken + len(back) + len(new) > activity.capacity:
        free = max(activity.capacity - taken, 0)
        sentence = ngettext("Il reste %(free)s place sur %(all)s.", "Il reste %(free)s places sur %(all)s.", free)
        raise Refused(sentence % {"free": free, "all": activity.capacity})
    for one in back:
        one.ended_on = None
    Enrolment.objects.bulk_update(back, ["ended_on"])
    made = Enrolment.objects.bulk_create(
        Enrolment(organisation_id=by.organisation_id, activity=activity, person_id=pk, made_at=at, starts_on=starts_on)
        for pk in new
    )
    if back or made:
        change = {"people": [one.person_id for one in (*back, *made)], "from": starts_on}
        record(by=by, verb="activity.enrolled", object=reference(activity), change=change, at=at)
    return [*back, *made]


@transaction.atomic
def enrol_together(
    *, by: Actor, activity: Activity, people: Iterable[Person], starts_on: date | None = None, at: datetime
) -> list[Enrolment]:
    """Send several people to an activity that goes on or is to come: all of them, or nobody when places lack.

    Who is expected already stays so. Raises Refused.
    """
    demand(may_join(activity, timezone.localdate(at)))
    wanted = list(people)
    if not wanted:
        raise Refused(_("Cochez au moins une personne."))
    return enrol(by=by, activity=activity, people=wanted, starts_on=starts_on, at=at)


@transaction.atomic
def end_enrolment(*, by: Actor, enrolment: Enrolment, on: date, reason: str, at: datetime) -> Enrolment:
    """Somebody is no longer expected after that day; what they did stays."""
    demand_permission(by, NOTE_PRESENCES)
    enrolment.ended_on = on
    enrolment.save(update_fields=["ended_on"])
    change = {"person": enrolment.person_id, "on": on.isoformat(), "reason": reason}
    record(by=by, verb="activity.left", object=reference(enrolment.activity), change=change, at=at)
    return enrolment
