"""The work of `levier import`, once Django is there."""

import argparse
import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from levier.config.command.houses import organisation_named
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.imports.actions import RowsRefused, decide_and_read, execute, open_run, plan_run
from levier.foundation.imports.choosing import SheetsAlike
from levier.foundation.imports.importer import Importer, Plan, RowError, importers
from levier.foundation.imports.phrases import LINES, SUMMARY
from levier.foundation.imports.reading import Reading
from levier.foundation.imports.sheets import UnreadableFile
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.permissions import Refused

Answer = tuple[int, dict[str, Any]]
DECISIONS = ("columns", "labels", "corrections", "decisions")


def import_file(options: argparse.Namespace) -> Answer:
    """Import one file; (exit status, answer). Whatever the status but 0, nothing is left in the house."""
    try:
        data = _content(options.file)
        given = read_mapping(options.mapping) if options.mapping else {}
        organisation = organisation_named(options.organisation)
    except Refused as error:
        return 2, {"status": "refused", "sentence": str(error)}
    by = house(organisation.pk)
    kept: list[str] = []
    with working_for(organisation.pk), transaction.atomic():
        try:
            status, answer = _import(by, importers[options.kind], data, given, options, kept)
        except SheetsAlike as error:
            sentence = f"{error} Ajoutez --sheet et le nom de la feuille."
            status, answer = 2, {"status": "to_decide", "sentence": sentence, "sheets": error.names}
        except (UnreadableFile, Refused) as error:
            status, answer = 1, {"status": "refused", "sentence": str(error)}
        if undone := bool(status or options.dry_run):
            transaction.set_rollback(True)
    if undone:
        for place in kept:
            default_storage.delete(place)
    return status, answer


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"Le fichier « {file} » n'existe pas, ou ne peut pas être lu.") from error


def read_mapping(file: Path) -> dict[str, Any]:
    """The decisions of a mapping file, without the blanks it is written with. Raises Refused with what is wrong."""
    try:
        given = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise Refused(f"Le fichier de décisions « {file} » ne peut pas être lu : il doit être du JSON.") from error
    if not isinstance(given, dict) or any(not isinstance(given.get(name, {}), dict) for name in DECISIONS):
        raise Refused(f"Le fichier de décisions « {file} » n'a pas la forme de celui que Levier écrit.")
    labels = given.get("labels", {})
    if any(not isinstance(one, dict) for one in labels.values()):
        raise Refused(f"Dans « {file} », chaque liste de « labels » va d'un libellé à son code.")
    return {name: _filled(given[name]) for name in DECISIONS if name in given}


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _filled(inner) for name, inner in value.items() if inner is not None}
    return value if isinstance(value, str) else str(value)


def _import(
    by: Actor,
    importer: Importer,
    data: bytes,
    given: dict[str, Any],
    options: argparse.Namespace,
    kept: list[str],
) -> Answer:
    importer = importer.within(by.organisation_id)
    if not importer.for_house and not options.project:
        return 2, {"status": "refused", "sentence": "Dites pour quel projet : ajoutez --project et son code."}
    about = importer.target(by, options.project, create=options.create)
    if about is None:
        sentence = f"Il n'y a pas de projet « {options.project} ». Ajoutez --create pour le créer."
        return 2, {"status": "refused", "sentence": sentence}
    _refuse_unknown(importer, given)
    at = datetime.now(UTC)
    run, reading = open_run(
        by=by, importer=importer, about=about, name=options.file.name, data=data, sheet=options.sheet, at=at
    )
    kept.append(run.document.place)
    if given:
        run, reading = decide_and_read(by=by, run=run, **given)
    plan = plan_run(by, run, reading)
    if not reading.is_decided or plan.questions:
        return _to_decide(importer, reading, plan, given, options.file)
    found = _found(reading, plan)
    if options.dry_run and (not plan.errors or options.good_rows_only):
        counts = _counts(plan)
        return 0, {
            "status": "dry_run",
            "sentence": "Rien n'a été écrit.",
            "summary": counts,
            "said": {str(LINES[name]): count for name, count in counts.items()},
        } | found
    try:
        run = execute(by=by, run=run, good_rows_only=options.good_rows_only, at=at, reading=reading, plan=plan)
    except RowsRefused as error:
        return 1, {"status": "refused", "sentence": str(error)} | found
    done = {"status": "done", "sentence": _done(run.summary), "run": run.pk, "summary": run.summary}
    return 0, done | {"said": _said(run.summary)} | found


def _refuse_unknown(importer: Importer, given: dict[str, Any]) -> None:
    """A slip in a mapping file is said, not passed over. Raises Refused."""
    fields = {one.code: one for one in importer.fields}
    for code in given.get("columns", {}).values():
        if code and code not in fields:
            raise Refused(
                f"« {code} » n'est pas un champ connu : la partie « help » du fichier de décisions les nomme."
            )
    for name, labels in given.get("labels", {}).items():
        listed = fields[name].choices if name in fields else None
        choices = dict(listed()) if listed else {}
        for label, code in labels.items():
            if code and code not in choices and not set(code.split(",")) <= set(choices):
                raise Refused(f"« {code} », donné pour « {label} », n'est pas un choix de la liste « {name} ».")


def _done(summary: dict[str, int]) -> str:
    if summary.get("equal") and not summary.get("new") and not summary.get("changed"):
        return "Ce classeur était déjà importé : rien n'a changé."
    return "L'import est fait."


def _said(summary: dict[str, int]) -> dict[str, int]:
    return {str(label): summary[name] for name, label in SUMMARY.items() if name in summary}


def _found(reading: Reading, plan: Plan) -> dict[str, Any]:
    """Every row that is not imported, with its reason."""
    return {
        "errors": [_error(reading, error) for error in plan.errors],
        "set_aside": [{"row": one.row, "sentence": str(one.sentence)} for one in plan.set_aside],
        "skipped": [{"row": row, "sentence": str(reason)} for row, reason in reading.table.skipped],
    }


def _error(reading: Reading, error: RowError) -> dict[str, Any]:
    column, place = reading.place_of(error)
    said = {"row": error.row, "field": error.field, "column": column, "place": place}
    return said | {"cell": error.cell, "sentence": str(error.sentence)}


def _counts(plan: Plan) -> dict[str, int]:
    effects = list(plan.effects.values())
    counts = {name: effects.count(name) for name in ("new", "changed", "equal")}
    return counts | {"refused": len({error.row for error in plan.errors}), "set_aside": len(plan.set_aside)}


def _to_decide(importer: Importer, reading: Reading, plan: Plan, given: dict[str, Any], file: Path) -> Answer:
    """Write beside the file a mapping to edit: what was decided, and null where something is open."""
    mapping = _mapping(importer, reading, plan, given)
    asked = [str(column.label) for column in reading.undecided] + [str(one.label) for one in reading.missing]
    asked += [f"{field} : {label}" for field, labels in reading.unknown.items() for label in labels]
    answer = {
        "status": "to_decide",
        "open": asked,
        "questions": [{"key": q.key, "row": q.row, "sentence": str(q.sentence)} for q in plan.questions],
    }
    place = file.with_name(f"{file.stem}.mapping.json")
    with suppress(OSError):
        place.write_text(json.dumps(mapping, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
        sentence = f"Il reste à décider. Complétez {place}, puis ajoutez --mapping {place}."
        return 2, answer | {"sentence": sentence, "mapping": str(place)}
    sentence = "Il reste à décider : gardez « decisions » dans un fichier, complétez-le, puis ajoutez --mapping."
    return 2, answer | {"sentence": sentence, "decisions": mapping}


def _mapping(importer: Importer, reading: Reading, plan: Plan, given: dict[str, Any]) -> dict[str, Any]:
    undecided = {column.index for column in reading.undecided}
    columns = {
        str(one.index): reading.columns.get(one.index, None if one.index in undecided or reading.missing else "")
        for one in reading.table.columns
    }
    labels: dict[str, dict[str, Any]] = {name: dict(held) for name, held in given.get("labels", {}).items()}
    for name, unknown in reading.unknown.items():
        labels.setdefault(name, {}).update(dict.fromkeys(unknown))
    return {
        "columns": columns,
        "labels": labels,
        "corrections": given.get("corrections", {}),
        "decisions": given.get("decisions", {}) | {question.key: None for question in plan.questions},
        "help": {
            "read_me": 'null : à décider. Une colonne ou un libellé "" est laissé de côté.',
            "columns": {str(column.index): str(column.label) for column in reading.table.columns},
            "fields": {one.code: str(one.label) for one in importer.fields},
            "labels": {
                one.code: dict(one.choices()) for one in importer.fields if one.choices and one.code in reading.unknown
            },
            "decisions": {
                one.key: {"row": one.row, "why": str(one.sentence)} | dict(one.choices) for one in plan.questions
            },
        },
    }
