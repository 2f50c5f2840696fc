"""What is printed: cards, passes, mandates."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.epn.actions import print_passes
from levier.activity.epn.around import found, person_of, trail_of
from levier.activity.epn.forms import PassesForm
from levier.activity.epn.models import GuestPass, HelpMandate, Space, VisitCard
from levier.activity.epn.papers import card_paper_of, mandate_paper_of, passes_paper_of
from levier.activity.epn.rules import RUN_SPACES
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.paper import PDF, Paper, as_pdf
from levier.foundation.kit.screens import HouseRequest, note_reading, screen

MOST = 60


@screen(RUN_SPACES, methods=("GET", "POST"))
def passes(request: HouseRequest, pk: int) -> HttpResponse:
    """How many passes, and until when; those that are left, to print again."""
    space: Space = found(request, Space, pk)

    def save(valid: PassesForm) -> str:
        print_passes(by=request.actor, space=space, at=timezone.now(), **valid.cleaned_data)
        say(request, _("Les passes sont prêts : imprimez la feuille."))
        return request.path

    return form_page(
        request,
        PassesForm(request.POST or None),
        title=_("Passes pour des visites sans nom"),
        submit=_("Préparer les passes"),
        on_valid=save,
        template="epn/passes.html",
        space=space,
        left=_left(request, space).count(),
        trail=trail_of(space),
        back=reverse("epn:space", args=[space.pk]),
    )


@screen(RUN_SPACES)
def passes_paper(request: HouseRequest, pk: int) -> HttpResponse:
    """Passes that nobody used yet, sixty at most."""
    space: Space = found(request, Space, pk)
    left = list(_left(request, space)[:MOST])
    return _pdf(passes_paper_of(request.actor, space, left, timezone.now()), "passes")


@screen(RUN_SPACES, reads="epn.card_printed")
def card_paper(request: HouseRequest, pk: int) -> HttpResponse:
    """The card of a person."""
    person = person_of(request, pk)
    rows = VisitCard.objects.visible_to(request.actor).filter(person=person, ended_on=None)
    card: VisitCard = get_object_or_404(rows.select_related("person").order_by("-pk")[:1])
    note_reading(request, person)
    return _pdf(card_paper_of(request.actor, card, timezone.now()), "carte")


@screen(RUN_SPACES, reads="epn.mandate_printed")
def mandate_paper(request: HouseRequest, pk: int) -> HttpResponse:
    """A mandate to sign."""
    rows = HelpMandate.objects.visible_to(request.actor).filter(person__merged_into=None, person__erased_at=None)
    mandate: HelpMandate = get_object_or_404(rows.select_related("person", "topic", "helper"), pk=pk)
    note_reading(request, mandate.person)
    return _pdf(mandate_paper_of(request.actor, mandate, timezone.now()), "mandat")


def _left(request: HouseRequest, space: Space) -> Any:
    rows = GuestPass.objects.visible_to(request.actor).filter(space=space, visit=None)
    return rows.filter(expires_on__gte=timezone.localdate()).order_by("-made_at", "code")


def _pdf(paper: Paper, name: str) -> HttpResponse:
    headed = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(as_pdf(paper), content_type=PDF, headers=headed)
