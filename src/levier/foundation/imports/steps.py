"""What each step of the wizard shows."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.imports.actions import importer_of, sheets_of
from levier.foundation.imports.cells import as_written
from levier.foundation.imports.importer import Importer, Plan, RowError
from levier.foundation.imports.models import ImportRun
from levier.foundation.imports.phrases import SUMMARY
from levier.foundation.imports.reading import Reading, letters_of
from levier.foundation.journal.sentences import named
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor

State = ImportRun.State
SHOWN = 50
PREVIEWED = 10
ORDER = ("fichier", "feuille", "colonnes", "libelles", "verification", "resultat")
PLACES = {
    State.SHEET: "feuille",
    State.COLUMNS: "colonnes",
    State.LABELS: "libelles",
    State.PREVIEW: "verification",
    State.FAILED: "verification",
}
MOST_CHOICES = 1_500
"""Beyond so many choices on one page, the recognised columns show only their own."""


def frame(run: ImportRun, step: str) -> dict[str, Any]:
    """Frame of a step: where one is, and the way back to the steps before."""
    labels = {
        "fichier": _("Fichier"),
        "feuille": _("Feuille"),
        "colonnes": _("Colonnes"),
        "libelles": _("Libellés"),
        "verification": _("Vérification"),
        "resultat": _("Résultat"),
    }
    here = ORDER.index(step)
    states = ["here" if place == here else "past" if place < here else "" for place in range(len(ORDER))]
    return {
        "run": run,
        "importer": importer_of(run),
        "trail": [(_("Imports"), reverse("imports:runs"))],
        "steps": list(zip(labels.values(), states, strict=True)),
        "state": run.state,
    }


def sheets(run: ImportRun) -> dict[str, Any]:
    return {"sheets": sheets_of(run)}


def columns(importer: Importer, reading: Reading, *, whole: bool) -> dict[str, Any]:
    """What each column of the sheet holds, those to decide first.

    In a very wide sheet, a recognised column only keeps its meaning or loses it, unless `whole` is asked for or
    something necessary is missing: every meaning beside every column makes a page of six thousand choices.
    """
    every = [(one.code, one.label) for one in importer.fields]
    is_wide = len(every) * len(reading.table.columns) > MOST_CHOICES
    is_short = is_wide and not whole and not reading.missing
    named = {code: [(code, label)] for code, label in every}
    doubtful = {column.index for column in reading.undecided}
    listed = [
        {
            "column": column,
            "label": as_written(column.label),
            "letters": letters_of(column.index),
            "field": reading.columns.get(column.index, ""),
            "is_open": column.index in doubtful,
            "fields": named.get(reading.columns.get(column.index, ""), every) if is_short else every,
        }
        for column in reading.table.columns
    ]
    listed.sort(key=lambda one: (not one["is_open"], bool(one["field"])))
    return {
        "columns": listed,
        "is_short": is_short,
        "missing": reading.missing,
        "open": len(doubtful),
    }


def labels(run: ImportRun, reading: Reading) -> dict[str, Any]:
    fields = {one.code: one for one in importer_of(run).fields}
    return {
        "lists": [
            {
                "field": fields[code],
                "choices": choices() if (choices := fields[code].choices) else [],
                "labels": sorted(found.items(), key=lambda pair: -pair[1]),
            }
            for code, found in reading.unknown.items()
        ]
    }


def check(run: ImportRun, reading: Reading, plan: Plan, page: int) -> dict[str, Any]:
    """Counts, and one page of what is to correct and to decide."""
    effects = list(plan.effects.values())
    first = (page - 1) * SHOWN
    found = len(plan.errors)
    return {
        "counts": {name: effects.count(name) for name in ("new", "changed", "equal")},
        "refused": len({error.row for error in plan.errors}),
        "good": len(plan.effects),
        "errors": [_error(reading, error) for error in plan.errors[first : first + SHOWN]],
        "found": found,
        "first": first + 1,
        "last": min(first + SHOWN, found),
        "page_number": page,
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if first + SHOWN < found else None,
        "questions": plan.questions[:SHOWN],
        "more_questions": max(len(plan.questions) - SHOWN, 0),
        "kinds": _kinds(plan),
        "left": [(one.row, one.sentence) for one in plan.set_aside] + reading.table.skipped,
        "read": len(reading.rows),
        "preview": _preview(importer_of(run), reading, plan),
    }


def _preview(importer: Importer, reading: Reading, plan: Plan) -> dict[str, Any]:
    """The first rows as they were understood, under the names of what they hold."""
    held = set(reading.columns.values())
    fields = [one for one in importer.fields if one.code in held]
    names = {one.code: dict(one.choices()) for one in fields if one.choices}
    effects = {"new": _("nouvelle"), "changed": _("modifiée"), "equal": _("identique")}
    rows = [
        (
            row.row,
            effects.get(str(plan.effects.get(row.row, "")), "–"),
            [_understood(row.values.get(one.code), names.get(one.code, {})) for one in fields],
        )
        for row in reading.rows[:PREVIEWED]
    ]
    return {"fields": [one.label for one in fields], "rows": rows}


def _understood(value: Any, names: dict[str, str]) -> str:
    """A value as people write it; of a field that many columns hold, how many of them say something."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, dict):
        return ngettext("%(n)s case", "%(n)s cases", len(value)) % {"n": len(value)}
    if isinstance(value, list | tuple | set):
        return ", ".join(_understood(one, names) for one in value)
    return formats.day(value) if isinstance(value, date) else str(names.get(str(value), value))


def _error(reading: Reading, error: RowError) -> dict[str, Any]:
    column, place = reading.place_of(error)
    return {
        "row": error.row,
        "field": error.field if column else "",
        "cell": error.cell,
        "sentence": error.sentence,
        "column": column,
        "place": place,
    }


def _kinds(plan: Plan) -> list[dict[str, Any]]:
    """Questions that come often are answered once for all."""
    kinds: dict[str, dict[str, Any]] = {}
    for question in plan.questions:
        if question.kind:
            kind = kinds.setdefault(question.kind, {"code": question.kind, "choices": question.choices, "count": 0})
            kind["count"] += 1
    return [kind for kind in kinds.values() if kind["count"] > 3]


def result(run: ImportRun, actor: Actor) -> dict[str, Any]:
    """What was done, and the page of what it was for."""
    target = named({run.about}, actor).get(run.about) if run.about else None
    onward = reverse(importer_of(run).leads_to) if importer_of(run).leads_to else ""
    return {"summary": summary(run), "target": target, "onward": onward}


def summary(run: ImportRun) -> list[tuple[Any, Any]]:
    rows: list[tuple[Any, Any]] = [
        (label, formats.number(run.summary[name])) for name, label in SUMMARY.items() if run.summary.get(name)
    ]
    if "minutes" in run.summary:
        rows.append((_("heures"), formats.minutes(run.summary["minutes"])))
    return rows
