"""Who is expected: found, added, gone; who comes when all places are taken waits, or stands in for a day."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import DateField
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.actions import Placed, end_enrolment, enrol_or_wait, stand_in
from levier.activity.activities.attendance import empty_places
from levier.activity.activities.forms import LeaveForm
from levier.activity.activities.lists import page_of, sheet_of
from levier.activity.activities.models import Activity, Enrolment, Session
from levier.activity.activities.prerequisites import Doubt, doubts
from levier.activity.activities.registers import outside
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.activity.activities.seats import seats_of
from levier.activity.activities.trails import trail
from levier.foundation.accounts.post import full_address
from levier.foundation.kit.forms import DATE_FORMATS, form_page, say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen
from levier.foundation.kit.searches import asked
from levier.foundation.kit.texts import fold
from levier.register.people.models import Person
from levier.register.people.queries import narrowed

FOUND = 30
FIRST_WAITING = 10


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def enrol_people(request: HouseRequest, pk: int) -> HttpResponse:
    """Find people and expect them, several at once, from a day on."""
    found = get_object_or_404(Activity.objects.visible_to(request.actor).select_related("project"), pk=pk)
    return _enrol(request, found, None)


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def add_to_sheet(request: HouseRequest, pk: int) -> HttpResponse:
    """Somebody came unannounced: expected from this session on, or for it alone, and on its sheet."""
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
    seats = seats_of(found, timezone.now())
    first = [(one.entry.person, one.number) for one in seats.waiting[:FIRST_WAITING]] if session else []
    strangers = outside(found.project_id, [one.pk for one in people])
    told = doubts(found, [*people, *(one for one, _number in first)])
    numbers = {one.entry.person_id: one.number for one in seats.waiting}
    listed = {person.pk for person, _number in first}
    context = {
        "activity": found,
        "session": session,
        "query": query,
        "first": [(one, number, told.get(one.pk)) for one, number in first],
        "people": [
            (one, one.pk in strangers, told.get(one.pk), numbers.get(one.pk)) for one in people if one.pk not in listed
        ],
        "seats": seats,
        "shares": seats.shares.sentences() if seats.shares else (),
        "empty": empty_places(session) if session and seats.is_full else None,
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
        people = _in_order(everybody.filter(pk__in=ids), ids)
        low = {pk: one for pk, one in doubts(found, people).items() if one.is_low}
        if low and request.POST.get("malgre") != "oui":
            return _ask_anyway(request, found, people, low, back)
        if session and request.POST.get("ce_jour") == "oui":
            placed = Placed(stand_in(by=request.actor, session=session, people=people, at=timezone.now()))
        else:
            site, now = full_address(request, "/").rstrip("/"), timezone.now()
            placed = enrol_or_wait(by=request.actor, activity=found, people=people, starts_on=starts, site=site, at=now)
    except Refused as error:
        warn(request, str(error))
        return HttpResponseRedirect(request.path, status=303)
    say_placed(request, placed)
    return HttpResponseRedirect(back, status=303)


def _in_order(rows: Any, ids: list[int]) -> list[Person]:
    """In the order in which they were ticked: who comes first has the place."""
    return sorted(rows, key=lambda one: ids.index(one.pk))


def _ask_anyway(
    request: HouseRequest, found: Activity, people: list[Person], low: dict[int, Doubt], back: str
) -> HttpResponse:
    """What is known of some of them is below what is asked: said, and enrolled all the same by who says yes."""
    context = {
        "activity": found,
        "people": people,
        "low": [(one, low[one.pk].sentence) for one in people if one.pk in low],
        "carried": [(name, request.POST[name]) for name in ("des", "ce_jour") if name in request.POST],
        "back": back,
        "trail": trail(found),
    }
    return render(request, "activities/enrol_anyway.html", context, status=422)


def say_placed(request: HouseRequest, placed: Placed) -> None:
    """How many have a place, and the number of each who waits."""
    count = len(placed.seated)
    if count or not placed.waiting:
        sentence = ngettext("%(n)s personne est inscrite.", "%(n)s personnes sont inscrites.", count)
        say(request, sentence % {"n": count})
    for rank in placed.waiting:
        told = {"name": rank.entry.person, "n": rank.number}
        say(request, _("%(name)s est sur la liste d'attente, n° %(n)s.") % told)


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
