"""The importer of an hours sheet: one row a person, one column a month; or one row a person and a month."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.activity.activities.hours_writing import held_minutes, undo_run, write
from levier.activity.activities.rules import IMPORT_HOURS
from levier.development.projects.queries import project_named, project_of, projects_for
from levier.foundation.imports.cells import read_minutes, read_month, read_text
from levier.foundation.imports.importer import ImportField, Plan, ReadRow, RowError
from levier.foundation.kit.actors import Actor
from levier.register.people.enums import Scheme
from levier.register.people.models import KnownNumber, Person
from levier.register.people.names import name_key


def _number(cell: Any) -> str:
    return read_text(cell, most=40)


FIELDS = (
    ImportField(
        "number", gettext_lazy("N°"), ("numero", "no", "n", "num", "id", "nr", "n° stagiaire", "matricule"), _number
    ),
    ImportField("last_name", gettext_lazy("Nom"), ("nom de famille", "naam", "achternaam", "last name"), read_text),
    ImportField("first_name", gettext_lazy("Prénom"), ("voornaam", "first name"), read_text),
    ImportField("minutes", gettext_lazy("Heures du mois"), (), read_minutes, repeats=read_month),
)


class HoursImporter:
    """Trainee-hours of a project, month by month, as kept in a workbook."""

    code = "hours"
    title = gettext_lazy("Heures d'un projet")
    help = gettext_lazy("Une ligne par personne (son N° ou son nom), une colonne par mois.")
    permission = IMPORT_HOURS
    sheet_hints: tuple[str, ...] = ("Heures", "Présences", "Uren", "Hours")
    fields: tuple[ImportField, ...] = FIELDS

    def targets(self, actor: Actor) -> list[tuple[str, str]]:
        return projects_for(actor)

    def target(self, by: Actor, code: str, *, create: bool = False) -> str | None:
        return project_named(by, code, create=create)

    def plan(self, by: Actor, about: str, rows: list[ReadRow], decisions: dict[str, str]) -> Plan:
        project = project_of(by, about)
        people = _People(by, project.code, rows)
        errors: list[RowError] = [error for row in rows for error in row.errors]
        refused = {error.row for error in errors}
        wanted: dict[int, tuple[int, dict[date, int]]] = {}
        for row in rows:
            if row.row in refused:
                continue
            found = people.find(row)
            if isinstance(found, RowError):
                errors.append(found)
            elif found in wanted:
                sentence = _("Cette personne est déjà à la ligne %(row)d.") % {"row": wanted[found][0]}
                errors.append(RowError(row.row, "number", sentence))
            else:
                wanted[found] = (row.row, row.values.get("minutes", {}))
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
    return name_key(row.values.get("first_name", ""), row.values.get("last_name", ""))


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
