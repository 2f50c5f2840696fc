"""When one receives: one's week as a list, the hours of a usual week, and what is otherwise on some days."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.journal.sentences import named
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, Scope, screen
from levier.foundation.kit.working_days import holidays
from levier.register.agenda.actions import add_change, add_opening, change_opening, end_opening, withdraw_change
from levier.register.agenda.forms import ChangeForm, EndOpeningForm, OpeningForm, values_of_opening
from levier.register.agenda.models import Booking
from levier.register.agenda.queries import agenda_of, free_slots, own_changes, own_openings
from levier.register.agenda.rules import KEEP_HOURS
from levier.register.agenda.slots import Slot

SATURDAY = 5
FARTHEST = 530
"""Weeks that one may leaf away from this one: ten years."""


@dataclass
class Day:
    """A day of the week: what is booked (with whom it is about, for who may know), and what is free."""

    on: date
    is_holiday: bool
    booked: list[tuple[Booking, str]] = field(default_factory=list)
    free: list[Slot] = field(default_factory=list)


@screen(KEEP_HOURS, scope=Scope.OWN)
def week(request: HouseRequest) -> HttpResponse:
    """One's own week as a list. `?semaine=-1` is the week before this one."""
    now = timezone.now()
    text = request.GET.get("semaine", "0")
    shift = int(text) if text.lstrip("-").isdecimal() and text.isascii() and len(text) < 5 else 0
    shift = max(-FARTHEST, min(FARTHEST, shift))
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
    context = {
        "days": _days(request, Period(monday, monday + timedelta(days=6))),
        "today": today,
        "monday": monday,
        "previous": shift - 1,
        "next": shift + 1,
        "is_this": shift == 0,
        "has_hours": own_openings(request.actor).exists(),
    }
    return render(request, "agenda/week.html", context)


def _days(request: HouseRequest, period: Period) -> list[Day]:
    """Monday to Friday, and the end of the week when something is there."""
    actor = request.actor
    if actor.user_id is None:
        return []
    agenda = agenda_of(actor, actor.user_id, period)
    names = named({one.about for one in agenda.booked if one.about}, actor)
    free = free_slots(actor, actor.user_id, period, after=timezone.now())
    days = [period.first + timedelta(days=shift) for shift in range(7)]
    found = {on: Day(on, on in holidays(on.year)) for on in days}
    for one in sorted(agenda.booked, key=lambda booking: booking.starts_at):
        day = found.get(timezone.localdate(one.starts_at))
        if day:
            day.booked.append((one, names.get(one.about, ("", None))[0]))
    for slot in free:
        found[timezone.localdate(slot.starts_at)].free.append(slot)
    return [one for one in found.values() if one.on.weekday() < SATURDAY or one.booked or one.free]


@screen(KEEP_HOURS, scope=Scope.OWN)
def openings(request: HouseRequest) -> HttpResponse:
    """The hours in which one receives, and the days when it is otherwise."""
    today = timezone.localdate()
    rows = list(own_openings(request.actor))
    context = {
        "openings": [one for one in rows if one.last_on is None or one.last_on >= today],
        "over": [one for one in rows if one.last_on is not None and one.last_on < today],
        "changes": list(own_changes(request.actor).filter(last_on__gte=today)),
        "trail": [(_("Ma semaine"), reverse("agenda:week"))],
    }
    return render(request, "agenda/openings.html", context)


@screen(KEEP_HOURS, scope=Scope.OWN, methods=("GET", "POST"))
def new_opening(request: HouseRequest) -> HttpResponse:
    """Receive at some hours of a weekday."""

    def save(valid: OpeningForm) -> str:
        add_opening(by=request.actor, draft=valid.draft(), at=timezone.now())
        say(request, _("La plage est ouverte."))
        return reverse("agenda:openings")

    form = OpeningForm(request.POST or None, initial={"first_on": timezone.localdate(), "version": 1})
    title, submit = _("Ouvrir une plage de rendez-vous"), _("Ouvrir cette plage")
    return form_page(request, form, title=title, submit=submit, on_valid=save, **_around())


@screen(KEEP_HOURS, scope=Scope.OWN, methods=("GET", "POST"))
def edit_opening(request: HouseRequest, pk: int) -> HttpResponse:
    """Other hours."""
    found = get_object_or_404(own_openings(request.actor), pk=pk)

    def save(valid: OpeningForm) -> str:
        change_opening(by=request.actor, opening=found, draft=valid.draft(), at=timezone.now())
        say(request, _("La plage est modifiée. Les rendez-vous déjà pris restent."))
        return reverse("agenda:openings")

    return form_page(
        request,
        OpeningForm(request.POST or None, initial=values_of_opening(found)),
        title=_("Modifier la plage"),
        submit=_("Enregistrer la plage"),
        on_valid=save,
        current=lambda: (found.version, values_of_opening(found)),
        **_around(),
    )


@screen(KEEP_HOURS, scope=Scope.OWN, methods=("GET", "POST"))
def stop_opening(request: HouseRequest, pk: int) -> HttpResponse:
    """Receive no more at these hours after a day."""
    found = get_object_or_404(own_openings(request.actor), pk=pk)

    def save(valid: EndOpeningForm) -> str:
        end_opening(by=request.actor, opening=found, on=valid.cleaned_data["on"], at=timezone.now())
        say(request, _("C'est noté. Les rendez-vous déjà pris restent."))
        return reverse("agenda:openings")

    form = EndOpeningForm(request.POST or None, initial={"on": timezone.localdate()})
    title, submit = _("Arrêter la plage : %(hours)s") % {"hours": found}, _("Arrêter")
    return form_page(request, form, title=title, submit=submit, on_valid=save, **_around())


@screen(KEEP_HOURS, scope=Scope.OWN, methods=("GET", "POST"))
def new_change(request: HouseRequest) -> HttpResponse:
    """Days without appointments, or hours more."""

    def save(valid: ChangeForm) -> str:
        add_change(by=request.actor, draft=valid.draft(), at=timezone.now())
        say(request, _("C'est noté. Les rendez-vous déjà pris restent : déplacez-les s'il le faut."))
        return reverse("agenda:openings")

    form = ChangeForm(request.POST or None)
    title, submit = _("Noter une absence, ou une plage en plus"), _("Noter ces jours")
    return form_page(request, form, title=title, submit=submit, on_valid=save, **_around())


@screen(KEEP_HOURS, scope=Scope.OWN, methods=("GET", "POST"))
def remove_change(request: HouseRequest, pk: int) -> HttpResponse:
    """Those days are like others after all."""
    found = get_object_or_404(own_changes(request.actor), pk=pk)

    def yes() -> str:
        withdraw_change(by=request.actor, change=found, at=timezone.now())
        say(request, _("Ces jours sont de nouveau comme les autres."))
        return reverse("agenda:openings")

    return confirm_page(
        request,
        title=_("Retirer ces jours ?"),
        sentence=_("Vos plages habituelles valent de nouveau pour ces jours."),
        submit=_("Retirer ces jours"),
        on_yes=yes,
        **_around(),
    )


def _around() -> dict[str, Any]:
    return {"trail": [(_("Mes plages"), reverse("agenda:openings"))], "back": reverse("agenda:openings")}
