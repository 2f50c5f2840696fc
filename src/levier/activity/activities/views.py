"""Activities: the list, the sessions, the page of one."""

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.enums import RequestState, SessionKind
from levier.activity.activities.lists import ACTIVITIES, SESSIONS, state_of
from levier.activity.activities.models import Activity, Enrolment, PartnerRequest
from levier.activity.activities.opinions import Shown, batches_of, folded_lines, least_in, shown_of, unfolded
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
        (_("Avis des personnes"), reverse("activities:opinions")),
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
        "project", "partner", "place", "trainer", "contact", "organisation"
    )
    activities = activities.annotate(opinions_told=folded_lines(), requests=_requests())
    found: Activity = get_object_or_404(activities, pk=pk)
    note_reading(request, found)
    held = found.sessions.filter(kind=SessionKind.MOMENT).order_by("-on", "-starts_at", "-pk")
    there = Count("attendances", filter=Q(attendances__minutes__gt=0))
    rows = held.select_related("trainer", "contact").annotate(came=there, minutes=Sum("attendances__minutes"))[:SHOWN]
    listed, today = list(rows), timezone.localdate()
    may_see = SEE_PRESENCES.allows(request.actor)
    enrolments = _expected(found) if may_see else []
    seats = _seats(found, enrolments) if may_see else None
    context = {
        "activity": found,
        "sessions": [(one, state_of(one)) for one in listed if one.on <= today],
        "coming": [one for one in reversed(listed) if one.on > today],
        "enrolments": [one for one, _is_stranger in enrolments if one.ended_on is None],
        "gone": [one for one, _is_stranger in enrolments if one.ended_on],
        "strangers": [one.person_id for one, is_stranger in enrolments if is_stranger],
        "seats": seats,
        "shares": seats.shares.sentences() if seats and seats.shares else (),
        "may_see": may_see,
        "may_open": SEE_PEOPLE.allows(request.actor),
        "months": months_of(found),
        "opinions": _opinions(found, today) if found.opinions_told else None,  # type: ignore[attr-defined]
        "behind": _behind(found),
        "parts": found.parts.select_related("partner"),
        "obstacles": obstacles_of(request.actor, found),
        "may_change": CHANGE_ACTIVITIES.allows(request.actor),
        "may_note": NOTE_PRESENCES.allows(request.actor),
        "trail": trail(),
    }
    return render(request, "activities/activity.html", context)


def _requests() -> Any:
    """How many requests of partners wait for an answer, of the activity of an outer query."""
    rows = PartnerRequest.objects.filter(link__activity=OuterRef("pk"), state=RequestState.OPEN).order_by()
    return Coalesce(Subquery(rows.values("link__activity").annotate(n=Count("pk")).values("n")), 0)


def _opinions(activity: Any, today: date) -> Shown:
    lines = unfolded(activity.opinions_told)
    return shown_of(batches_of(lines, today, least_in(activity.organisation.settings)))


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
