"""Accompaniments as they stand before an import, compared with what a caseload says."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from levier.foundation.imports.models import ImportChange
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import add_months
from levier.foundation.kit.texts import fold
from levier.support.pathways.actions.accompaniment import PLANNED_MONTHS
from levier.support.pathways.enums import Part
from levier.support.pathways.models import Pathway, Referent, Step
from levier.support.pathways.sheets.caseload_rows import Case

PATHWAY, REFERENT = "pathways.pathway", "pathways.referent"
COLUMNS = (
    *("opened_on", "planned_end_on", "origin", "request", "last_contact_on"),
    *("closed_on", "exit_reason", "exit_situation"),
)
BATCH = 900


@dataclass(slots=True)
class Standing:
    """What is known of one person: the accompaniment under way (`pk` is 0 when there is none), who does it, the last
    day of those that are over, and the titles of all steps ever agreed."""

    pk: int = 0
    version: int = 0
    columns: dict[str, Any] = field(default_factory=dict)
    parts: dict[tuple[int, str], int] = field(default_factory=dict)
    over_on: date | None = None
    steps: set[str] = field(default_factory=set)

    def differences(self, case: Case) -> dict[str, Any]:
        """What the sheet would change: {"columns": {name: value}, "parts": [...], "steps": [...]}; {} when equal."""
        found: dict[str, Any] = {}
        if columns := self._columns(case):
            found["columns"] = columns
        if parts := [one for one in case.parts() if one[1:] not in self.parts]:
            found["parts"] = parts
        if steps := [told for key, told in case.steps().items() if key not in self.steps]:
            found["steps"] = steps
        return found

    def _columns(self, case: Case) -> dict[str, Any]:
        """An empty cell changes nothing, and news are never older than those that are held."""
        said = {name: value for name in COLUMNS[1:] if (value := case.said(name))} | {"opened_on": case.started_on}
        last, held = said.get("last_contact_on"), self.columns["last_contact_on"]
        if last and held and last < held:
            del said["last_contact_on"]
        if said.get("planned_end_on", self.columns["planned_end_on"]) <= case.started_on:
            said["planned_end_on"] = add_months(case.started_on, PLANNED_MONTHS)
        return {name: value for name, value in said.items() if value != self.columns[name]}


def standing(by: Actor, people: list[int]) -> dict[int, Standing]:
    """What is known of these people, in three queries for 900 of them."""
    found: dict[int, Standing] = {}
    for part in portions(people):
        pathways: dict[int, Standing] = {}
        rows = Pathway.objects.visible_to(by).filter(person__in=part).order_by("pk")
        for pk, person, version, closed, *columns in rows.values_list("pk", "person", "version", "closed_on", *COLUMNS):
            one = found.setdefault(person, Standing())
            if closed is not None:
                one.over_on = max(filter(None, (one.over_on, closed)))
                continue
            one.pk, one.version, one.columns = pk, version, dict(zip(COLUMNS, columns, strict=True))
            pathways[pk] = one
        running = Referent.objects.visible_to(by).filter(pathway__person__in=part, ended_on=None)
        for pk, pathway, user, role in running.values_list("pk", "pathway", "user", "part"):
            if pathway in pathways:
                pathways[pathway].parts[user, role] = pk
        for person, title in Step.objects.visible_to(by).filter(person__in=part).values_list("person", "title"):
            found.setdefault(person, Standing()).steps.add(fold(title))
    return found


def touched_by_hand(by: Actor, found: list[Standing]) -> set[int]:
    """Which of these accompaniments somebody has changed, begun or given, since the last import that wrote them."""
    last: dict[int, int] = {}
    brought: set[int] = set()
    for part in portions([one.pk for one in found]):
        changes = ImportChange.objects.visible_to(by).filter(model=PATHWAY, object_id__in=part)
        last |= dict(changes.exclude(run__state="undone").order_by("pk").values_list("object_id", "after_version"))
    referents = {one.pk: pk for one in found for (_user, role), pk in one.parts.items() if role == Part.REFERENT}
    for part in portions(sorted(referents.values())):
        changes = ImportChange.objects.visible_to(by).filter(model=REFERENT, effect="new", object_id__in=part)
        brought.update(changes.exclude(run__state="undone").values_list("object_id", flat=True))
    given = {pathway for pathway, referent in referents.items() if referent not in brought}
    return {one.pk for one in found if last.get(one.pk) != one.version} | given


def portions(keys: list[int]) -> Iterable[list[int]]:
    """The same keys, no more at once than a query takes."""
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
