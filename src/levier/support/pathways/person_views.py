"""The accompaniment of one person: opened, changed, closed, given to colleagues."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.people.models import Person
from levier.register.vocabulary.lists import exit_reasons, situations
from levier.support.pathways import registers
from levier.support.pathways.actions import change_pathway, close_pathway, end_part, give_part, open_pathway
from levier.support.pathways.drafting import drafted_page
from levier.support.pathways.forms import CloseForm, OpenForm, PartForm, PathwayForm, values_of_pathway
from levier.support.pathways.models import Pathway, Referent
from levier.support.pathways.queries import open_pathway_of, referents_of
from levier.support.pathways.rules import SEE_PATHWAYS, WRITE_PATHWAYS


def page_of(person: Person) -> str:
    return reverse("pathways:pathway", args=[person.pk])


def person_of(request: HouseRequest, pk: int) -> Person:
    """The person that this colleague may meet, or 404."""
    found: Person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    return found


def trail(person: Person, *more: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Breadcrumb down to a page of somebody's accompaniment."""
    return [
        (_("Personnes"), reverse("people:people")),
        (str(person), reverse("people:person", args=[person.pk])),
        *more,
    ]


def tabs(request: HouseRequest, person: Person) -> list[tuple[Any, str, bool]]:
    """The pages of an accompaniment, those of rooms above among them."""
    pages = [(name, reverse(url_name, args=[person.pk])) for name, url_name in registers.tabs]
    return [(name, url, request.path == url) for name, url in pages]


@screen(SEE_PATHWAYS, reads="pathway.read")
def pathway(request: HouseRequest, pk: int) -> HttpResponse:
    """Who accompanies somebody, since when, and how earlier accompaniments ended."""
    person = person_of(request, pk)
    note_reading(request, person)
    everything = list(Pathway.objects.visible_to(request.actor).filter(person=person))
    held = next((one for one in everything if one.is_open), None)
    context = {
        "person": person,
        "pathway": held,
        "colleagues": list(referents_of(held)) if held else [],
        "earlier": [
            (one, exit_reasons().label(one.exit_reason), situations().label(one.exit_situation))
            for one in everything
            if not one.is_open
        ],
        "is_over": bool(held and held.planned_end_on < timezone.localdate()),
        "may_write": WRITE_PATHWAYS.allows(request.actor),
        "tabs": tabs(request, person),
        "trail": trail(person),
    }
    return render(request, "pathways/pathway.html", context)


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def begin(request: HouseRequest, pk: int) -> HttpResponse:
    """Begin to accompany somebody."""
    person = person_of(request, pk)

    def save(valid: OpenForm) -> str:
        open_pathway(by=request.actor, person=person, at=timezone.now(), **valid.cleaned_data)
        say(request, _("L'accompagnement commence."))
        return reverse("pathways:diagnosis", args=[person.pk])

    return drafted_page(
        request,
        person,
        "begin",
        OpenForm(request.actor, request.POST or None),
        title=_("Commencer l'accompagnement"),
        submit=_("Commencer"),
        on_valid=save,
        trail=trail(person),
        back=page_of(person),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Prolong an accompaniment, or say it otherwise."""
    found = _open(request, pk)

    def save(valid: PathwayForm) -> str:
        values = {name: value for name, value in valid.cleaned_data.items() if name != "version"}
        change_pathway(by=request.actor, pathway=found, at=timezone.now(), **values)
        say(request, _("Les modifications sont enregistrées."))
        return page_of(found.person)

    return drafted_page(
        request,
        found.person,
        "edit",
        PathwayForm(request.POST or None, initial=values_of_pathway(found)),
        title=_("Modifier l'accompagnement"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, values_of_pathway(found)),
        trail=trail(found.person, (_("Accompagnement"), page_of(found.person))),
        back=page_of(found.person),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def close(request: HouseRequest, pk: int) -> HttpResponse:
    """End an accompaniment."""
    found = _open(request, pk)

    def save(valid: CloseForm) -> str:
        close_pathway(by=request.actor, pathway=found, at=timezone.now(), **valid.cleaned_data)
        say(request, _("L'accompagnement est terminé. La fiche reste."))
        return page_of(found.person)

    return form_page(
        request,
        CloseForm(request.POST or None),
        title=_("Terminer l'accompagnement"),
        submit=_("Terminer"),
        on_valid=save,
        intro=_("Le travail de tous les collègues avec cette personne se termine ce jour-là."),
        trail=trail(found.person, (_("Accompagnement"), page_of(found.person))),
        back=page_of(found.person),
    )


@screen(WRITE_PATHWAYS, methods=("GET", "POST"))
def give(request: HouseRequest, pk: int) -> HttpResponse:
    """A colleague joins, or takes over."""
    found = _open(request, pk)

    def save(valid: PartForm) -> str:
        give_part(by=request.actor, pathway=found, at=timezone.now(), **valid.cleaned_data)
        say(request, _("C'est noté."))
        return page_of(found.person)

    return form_page(
        request,
        PartForm(request.actor, request.POST or None),
        title=_("Confier à un·e collègue"),
        submit=_("Enregistrer"),
        on_valid=save,
        trail=trail(found.person, (_("Accompagnement"), page_of(found.person))),
        back=page_of(found.person),
    )


@screen(WRITE_PATHWAYS, methods=("POST",))
def leave(request: HouseRequest, pk: int) -> HttpResponse:
    """The work of a colleague with somebody ends today."""
    rows = Referent.objects.visible_to(request.actor).filter(ended_on=None, pathway__person__merged_into=None)
    found = get_object_or_404(rows.select_related("pathway__person"), pk=pk)
    end_part(by=request.actor, referent=found, on=timezone.localdate(), at=timezone.now())
    say(request, _("C'est noté."))
    return HttpResponseRedirect(page_of(found.pathway.person), status=303)


def _open(request: HouseRequest, pk: int) -> Pathway:
    person = person_of(request, pk)
    found = open_pathway_of(request.actor, person)
    if found is None:
        raise Http404
    found.person = person
    return found
