"""The page on which somebody says yes or no to an earlier moment, by the link of the mail. It names nobody."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.linked import LinkRequest, linked_screen
from levier.foundation.kit.actors import house
from levier.foundation.kit.forms import form_page
from levier.foundation.kit.numbers import whole
from levier.support.appointments.actions import decline_sooner, take_sooner
from levier.support.appointments.actions.sooner import PURPOSE
from levier.support.appointments.choosing_views import around, told
from levier.support.appointments.enums import OfferAnswer, Stage
from levier.support.appointments.forms import YesOrNoForm
from levier.support.appointments.models import SoonerOffer
from levier.support.appointments.standing import state_of


@linked_screen(PURPOSE, methods=("GET", "POST"), for_participants=True)
def answer(request: LinkRequest) -> HttpResponse:
    """Yes or no while the moment is kept; then the appointment as it is."""
    rows = SoonerOffer.objects.filter(
        organisation=request.link.organisation_id,
        appointment__person__merged_into=None,
        appointment__person__erased_at=None,
    )
    ordered = rows.select_related("appointment__person", "appointment__worker", "appointment__booking")
    found: SoonerOffer = get_object_or_404(ordered, pk=whole(request.link.key))
    met, now = found.appointment, timezone.now()
    page: dict[str, Any] = around(met)
    is_planned = state_of(met, now).stage == Stage.PLANNED
    status = 409 if request.method == "POST" else 200
    if is_planned and found.answer == OfferAnswer.TAKEN:
        return render(request, "appointments/chosen.html", page | told(met), status=status)
    if not is_planned:
        return render(request, "appointments/choice_over.html", page, status=410)
    if not found.holds(now):
        return render(request, "appointments/sooner_over.html", page | told(met), status=status)

    def save(valid: YesOrNoForm) -> str:
        by = house(found.organisation_id, on_behalf_of=request.link.reference)
        act = take_sooner if valid.cleaned_data["reponse"] == "oui" else decline_sooner
        act(by=by, offer=found, at=timezone.now())
        return request.get_full_path()

    return form_page(
        request,
        YesOrNoForm(request.POST or None),
        title=_("Un moment plus tôt est libre"),
        submit=_("Oui, je prends ce moment"),
        on_valid=save,
        template="appointments/sooner_link.html",
        offer=found,
        **page,
        **told(met),
    )
