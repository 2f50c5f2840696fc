"""The importer of an hours sheet: one row a person, one column a month; or one row a person and a month."""

import csv
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.activity.activities.hours_writing import held_minutes, undo_run, write
from levier.activity.activities.rules import IMPORT_HOURS
from levier.development.projects.queries import project_named, project_of, projects_for
from levier.foundation.imports.cells import CellError, is_empty, read_date, read_minutes, read_month, read_text
from levier.foundation.imports.importer import ImportField, Plan, ReadRow, RowError
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused
from levier.register.people.enums import Scheme
from levier.register.people.models import KnownNumber, Person
from levier.register.people.names import name_key

_DAY = re.compile(r"\d\D+\w+\D+\d")  # three parts: a month's header has two


def _number(cell: Any) -> str:
    return read_text(cell, most=40)


def _month(cell: Any) -> date | None:
    """First day of the month that a cell names. Raises CellError."""
    if is_empty(cell):
        return None
    found = read_month(cell)
    if found is None:
        with suppress(CellError):
            found = read_date(cell)
    if found is None:
        raise CellError(_("« %(text)s » n'est pas un mois : écrivez par exemple mars 2024.") % {"text": str(cell)[:40]})
    return found.replace(day=1)


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


def _field(code: str, label: Any, read: Any, headers: dict[str, tuple[str, ...]]) -> ImportField:
    return ImportField(code, label, headers[code], read)


HEADERS = _headers()
FIELDS = (
    _field("number", gettext_lazy("N°"), _number, HEADERS),
    _field("last_name", gettext_lazy("Nom"), read_text, HEADERS),
    _field("first_name", gettext_lazy("Prénom"), read_text, HEADERS),
    _field("full_name", gettext_lazy("Nom et prénom"), read_text, HEADERS),
    _field("month", gettext_lazy("Mois"), _month, HEADERS),
    _field("hours", gettext_lazy("Heures"), read_minutes, HEADERS),
    ImportField("minutes", gettext_lazy("Heures du mois"), (), read_minutes, repeats=_day_or_month),
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
    fields: tuple[ImportField, ...] = FIELDS

    def targets(self, actor: Actor) -> list[tuple[str, str]]:
        return projects_for(actor)

    def target(self, by: Actor, code: str, *, create: bool = False) -> str | None:
        return project_named(by, code, create=create)

    def plan(self, by: Actor, about: str, rows: list[ReadRow], decisions: dict[str, str]) -> Plan:
        if rows and not any({"minutes", "hours"} & row.values.keys() for row in rows):
            raise Refused(_("Cette feuille n'a pas de colonne d'heures : donnez une colonne par mois (mars 2024)."))
        project = project_of(by, about)
        people = _People(by, project.code, rows)
        errors: list[RowError] = [error for row in rows for error in row.errors]
        refused = {error.row for error in errors}
        wanted: dict[int, tuple[int, dict[date, int]]] = {}
        for row in rows:
            if row.row in refused:
                continue
            found, months = people.find(row), minutes_of(row)
            if isinstance(found, RowError):
                errors.append(found)
            elif months is None:
                errors.append(RowError(row.row, "month", _("Il manque le mois de ces heures.")))
            elif twice := set(months) & set(wanted.get(found, (0, {}))[1]):
                sentence = _("Les heures de cette personne en %(month)s sont déjà à la ligne %(row)d.")
                written = {"month": f"{min(twice):%m/%Y}", "row": wanted[found][0]}
                errors.append(RowError(row.row, "number", sentence % written))
            else:
                first, before = wanted.get(found, (row.row, {}))
                wanted[found] = (first, before | months)
        held = held_minutes(project)
        effects = {row: _effect(held.get(person, {}), minutes) for person, (row, minutes) in wanted.items()}
        return Plan(
            rows,
            sorted(errors, key=lambda error: error.row),
            [],
            effects,
            {"wanted": wanted, "held": held, "project": project},
        )

    def apply(
        self, by: Actor, about: str, plan: Plan, run: Any, progress: Callable[[int], None], at: datetime
    ) -> dict[str, int]:
        return write(by, plan.memory["project"], plan.memory["wanted"], plan.memory["held"], run, at)

    def undo(self, by: Actor, run: Any) -> dict[str, int]:
        return undo_run(by, run)


def minutes_of(row: ReadRow) -> dict[date, int] | None:
    """Minutes by month of a row: days of one month are added up. None when hours are said without their month."""
    months: dict[date, int] = {}
    for day, minutes in row.values.get("minutes", {}).items():
        month = day.replace(day=1)
        months[month] = months.get(month, 0) + minutes
    hours = row.values.get("hours")
    if hours is not None and not months:
        if row.values.get("month") is None:
            return None
        months[row.values["month"]] = hours
    return months


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
        self.keys = dict(_keys(by, set(self.by_number.values())))
        wanted = {_key(row) for row in rows}
        self.by_name: dict[str, list[int]] = {}
        for pk, key in _named(by, wanted):
            self.by_name.setdefault(key, []).append(pk)

    def find(self, row: ReadRow) -> int | RowError:
        number, key = row.values.get("number", ""), _key(row)
        if number in self.by_number:
            person: int = self.by_number[number]
            if key and not set(key.split()) & set(self.keys.get(person, key).split()):
                sentence = _("Le N° %(number)s désigne une autre personne dans ce projet.") % {"number": number}
                return RowError(row.row, "number", sentence, number)
            return person
        found = self.by_name.get(key, [])
        if len(found) == 1:
            return found[0]
        if found:
            return RowError(row.row, "last_name", _("Plusieurs personnes portent ce nom : donnez le N°."))
        return RowError(
            row.row,
            "number",
            _("Cette personne n'est pas connue dans ce projet : importez d'abord le classeur des stagiaires."),
            number,
        )


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
