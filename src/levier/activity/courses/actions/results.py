"""Where everybody is with every module: a whole group in one go, nobody's word lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.courses.enums import Choice, Mastery
from levier.activity.courses.holding import held
from levier.activity.courses.models import Course, ModuleResult
from levier.activity.courses.rules import RUN_COURSES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference

Cell = tuple[int, int]
"""(candidate, module)."""


@dataclass(slots=True)
class Written:
    """How many results were written, and {cell: what somebody else wrote meanwhile}."""

    count: int = 0
    conflicts: dict[Cell, str] = field(default_factory=dict)


@transaction.atomic
def record_results(
    *, by: Actor, course: Course, entries: Mapping[Cell, str], seen: Mapping[Cell, str], at: datetime
) -> Written:
    """Write results that changed since they were `seen`, "" takes one away. As many queries for one as for a group.

    A cell that somebody else changed meanwhile, to something else, is left alone and returned.
    Raises Refused, and writes nothing, for a cell of another course or of who is not in it.
    """
    demand_permission(by, RUN_COURSES)
    row: Course = held(by, course)
    people = set(row.candidates.filter(decision=Choice.ACCEPTED).values_list("pk", flat=True))
    modules = set(row.modules.values_list("pk", flat=True))
    if any(c not in people or m not in modules or (v and v not in Mastery) for (c, m), v in entries.items()):
        raise Refused(_("Un de ces résultats n'est pas de cette formation : rechargez la page."))
    kept = {(one.candidate_id, one.module_id): one.mastery for one in ModuleResult.objects.filter(module__in=modules)}
    done, changed = Written(), {}
    for cell, value in entries.items():
        now = kept.get(cell, "")
        if value in (now, seen.get(cell, "")):
            continue
        if now != seen.get(cell, ""):
            done.conflicts[cell] = now
        else:
            changed[cell] = value
    done.count = len(changed)
    if changed:
        _write(by, changed, at)
        change = {f"{candidate}-{module}": value for (candidate, module), value in changed.items()}
        record(by=by, verb="courses.results_noted", object=reference(row), change=change, at=at)
    return done


def _write(by: Actor, changed: dict[Cell, str], at: datetime) -> None:
    candidates, modules = ({cell[place] for cell in changed} for place in (0, 1))
    old = ModuleResult.objects.filter(candidate__in=candidates, module__in=modules)
    gone = [pk for pk, *cell in old.values_list("pk", "candidate", "module") if tuple(cell) in changed]
    ModuleResult.objects.filter(pk__in=gone).delete()
    ModuleResult.objects.bulk_create(
        ModuleResult(
            organisation_id=by.organisation_id,
            candidate_id=candidate,
            module_id=module,
            mastery=value,
            on=timezone.localdate(at),
            noted_by_id=by.user_id,
        )
        for (candidate, module), value in changed.items()
        if value
    )
