"""Activities: the list, the sessions, the page of one."""

from typing import Any

from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.lists import ACTIVITIES, SESSIONS, state_of
from levier.activity.activities.models import Activity, Enrolment
from levier.activity.activities.queries import months_of, obstacles_of
from levier.activity.activities.registers import outside
from levier.activity.activities.rules import CHANGE_ACTIVITIES, NOTE_PRESENCES, SEE_ACTIVITIES, SEE_PRESENCES
from levier.activity.activities.seats import Seats, seats_of
from levier.activity.activities.trails import trail
from levier.development.projects.models import Agreement
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.rules import SEE_PEOPLE

SHOWN = 100


@screen(SEE_ACTIVITIES)
def activities(request: HouseRequest) -> HttpResponse:
    """All activities, newest first."""
    actions = [(_("Ajouter une activité"), reverse("activities:new"))]
    others = [
        (_("Calendrier"), reverse("activities:calendar")),
        (_("Modèles"), reverse("activities:models")),
        (_("Agenda public"), reverse("activities:programme")),
    ]
    return ACTIVITIES.answer(request, actions=actions, others=others)


@screen(SEE_PRESENCES)
def sessions(request: HouseRequest) -> HttpResponse:
    """Sessions day by day."""
    others = [(_("Calendrier"), reverse("activities:calendar"))]
    return SESSIONS.answer(request, trail=trail(), others=others)


@screen(SEE_ACTIVITIES, reads="activity.read")
def activity(request: HouseRequest, pk: int) -> HttpResponse:
    """An activity: what it is, its sessions, who is expected."""
    activities = Activity.objects.visible_to(request.actor).select_related(
        "project", "partner", "place", "trainer", "contact"
    )
    found: Activity = get_object_or_404(activities, pk=pk)
    note_reading(request, found)
    held = found.sessions.filter(kind=SessionKind.MOMENT).order_by("-on", "-starts_at", "-pk")
    there = Count("attendances", filter=Q(attendances__minutes__gt=0))
    rows = held.select_related("trainer", "contact").annotate(came=there, minutes=Sum("attendances__minutes"))[:SHOWN]
    listed, today = list(rows), timezone.localdate()
    may_see = SEE_PRESENCES.allows(request.actor)
    enrolments = _expected(found) if may_see else []
    context = {
        "activity": found,
        "sessions": [(one, state_of(one)) for one in listed if one.on <= today],
        "coming": [one for one in reversed(listed) if one.on > today],
        "enrolments": [one for one, _is_stranger in enrolments if one.ended_on is None],
        "gone": [one for one, _is_stranger in enrolments if one.ended_on],
        "strangers": [one.person_id for one, is_stranger in enrolments if is_stranger],
        "seats": _seats(found, enrolments) if may_see else None,
        "may_see": may_see,
        "may_open": SEE_PEOPLE.allows(request.actor),
        "months": months_of(found),
        "behind": _behind(found),
        "parts": found.parts.select_related("partner"),
        "obstacles": obstacles_of(request.actor, found),
        "may_change": CHANGE_ACTIVITIES.allows(request.actor),
        "may_note": NOTE_PRESENCES.allows(request.actor),
        "trail": trail(),
    }
    return render(request, "activities/activity.html", context)


def _expected(activity: Activity) -> list[tuple[Enrolment, bool]]:
    """Enrolments by name, each with: does this person take no part in the project?"""
    rows = list(activity.enrolments.select_related("person").order_by("person__last_name", "person__first_name", "pk"))
    strangers = outside(activity.project_id, [one.person_id for one in rows])
    return [(one, one.person_id in strangers) for one in rows]


def _seats(activity: Activity, enrolments: list[tuple[Enrolment, bool]]) -> Seats:
    """Places and who waits, with what became of those who wait no more."""
    taken = sum(1 for one, _is_stranger in enrolments if one.ended_on is None)
    return seats_of(activity, timezone.now(), taken=taken, with_ended=True)


def _behind(activity: Activity) -> list[tuple[Any, list[Agreement]]]:
    """(project, its agreements) of each project behind an activity, its own first: two queries."""
    others = [one.project for one in activity.backings.select_related("project").order_by("pk")]
    projects = [activity.project, *others] if activity.project else others
    held: dict[int, list[Agreement]] = {one.pk: [] for one in projects}
    if held:
        rows = Agreement.objects.filter(project__in=held).select_related("funder").order_by("reference", "pk")
        for one in rows:
            held[one.project_id].append(one)
    return [(one, held[one.pk]) for one in projects]
