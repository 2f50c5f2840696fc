"""What moves an import from a file to rows, and back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.documents.actions import keep_file
from levier.foundation.documents.models import Document
from levier.foundation.documents.queries import content_of
from levier.foundation.imports.choosing import choose_sheet
from levier.foundation.imports.importer import Importer, Plan, importers
from levier.foundation.imports.legend import read_legend
from levier.foundation.imports.models import ImportRun, Layout
from levier.foundation.imports.reading import Choices, Reading, fingerprint_of, read_sheet
from levier.foundation.imports.rules import USE_IMPORTS
from levier.foundation.imports.sheets import open_workbook
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import fold

State = ImportRun.State


def importer_of(run: ImportRun) -> Importer:
    """The importer that a run speaks to, as its association has it."""
    return importers[run.importer].within(run.organisation_id)


def demand_right(by: Actor, importer: Importer) -> None:
    """Raises Refused for whoever may not import, or not this kind of sheet: to import it is to read it."""
    demand_permission(by, USE_IMPORTS)
    demand_permission(by, importer.permission)


OPEN = (State.SHEET, State.COLUMNS, State.LABELS, State.PREVIEW, State.FAILED)
"""States in which decisions may still be taken."""


def start_run(
    *, by: Actor, importer: Importer, about: str, name: str, data: bytes, sheet: str = "", at: datetime
) -> ImportRun:
    """Take a file in: the sheet is found, a layout already met is read as last time. Nothing is imported yet.

    Raises UnreadableFile when it is not a sheet we can read (SheetsAlike when several are), Refused when this actor may
    not import it.
    """
    return open_run(by=by, importer=importer, about=about, name=name, data=data, sheet=sheet, at=at)[0]


@transaction.atomic
def open_run(
    *, by: Actor, importer: Importer, about: str, name: str, data: bytes, sheet: str = "", at: datetime
) -> tuple[ImportRun, Reading]:
    """The same, with what was read: whoever goes on at once need not read again."""
    demand_right(by, importer)
    importer = importer.within(by.organisation_id)
    sheets = open_workbook(data, name)
    found, legend = choose_sheet(importer, sheets, sheet), read_legend(sheets)
    run = _new_run(by, importer, about, name, data, at)
    run.sheet = found.name[:100]
    run.fingerprint = fingerprint_of(importer, found)
    remembered = Layout.objects.visible_to(by).filter(importer=run.importer, fingerprint=run.fingerprint).first()
    if remembered:
        run.columns, run.labels = remembered.columns, remembered.labels
    reading = read_sheet(importer, found, choices_of(run), legend)
    run.rows_total = len(reading.rows)
    run.state = next_state(reading)
    run.save()
    record(by=by, verb="import.started", object=reference(run), at=at)
    return run, reading


@transaction.atomic
def start_run_of_several_sheets(
    *, by: Actor, importer: Importer, about: str, name: str, data: bytes, at: datetime
) -> ImportRun:
    """Take in a file of which the user will say the sheet. Raises as `start_run`."""
    demand_right(by, importer)
    run = _new_run(by, importer, about, name, data, at)
    run.state = State.SHEET
    run.save()
    record(by=by, verb="import.started", object=reference(run), at=at)
    return run


def _new_run(by: Actor, importer: Importer, about: str, name: str, data: bytes, at: datetime) -> ImportRun:
    document = keep_file(
        by=by, kind=Document.Kind.IMPORT, name=name, data=data, permission=importer.permission, about=about, at=at
    )
    return ImportRun(
        organisation_id=by.organisation_id,
        importer=importer.code,
        about=about,
        document=document,
        started_by_id=by.user_id,
        made_at=at,
    )


def choices_of(run: ImportRun) -> Choices:
    return Choices(run.columns, run.labels, run.corrections)


def sheets_of(run: ImportRun) -> list[str]:
    """Names of the sheets of a run's file, of which the user says one."""
    return [sheet.name for sheet in open_workbook(content_of(run.document), run.document.name)]


def read_run(run: ImportRun) -> Reading:
    """The file of a run, understood with what was decided so far."""
    importer = importer_of(run)
    sheets = open_workbook(content_of(run.document), run.document.name)
    named = run.sheet if len(sheets) > 1 else ""
    return read_sheet(importer, choose_sheet(importer, sheets, named), choices_of(run), read_legend(sheets))


def next_state(reading: Reading) -> str:
    """The first thing that stays to decide."""
    if reading.undecided or reading.missing:
        return State.COLUMNS
    return State.LABELS if reading.unknown else State.PREVIEW


def decide(*, by: Actor, run: ImportRun, **decided: Any) -> ImportRun:
    """Add the user's decisions to a run that has not been imported; returns it at its next step.

    `columns`, `labels`, `corrections`, `decisions` as in the run; `sheet` names another sheet. Raises Refused when the
    run has gone already, UnreadableFile when the sheet is not one we can read.
    """
    return decide_and_read(by=by, run=run, **decided)[0]


@transaction.atomic
def decide_and_read(
    *,
    by: Actor,
    run: ImportRun,
    sheet: str = "",
    columns: dict[str, str] | None = None,
    labels: dict[str, dict[str, str]] | None = None,
    corrections: dict[str, str] | None = None,
    decisions: dict[str, str] | None = None,
    anew: bool = False,
) -> tuple[ImportRun, Reading]:
    """The same, with what was read. `anew` forgets first what was corrected and answered."""
    demand_right(by, importer_of(run))
    if run.state not in OPEN:
        raise Refused(_("Cet import est déjà parti : il ne se modifie plus."))
    if sheet and sheet != run.sheet:
        run.sheet, run.columns, run.corrections, run.decisions = sheet[:100], {}, {}, {}
    if anew:
        run.corrections, run.decisions = {}, {}
    run.columns |= columns or {}
    for code, meanings in (labels or {}).items():
        folded = {fold(label): meaning for label, meaning in meanings.items()}
        run.labels[code] = run.labels.get(code, {}) | folded
    run.corrections |= corrections or {}
    run.decisions |= decisions or {}
    reading = read_run(run)
    run.sheet, run.fingerprint = reading.table.sheet[:100], reading.table.fingerprint
    run.state, run.rows_total, run.problem = next_state(reading), len(reading.rows), ""
    run.save()
    return run, reading


@transaction.atomic
def abandon(*, by: Actor, run: ImportRun, at: datetime) -> ImportRun:
    """Leave an import that has not begun. Raises Refused when it has."""
    demand_right(by, importer_of(run))
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state not in (*OPEN, State.QUEUED):
        raise Refused(_("Cet import a commencé : il ne peut plus être abandonné. Terminé, il peut être annulé."))
    run.state = State.ABANDONED
    run.save(update_fields=["state"])
    record(by=by, verb="import.abandoned", object=reference(run), at=at)
    return run


def plan_run(by: Actor, run: ImportRun, reading: Reading | None = None) -> Plan:
    """What the run would do; nothing as long as a column or a label is to decide. Writes nothing."""
    reading = reading or read_run(run)
    if not reading.is_decided:
        return Plan(reading.rows)
    return importer_of(run).plan(by, run.about, reading.rows, run.decisions, timezone.localdate(run.made_at))


class RowsRefused(Refused):
    """Rows have errors or questions; nothing was written. `plan` says which."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(_("Des lignes ont des erreurs ou des questions ouvertes : rien n'a été importé."))
        self.plan = plan


@transaction.atomic
def execute(
    *,
    by: Actor,
    run: ImportRun,
    good_rows_only: bool = False,
    progress: Callable[[int], None] = lambda done: None,
    at: datetime,
    reading: Reading | None = None,
    plan: Plan | None = None,
) -> ImportRun:
    """Import the rows: all, or nothing, unless `good_rows_only`. Raises RowsRefused, and then nothing was written.

    `reading` is what was read with the decisions of this very `run`, when the caller has it; `plan` what was planned
    from it in this same transaction.
    """
    demand_right(by, importer_of(run))
    given, run = run, ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state in (State.DONE, State.UNDONE, State.ABANDONED):
        raise Refused(_("Cet import est déjà fait, ou abandonné."))
    if reading is None or choices_of(given) != choices_of(run) or given.sheet != run.sheet:
        reading, plan = read_run(run), None
    plan = plan or plan_run(by, run, reading)
    if not reading.is_decided or plan.questions or (plan.errors and not good_rows_only):
        raise RowsRefused(plan)
    run.done_at = at
    run.summary = importer_of(run).apply(by, run.about, plan, run, progress, at)
    run.summary |= {"refused": len({error.row for error in plan.errors}), "set_aside": len(plan.set_aside)}
    run.state, run.good_rows_only, run.rows_done, run.problem = State.DONE, good_rows_only, len(plan.rows), ""
    run.save()
    remember_layout(by, run, at)
    record(by=by, verb="import.done", object=reference(run), change=run.summary, at=at)
    return run


def remember_layout(by: Actor, run: ImportRun, at: datetime) -> None:
    """The same headers will be read the same way next time."""
    Layout.objects.update_or_create(
        organisation_id=by.organisation_id,
        importer=run.importer,
        fingerprint=run.fingerprint,
        defaults={"columns": run.columns, "labels": run.labels, "used_at": at},
    )


@transaction.atomic
def undo(*, by: Actor, run: ImportRun, at: datetime) -> ImportRun:
    """Take a whole import back. Raises Refused when it is not done, or when later work stands on it."""
    demand_right(by, importer_of(run))
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state != State.DONE:
        raise Refused(_("Seul un import terminé peut être annulé."))
    summary: dict[str, Any] = importer_of(run).undo(by, run)
    run.state, run.undone_at = State.UNDONE, at
    run.save(update_fields=["state", "undone_at"])
    record(by=by, verb="import.undone", object=reference(run), change=summary, at=at)
    return run
