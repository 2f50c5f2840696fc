"""The importer of an hours sheet: one row a person, one column a month; or one row a person and a month."""

import csv
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.resources import files
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.activity.activities.hours_writing import held_minutes, undo_run, write
from levier.activity.activities.rules import IMPORT_HOURS
from levier.development.projects.queries import project_named, project_of, projects_for
from levier.foundation.imports.cells import CellError, as_written, is_empty, read_minutes, read_reference, read_text
from levier.foundation.imports.days import read_date, read_month
from levier.foundation.imports.importer import ImportField, Plan, ReadRow, RowError
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused
from levier.register.people.enums import Scheme
from levier.register.people.models import KnownNumber, Person
from levier.register.people.names import name_key

_DAY = re.compile(r"\d\D+\w+\D+\d")  # three parts: a month's header has two


def _day_of_hours(cell: Any) -> date | None:
    """The day that a cell names, or the first of its month. Raises CellError."""
    if is_empty(cell):
        return None
    found = None
    with suppress(CellError):
        found = read_date(cell)
    found = found or read_month(cell)
    if found is None:
        sentence = _("« %(text)s » n'est ni un mois ni un jour : écrivez par exemple mars 2024, avec l'année.")
        raise CellError(sentence % {"text": as_written(cell)[:40]})
    return found


def _day_or_month(header: Any) -> date | None:
    """What a column of hours is for: a month (its first day) or a day; None when the header names neither."""
    if isinstance(header, str) and _DAY.search(header):
        with suppress(CellError):
            return read_date(header)
    if isinstance(header, datetime):
        return header.date()
    return header if isinstance(header, date) else read_month(header)


def _headers() -> dict[str, tuple[str, ...]]:
    text = (files("levier.activity.activities") / "data" / "hours_headers.csv").read_text(encoding="utf-8")
    return {row["field"]: tuple(row["headers"].split("|")) for row in csv.DictReader(text.splitlines())}


def _field(code: str, label: Any, read: Any, headers: dict[str, tuple[str, ...]], **more: Any) -> ImportField:
    return ImportField(code, label, headers[code], read, **more)


HEADERS = _headers()
FIELDS = (
    _field("number", gettext_lazy("N°"), read_reference, HEADERS),
    _field("last_name", gettext_lazy("Nom"), read_text, HEADERS),
    _field("first_name", gettext_lazy("Prénom"), read_text, HEADERS),
    _field("full_name", gettext_lazy("Nom et prénom"), read_text, HEADERS),
    _field("month", gettext_lazy("Mois"), _day_of_hours, HEADERS),
    _field("hours", gettext_lazy("Heures"), read_minutes, HEADERS, essential=True),
    ImportField("minutes", gettext_lazy("Heures du mois"), (), read_minutes, repeats=_day_or_month, essential=True),
)


class HoursImporter:
    """Trainee-hours of a project, month by month, as kept in a workbook."""

    code = "hours"
    title = gettext_lazy("Heures d'un projet")
    help = gettext_lazy(
        "Une ligne par personne (son N° ou son nom), une colonne par mois ; ou une ligne par personne et par mois."
    )
    permission = IMPORT_HOURS
    sheet_hints: tuple[str, ...] = ("Heures", "Présences", "Uren", "Hours")
    for_house = False
    leads_to = ""
    fields: tuple[ImportField, ...] = FIELDS

    def within(self, organisation_id: int) -> Self:
        return self

    def targets(self, actor: Actor) -> list[tuple[str, str]]:
        return projects_for(actor)

    def target(self, by: Actor, code: str, *, create: bool = False) -> str | None:
        return project_named(by, code, create=create)

    def plan(self, by: Actor, about: str, rows: list[ReadRow], decisions: dict[str, str], on: date) -> Plan:
        if rows and not any({"minutes", "hours"} & row.values.keys() for row in rows):
            raise Refused(
                _("Cette feuille n'a pas de colonne d'heures : donnez-en une par mois, avec l'année (mars 2024).")
            )
        project = project_of(by, about)
        people = _People(by, project.code, rows)
        errors: list[RowError] = [error for row in rows for error in row.errors]
        refused = {error.row for error in errors}
        totals = _unnamed_totals(rows)
        gathered: dict[int, Gathered] = {}
        for row in rows:
            if row.row not in refused and row.row not in totals and (wrong := _gather(people, gathered, row)):
                errors.append(wrong)
        held = held_minutes(project)
        wanted = {person: (one.row, one.minutes) for person, one in gathered.items()}
        effects = {row: _effect(held.get(person, {}), minutes) for person, (row, minutes) in wanted.items()}
        said = _("Elle n'a pas de nom et additionne les autres : c'est un total.")
        return Plan(
            rows,
            sorted(errors, key=lambda error: error.row),
            [],
            effects,
            {"wanted": wanted, "held": held, "project": project},
            [RowError(row, "", said) for row in sorted(totals)],
        )

    def apply(
        self, by: Actor, about: str, plan: Plan, run: Any, progress: Callable[[int], None], at: datetime
    ) -> dict[str, int]:
        return write(by, plan.memory["project"], plan.memory["wanted"], plan.memory["held"], run, at)

    def undo(self, by: Actor, run: Any) -> dict[str, int]:
        return undo_run(by, run)


@dataclass(slots=True)
class Gathered:
    """Hours of one person over the rows of a sheet: minutes by month, and the row that says each month or day."""

    row: int
    minutes: dict[date, int] = field(default_factory=dict)
    said: dict[date, int] = field(default_factory=dict)


def _gather(people: "_People", gathered: dict[int, Gathered], row: ReadRow) -> RowError | None:
    """Add a row to the hours of its person, or say why not. Days of a month are added up, never a month twice."""
    found, days = people.find(row), _days_of(row)
    if isinstance(found, RowError):
        return found
    if days is None:
        return RowError(row.row, "month", _("Il manque le mois de ces heures : écrivez par exemple mars 2024."))
    one = gathered.setdefault(found, Gathered(row.row))
    for day in days:
        twice = day if day in one.said else None
        if twice:
            sentence = _(
                "Les heures de cette personne pour %(month)s sont déjà à la ligne %(row)d : gardez une des deux."
            )
            written = f"{twice:%m/%Y}" if twice.day == 1 else f"{twice:%d/%m/%Y}"
            return RowError(row.row, "number", sentence % {"month": written, "row": one.said[twice]})
    for day, minutes in days.items():
        one.said[day] = row.row
        month = day.replace(day=1)
        one.minutes[month] = one.minutes.get(month, 0) + minutes
    return None


def _days_of(row: ReadRow) -> dict[date, int] | None:
    """Minutes by month or by day of a row. None when hours are said without their month."""
    days: dict[date, int] = dict(row.values.get("minutes", {}))
    hours = row.values.get("hours")
    if hours is not None and not days:
        if row.values.get("month") is None:
            return None if hours else {}
        days[row.values["month"]] = hours
    return days


def _unnamed_totals(rows: list[ReadRow]) -> set[int]:
    """Rows that name nobody and whose hours are the sum of the rows above."""
    found = set()
    sums: dict[date, int] = {}
    for row in rows:
        minutes: dict[date, int] = row.values.get("minutes", {})
        named = row.values.get("number") or _key(row)
        if not named and any(minutes.values()):
            if all(abs(value - sums.get(day, 0)) <= 1 for day, value in minutes.items()):
                found.add(row.row)
            continue
        for day, value in minutes.items():
            sums[day] = sums.get(day, 0) + value
    return found


def _effect(held: dict[date, Any], minutes: dict[date, int]) -> str:
    now = {month: held[month][1] for month in minutes if month in held}
    asked = {month: value for month, value in minutes.items() if value}
    if now == asked:
        return "equal"
    return "changed" if now else "new"


class _People:
    """Who the rows speak of: by the N° of the project's workbook, else by name."""

    def __init__(self, by: Actor, context: str, rows: list[ReadRow]) -> None:
        numbers = KnownNumber.objects.visible_to(by).filter(scheme=Scheme.WORKBOOK, context=context)
        self.by_number = dict(numbers.values_list("value", "person_id"))
        self.mine = set(self.by_number.values())
        self.keys = dict(_keys(by, self.mine))
        wanted = {_key(row) for row in rows}
        self.by_name: dict[str, list[int]] = {}
        for pk, key in _named(by, wanted):
            self.by_name.setdefault(key, []).append(pk)

    def find(self, row: ReadRow) -> int | RowError:
        number, key = row.values.get("number", ""), _key(row)
        if number in self.by_number:
            person: int = self.by_number[number]
            if key and not set(key.split()) & set(self.keys.get(person, key).split()):
                sentence = _("Le N° %(number)s désigne une autre personne dans ce projet : corrigez le N° ou le nom.")
                return RowError(row.row, "number", sentence % {"number": number}, number)
            return person
        found = self.by_name.get(key, [])
        found = [person for person in found if person in self.mine] or found  # those of this project before others
        if len(found) == 1:
            return found[0]
        name = " ".join(
            str(row.values[code]) for code in ("last_name", "first_name", "full_name") if row.values.get(code)
        )
        if found:
            sentence = _("Plusieurs personnes s'appellent %(name)s : donnez le N° de celle-ci.")
            return RowError(row.row, "last_name", sentence % {"name": name}, name)
        if not name and not number:
            return RowError(row.row, "number", _("Ces heures n'ont ni N° ni nom : dites de qui elles sont."))
        sentence = _(
            "%(name)s n'est pas une personne connue dans ce projet : importez d'abord le classeur des stagiaires, ou"
            " corrigez le N° ou le nom."
        )
        return RowError(row.row, "number", sentence % {"name": name or f"N° {number}"}, number)


def _key(row: ReadRow) -> str:
    names = [row.values.get(code, "") for code in ("first_name", "last_name")]
    return name_key(*names) if any(names) else name_key(row.values.get("full_name", ""), "")


def _keys(by: Actor, ids: set[int]) -> list[tuple[int, str]]:
    listed = sorted(ids)
    parts = (listed[start : start + 900] for start in range(0, len(listed), 900))
    people = Person.objects.visible_to(by)
    return [pair for part in parts for pair in people.filter(pk__in=part).values_list("pk", "name_key")]


def _named(by: Actor, keys: set[str]) -> list[tuple[int, str]]:
    listed = sorted(keys - {""})
    parts = (listed[start : start + 900] for start in range(0, len(listed), 900))
    people = Person.objects.visible_to(by)
    return [pair for part in parts for pair in people.filter(name_key__in=part).values_list("pk", "name_key")]
