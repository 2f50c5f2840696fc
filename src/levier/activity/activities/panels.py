"""What the room shows elsewhere: on a person's page, on a project's page, in "my day"."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.lists import page_of, sheet_of
from levier.activity.activities.models import Activity, Attendance, Session
from levier.activity.activities.queries import minutes_of_projects
from levier.activity.activities.rules import NOTE_PRESENCES, SEE_PRESENCES
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.once import once
from levier.foundation.kit.registers import MOST_DUE, DueItem
from levier.foundation.kit.screens import HouseRequest

RECENT = 8
MONTHS = 24
LEAD = frozenset((Role.DIRECTION, Role.COORDINATION))
UNFILLED_SINCE = timedelta(days=21)
AHEAD = 4
MOST_LISTED = 60
MOST_COMING = 40


def of_person(request: HouseRequest, person: Any) -> dict[str, Any] | None:
    """Panel of a person's page: what they attend, their last presences, their hours by month and in all."""
    rows = Attendance.objects.visible_to(request.actor).filter(person=person)
    recent = list(rows.select_related("session__activity").order_by("-session__on", "-pk")[:RECENT])
    enrolled = person.enrolments.filter(ended_on=None).select_related("activity")
    attends = [(one.activity, page_of(one.activity)) for one in enrolled[:RECENT]]
    if not recent and not attends:
        return None
    by_month = rows.filter(minutes__gt=0).annotate(month=TruncMonth("session__on")).order_by("-month").values("month")
    months = list(by_month.annotate(sessions=Count("pk"), minutes=Sum("minutes")))
    return {
        "recent": [(one, sheet_of(one.session)) for one in recent],
        "attends": attends,
        "total": sum(one["minutes"] for one in months),
        "months": months[:MONTHS],
    }


def of_project(request: HouseRequest, project: Any) -> dict[str, Any] | None:
    """Panel of a project's page: its activities, hours promised and done."""
    activities = Activity.objects.visible_to(request.actor).filter(project=project)
    done = minutes_of_projects([project.pk]).get(project.pk)
    listed = [(one, page_of(one)) for one in activities.annotate(people=_expected())[:MOST_LISTED]]
    if not listed and done is None and not project.promised_minutes:
        return None
    today = timezone.localdate()
    is_over = [bool(one.ends_on and one.ends_on < today) for one, _url in listed]
    return {
        "project": project,
        "activities": [pair for pair, over in zip(listed, is_over, strict=True) if not over],
        "over": [pair for pair, over in zip(listed, is_over, strict=True) if over],
        "promised": project.promised_minutes,
        "done": done or 0,
    }


def _expected() -> Count:
    return Count("enrolments", filter=Q(enrolments__ended_on=None))


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Sessions that this person leads, and sheets that wait for their presences; those of the team for who leads it."""
    if not NOTE_PRESENCES.allows(actor):
        return []
    rows = Session.objects.visible_to(actor).filter(
        kind=SessionKind.MOMENT, cancelled_at=None, closed_at=None, on__range=(today - UNFILLED_SINCE, until)
    )
    mine = Q(trainer_id=actor.user_id)
    found = rows.filter(mine | Q(on__lt=today) if actor.roles & LEAD else mine)
    listed = found.select_related("activity", "place").order_by("on", "starts_at", "pk")[:MOST_DUE]
    return [_due(one, actor, today) for one in listed]


def _due(one: Session, actor: Actor, today: date) -> DueItem:
    is_past = one.on < today
    return DueItem(
        at=one.starts_at or one.on,
        title=one.activity.title,
        url=sheet_of(one),
        kind=_("présences à noter") if is_past else _("séance"),
        detail=str(one.place or ""),
        is_late=is_past,
        act=_("Faire la feuille") if one.on <= today else "",
        whole=f"{reverse('activities:sessions')}?quand={'unfilled' if is_past else 'next'}",
        is_shared=one.trainer_id != actor.user_id,
        is_routine=True,
    )


def ahead(actor: Actor, person: Any, today: date) -> list[DueItem]:
    """The next sessions of what a person attends."""
    if not SEE_PRESENCES.allows(actor):
        return []
    rows = _coming(actor, person, today)[:AHEAD]
    return [DueItem(one.starts_at or one.on, one.activity.title, sheet_of(one), _("séance")) for one in rows]


def companions(actor: Actor, person: Any, today: date) -> list[tuple[str, str]]:
    """Who leads what a person attends."""
    if not SEE_PRESENCES.allows(actor):
        return []
    found: dict[str, dict[str, None]] = {}
    for one in _coming(actor, person, today):
        if one.trainer:
            found.setdefault(one.trainer.name, {})[one.activity.title] = None
    return [(name, ", ".join(titles)) for name, titles in sorted(found.items())]


def _coming(actor: Actor, person: Any, today: date) -> list[Session]:
    """The next sessions of what a person attends, with who leads them; asked once for a page."""

    def ask() -> list[Session]:
        attended = person.enrolments.filter(ended_on=None).values("activity")
        rows = Session.objects.visible_to(actor).filter(
            kind=SessionKind.MOMENT, cancelled_at=None, on__gte=today, activity__in=attended
        )
        return list(rows.select_related("activity", "trainer").order_by("on", "starts_at", "pk")[:MOST_COMING])

    return once(person, "activities.coming", ask)
