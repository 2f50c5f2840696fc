"""Writing what a caseload says, in bulk, so that it can be undone exactly."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.imports.models import ImportChange
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.bulk import insert_rows, new_keys
from levier.register.people.actions import bring_people
from levier.register.people.enums import Scheme
from levier.register.people.models import KnownNumber, Person
from levier.register.people.rows import identity_of, number_of
from levier.support.pathways.enums import GoalState, Part
from levier.support.pathways.models import Goal, Pathway, Referent, Step
from levier.support.pathways.registers import closings
from levier.support.pathways.sheets.caseload_rows import Case
from levier.support.pathways.sheets.caseload_standing import COLUMNS, PATHWAY, REFERENT, Standing, portions
from levier.support.pathways.sheets.fields import NUMBERS

PERSON, NUMBER, GOAL, STEP = "people.person", "people.knownnumber", "pathways.goal", "pathways.step"
CHANGE = ("row", "model", "object_id", "effect", "before", "after_version")
NEW, CHANGED = ImportChange.Effect.NEW.value, ImportChange.Effect.CHANGED.value


def write(
    by: Actor,
    cases: list[Case],
    now: dict[int, Standing],
    run: Any,
    progress: Callable[[int], None],
    at: datetime,
) -> dict[str, int]:
    """Write all cases; returns how many accompaniments are new, changed, equal, and how many people are new."""
    writer = _Writer(by, run, at)
    unknown = [one for one in cases if one.person_id is None]
    writer.bring(unknown)
    writer.remember_numbers(cases)
    progress(len(cases) // 4)
    held = [(one, now[one.person_id]) for one in cases if one.person_id in now and now[one.person_id].pk]
    mine = {one.person_id for one, _standing in held}
    new = [one for one in cases if one.person_id not in mine]
    changed = [(one, standing) for one, standing in held if not one.is_kept and standing.differences(one)]
    writer.open(new, now)
    progress(3 * len(cases) // 4)
    for case, standing in changed:
        writer.change(case, standing)
    writer.agree()
    progress(len(cases))
    return {"new": len(new), "changed": len(changed), "equal": len(held) - len(changed), "people": len(unknown)}


@dataclass(slots=True)
class _Writer:
    """Writes cases of one import, each with its trace. `wanted` are steps to agree: (case, row, title, day)."""

    by: Actor
    run: Any
    at: datetime
    wanted: list[tuple[Case, int, str, date | None]] = field(default_factory=list)

    @property
    def house(self) -> int:
        return self.by.organisation_id

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    def trace(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Rows of CHANGE: what the import did, for whoever undoes it."""
        insert_rows(ImportChange, CHANGE, rows, organisation_id=self.house, run_id=self.run.pk)

    def bring(self, unknown: list[Case]) -> None:
        """Make the people nobody knew."""
        keys = bring_people(by=self.by, identities=[identity_of(one.first) for one in unknown], at=self.at)
        for case, key in zip(unknown, keys, strict=True):
            case.person_id = key
        self.trace((one.first.row, PERSON, one.known_id, NEW, None, 1) for one in unknown)

    def remember_numbers(self, cases: list[Case]) -> None:
        """The N° of the list names the person from now on, in the next list and in the diagnosis."""
        known = KnownNumber.objects.visible_to(self.by).filter(scheme=Scheme.WORKBOOK, context=NUMBERS)
        held = set(known.values_list("value", flat=True))
        fresh = {number: one for one in cases if (number := number_of(one.first)) and number not in held}
        keys = new_keys(KnownNumber, len(fresh))
        pairs = list(zip(keys, fresh.items(), strict=True))
        insert_rows(
            KnownNumber,
            ("id", "person_id", "value"),
            ((key, one.known_id, number) for key, (number, one) in pairs),
            organisation_id=self.house,
            scheme=Scheme.WORKBOOK.value,
            context=NUMBERS,
        )
        self.trace((one.first.row, NUMBER, key, NEW, None, 1) for key, (_number, one) in pairs)

    def open(self, new: list[Case], now: dict[int, Standing]) -> None:
        """Accompaniments of people who had none."""
        keys = new_keys(Pathway, len(new))
        pairs = list(zip(new, keys, strict=True))
        insert_rows(
            Pathway,
            ("id", "person_id", *COLUMNS),
            ((key, one.known_id, *(one.columns()[name] for name in COLUMNS)) for one, key in pairs),
            organisation_id=self.house,
        )
        self.trace((one.first.row, PATHWAY, key, NEW, None, 1) for one, key in pairs)
        self.give(
            (row, key, user, part, one.started_on, one.said("closed_on"))
            for one, key in pairs
            for row, user, part in one.parts()
        )
        for case in new:
            known = now[case.known_id].steps if case.known_id in now else set()
            self.wanted += [(case, *told) for key, told in case.steps().items() if key not in known]

    def give(self, told_parts: Iterable[tuple[int, int, int, str, date, date | None]]) -> None:
        """Colleagues who begin: (row, pathway, user, part, first day, last day when it is over)."""
        parts = list(told_parts)
        keys = new_keys(Referent, len(parts))
        insert_rows(
            Referent,
            ("id", "pathway_id", "user_id", "part", "started_on", "ended_on"),
            ((key, *told) for key, (_row, *told) in zip(keys, parts, strict=True)),
            organisation_id=self.house,
        )
        self.trace((told[0], REFERENT, key, NEW, None, 1) for key, told in zip(keys, parts, strict=True))

    def change(self, case: Case, held: Standing) -> None:
        """What a row says otherwise; a new referent takes the place of the former, whose last day is the eve."""
        differences = held.differences(case)
        if columns := differences.get("columns", {}):
            before = {name: _as_json(held.columns[name]) for name in COLUMNS}
            Pathway.objects.filter(pk=held.pk).update(version=held.version + 1, **columns)
            change = (case.first.row, PATHWAY, held.pk, CHANGED, before | {"version": held.version}, held.version + 1)
            self.trace([change])
        for row, user, part in differences.get("parts", []):
            if part == Part.REFERENT:
                self._relieve(row, held)
            self.give([(row, held.pk, user, part, max(self.today, held.columns["opened_on"]), None)])
        if case.said("closed_on"):
            self._end(case, held)
        self.wanted += [(case, *told) for told in differences.get("steps", [])]

    def _end(self, case: Case, held: Standing) -> None:
        """The accompaniment under way is over: its colleagues end with it, and rooms above hear of it."""
        on = case.said("closed_on")
        for part in Referent.objects.filter(pathway=held.pk, ended_on=None):
            before = {"reason": part.reason}
            part.ended_on = max(on, part.started_on)
            part.save(update_fields=["ended_on"])
            if not self.run.changes.filter(model=REFERENT, object_id=part.pk).exists():
                self.trace([(case.first.row, REFERENT, part.pk, CHANGED, before, 0)])
        person = Person.objects.get(pk=case.known_id)
        told = {"reason": case.said("exit_reason"), "situation": case.said("exit_situation") or ""}
        for hear in closings:
            hear(by=self.by, person=person, on=on, at=self.at, **told)

    def _relieve(self, row: int, held: Standing) -> None:
        former = Referent.objects.filter(pathway=held.pk, part=Part.REFERENT, ended_on=None).first()
        if former is None:
            return
        before = {"reason": former.reason}
        former.ended_on = max(self.today - timedelta(days=1), former.started_on)
        former.reason = _("classeur importé à nouveau")
        former.save(update_fields=["ended_on", "reason"])
        self.trace([(row, REFERENT, former.pk, CHANGED, before, 0)])

    def agree(self) -> None:
        """What comes next stands under the goal that is open, or under one that says what the person asks."""
        people = sorted({case.known_id for case, *_told in self.wanted})
        goals: dict[int, int] = {}
        for part in portions(people):
            rows = Goal.objects.visible_to(self.by).filter(person__in=part, state=GoalState.OPEN).order_by("-pk")
            goals |= dict(rows.values_list("person_id", "pk"))
        common = {"organisation_id": self.house, "made_at": self.at, "made_by_id": self.by.user_id}
        lacking = {case.known_id: case for case, *_told in self.wanted if case.known_id not in goals}
        keys = new_keys(Goal, len(lacking))
        titles = {one.known_id: one.said("request") or _("Faire le point ensemble") for one in lacking.values()}
        pairs = list(zip(keys, lacking.values(), strict=True))
        fresh = ((key, one.known_id, titles[one.known_id][:200]) for key, one in pairs)
        insert_rows(Goal, ("id", "person_id", "title"), fresh, **common)
        self.trace((one.first.row, GOAL, key, NEW, None, 1) for key, one in pairs)
        goals |= {one.known_id: key for key, one in pairs}
        keys = new_keys(Step, len(self.wanted))
        names = ("id", "goal_id", "person_id", "title", "due_on")
        told = list(zip(keys, self.wanted, strict=True))
        steps = ((key, goals[case.known_id], case.known_id, title, due) for key, (case, _row, title, due) in told)
        insert_rows(Step, names, steps, **common)
        self.trace((row, STEP, key, NEW, None, 1) for key, (_case, row, _title, _due) in told)


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
