"""An interpreter for an appointment: asked, confirmed, cancelled."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, screen
from levier.support.appointments.models import Appointment
from levier.support.jobsearch.actions import book_interpreter, change_interpreter, withdraw_interpreter
from levier.support.jobsearch.forms import INTERPRETING_COLUMNS, EditInterpretingForm, InterpretingForm, values_of
from levier.support.jobsearch.models import Interpreting
from levier.support.jobsearch.rules import WRITE_SEARCH
from levier.support.jobsearch.views import trail_of


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def new(request: HouseRequest, pk: int) -> HttpResponse:
    """Note that an interpreter is asked; the language that the person needs is proposed."""
    rows = Appointment.objects.visible_to(request.actor).filter(person__merged_into=None, person__erased_at=None)
    found: Appointment = get_object_or_404(rows.select_related("person"), pk=pk)

    def save(valid: InterpretingForm) -> str:
        book_interpreter(by=request.actor, appointment=found, draft=valid.draft(), at=timezone.now())
        say(request, _("La demande d'interprète est notée."))
        return _page(found)

    return form_page(
        request,
        InterpretingForm(request.POST or None, initial={"language": found.person.interpreter}),
        title=_("Demander un interprète"),
        submit=_("Noter la demande"),
        on_valid=save,
        intro=_("Levier n'écrit pas au service : faites la demande, puis notez-la ici pour que l'équipe la voie."),
        **_around(found),
    )


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Confirmed, cancelled, or corrected."""
    found = _interpreting(request, pk)
    before = values_of(found, INTERPRETING_COLUMNS)

    def save(valid: EditInterpretingForm) -> str:
        change_interpreter(by=request.actor, interpreting=found, draft=valid.draft(), at=timezone.now())
        say(request, _("La demande d'interprète est à jour."))
        return _page(found.appointment)

    return form_page(
        request,
        EditInterpretingForm(request.POST or None, initial=before),
        title=_("L'interprète demandé"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        removal=reverse("jobsearch:withdraw_interpreter", args=[found.pk]),
        **_around(found.appointment),
    )


@screen(WRITE_SEARCH, methods=("GET", "POST"))
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    """Take away what was noted by mistake."""
    found = _interpreting(request, pk)

    def yes() -> str:
        withdraw_interpreter(by=request.actor, interpreting=found, at=timezone.now())
        say(request, _("La demande est retirée."))
        return _page(found.appointment)

    return confirm_page(
        request,
        title=_("Retirer cette demande d'interprète ?"),
        sentence=_("Pour un interprète qui ne vient plus, notez plutôt « annulé » : la trace reste."),
        things=[found],
        submit=_("Retirer"),
        on_yes=yes,
        is_danger=True,
        **_around(found.appointment),
    )


def _interpreting(request: HouseRequest, pk: int) -> Interpreting:
    rows = Interpreting.objects.visible_to(request.actor).filter(appointment__person__merged_into=None)
    found: Interpreting = get_object_or_404(rows.select_related("appointment__person"), pk=pk)
    return found


def _page(appointment: Appointment) -> str:
    return reverse("appointments:appointment", args=[appointment.pk])


def _around(appointment: Appointment) -> dict[str, Any]:
    here = (_("Rendez-vous"), _page(appointment))
    return {"trail": trail_of(appointment.person, here), "back": _page(appointment)}
