"""What an activity is: new, from a model or not, changed; the part of a partner; its poster."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.actions import change_activity, create_activity, drop_part, set_part
from levier.activity.activities.catalogue_forms import ActivityForm, PartForm, begun_from, values_of
from levier.activity.activities.lists import page_of
from levier.activity.activities.models import Activity, ActivityModel, Part
from levier.activity.activities.poster import poster_of
from levier.activity.activities.rules import CHANGE_ACTIVITIES, SEE_ACTIVITIES
from levier.activity.activities.trails import trail
from levier.foundation.accounts.post import full_address
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.paper import PDF, as_pdf
from levier.foundation.kit.screens import HouseRequest, screen


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """A new activity; `?modele=` is the model from which it begins, `?projet=` whom it is for."""
    models = ActivityModel.objects.visible_to(request.actor).in_use()
    model = models.filter(pk=whole(request.GET.get("modele", ""))).first()

    def create(form: ActivityForm) -> str:
        others = form.cleaned_data["others"]
        values = form.values() | {"site": _site(request)}
        made = create_activity(by=request.actor, values=values, projects=others, at=timezone.now())
        say(request, _("L'activité est ajoutée. Planifiez maintenant ses séances."))
        return page_of(made)

    initial: dict[str, Any] = begun_from(model) if model else {}
    if chosen := whole(request.GET.get("projet", "")):
        initial["project"] = chosen
    return form_page(
        request,
        ActivityForm(request.actor, request.POST or None, initial=initial),
        title=_("Ajouter une activité"),
        submit=_("Ajouter l'activité"),
        on_valid=create,
        template="activities/activity_form.html",
        models=[] if model else list(models),
        model=model,
        trail=trail(),
        back=reverse("activities:activities"),
    )


def _site(request: HouseRequest) -> str:
    return full_address(request, "/").rstrip("/")[:200]


def _activity(request: HouseRequest, pk: int) -> Activity:
    found: Activity = get_object_or_404(Activity.objects.visible_to(request.actor), pk=pk)
    return found


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Change an activity."""
    found = _activity(request, pk)
    before = values_of(found)

    def save(form: ActivityForm) -> str:
        others = form.cleaned_data["others"]
        values = form.values() | {"site": _site(request)}
        change_activity(by=request.actor, activity=found, values=values, projects=others, at=timezone.now())
        say(request, _("Les modifications sont enregistrées."))
        return page_of(found)

    return form_page(
        request,
        ActivityForm(request.actor, request.POST or None, initial=before),
        title=_("Modifier l'activité"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        template="activities/activity_form.html",
        models=[],
        model=None,
        trail=trail(found),
        back=page_of(found),
    )


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def new_part(request: HouseRequest, pk: int) -> HttpResponse:
    """Say what a partner does in it."""
    found = _activity(request, pk)

    def save(form: PartForm) -> str:
        set_part(by=request.actor, activity=found, at=timezone.now(), **form.cleaned_data)
        say(request, _("La part du partenaire est notée."))
        return page_of(found)

    return form_page(
        request,
        PartForm(request.actor, request.POST or None),
        title=_("Ajouter un partenaire"),
        submit=_("Noter sa part"),
        on_valid=save,
        trail=trail(found),
        back=page_of(found),
    )


@screen(CHANGE_ACTIVITIES, methods=("GET", "POST"))
def remove_part(request: HouseRequest, pk: int) -> HttpResponse:
    """A partner has no part in it any more."""
    found: Part = get_object_or_404(Part.objects.visible_to(request.actor).select_related("activity", "partner"), pk=pk)
    activity = found.activity

    def yes() -> str:
        drop_part(by=request.actor, part=found, at=timezone.now())
        say(request, _("Ce partenaire n'a plus de part dans l'activité."))
        return page_of(activity)

    return confirm_page(
        request,
        title=_("Retirer ce partenaire ?"),
        sentence=str(found),
        submit=_("Retirer le partenaire"),
        on_yes=yes,
        back=page_of(activity),
        trail=trail(activity),
    )


@screen(SEE_ACTIVITIES)
def poster(request: HouseRequest, pk: int) -> HttpResponse:
    """Its poster, on A4."""
    rows = Activity.objects.visible_to(request.actor).select_related("place", "organisation")
    found: Activity = get_object_or_404(rows, pk=pk)
    headed = {"Content-Disposition": f'inline; filename="affiche-{found.pk}.pdf"'}
    return HttpResponse(as_pdf(poster_of(found, timezone.now())), content_type=PDF, headers=headed)
