"""Freezing a report: snapshot and record list sealed by a hash; what is corrected later is shown as a difference."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.development.projects.models import Project
from levier.evidence.reports.engine.rule_set import RuleSet
from levier.evidence.reports.lines import Line, lines_of
from levier.evidence.reports.models import FrozenLine, FrozenReport
from levier.evidence.reports.queries import Report, report_of, scope_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.rules import FREEZE_REPORTS
from levier.evidence.reports.snapshot import Snapshot, report_json, snapshot_of
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference


class AlreadyFrozen(Refused):
    """The report of this period is frozen already, as `report`, and nobody reopened it."""

    def __init__(self, report: FrozenReport) -> None:
        super().__init__(_("Ce rapport est déjà figé : rouvrez-le d'abord, en donnant la raison."))
        self.report = report


def standing_report(actor: Actor, project: Project, rule_set: RuleSet, period: Period) -> FrozenReport | None:
    """The frozen report of this project, rules and period that nobody reopened."""
    rows = FrozenReport.objects.visible_to(actor).filter(project=project, rule_set=rule_set.code, reopened_at=None)
    found: FrozenReport | None = rows.filter(first_on=period.first, last_on=period.last).first()
    return found


@transaction.atomic
def freeze_report(*, by: Actor, project: Project, rule_set: RuleSet, period: Period, at: datetime) -> FrozenReport:
    """Keep a report as it is now, with the records behind each figure.

    Raises AlreadyFrozen when one of this project, rules and period stands; of two at once, the second waits and reads.
    """
    demand_permission(by, FREEZE_REPORTS)
    held = Project.objects.visible_to(by).select_for_update().get(pk=project.pk)
    standing = standing_report(by, held, rule_set, period)
    if standing:
        raise AlreadyFrozen(standing)
    snapshot = snapshot_of(report_of(by, held, rule_set, period), at)
    lines = list(lines_of(scope_of(held, rule_set), rule_set, period))
    frozen = FrozenReport.objects.create(
        organisation_id=by.organisation_id,
        project=held,
        rule_set=rule_set.code,
        first_on=period.first,
        last_on=period.last,
        figures=snapshot,
        sha256=seal(snapshot, lines),
        made_at=at,
        made_by_id=by.user_id,
    )
    FrozenLine.objects.bulk_create((_kept(frozen, line) for line in lines), batch_size=2_000)
    record(by=by, verb="report.frozen", object=reference(frozen), change={"sha256": frozen.sha256}, at=at)
    return frozen


@transaction.atomic
def reopen_report(*, by: Actor, frozen: FrozenReport, reason: str, at: datetime) -> FrozenReport:
    """Say that a frozen report is no longer the one to rely on. Its figures stay as they are. Raises Refused."""
    demand_permission(by, FREEZE_REPORTS)
    held: FrozenReport = FrozenReport.objects.visible_to(by).select_for_update().get(pk=frozen.pk)
    if held.reopened_at:
        raise Refused(_("Ce rapport est déjà rouvert."))
    if not reason.strip():
        raise Refused(_("Donnez la raison : elle est gardée avec le rapport."))
    held.reopened_at, held.reopened_by_id, held.reopen_reason = at, by.user_id, reason.strip()[:300]
    held.save(update_fields=["reopened_at", "reopened_by", "reopen_reason"])
    record(by=by, verb="report.reopened", object=reference(held), change={"reason": held.reopen_reason}, at=at)
    return held


def _kept(frozen: FrozenReport, line: Line) -> FrozenLine:
    return FrozenLine(
        organisation_id=frozen.organisation_id,
        report=frozen,
        participation_id=line.participation_id,
        entry_on=line.entry_on,
        exit_on=line.exit_on,
        gender=line.gender,
        age=line.age,
        isced=line.isced,
        codes=f" {' '.join(line.codes)} ",
    )


def lines_kept(frozen: FrozenReport) -> list[Line]:
    """The records of a frozen report, as they were."""
    return [
        Line(one.participation_id, one.entry_on, one.exit_on, one.gender, one.age, one.isced, tuple(one.codes.split()))
        for one in frozen.lines.all()
    ]


def seal(snapshot: Snapshot, lines: Iterable[Line]) -> str:
    """SHA-256 over the snapshot and the record list, written the same way each time."""
    rows = [
        [one.participation_id, one.entry_on, one.exit_on, one.gender, one.age, one.isced, *one.codes]
        for one in sorted(lines, key=lambda one: one.participation_id)
    ]
    text = json.dumps([snapshot, rows], sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(frozen: FrozenReport) -> bool:
    """Do the kept snapshot and lines still give the kept hash?"""
    return seal(frozen.figures, lines_kept(frozen)) == frozen.sha256


def adjustments(frozen: FrozenReport, now: Report) -> list[tuple[str, int, int]]:
    """(code, frozen total, total of today) of each figure that later corrections would change, in one gender even."""
    today, kept = report_json(now), frozen.figures
    found = [
        (code, cells["total"], today["indicators"][code]["total"])
        for code, cells in kept["indicators"].items()
        if code in today["indicators"] and cells != today["indicators"][code]
    ]
    return found


def minutes_since(frozen: FrozenReport, now: Report) -> tuple[int, int] | None:
    """Trainee-minutes frozen and of today, when they differ."""
    then, today = frozen.figures["minutes"]["done"], now.figures.total_minutes
    return (then, today) if then != today else None


def report_again(actor: Actor, frozen: FrozenReport) -> Report:
    """The same report computed now, to compare."""
    period = Period(frozen.first_on, frozen.last_on)
    return report_of(actor, frozen.project, rule_sets()[frozen.rule_set], period)
