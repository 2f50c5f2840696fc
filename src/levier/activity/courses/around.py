"""What the pages of the room have in common: rows found for a reader, and breadcrumbs."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from levier.activity.courses.models import Candidate, Collective, Course
from levier.foundation.kit.screens import HouseRequest

Trail = list[tuple[Any, str]]


def found(request: HouseRequest, model: Any, pk: int, *related: str, **narrowed: Any) -> Any:
    """A row of this organisation, or 404."""
    rows = model.objects.visible_to(request.actor).filter(**narrowed)
    return get_object_or_404(rows.select_related(*related) if related else rows, pk=pk)


def candidate_of(request: HouseRequest, pk: int) -> Candidate:
    """Somebody in a course, or 404; who was erased is in figures only."""
    related = ("person", "course__activity", "decided_by")
    row: Candidate = found(request, Candidate, pk, *related, person__erased_at=None)
    return row


def trail_of(course: Course | None = None, *more: tuple[Any, str]) -> Trail:
    steps: Trail = [(_("Formations"), reverse("courses:courses"))]
    return [*steps, (str(course), page_of(course)), *more] if course else steps


def page_of(course: Course) -> str:
    return reverse("courses:course", args=[course.pk])


def candidate_page(candidate: Candidate) -> str:
    return reverse("courses:candidate", args=[candidate.pk])


def around(candidate: Candidate) -> dict[str, Any]:
    """Breadcrumb and way back of a form about somebody in a course."""
    back = candidate_page(candidate)
    return {"trail": trail_of(candidate.course, (str(candidate.person), back)), "back": back}


def around_course(course: Course) -> dict[str, Any]:
    return {"trail": trail_of(course), "back": page_of(course)}


def around_collective(collective: Collective | None = None) -> dict[str, Any]:
    everything = reverse("courses:collectives")
    steps: Trail = [(_("Collectifs"), everything)]
    if collective is None:
        return {"trail": steps, "back": everything}
    here = reverse("courses:collective", args=[collective.pk])
    return {"trail": [*steps, (str(collective), here)], "back": here}
