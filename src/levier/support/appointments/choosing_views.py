"""The page on which somebody chooses the time of an appointment, by the link of an invitation and without an account.

It names nobody: neither the person, nor why, nor, when asked to be discreet, who we are.
"""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.calendar import Period, start_of_day
from levier.foundation.kit.forms import form_page
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.permissions import Refused
from levier.register.agenda.queries import free_slots
from levier.register.agenda.slots import Slot
from levier.support.appointments.actions import ask_sooner, choose_group, choose_own_time, keep_as_planned
from levier.support.appointments.enums import Place, Stage
from levier.support.appointments.forms import SlotForm
from levier.support.appointments.group_forms import GroupChoiceForm
from levier.support.appointments.groups import with_places
from levier.support.appointments.inviting import PURPOSE
from levier.support.appointments.models import Appointment
from levier.support.appointments.standing import state_of


@linked_screen(PURPOSE, methods=("GET", "POST"), for_participants=True)
def choose(request: LinkRequest) -> HttpResponse:
    """Free moments from tomorrow on; once one is chosen, only that; later, that it is over."""
    rows = Appointment.objects.filter(organisation=request.link.organisation_id)
    living = rows.filter(person__merged_into=None, person__erased_at=None).select_related("person", "worker", "booking")
    found: Appointment = get_object_or_404(living, pk=whole(request.link.key))
    stage = state_of(found, timezone.now()).stage
    page: dict[str, Any] = around(found)
    by = house(found.organisation_id, on_behalf_of=request.link.reference)
    if stage == Stage.PLANNED:
        return _chosen(request, by, found, page)
    if stage != Stage.INVITED:
        return render(request, "appointments/choice_over.html", page, status=410)

    if found.is_collective:
        return _among_groups(request, by, found, page)

    def save(valid: SlotForm) -> str:
        slot = valid.slots[valid.cleaned_data["slot"]]
        choose_own_time(by=by, appointment=found, slot=slot, at=timezone.now())
        return request.get_full_path()

    return form_page(
        request,
        SlotForm(_offered(by, found), request.POST or None),
        title=_("Choisissez votre moment"),
        submit=_("Choisir ce moment"),
        on_valid=save,
        template="appointments/choose.html",
        until=found.expires_on,
        **page,
    )


def _among_groups(request: LinkRequest, by: Actor, found: Appointment, page: dict[str, Any]) -> HttpResponse:
    """The same among the group meetings of the colleague: how many places are left, never who has the others."""

    def save(valid: GroupChoiceForm) -> str:
        chosen = valid.chosen()
        assert chosen is not None  # the form offers nothing else
        choose_group(by=by, appointment=found, group=chosen, is_own=True, at=timezone.now())
        return request.get_full_path()

    tomorrow = start_of_day(timezone.localdate() + timedelta(days=1))
    offered = with_places(by, tomorrow, worker_id=found.worker_id)
    return form_page(
        request,
        GroupChoiceForm(offered, request.POST or None),
        title=_("Choisissez votre moment"),
        submit=_("Choisir ce moment"),
        on_valid=save,
        template="appointments/choose_group.html",
        until=found.expires_on,
        **page,
    )


def around(found: Appointment) -> dict[str, Any]:
    """What each page of a link about an appointment says of us: how to call, and who we are unless it is discreet."""
    place = Organisation.objects.get(pk=found.organisation_id)
    return {"phone": formats.phone(place.phone), "house": "" if found.says_nothing_of_us else place.name}


def told(found: Appointment) -> dict[str, Any]:
    """When and where an appointment is, for its own person."""
    place = found.agreed.place if found.kind == Place.OFFICE and not found.says_nothing_of_us else ""
    kind = _("chez vous") if found.kind == Place.HOME else found.get_kind_display()
    return {"starts_at": found.agreed.starts_at, "kind": kind, "place": place}


def _chosen(request: LinkRequest, by: Actor, found: Appointment, page: dict[str, Any]) -> HttpResponse:
    """What is chosen; there, the person may ask to be told when a moment opens sooner, or no more."""
    asked = {"oui": ask_sooner, "non": keep_as_planned}.get(request.POST.get("plus_tot", ""))
    if asked:
        with suppress(Refused):  # changed by a colleague meanwhile: the page says what it is now
            asked(by=by, appointment=found, at=timezone.now())
        return HttpResponseRedirect(request.get_full_path(), status=303)
    status = 409 if request.method == "POST" else 200
    wish = {"may_ask": found.group_id is None, "waits": found.sooner_since is not None}
    return render(request, "appointments/chosen.html", page | told(found) | wish, status=status)


def _offered(by: Any, found: Appointment) -> list[Slot]:
    """From tomorrow, so that nobody is surprised, to the last day to answer."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    last = max(found.expires_on or tomorrow, tomorrow)
    return free_slots(by, found.worker_id, Period(tomorrow, last), after=start_of_day(tomorrow))
