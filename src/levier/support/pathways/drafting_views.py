"""Drafts of long forms: kept while one writes, or forgotten."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import confirm_page, say
from levier.foundation.kit.screens import HouseRequest, screen
from levier.support.pathways.actions import forget_typed
from levier.support.pathways.drafting import address_of, is_key, keep
from levier.support.pathways.person_views import person_of, trail
from levier.support.pathways.queries import typed_of
from levier.support.pathways.rules import WRITE_PATHWAYS


@screen(WRITE_PATHWAYS, methods=("POST",), without_token=True)
def save_typed(request: HouseRequest, pk: int, form: str) -> HttpResponse:
    """While one writes: what is typed is kept. A piece of the page, which says at what time."""
    person = person_of(request, pk)
    if not is_key(form):
        raise Http404
    kept = keep(request, person, form, request.POST)
    return render(request, "pathways/_draft_kept.html", {"at": timezone.now() if kept else None, "is_too_long": False})


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def forget_form(request: HouseRequest, pk: int, form: str) -> HttpResponse:
    """A draft is not needed any more."""
    person = person_of(request, pk)
    if not is_key(form):
        raise Http404
    draft = typed_of(request.actor, person, form)
    back = address_of(draft) if draft else reverse("pathways:pathway", args=[person.pk])

    def yes() -> str:
        if forget_typed(by=request.actor, person=person, form=form, at=timezone.now()):
            say(request, _("Le brouillon est effacé."))
        return back

    return confirm_page(
        request,
        title=_("Effacer ce brouillon ?"),
        sentence=_("Ce que vous aviez tapé disparaît. Ce qui est déjà enregistré reste."),
        submit=_("Effacer"),
        on_yes=yes,
        is_danger=True,
        back=back,
        trail=trail(person),
    )
