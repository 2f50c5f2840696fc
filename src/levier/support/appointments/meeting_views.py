"""What an appointment became, said with one click or in a few words."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen
from levier.register.agenda.models import Booking
from levier.support.appointments.actions import (
    cancel_appointment,
    close_appointment,
    confirm_appointment,
    mark_excused,
    mark_missed,
    mark_seen,
    note_reminded,
    send_invitation,
    take_back_outcome,
)
from levier.support.appointments.forms import CancelForm, RemarkForm
from levier.support.appointments.freeing import after_freeing
from levier.support.appointments.meetings import page_of
from levier.support.appointments.models import Appointment
from levier.support.appointments.views import address_of, appointment_of, list_of
from levier.support.pathways.person_views import trail
from levier.support.pathways.rules import WRITE_PATHWAYS


@screen(WRITE_PATHWAYS, methods=("POST",))
def confirm(request: HouseRequest, pk: int) -> HttpResponse:
    """The person will come."""
    return _done(request, pk, confirm_appointment, _("C'est noté : la personne viendra."))


@screen(WRITE_PATHWAYS, methods=("POST",))
def reminded(request: HouseRequest, pk: int) -> HttpResponse:
    """The person was reminded by a colleague."""
    return _done(request, pk, note_reminded, _("C'est noté : la personne est prévenue."))


@screen(WRITE_PATHWAYS, methods=("POST",))
def seen(request: HouseRequest, pk: int) -> HttpResponse:
    """The person came."""
    return _done(request, pk, mark_seen, _("C'est noté : la personne est venue."))


@screen(WRITE_PATHWAYS, methods=("POST",))
def missed(request: HouseRequest, pk: int) -> HttpResponse:
    """The person did not come."""
    return _done(request, pk, mark_missed, _("C'est noté : la personne n'est pas venue. Vous pouvez la relancer."))


@screen(WRITE_PATHWAYS, methods=("POST",))
def take_back(request: HouseRequest, pk: int) -> HttpResponse:
    """It was noted by mistake."""
    return _done(request, pk, take_back_outcome, _("C'est repris : le rendez-vous est comme avant."))


@screen(WRITE_PATHWAYS, methods=("POST",))
def send_link(request: HouseRequest, pk: int) -> HttpResponse:
    """Send the link by which the person chooses."""

    def send(*, by: Actor, appointment: Appointment, at: datetime) -> Appointment:
        return send_invitation(by=by, appointment=appointment, url=address_of(request, appointment), at=at)

    return _done(request, pk, send, _("Le lien part par mail."))


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def excused(request: HouseRequest, pk: int) -> HttpResponse:
    """The person says that they cannot come."""
    found = appointment_of(request, pk)

    def save(valid: RemarkForm) -> str:
        mark_excused(by=request.actor, appointment=found, at=timezone.now(), **valid.cleaned_data)
        say(request, _("C'est noté : la personne s'est excusée."))
        return after_freeing(request.actor, _own_time(found), page_of(found), timezone.now())

    form = RemarkForm(request.POST or None)
    title, submit = _("La personne s'excuse"), _("Noter l'excuse")
    return form_page(request, form, title=title, submit=submit, on_valid=save, **_around(found))


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def cancel(request: HouseRequest, pk: int) -> HttpResponse:
    """Give up an appointment: its time is free again."""
    found = appointment_of(request, pk)

    def save(valid: CancelForm) -> str:
        cancel_appointment(by=request.actor, appointment=found, at=timezone.now(), **valid.cleaned_data)
        if found.group_id:
            say(request, _("C'est annulé. Sa place est de nouveau libre."))
        else:
            say(request, _("Le rendez-vous est annulé. Ce moment est de nouveau libre."))
        return after_freeing(request.actor, _own_time(found), list_of(found.person), timezone.now())

    form = CancelForm(request.POST or None)
    title, submit = _("Annuler le rendez-vous"), _("Annuler ce rendez-vous")
    return form_page(request, form, title=title, submit=submit, on_valid=save, **_around(found))


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def close(request: HouseRequest, pk: int) -> HttpResponse:
    """Nothing follows a no-show."""
    found = appointment_of(request, pk)

    def save(valid: RemarkForm) -> str:
        close_appointment(by=request.actor, appointment=found, at=timezone.now(), **valid.cleaned_data)
        say(request, _("C'est clos : ce rendez-vous n'est plus à relancer."))
        return list_of(found.person)

    form = RemarkForm(request.POST or None)
    title, submit = _("Ne pas relancer"), _("Clore ce rendez-vous")
    return form_page(request, form, title=title, submit=submit, on_valid=save, **_around(found))


def _done(request: HouseRequest, pk: int, act: Callable[..., Appointment], sentence: str) -> HttpResponse:
    found = appointment_of(request, pk)
    try:
        act(by=request.actor, appointment=found, at=timezone.now())
        say(request, sentence)
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(page_of(found), status=303)


def _own_time(found: Appointment) -> Booking | None:
    """The time that is free when the appointment is given up: that of a group stays the others'."""
    return None if found.group_id else found.booking


def _around(found: Appointment) -> dict[str, Any]:
    around = [(_("Rendez-vous"), list_of(found.person)), (_("Ce rendez-vous"), page_of(found))]
    return {"trail": trail(found.person, *around), "back": page_of(found)}
