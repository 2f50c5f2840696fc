"""Statuses of a person, and what happens to their rights."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit import formats
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, screen
from levier.support.rights.actions import (
    add_period,
    change_period,
    note_appeal,
    note_loss,
    withdraw_loss,
    withdraw_period,
)
from levier.support.rights.enums import APPEAL_STEPS, Appeal
from levier.support.rights.forms import PERIOD_COLUMNS, AppealForm, EditPeriodForm, LossForm, NewPeriodForm
from levier.support.rights.models import BenefitPeriod, Loss
from levier.support.rights.rules import WRITE_RIGHTS
from levier.support.rights.statuses import label_of
from levier.support.rights.views import person_of, person_page, trail_of


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def new_period(request: HouseRequest, pk: int) -> HttpResponse:
    """A new stretch of the timeline."""
    found = person_of(request, pk)

    def add(form: NewPeriodForm) -> str:
        closes = form.cleaned_data["closes_last"]
        add_period(by=request.actor, person=found, draft=form.draft(), closes_last=closes, at=timezone.now())
        say(request, _("Le statut est noté."))
        return person_page(found)

    return form_page(
        request,
        NewPeriodForm(request.actor, found, request.POST or None),
        title=_("Noter un statut"),
        submit=_("Noter le statut"),
        on_valid=add,
        trail=trail_of(found),
        back=person_page(found),
    )


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def edit_period(request: HouseRequest, pk: int) -> HttpResponse:
    """Correct a stretch, or end it."""
    found = _period(request, pk)
    before = {name: getattr(found, name) for name in PERIOD_COLUMNS} | {"version": found.version}

    def save(form: EditPeriodForm) -> str:
        change_period(by=request.actor, period=found, draft=form.draft(), at=timezone.now())
        say(request, _("Le statut est corrigé."))
        return person_page(found.person)

    return form_page(
        request,
        EditPeriodForm(request.actor, found.person, request.POST or None, initial=before),
        title=_("Corriger ou finir un statut"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        removal=reverse("rights:withdraw_period", args=[found.pk]),
        trail=trail_of(found.person),
        back=person_page(found.person),
    )


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def remove_period(request: HouseRequest, pk: int) -> HttpResponse:
    """A stretch noted by mistake."""
    found = _period(request, pk)

    def take_away() -> str:
        withdraw_period(by=request.actor, period=found, at=timezone.now())
        say(request, _("Le statut est retiré."))
        return person_page(found.person)

    words = {"status": label_of(found.status), "day": formats.day(found.starts_on)}
    return confirm_page(
        request,
        title=_("Retirer ce statut ?"),
        sentence=_("« %(status)s », depuis le %(day)s, disparaît de la ligne du temps. Le journal en garde la trace.")
        % words,
        submit=_("Retirer le statut"),
        on_yes=take_away,
        back=person_page(found.person),
        is_danger=True,
        trail=trail_of(found.person),
    )


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def new_loss(request: HouseRequest, pk: int) -> HttpResponse:
    """A right threatened or lost."""
    found = person_of(request, pk)

    def add(form: LossForm) -> str:
        note_loss(by=request.actor, person=found, draft=form.draft(), at=timezone.now())
        say(request, _("La perte de droits est notée."))
        return person_page(found)

    return form_page(
        request,
        LossForm(request.actor, found, request.POST or None),
        title=_("Noter une menace ou une perte de droits"),
        submit=_("Noter la perte de droits"),
        on_valid=add,
        trail=trail_of(found),
        back=person_page(found),
    )


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def appeal(request: HouseRequest, pk: int) -> HttpResponse:
    """Where the appeal against a loss stands."""
    found = _loss(request, pk)

    def note(form: AppealForm) -> str:
        asked = Appeal(form.cleaned_data["appeal"])
        note_appeal(by=request.actor, loss=found, appeal=asked, on=form.cleaned_data["on"], at=timezone.now())
        say(request, _("Le recours est noté."))
        return person_page(found.person)

    return form_page(
        request,
        AppealForm(APPEAL_STEPS[found.appeal], request.POST or None),
        title=_("Recours : %(what)s") % {"what": found},
        submit=_("Noter le recours"),
        on_valid=note,
        trail=trail_of(found.person),
        back=person_page(found.person),
    )


@screen(WRITE_RIGHTS, methods=("GET", "POST"))
def remove_loss(request: HouseRequest, pk: int) -> HttpResponse:
    """A loss noted by mistake."""
    found = _loss(request, pk)

    def take_away() -> str:
        withdraw_loss(by=request.actor, loss=found, at=timezone.now())
        say(request, _("La perte de droits est retirée."))
        return person_page(found.person)

    return confirm_page(
        request,
        title=_("Retirer cette perte de droits ?"),
        sentence=_("« %(what)s » a été noté par erreur. Le journal en garde la trace.") % {"what": found},
        submit=_("Retirer"),
        on_yes=take_away,
        back=person_page(found.person),
        is_danger=True,
        trail=trail_of(found.person),
    )


def _period(request: HouseRequest, pk: int) -> BenefitPeriod:
    rows = BenefitPeriod.objects.visible_to(request.actor).select_related("person")
    found: BenefitPeriod = get_object_or_404(rows, pk=pk)
    return found


def _loss(request: HouseRequest, pk: int) -> Loss:
    found: Loss = get_object_or_404(Loss.objects.visible_to(request.actor).select_related("person"), pk=pk)
    return found
