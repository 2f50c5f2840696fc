"""The waiting list of an activity: what a colleague does there, and what somebody answers by the link of a message."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.actions import decline_seat, offer_seats, put_first, stop_waiting, take_seat
from levier.activity.activities.enums import SessionKind, WaitingEnd
from levier.activity.activities.forms import FirstForm, SeatForm
from levier.activity.activities.inviting import PURPOSE
from levier.activity.activities.lists import page_of
from levier.activity.activities.models import Activity, WaitingEntry
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.activity.activities.trails import trail
from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.actors import house
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen


def _entry(request: HouseRequest, pk: int) -> WaitingEntry:
    rows = WaitingEntry.objects.visible_to(request.actor).select_related("activity", "person")
    found: WaitingEntry = get_object_or_404(rows, pk=pk)
    return found


def _list_of(activity: Activity) -> HttpResponse:
    return HttpResponseRedirect(f"{page_of(activity)}#attente", status=303)


@screen(NOTE_PRESENCES, methods=("POST",))
def offer(request: HouseRequest, pk: int) -> HttpResponse:
    """Offer each free place to whose turn it is."""
    found: Activity = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)
    count = len(offer_seats(by=request.actor, activity=found, at=timezone.now()))
    sentence = ngettext("%(n)s place est proposée.", "%(n)s places sont proposées.", count)
    say(request, sentence % {"n": count})
    return _list_of(found)


@screen(NOTE_PRESENCES, methods=("GET", "POST"))
def first(request: HouseRequest, pk: int) -> HttpResponse:
    """Somebody comes before the others, for a reason that everybody reads."""
    found = _entry(request, pk)

    def save(form: FirstForm) -> str:
        put_first(by=request.actor, entry=found, reason=form.cleaned_data["reason"], at=timezone.now())
        say(request, _("C'est noté : %(name)s passe en premier.") % {"name": found.person})
        return page_of(found.activity)

    return form_page(
        request,
        FirstForm(request.POST or None, initial={"reason": found.prior_reason}),
        title=_("Faire passer %(name)s en premier") % {"name": found.person},
        submit=_("Faire passer en premier"),
        on_valid=save,
        intro=_("Priorité à : %(who)s") % {"who": found.activity.priority} if found.activity.priority else "",
        trail=trail(found.activity),
        back=page_of(found.activity),
    )


@screen(NOTE_PRESENCES, methods=("POST",))
def stop(request: HouseRequest, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    return _act(request, pk, stop_waiting, _("%(name)s n'attend plus de place."))


@screen(NOTE_PRESENCES, methods=("POST",))
def take(request: HouseRequest, pk: int) -> HttpResponse:
    """Who was called says yes."""
    return _act(request, pk, take_seat, _("%(name)s a une place."))


@screen(NOTE_PRESENCES, methods=("POST",))
def decline(request: HouseRequest, pk: int) -> HttpResponse:
    """Who was called says no."""
    return _act(request, pk, decline_seat, _("%(name)s laisse la place : elle va à la personne suivante."))


def _act(request: HouseRequest, pk: int, act: Any, sentence: str) -> HttpResponse:
    found = _entry(request, pk)
    try:
        act(by=request.actor, entry=found, at=timezone.now())
        say(request, sentence % {"name": found.person})
    except Refused as error:
        warn(request, str(error))
    return _list_of(found.activity)


@linked_screen(PURPOSE, methods=("GET", "POST"), for_participants=True)
def answer(request: LinkRequest) -> HttpResponse:
    """Yes or no while the place is kept; then what became of it. The page names nobody."""
    rows = WaitingEntry.objects.filter(
        organisation=request.link.organisation_id, person__merged_into=None, person__erased_at=None
    )
    found: WaitingEntry = get_object_or_404(rows.select_related("activity", "person"), pk=whole(request.link.key))
    page, now = _around(found), timezone.now()
    if not found.holds(now):
        is_taken = found.end == WaitingEnd.SEATED
        page |= {"is_taken": is_taken, "is_declined": found.end == WaitingEnd.DECLINED}
        page["next"] = _next_session(found, now) if is_taken else None
        return render(request, "activities/seat_over.html", page, status=409 if request.method == "POST" else 200)

    def save(valid: SeatForm) -> str:
        by = house(found.organisation_id, on_behalf_of=request.link.reference)
        act = take_seat if valid.cleaned_data["reponse"] == "oui" else decline_seat
        act(by=by, entry=found, at=timezone.now())
        return request.get_full_path()

    return form_page(
        request,
        SeatForm(request.POST or None),
        title=_("Une place est libre pour vous"),
        submit=_("Oui, je prends la place"),
        on_valid=save,
        template="activities/seat_link.html",
        until=found.offered_until,
        next=_next_session(found, now),
        **page,
    )


def _around(found: WaitingEntry) -> dict[str, Any]:
    """How to call us; who we are and of what it is, unless the person asks for discreet messages."""
    place = Organisation.objects.get(pk=found.organisation_id)
    is_discreet = found.person.is_written_discreetly
    told = {"house": "", "activity": ""} if is_discreet else {"house": place.name, "activity": found.activity.title}
    return {"phone": formats.phone(place.phone), **told}


def _next_session(found: WaitingEntry, now: Any) -> Any:
    rows = found.activity.sessions.filter(kind=SessionKind.MOMENT, cancelled_at=None, starts_at__gt=now)
    first_one = rows.order_by("starts_at", "pk").first()
    return first_one.starts_at if first_one else None
