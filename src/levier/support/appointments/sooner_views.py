"""Earlier moments: who waits for one, what is free before, and offering it to whose turn it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.post import full_address
from levier.foundation.kit import formats
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.forms import HouseForm, form_page, say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen
from levier.register.agenda.queries import free_slots
from levier.register.agenda.slots import Slot
from levier.support.appointments.actions import (
    ask_sooner,
    decline_sooner,
    keep_as_planned,
    offer_sooner,
    take_sooner,
    withdraw_sooner,
)
from levier.support.appointments.forms import MomentForm, WorkerForm
from levier.support.appointments.freeing import address_of
from levier.support.appointments.meetings import page_of
from levier.support.appointments.models import Appointment, SoonerOffer
from levier.support.appointments.sooner import (
    by_day,
    free_before,
    in_turn,
    kept_until,
    unanswered,
    waiting,
    waits_since,
)
from levier.support.appointments.views import appointment_of
from levier.support.pathways.rules import SEE_PATHWAYS, WRITE_PATHWAYS

MOST = 20
"""Free moments that the page names."""


@screen(SEE_PATHWAYS)
def sooner(request: HouseRequest) -> HttpResponse:
    """Who waits for an earlier moment of a colleague, which are free, and which are kept for somebody now."""
    now, actor = timezone.now(), request.actor
    choice = WorkerForm(actor, {"avec": request.GET.get("avec") or actor.user_id})
    worker: User | None = choice.cleaned_data["avec"] if choice.is_valid() else None
    rows = waiting(actor, worker.pk, now) if worker else []
    slots = free_before(actor, worker.pk, rows, now)[:MOST] if worker else []
    context = {
        "choice": choice,
        "worker": worker,
        "rows": [(one, page_of(one), waits_since(one, now)) for one in rows],
        "days": _offered(slots, worker),
        "offers": unanswered(actor, worker.pk) if worker else [],
        "may_write": WRITE_PATHWAYS.allows(actor),
    }
    return render(request, "appointments/sooner.html", context)


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def offer(request: HouseRequest) -> HttpResponse:
    """Keep a free moment for whose turn it is: first the order is shown, and why."""
    asked, now = MomentForm(request.actor, request.GET), timezone.now()
    if not asked.is_valid():
        return HttpResponseRedirect(reverse("appointments:sooner"), status=303)
    worker: User = asked.cleaned_data["avec"]
    slot = _with_place(request, worker, asked.slot())
    turns = in_turn(request.actor, worker.pk, slot, now)
    following = next((one.appointment for one in turns if not one.obstacle), None)
    back = f"{reverse('appointments:sooner')}?{urlencode({'avec': worker.pk})}"

    def save(valid: HouseForm) -> str:
        site = full_address(request, "/").rstrip("/")
        made = offer_sooner(by=request.actor, worker=worker, slot=slot, site=site, at=timezone.now())
        words = {"who": made.appointment.person, "until": formats.moment(made.until)}
        say(request, _("Le moment est gardé pour %(who)s jusqu'au %(until)s.") % words)
        return back

    return form_page(
        request,
        HouseForm(request.POST if request.method == "POST" else None),
        title=_("Proposer un moment plus tôt"),
        submit=_("Garder ce moment et le proposer"),
        on_valid=save,
        template="appointments/sooner_offer.html",
        slot=slot,
        worker=worker,
        turns=turns,
        following=following,
        until=kept_until(now, slot.starts_at),
        trail=[(_("Moments plus tôt"), back)],
        back=back,
    )


@screen(WRITE_PATHWAYS, methods=("POST",))
def ask(request: HouseRequest, pk: int) -> HttpResponse:
    """The person wants an earlier moment."""
    found = appointment_of(request, pk)
    sentence = _("C'est noté : la personne attend un moment plus tôt.")
    return _done(
        request, lambda: ask_sooner(by=request.actor, appointment=found, at=timezone.now()), sentence, page_of(found)
    )


@screen(WRITE_PATHWAYS, methods=("POST",))
def keep(request: HouseRequest, pk: int) -> HttpResponse:
    """The person keeps the appointment as it is."""
    found = appointment_of(request, pk)
    sentence = _("C'est noté : le rendez-vous reste comme il est.")
    return _done(
        request,
        lambda: keep_as_planned(by=request.actor, appointment=found, at=timezone.now()),
        sentence,
        page_of(found),
    )


@screen(WRITE_PATHWAYS, methods=("POST",))
def take(request: HouseRequest, pk: int) -> HttpResponse:
    """The person says yes to a colleague."""
    return _answer(request, pk, take_sooner, _("Le rendez-vous est déplacé. Son ancien moment est libre."))


@screen(WRITE_PATHWAYS, methods=("POST",))
def decline(request: HouseRequest, pk: int) -> HttpResponse:
    """The person says no to a colleague."""
    sentence = _("C'est noté : le rendez-vous reste comme il est. Le moment va à la personne suivante.")
    return _answer(request, pk, decline_sooner, sentence)


@screen(WRITE_PATHWAYS, methods=("POST",))
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    """The moment is for anybody again."""
    return _answer(request, pk, withdraw_sooner, _("La proposition est retirée. Le moment est libre."))


def _offered(slots: list[Slot], worker: User | None) -> list[tuple[Any, list[tuple[Slot, str]]]]:
    """Free moments by day, each with the page that offers it."""
    if worker is None:
        return []
    return [(day, [(slot, address_of(slot, worker.pk)) for slot in found]) for day, found in by_day(slots)]


def _answer(request: HouseRequest, pk: int, act: Callable[..., Any], sentence: str) -> HttpResponse:
    rows = SoonerOffer.objects.visible_to(request.actor).select_related("appointment")
    found: SoonerOffer = get_object_or_404(rows, pk=pk)
    met: Appointment = appointment_of(request, found.appointment_id)
    return _done(request, lambda: act(by=request.actor, offer=found, at=timezone.now()), sentence, page_of(met))


def _done(request: HouseRequest, act: Callable[[], Any], sentence: str, back: str) -> HttpResponse:
    try:
        act()
        say(request, sentence)
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(back, status=303)


def _with_place(request: HouseRequest, worker: User, slot: Slot) -> Slot:
    """The place that the colleague's hours give this moment."""
    day = timezone.localdate(slot.starts_at)
    before = slot.starts_at - timedelta(minutes=1)
    free = free_slots(request.actor, worker, Period(day, day), after=before)
    return next((one for one in free if one == replace(slot, place=one.place)), slot)
