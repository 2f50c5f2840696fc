"""Pages that show participations: the lists and the page of one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from levier.evidence.outcomes.enums import Horizon
from levier.evidence.outcomes.lists import PARTICIPATIONS, TO_ASK, page_of
from levier.evidence.outcomes.models import EntryCorrection, Observation, Participation
from levier.evidence.outcomes.queries import conditions_of, window_of
from levier.evidence.outcomes.rules import CORRECT_ENTRY, SEE_PARTICIPATIONS, WRITE_PARTICIPATIONS
from levier.evidence.outcomes.situation import ANSWERS, WINDOW, missing
from levier.foundation.kit import formats
from levier.foundation.kit.screens import HouseRequest, note_reading, screen
from levier.register.vocabulary.lists import (
    countries,
    exit_reasons,
    improvements,
    situations,
    statuses,
    studies,
)


@screen(SEE_PARTICIPATIONS)
def participations(request: HouseRequest) -> HttpResponse:
    """All participations, latest entries first."""
    actions = [(_("Noter une entrée"), reverse("outcomes:choose_person"))]
    others = [
        (_("Demander des nouvelles"), reverse("outcomes:to_ask")),
        (_("Passages entre projets"), reverse("outcomes:flows")),
    ]
    return PARTICIPATIONS.answer(request, actions=actions, others=others)


@screen(WRITE_PARTICIPATIONS)
def asking(request: HouseRequest) -> HttpResponse:
    """Who to ask for news, whose window closes first on top."""
    others = [(_("Tout le monde, ou un échantillon"), reverse("outcomes:shares"))]
    trail = [(_("Participations"), reverse("outcomes:participations"))]
    return TO_ASK.answer(request, others=others, trail=trail)


@screen(SEE_PARTICIPATIONS, reads="participation.read")
def participation(request: HouseRequest, pk: int) -> HttpResponse:
    """One person in one project: what was frozen at entry, stays, answers and their windows, proofs."""
    found = get_object_or_404(
        Participation.objects.visible_to(request.actor).select_related("person", "project"), pk=pk
    )
    note_reading(request, found)
    context = {
        "participation": found,
        "facts": _facts(found),
        "missing": [label_of(name) for name in missing(found)],
        "episodes": [(one, exit_reasons().label(one.exit_reason)) for one in found.episodes.all()],
        "observations": [_answer(one) for one in found.observations.all()],
        "windows": _windows(found),
        "conditions": conditions_of(found),
        "corrections": [_correction(one) for one in found.corrections.select_related("made_by").order_by("id")],
        "may_write": WRITE_PARTICIPATIONS.allows(request.actor),
        "may_correct": CORRECT_ENTRY.allows(request.actor),
        "trail": [(_("Participations"), reverse("outcomes:participations"))],
    }
    return render(request, "outcomes/participation.html", context)


def label_of(column: str) -> str:
    """The name of a column of Participation as people read it."""
    found: Any = Participation._meta.get_field(column)
    return str(found.verbose_name)


def trail_of(found: Participation) -> list[tuple[str, str]]:
    """Where a form about a participation stands."""
    return [(_("Participations"), reverse("outcomes:participations")), (str(found), page_of(found))]


def _windows(one: Participation) -> list[dict[str, Any]]:
    if one.exit_on is None:
        return []
    today = timezone.localdate()
    return [
        {"horizon": horizon, "period": period, "is_open": today in period, "is_over": today > period.last}
        for horizon in Horizon
        for period in [window_of(horizon, one.exit_on)]
    ]


def _facts(one: Participation) -> list[tuple[Any, Any]]:
    """The frozen situation in words; a dash where nothing is known."""
    names = ("in_training", "third_country", *(name for name in ANSWERS if name != "in_training"))
    answers = [(label_of(name), getattr(one, f"get_{name}_display")()) for name in names]
    nationalities = [countries().label(code) for code in one.nationalities.split(",") if code]
    return [
        (_("Genre"), one.get_gender_display()),
        (_("Date de naissance"), formats.day(one.birth_date)),
        (_("Âge à l'entrée"), one.age if one.age is not None else "–"),
        (_("Nationalité"), ", ".join(nationalities) or "–"),
        (_("Statut"), statuses().label(one.status) or "–"),
        (_("Situation face à l'emploi"), one.get_category_display()),
        (_("Sans emploi depuis"), formats.day(one.unemployed_since)),
        (_("Mois entiers sans emploi"), one.unemployed_months if one.unemployed_months is not None else "–"),
        (_("Études"), studies().label(one.studies) or "–"),
        (_("Niveau CITE"), one.isced if one.isced is not None else "–"),
        *_recognised(one),
        *((label[:1].upper() + label[1:], value) for label, value in answers),
    ]


def _recognised(one: Participation) -> list[tuple[Any, Any]]:
    """The second level of a foreign diploma, kept beside the declared one (rule 13)."""
    if not one.recognised:
        return []
    words = {"label": studies().label(one.recognised), "level": one.isced_recognised}
    return [(_("Niveau reconnu du diplôme étranger"), _("%(label)s (CITE %(level)s)") % words)]


def _answer(one: Observation) -> dict[str, Any]:
    return {
        "observation": one,
        "situation": situations().label(one.situation),
        "improvement": improvements().label(one.improvement),
        "is_inside": one.days_after is not None and 0 <= one.days_after <= WINDOW.days,
    }


def _correction(one: EntryCorrection) -> dict[str, Any]:
    old, new = (_in_words(one.field, value) for value in (one.old, one.new))
    return {"correction": one, "label": label_of(one.field), "old": old, "new": new}


def _in_words(field: str, value: str) -> str:
    """A kept value as people read it."""
    if not value:
        return "–"
    if field == "status":
        return statuses().label(value)
    if field in ("studies", "recognised"):
        return studies().label(value)
    if field == "nationalities":
        return ", ".join(countries().label(code) for code in value.split(","))
    if field.endswith("_on") or field in ("birth_date", "unemployed_since"):
        return formats.day(parse_date(value))
    choices = dict(Participation._meta.get_field(field).flatchoices)  # type: ignore[union-attr]
    return str(choices.get(value, value))
