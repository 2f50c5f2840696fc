"""What a certificate says of a course beside presences: modules with their results, internships."""

from collections.abc import Collection
from typing import Any

from django.db.models import Sum

from levier.activity.courses.enums import Choice
from levier.activity.courses.models import Candidate, CourseModule, Internship, ModuleResult
from levier.activity.sheets.registers import Pair
from levier.foundation.kit.actors import Actor


def learnt(actor: Actor, pairs: Collection[Pair]) -> dict[Pair, dict[str, Any]]:
    """{(person, activity): {"modules", "internships"}} of who is in those courses: four queries, however many."""
    rows = Candidate.objects.visible_to(actor).filter(decision=Choice.ACCEPTED)
    rows = rows.filter(person__in={person for person, _ in pairs}, course__activity__in={one for _, one in pairs})
    found = {one.pk: one for one in rows.select_related("course")}
    modules: dict[int, list[CourseModule]] = {}
    for module in CourseModule.objects.filter(
        course__in={one.course_id for one in found.values()}, is_internship=False
    ):
        modules.setdefault(module.course_id, []).append(module)
    results = {
        (one.candidate_id, one.module_id): one.mastery for one in ModuleResult.objects.filter(candidate__in=found)
    }
    stays: dict[int, list[list[Any]]] = {}
    done = Internship.objects.filter(candidate__in=found).select_related("partner").annotate(done=Sum("weeks__minutes"))
    for stay in done.order_by("starts_on", "pk"):
        line = [str(stay.partner), str(stay.starts_on), str(stay.ends_on), stay.done or 0]
        stays.setdefault(stay.candidate_id, []).append(line)
    return {
        (one.person_id, one.course.activity_id): {
            "modules": [
                [module.title, module.minutes, results.get((one.pk, module.pk), "")]
                for module in modules.get(one.course_id, [])
            ],
            "internships": stays.get(one.pk, []),
        }
        for one in found.values()
    }
