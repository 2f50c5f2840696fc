"""Participations: list and page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.evidence.outcomes.models import Participation
from levier.evidence.outcomes.rules import SEE_PARTICIPATIONS
from levier.foundation.kit import formats
from levier.foundation.kit.lists import Choice, Column, ListPage, Search
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.vocabulary.lists import exit_reasons, improvements, situations, statuses, studies


def page_of(participation: Participation) -> str:
    return reverse("outcomes:participation", args=[participation.pk])


PARTICIPATIONS = ListPage(
    title=gettext_lazy("Participations"),
    rows=lambda actor: Participation.objects.visible_to(actor).select_related("person", "project"),
    columns=(
        Column(
            "personne",
            gettext_lazy("Personne"),
            lambda one: str(one.person),
            page_of,
            ("person__last_name", "person__first_name"),
        ),
        Column("projet", gettext_lazy("Projet"), lambda one: one.project.code, None, ("project__code",)),
        Column(
            "entree",
            gettext_lazy("Entrée"),
            lambda one: formats.day(one.entry_on, style="short"),
            None,
            ("entry_on",),
            plain=lambda one: one.entry_on,
        ),
        Column(
            "sortie",
            gettext_lazy("Sortie"),
            lambda one: formats.day(one.exit_on, style="short"),
            None,
            ("exit_on",),
            plain=lambda one: one.exit_on,
        ),
        Column("situation", gettext_lazy("À l'entrée"), lambda one: one.get_category_display(), None, ("category",)),
    ),
    default_sort=("-entry_on",),
    filters=(
        Search(
            gettext_lazy("Nom ou code de projet"),
            lambda rows, words: (
                rows.filter(person__search__contains=words) | rows.filter(project__search__contains=words)
            ),
        ),
        Choice(
            "etat",
            gettext_lazy("État"),
            lambda actor: [("in", gettext_lazy("encore dans le projet")), ("out", gettext_lazy("sorties"))],
            lambda rows, value: rows.filter(exit_on__isnull=value == "in"),
        ),
    ),
    empty=gettext_lazy(
        "Les personnes entrées dans un projet seront ici. Importez le classeur des stagiaires d'un projet."
    ),
    export_name="participations",
)


@screen(SEE_PARTICIPATIONS)
def participations(request: HouseRequest) -> HttpResponse:
    """All participations, latest entries first."""
    return PARTICIPATIONS.answer(request)


@screen(SEE_PARTICIPATIONS, reads="participation.read")
def participation(request: HouseRequest, pk: int) -> HttpResponse:
    """One person in one project: what was frozen at entry, stays, answers and their windows."""
    found = get_object_or_404(
        Participation.objects.visible_to(request.actor).select_related("person", "project"), pk=pk
    )
    note_reading(request, found)
    context = {
        "participation": found,
        "facts": _facts(found),
        "episodes": [(one, exit_reasons().label(one.exit_reason)) for one in found.episodes.all()],
        "observations": [_answer(one) for one in found.observations.all()],
        "corrections": found.corrections.select_related("made_by"),
        "trail": [(_("Participations"), reverse("outcomes:participations"))],
    }
    return render(request, "outcomes/participation.html", context)


def _facts(one: Participation) -> list[tuple[Any, Any]]:
    """The frozen situation in words; a dash where nothing is known."""
    names = ("in_training", "third_country", "foreign_background", "disability", "minority", "homeless", "rural")
    answers = [(one._meta.get_field(name).verbose_name, getattr(one, f"get_{name}_display")()) for name in names]  # type: ignore[union-attr]
    since = formats.day(one.unemployed_since) if one.unemployed_since else None
    return [
        (_("Genre"), one.get_gender_display()),
        (_("Date de naissance"), formats.day(one.birth_date)),
        (_("Âge à l'entrée"), one.age if one.age is not None else "–"),
        (_("Statut"), statuses().label(one.status) or "–"),
        (_("Situation face à l'emploi"), one.get_category_display()),
        (_("Sans emploi depuis"), since or "–"),
        (_("Mois entiers sans emploi"), one.unemployed_months if one.unemployed_months is not None else "–"),
        (_("Études"), studies().label(one.studies) or "–"),
        (_("Niveau CITE"), one.isced if one.isced is not None else "–"),
        *((str(label).capitalize(), value) for label, value in answers),
    ]


def _answer(one: Any) -> dict[str, Any]:
    return {
        "observation": one,
        "situation": situations().label(one.situation),
        "improvement": improvements().label(one.improvement),
        "is_inside": one.is_current and one.days_after is not None and 0 <= one.days_after <= 28,
    }


def of_person(request: HouseRequest, person: Any) -> dict[str, Any] | None:
    """Panel of a person's page: their participations."""
    found = list(Participation.objects.visible_to(request.actor).filter(person=person).select_related("project")[:50])
    return {"participations": found} if found else None
