"""Activities: list, page, new, edit, planning, who is expected."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, Sum
from django.forms import DateField
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.actions import change_activity, create_activity, end_enrolment, enrol, plan_sessions
from levier.activity.activities.enums import SessionKind
from levier.activity.activities.forms import ActivityForm, LeaveForm, PlanForm, values_of
from levier.activity.activities.lists import ACTIVITIES, SESSIONS, page_of, sheet_of, state_of
from levier.activity.activities.models import Activity, Enrolment, Session
from levier.activity.activities.queries import months_of
from levier.activity.activities.registers import outside
from levier.activity.activities.rules import CHANGE_ACTIVITIES, NOTE_PRESENCES, SEE_ACTIVITIES, SEE_PRESENCES
from levier.foundation.kit.forms import DATE_FORMATS, form_page, say, warn
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.foundation.kit.searches import asked
from levier.foundation.kit.texts import fold
from levier.register.people.models import Person
from levier.register.people.queries import narrowed
from levier.register.people.rules import SEE_PEOPLE

FOUND = 30
SHOWN = 100


def trail(activity: Activity | None = None) -> list[tuple[Any, str]]:
    """The way back to an activity."""
    steps: list[tuple[Any, str]] = [(_("Activités"), reverse("activities:activities"))]
    return [*steps, (activity.title, page_of(activity))] if activity else steps


@screen(SEE_ACTIVITIES)
def activities(request: HouseRequest) -> HttpResponse:
    """All activities, newest first."""
    actions = [(_("Ajouter une activité"), reverse("activities:new"))]
    return ACTIVITIES.answer(request, actions=actions, others=[(_("Séances"), reverse("activities:sessions"))])


@screen(SEE_PRESENCES)
def sessions(request: HouseRequest) -> HttpResponse:
    """Sessions day by day."""
    return SESSIONS.answer(request, trail=trail())


@screen(SEE_ACTIVITIES, reads="activity.read")
def activity(request: HouseRequest, pk: int) -> HttpResponse:
    """An activity: what it is, its sessions, who is expected."""
    activities = Activity.objects.visible_to(request.actor).select_related("project", "partner", "place")
    found: Activity = get_object_or_404(activities, pk=pk)
    note_reading(request, found)
    held = found.sessions.filter(kind=SessionKind.MOMENT).order_by("-on", "-starts_at", "-pk")
    there = Count("attendances", filter=Q(attendances__minutes__gt=0))
    rows = held.select_related("trainer").annotate(came=there, minutes=Sum("attendances__minutes"))[:SHOWN]
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
        "left": _places_left(found, enrolments),
        "may_see": may_see,
        "may_open": SEE_PEOPLE.allows(request.actor),
        "months": months_of(found),
        "agreements": found.project.agreements.select_related("funder").order_by("reference") if found.project else [],
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


def _places_left(activity: Activity, enrolments: list[tuple[Enrolment, bool]]) -> int | None:
    if activity.capacity is None:
        return None
    return max(activity.capacity - sum(1 for one, _is_stranger in enrolments if one.ended_on is None), 0)


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """A new activity."""

    def create(form: ActivityForm) -> str:
        made = create_activity(by=request.actor, values=form.values(), at=timezone.now())
        say(request, _("L'activité est ajoutée. Planifiez maintenant ses séances."))
        return page_of(made)

    chosen = whole(request.GET.get("projet", ""))
    return form_page(
        request,
        ActivityForm(request.actor, request.POST or None, initial={"project": chosen} if chosen else {}),
        title=_("Ajouter une activité"),
        submit=_("Ajouter l'activité"),
        on_valid=create,
        trail=trail(),
        back=reverse("activities:activities"),
    )


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Change an activity."""
    found = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)
    before = values_of(found)

    def save(form: ActivityForm) -> str:
        change_activity(by=request.actor, activity=found, values=form.values(), at=timezone.now())
        say(request, _("Les modifications sont enregistrées."))
        return page_of(found)

    return form_page(
        request,
        ActivityForm(request.actor, request.POST or None, initial=before),
        title=_("Modifier l'activité"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        trail=trail(found),
        back=page_of(found),
    )


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def plan(request: HouseRequest, pk: int) -> HttpResponse:
    """Plan sessions, several at once."""
    found = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)

    def save(form: PlanForm) -> str:
        data = form.cleaned_data
        made = plan_sessions(
            by=request.actor,
            activity=found,
            days=form.days(),
            starts=data["starts"],
            ends=data["ends"],
            place=data["place"],
            trainer=data["trainer"],
            at=timezone.now(),
        )
        count = len(made)
        sentence = ngettext("%(n)s séance est planifiée.", "%(n)s séances sont planifiées.", count)
        say(request, sentence % {"n": count})
        return page_of(found)

    return form_page(
        request,
        PlanForm(request.actor, request.POST or None, initial={"place": found.place_id, "first_on": found.starts_on}),
        title=_("Planifier des séances"),
        submit=_("Planifier les séances"),
        on_valid=save,
        trail=trail(found),
        back=page_of(found),
    )


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def enrol_people(request: HouseRequest, pk: int) -> HttpResponse:
    """Find people and expect them, several at once, from a day on."""
    found = get_object_or_404(Activity.objects.visible_to(request.actor).select_related("project"), pk=pk)
    return _enrol(request, found, None)


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def add_to_sheet(request: HouseRequest, pk: int) -> HttpResponse:
    """Somebody came unannounced: expected from this session on, and on its sheet."""
    rows = Session.objects.visible_to(request.actor).select_related("activity__project")
    session: Session = get_object_or_404(rows, pk=pk)
    return _enrol(request, session.activity, session)


def _enrol(request: HouseRequest, found: Activity, session: Session | None) -> HttpResponse:
    everybody = Person.objects.visible_to(request.actor)
    back = sheet_of(session) if session else page_of(found)
    if request.method == "POST":
        return _enrolled(request, found, session, everybody, back)
    query = asked(request)
    expected = found.enrolments.filter(ended_on=None).values("person")
    people = list(narrowed(everybody.exclude(pk__in=expected), fold(query))[:FOUND]) if fold(query) else []
    strangers = outside(found.project_id, [one.pk for one in people])
    context = {
        "activity": found,
        "session": session,
        "query": query,
        "people": [(one, one.pk in strangers) for one in people],
        "today": timezone.localdate(),
        "back": back,
        "trail": trail(found),
    }
    return render(request, "activities/enrol.html", context)


def _enrolled(
    request: HouseRequest, found: Activity, session: Session | None, everybody: Any, back: str
) -> HttpResponse:
    ids = [int(one) for one in request.POST.getlist("personne") if one.isdecimal() and len(one) < 16][:200]
    try:
        starts = session.on if session else _day(request.POST.get("des", ""))
        people = everybody.filter(pk__in=ids)
        made = enrol(by=request.actor, activity=found, people=people, starts_on=starts, at=timezone.now())
    except Refused as error:
        warn(request, str(error))
        return HttpResponseRedirect(request.path, status=303)
    count = len(made)
    sentence = ngettext("%(n)s personne est inscrite.", "%(n)s personnes sont inscrites.", count)
    say(request, sentence % {"n": count})
    return HttpResponseRedirect(back, status=303)


def _day(text: str) -> date | None:
    """The day typed, None for none. Raises Refused."""
    try:
        day: date | None = DateField(required=False, input_formats=[*DATE_FORMATS, "%Y-%m-%d"]).clean(text)
    except ValidationError as error:
        raise Refused(_("« %(text)s » n'est pas un jour.") % {"text": text[:20]}) from error
    return day


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def leave(request: HouseRequest, pk: int) -> HttpResponse:
    """Somebody is no longer expected."""
    rows = Enrolment.objects.visible_to(request.actor).select_related("activity", "person")
    found: Enrolment = get_object_or_404(rows, pk=pk)

    def save(form: LeaveForm) -> str:
        data = form.cleaned_data
        end_enrolment(by=request.actor, enrolment=found, on=data["on"], reason=data["reason"], at=timezone.now())
        say(request, _("La fin de l'inscription est notée."))
        return page_of(found.activity)

    return form_page(
        request,
        LeaveForm(request.POST or None, initial={"on": timezone.localdate()}),
        title=_("%(name)s n'est plus attendu·e") % {"name": found.person},
        submit=_("Noter la fin de l'inscription"),
        on_valid=save,
        intro=_("Ses présences passées restent."),
        trail=trail(found.activity),
        back=page_of(found.activity),
    )
