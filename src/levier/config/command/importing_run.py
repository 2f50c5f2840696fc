"""The work of `levier import`, once Django is there."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from levier.config.command.houses import organisation_named
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.imports.actions import RowsRefused, decide, execute, plan_run, read_run, start_run
from levier.foundation.imports.importer import Importer, Plan, importers
from levier.foundation.imports.models import ImportRun
from levier.foundation.imports.reading import Reading
from levier.foundation.imports.sheets import UnreadableFile
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.permissions import Refused

Answer = tuple[int, dict[str, Any]]


def import_file(options: argparse.Namespace) -> Answer:
    """Import one file; (exit status, answer)."""
    try:
        data = options.file.read_bytes()
        given = json.loads(options.mapping.read_text(encoding="utf-8")) if options.mapping else {}
        organisation = organisation_named(options.organisation)
    except (OSError, ValueError, Refused) as error:
        return 2, {"status": "refused", "sentence": str(error)}
    by = house(organisation.pk)
    with working_for(organisation.pk), transaction.atomic():
        try:
            status, answer = _import(by, importers[options.kind], data, given, options)
        except (UnreadableFile, Refused) as error:
            status, answer = 1, {"status": "refused", "sentence": str(error)}
        if status or options.dry_run:
            transaction.set_rollback(True)
    return status, answer


def _import(by: Actor, importer: Importer, data: bytes, given: dict[str, Any], options: argparse.Namespace) -> Answer:
    about = importer.target(by, options.project, create=options.create)
    if about is None:
        sentence = f"Il n'y a pas de projet « {options.project} ». Ajoutez --create pour le créer."
        return 2, {"status": "refused", "sentence": sentence}
    at = datetime.now(UTC)
    run = start_run(
        by=by, importer=importer, about=about, name=options.file.name, data=data, sheet=options.sheet, at=at
    )
    if given:
        known = {name: given[name] for name in ("columns", "labels", "corrections", "decisions") if name in given}
        run = decide(by=by, run=run, **{name: _filled(value) for name, value in known.items()})
    reading = read_run(run)
    plan = plan_run(by, run, reading)
    if not reading.is_decided or plan.questions:
        return _to_decide(importer, run, reading, plan, options.file)
    if options.dry_run and (not plan.errors or options.good_rows_only):
        return 0, {"status": "dry_run", "sentence": "Rien n'a été écrit.", "summary": _counts(plan), **_errors(plan)}
    try:
        run = execute(by=by, run=run, good_rows_only=options.good_rows_only, at=at)
    except RowsRefused as error:
        return 1, {"status": "refused", "sentence": str(error), **_errors(error.plan)}
    return 0, {
        "status": "done",
        "sentence": "L'import est fait.",
        "run": run.pk,
        "summary": run.summary,
        **_errors(plan),
    }


def _filled(value: Any) -> Any:
    """Without the blanks that a mapping file to edit is written with."""
    if isinstance(value, dict):
        return {name: _filled(inner) for name, inner in value.items() if inner is not None}
    return value


def _errors(plan: Plan) -> dict[str, Any]:
    return {
        "errors": [
            {"row": error.row, "field": error.field, "cell": error.cell, "sentence": str(error.sentence)}
            for error in plan.errors
        ]
    }


def _counts(plan: Plan) -> dict[str, int]:
    effects = list(plan.effects.values())
    return {name: effects.count(name) for name in ("new", "changed", "equal")}


def _to_decide(importer: Importer, run: ImportRun, reading: Reading, plan: Plan, file: Path) -> Answer:
    """Write beside the file a mapping to edit, with what is open set to null."""
    mapping = {
        "columns": {str(column.index): reading.columns.get(column.index) for column in reading.table.columns},
        "labels": {field: dict.fromkeys(labels) for field, labels in reading.unknown.items()},
        "decisions": {question.key: None for question in plan.questions},
        "help": {
            "columns": {str(column.index): str(column.label) for column in reading.table.columns},
            "fields": {one.code: str(one.label) for one in importer.fields},
            "labels": {
                one.code: dict(one.choices()) for one in importer.fields if one.choices and one.code in reading.unknown
            },
            "decisions": {question.key: dict(question.choices) for question in plan.questions},
        },
    }
    place = file.with_suffix(".mapping.json")
    place.write_text(json.dumps(mapping, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
    asked = [str(column.label) for column in reading.undecided] + [str(one.label) for one in reading.missing]
    asked += [f"{field} : {label}" for field, labels in reading.unknown.items() for label in labels]
    return 2, {
        "status": "to_decide",
        "sentence": f"Il reste à décider. Complétez {place.name}, puis ajoutez --mapping {place.name}.",
        "open": asked,
        "questions": [{"key": q.key, "row": q.row, "sentence": str(q.sentence)} for q in plan.questions],
        "mapping": str(place),
    }
