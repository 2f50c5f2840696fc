"""Models of activities: the list, one, written, changed, retired."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.actions import add_model, change_model, restore_model, retire_model
from levier.activity.activities.catalogue_forms import ModelForm, values_of_model
from levier.activity.activities.model_lists import MODELS
from levier.activity.activities.models import ActivityModel
from levier.activity.activities.queries import obstacles_of
from levier.activity.activities.rules import CHANGE_ACTIVITIES, SEE_ACTIVITIES
from levier.activity.activities.trails import trail
from levier.foundation.kit.forms import confirm_page, form_page, say, warn
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen


def _trail() -> list[tuple[Any, str]]:
    return [*trail(), (_("Modèles d'activité"), reverse("activities:models"))]


def _page(model: ActivityModel) -> str:
    return reverse("activities:model", args=[model.pk])


def _model(request: HouseRequest, pk: int) -> ActivityModel:
    found: ActivityModel = get_object_or_404(ActivityModel.objects.visible_to(request.actor), pk=pk)
    return found


@screen(SEE_ACTIVITIES)
def models(request: HouseRequest) -> HttpResponse:
    """All of them, those retired too."""
    return MODELS.answer(request, trail=trail(), actions=[(_("Écrire un modèle"), reverse("activities:new_model"))])


@screen(SEE_ACTIVITIES)
def model(request: HouseRequest, pk: int) -> HttpResponse:
    """One of them."""
    found = _model(request, pk)
    context = {
        "model": found,
        "obstacles": obstacles_of(request.actor, found),
        "may_change": CHANGE_ACTIVITIES.allows(request.actor),
        "trail": _trail(),
    }
    return render(request, "activities/model.html", context)


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """Write one."""

    def save(form: ModelForm) -> str:
        made = add_model(by=request.actor, values=form.values(), at=timezone.now())
        say(request, _("Le modèle est écrit."))
        return _page(made)

    return form_page(
        request,
        ModelForm(request.actor, request.POST or None),
        title=_("Écrire un modèle d'activité"),
        submit=_("Écrire le modèle"),
        on_valid=save,
        template="activities/activity_form.html",
        models=[],
        model=None,
        trail=_trail(),
        back=reverse("activities:models"),
    )


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Say it otherwise."""
    found = _model(request, pk)
    before = values_of_model(found)

    def save(form: ModelForm) -> str:
        change_model(by=request.actor, model=found, values=form.values(), at=timezone.now())
        say(request, _("Le modèle est modifié. Les activités déjà faites restent comme elles sont."))
        return _page(found)

    return form_page(
        request,
        ModelForm(request.actor, request.POST or None, initial=before),
        title=_("Modifier le modèle"),
        submit=_("Enregistrer le modèle"),
        on_valid=save,
        current=lambda: (found.version, before),
        template="activities/activity_form.html",
        models=[],
        model=None,
        trail=_trail(),
        back=_page(found),
    )


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def retire(request: HouseRequest, pk: int) -> HttpResponse:
    """It is no longer proposed."""
    found = _model(request, pk)

    def yes() -> str:
        retire_model(by=request.actor, model=found, on=timezone.localdate(), at=timezone.now())
        say(request, _("Le modèle est retiré. Il se reprend quand vous voulez."))
        return _page(found)

    return confirm_page(
        request,
        title=_("Retirer ce modèle ?"),
        sentence=_("« %(name)s » ne sera plus proposé. Les activités déjà faites restent.") % {"name": found.name},
        submit=_("Retirer le modèle"),
        on_yes=yes,
        back=_page(found),
        trail=_trail(),
    )


@screen(CHANGE_ACTIVITIES, methods=("POST",))
def restore(request: HouseRequest, pk: int) -> HttpResponse:
    """It is proposed again."""
    found = _model(request, pk)
    try:
        restore_model(by=request.actor, model=found, at=timezone.now())
        say(request, _("Le modèle est de nouveau proposé."))
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(_page(found), status=303)
