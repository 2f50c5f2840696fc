"""An import that runs in the background: sent off, carried out, given back when it could not be."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.imports.actions import OPEN, demand_right, execute, importer_of
from levier.foundation.imports.models import ImportRun
from levier.foundation.imports.reading import Reading
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.progress import forget_progress, progress_of, tell_progress
from levier.foundation.kit.screens import reference

State = ImportRun.State
AT_ONCE = 500
"""Rows that are imported while one waits; more go to the background."""

SILENCE = timedelta(minutes=10)
"""A work that says nothing for so long has been cut off, and may be sent again."""


@transaction.atomic
def queue(*, by: Actor, run: ImportRun, good_rows_only: bool, at: datetime) -> ImportRun:
    """Put a checked import in the line; the caller sends the task. Raises Refused when it has gone already."""
    demand_right(by, importer_of(run))
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state not in OPEN and not is_cut_off(run, at):
        raise Refused(_("Cet import est déjà parti."))
    run.state, run.good_rows_only, run.queued_at, run.problem = State.QUEUED, good_rows_only, at, ""
    run.save()
    tell_progress(name_of(run), 0, run.rows_total)
    record(by=by, verb="import.queued", object=reference(run), at=at)
    return run


def is_cut_off(run: ImportRun, at: datetime) -> bool:
    """Has the work stopped in the middle, with the machine for instance? Nothing was written then."""
    if run.state not in (State.QUEUED, State.RUNNING):
        return False
    told = progress_of(name_of(run))
    last = max(filter(None, [told.at if told else None, run.queued_at]), default=None)
    return last is None or at - last > SILENCE


@transaction.atomic
def begin(*, run: ImportRun) -> bool:
    """Take a queued import off the line; False when it is not there any more."""
    taken = ImportRun.objects.filter(pk=run.pk, state=State.QUEUED).update(state=State.RUNNING)
    return bool(taken)


def carry_out(*, by: Actor, run: ImportRun, reading: Reading, at: datetime) -> ImportRun:
    """Import a run that has begun, saying how far it is. Raises what `execute` raises; nothing was written then."""
    done = execute(by=by, run=run, good_rows_only=run.good_rows_only, progress=teller(run), at=at, reading=reading)
    forget_progress(name_of(run))
    return done


@transaction.atomic
def give_back(*, run: ImportRun, problem: str, is_refused: bool) -> None:
    """The import could not be done: it stands where the user can correct it, with the reason."""
    state = State.PREVIEW if is_refused else State.FAILED
    ImportRun.objects.filter(pk=run.pk).exclude(state=State.DONE).update(state=state, problem=problem[:300])
    forget_progress(name_of(run))


def teller(run: ImportRun) -> Callable[[int], None]:
    """What an importer calls with the number of rows that are done."""
    return lambda done: tell_progress(name_of(run), min(done, run.rows_total), run.rows_total)


def name_of(run: ImportRun) -> str:
    return f"import-{run.pk}"
