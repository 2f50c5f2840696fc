"""A diagnosis is made with a person, read, told to who accompanies them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.epn.actions import assess, tell_referent, withdraw_assessment
from levier.activity.epn.around import around_person, page_of, person_of, person_trail
from levier.activity.epn.enums import Depth, Mastery
from levier.activity.epn.gestures import areas, digcomp
from levier.activity.epn.helping_forms import AssessmentForm
from levier.activity.epn.models import Assessment
from levier.activity.epn.proposing import workshops_for
from levier.activity.epn.queries import before_that, scores_of, weak_areas
from levier.activity.epn.rules import MEASURE_SKILLS, SEE_SKILLS
from levier.activity.epn.views import done
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, note_reading, screen


@screen(MEASURE_SKILLS, methods=("GET", "POST"))
def new_gestures(request: HouseRequest, pk: int) -> HttpResponse:
    """Twelve gestures, in ten minutes."""
    return _new(request, pk, Depth.GESTURES, _("Douze gestes de tous les jours"))


@screen(MEASURE_SKILLS, methods=("GET", "POST"))
def new_full(request: HouseRequest, pk: int) -> HttpResponse:
    """The twenty-one competences."""
    return _new(request, pk, Depth.FULL, _("Diagnostic complet"))


def _new(request: HouseRequest, pk: int, depth: str, title: str) -> HttpResponse:
    found = person_of(request, pk)

    def save(valid: AssessmentForm) -> str:
        row = assess(by=request.actor, person=found, draft=valid.draft(), at=timezone.now())
        say(request, _("Le diagnostic est gardé."))
        return reverse("epn:assessment", args=[row.pk])

    return form_page(
        request,
        AssessmentForm(depth, request.POST or None),
        title=title,
        submit=_("Garder le diagnostic"),
        on_valid=save,
        template="epn/assess.html",
        intro=_("Notez ce que vous voyez. Ce que vous n'avez pas regardé reste vide : ce n'est pas un zéro."),
        **around_person(found),
    )


@screen(SEE_SKILLS, reads="epn.skills_read")
def assessment(request: HouseRequest, pk: int) -> HttpResponse:
    """What was seen, area by area; which workshops answer it."""
    row = _assessment(request, pk)
    note_reading(request, row.person)
    scores, weak = scores_of(row), weak_areas(row)
    before = before_that(request.actor, row)
    then = scores_of(before) if before else {}
    context = {
        "assessment": row,
        "before": before,
        "areas": [(one, scores[one.code], then.get(one.code), one.code in weak) for one in areas()],
        "answers": [(one, Mastery(one.level).label) for one in row.answers.all()],
        "weak": [digcomp()[code] for code in weak],
        "workshops": list(workshops_for(request.actor, weak, timezone.localdate())) if weak else [],
        "may_measure": MEASURE_SKILLS.allows(request.actor),
        "trail": person_trail(row.person, (_("Numérique"), page_of(row.person))),
    }
    return render(request, "epn/assessment.html", context)


@screen(MEASURE_SKILLS, methods=("POST",))
def tell(request: HouseRequest, pk: int) -> HttpResponse:
    """A task for who accompanies the person."""
    row = _assessment(request, pk)
    back = reverse("epn:assessment", args=[row.pk])
    said = _("La personne référente a une tâche : lire ce diagnostic et voir le plan avec la personne.")
    return done(request, lambda: tell_referent(by=request.actor, assessment=row, at=timezone.now()), said, back)


@screen(MEASURE_SKILLS, methods=("GET", "POST"))
def withdraw(request: HouseRequest, pk: int) -> HttpResponse:
    """Noted by mistake."""
    row = _assessment(request, pk)

    def yes() -> str:
        withdraw_assessment(by=request.actor, assessment=row, at=timezone.now())
        say(request, _("Le diagnostic est retiré."))
        return page_of(row.person)

    context: dict[str, Any] = around_person(row.person)
    return confirm_page(
        request,
        title=_("Retirer ce diagnostic ?"),
        sentence=_("Ses réponses disparaissent. Le journal garde qu'il a été noté, puis retiré."),
        things=[row],
        submit=_("Retirer"),
        on_yes=yes,
        is_danger=True,
        **context,
    )


def _assessment(request: HouseRequest, pk: int) -> Assessment:
    rows = Assessment.objects.visible_to(request.actor).filter(person__merged_into=None, person__erased_at=None)
    row: Assessment = get_object_or_404(rows.select_related("person", "made_by").prefetch_related("answers"), pk=pk)
    return row
