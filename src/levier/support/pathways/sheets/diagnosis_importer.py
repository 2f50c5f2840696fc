"""The importer of diagnoses: obstacles, facts and strengths of people, with their day and who noted them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import everybody
from levier.foundation.imports.importer import ImportField, Plan, Question, ReadRow, RowError
from levier.foundation.imports.models import ImportChange
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.formats import day
from levier.register.people.rows import number_of, recognise
from levier.support.pathways.enums import Level
from levier.support.pathways.models import Finding, Item
from levier.support.pathways.sheets.caseload_standing import portions
from levier.support.pathways.sheets.diagnosis_fields import KnownItems, fields_of
from levier.support.pathways.sheets.diagnosis_rows import Found, Talked, gather
from levier.support.pathways.sheets.diagnosis_timeline import CHANGED, EQUAL, NEW, State, put, same_day
from levier.support.pathways.sheets.diagnosis_writing import FINDING, undo_run, write
from levier.support.pathways.sheets.fields import NUMBERS
from levier.support.pathways.sheets.whole_house import BY_HAND, KEEP, TAKE, OfTheWholeHouse

type Timelines = dict[tuple[int, str], list[State]]
"""{(person, code of an item): its states, those of lines melted into it among them}."""


class DiagnosisImporter(OfTheWholeHouse):
    """Rows of an association's diagnoses: one row a person and an item, or one column an item."""

    code = "diagnosis"
    title = gettext_lazy("Diagnostics")
    help = gettext_lazy(
        "Une ligne par personne et par frein, fait ou atout ; ou une ligne par personne et une colonne pour chacun."
    )
    sheet_hints: tuple[str, ...] = ("Diagnostics", "Diagnostic", "Freins", "Diagnoses")

    @cached_property
    def items(self) -> KnownItems:
        return KnownItems(Item.objects.visible_to(house(self.organisation_id)))

    @cached_property
    def fields(self) -> tuple[ImportField, ...]:
        """Items are those of the association's own list; authors all who ever worked there."""
        names = everybody(house(self.organisation_id))
        mails = dict(User.objects.filter(pk__in=names).values_list("pk", "email"))
        return fields_of(self.items, [(pk, name, mails.get(pk, "")) for pk, name in names.items()])

    def plan(self, by: Actor, about: str, rows: list[ReadRow], decisions: dict[str, str], on: date) -> Plan:
        told = gather(rows, self.items, decisions, on)
        questions = recognise(by, told.people, NUMBERS, decisions)
        asked = {one.row for one in questions}
        errors = [*told.errors, *(error for one in told.people for error in _unknown(one, asked))]
        writing = self._compare(by, told.people, decisions)
        return Plan(
            rows,
            sorted(errors, key=lambda error: (error.row, error.field)),
            [*questions, *told.questions, *writing.questions],
            writing.effects,
            {"timelines": writing.timelines, "counts": writing.counts},
            told.set_aside,
        )

    def apply(
        self, by: Actor, about: str, plan: Plan, run: Any, progress: Callable[[int], None], at: datetime
    ) -> dict[str, int]:
        write(by, plan.memory["timelines"], run, at)
        progress(len(plan.rows))
        return dict(plan.memory["counts"])

    def undo(self, by: Actor, run: Any) -> dict[str, int]:
        return undo_run(by, run)

    def _compare(self, by: Actor, people: list[Talked], decisions: dict[str, str]) -> "Writing":
        """What each finding would do to what is known, in the order of their days."""
        known = [one for one in people if one.person_id is not None and one.found]
        writing = Writing(self._timelines(by, [one.person_id or 0 for one in known]))
        clashes: list[tuple[Talked, Found, State]] = []
        for person in known:
            for one in sorted(person.found, key=lambda found: (found.since, found.row)):
                states = writing.timelines.setdefault((person.person_id or 0, one.item.code), [])
                clash = same_day(states, one.since, one.level, one.remark)
                if clash is not None and clash.pk:
                    clashes.append((person, one, clash))
                else:
                    writing.take(states, one)
        by_hand = _by_hand(by, [clash.pk for _person, _one, clash in clashes])
        for person, one, clash in clashes:
            answer = decisions.get(f"{BY_HAND}:{clash.pk}") or decisions.get(f"all:{BY_HAND}", "")
            if clash.pk in by_hand and not answer:
                writing.questions.append(_question(person, one, clash))
            elif clash.pk in by_hand and answer == KEEP:
                writing.count(one.row, EQUAL)
            else:
                writing.take(writing.timelines[person.person_id or 0, one.item.code], one)
        return writing

    def _timelines(self, by: Actor, people: list[int]) -> Timelines:
        found: Timelines = {}
        columns = ("person_id", "pk", "item_id", "level", "remark", "since", "until")
        for part in portions(people):
            rows = Finding.objects.visible_to(by).filter(person__in=part).order_by("since", "pk")
            for person, pk, item, level, remark, since, until in rows.values_list(*columns):
                code = self.items.stands_for.get(item)
                if code is not None:
                    state = State(pk, item, level, remark, since, until, was=until)
                    found.setdefault((person, code), []).append(state)
        return found


@dataclass(slots=True)
class Writing:
    """What an import would write: timelines with their new states, the effect on each row, counts of findings."""

    timelines: Timelines
    effects: dict[int, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys((NEW, CHANGED, EQUAL), 0))
    questions: list[Question] = field(default_factory=list)

    def take(self, states: list[State], one: Found) -> None:
        state = State(0, one.item.pk, one.level, one.remark, one.since, None, row=one.row, author=one.author)
        self.count(one.row, put(states, state))

    def count(self, row: int, effect: str) -> None:
        """A row does what the strongest of its findings does."""
        self.counts[effect] += 1
        order = (EQUAL, NEW, CHANGED)
        self.effects[row] = max(self.effects.get(row, EQUAL), effect, key=order.index)


def _unknown(person: Talked, asked: set[int]) -> list[RowError]:
    """A diagnosis makes no file: whoever it speaks of is known, or their row is refused."""
    if person.person_id is not None or not person.rows or person.first.row in asked:
        return []
    name, number = person.name, number_of(person.first)
    sentence = _(
        "%(name)s n'est pas une personne connue : importez d'abord les accompagnements, ou corrigez le nom ou la date"
        " de naissance."
    )
    said = {"name": name or f"N° {number}"}
    return [RowError(row.row, *_named(row, sentence % said)) for row in person.rows]


def _named(row: ReadRow, sentence: str) -> tuple[str, str, str]:
    """(field of the name, sentence, the name as it may be written again)."""
    if "full_name" in row.values:
        first, last = row.values["full_name"]
        return "full_name", sentence, ", ".join(filter(None, [last, first]))
    return "last_name", sentence, str(row.values.get("last_name", ""))


def _by_hand(by: Actor, findings: list[int]) -> set[int]:
    """Which of these findings no import has brought."""
    brought: set[int] = set()
    for part in portions(findings):
        changes = ImportChange.objects.visible_to(by).filter(model=FINDING, effect="new", object_id__in=part)
        brought.update(changes.exclude(run__state="undone").values_list("object_id", flat=True))
    return set(findings) - brought


def _question(person: Talked, one: Found, clash: State) -> Question:
    """What somebody has noted in Levier is not replaced by a workbook without asking."""
    sentence = _(
        "Le %(day)s, « %(item)s » a été noté dans Levier pour %(name)s : %(held)s. Le classeur dit : %(said)s."
    )
    words = {
        "day": day(one.since),
        "item": one.item,
        "name": person.name,
        "held": " – ".join(filter(None, [str(Level(clash.level).label), clash.remark])),
        "said": " – ".join(filter(None, [str(Level(one.level).label), one.remark])),
    }
    choices = (
        (KEEP, _("Garder ce qui est dans Levier")),
        (TAKE, _("Prendre le classeur : l'autre reste dans l'histoire")),
    )
    return Question(f"{BY_HAND}:{clash.pk}", one.row, sentence % words, choices, BY_HAND)
