"""Freezing a report: figures and record list sealed by a hash; what is corrected later is shown as a difference."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.development.projects.models import Project
from levier.evidence.reports.engine.rule_set import RuleSet
from levier.evidence.reports.exports import report_json
from levier.evidence.reports.lines import codes_by_participation
from levier.evidence.reports.models import FrozenLine, FrozenReport
from levier.evidence.reports.queries import Report, report_of, scope_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.rules import FREEZE_REPORTS
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference


@transaction.atomic
def freeze_report(*, by: Actor, project: Project, rule_set: RuleSet, period: Period, at: datetime) -> FrozenReport:
    """Keep a report as it is now, with the participations behind each figure. Raises Refused."""
    demand_permission(by, FREEZE_REPORTS)
    figures = report_json(report_of(by, project, rule_set, period))
    lines = codes_by_participation(scope_of(project, rule_set), rule_set, period)
    frozen = FrozenReport.objects.create(
        organisation_id=by.organisation_id,
        project=project,
        rule_set=rule_set.code,
        first_on=period.first,
        last_on=period.last,
        figures=figures,
        sha256=seal(figures, lines),
        made_at=at,
        made_by_id=by.user_id,
    )
    FrozenLine.objects.bulk_create(
        [
            FrozenLine(organisation_id=by.organisation_id, report=frozen, participation_id=pk, codes=" ".join(codes))
            for pk, codes in lines.items()
        ],
        batch_size=5_000,
    )
    record(by=by, verb="report.frozen", object=reference(frozen), change={"sha256": frozen.sha256}, at=at)
    return frozen


@transaction.atomic
def reopen_report(*, by: Actor, frozen: FrozenReport, reason: str, at: datetime) -> FrozenReport:
    """Say that a frozen report is no longer the one to rely on. Its figures stay as they are. Raises Refused."""
    demand_permission(by, FREEZE_REPORTS)
    if frozen.reopened_at:
        raise Refused(_("Ce rapport est déjà rouvert."))
    if not reason.strip():
        raise Refused(_("Donnez la raison : elle est gardée avec le rapport."))
    frozen.reopened_at, frozen.reopened_by_id, frozen.reopen_reason = at, by.user_id, reason.strip()[:300]
    frozen.save(update_fields=["reopened_at", "reopened_by", "reopen_reason"])
    record(by=by, verb="report.reopened", object=reference(frozen), change={"reason": frozen.reopen_reason}, at=at)
    return frozen


def seal(figures: dict[str, Any], lines: dict[int, list[str]]) -> str:
    """SHA-256 over the figures and the record list, written the same way each time."""
    text = json.dumps([figures, sorted(lines.items())], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(frozen: FrozenReport) -> bool:
    """Do the kept figures and lines still give the kept hash?"""
    lines = {line.participation_id: line.codes.split() for line in frozen.lines.all()}
    return seal(frozen.figures, lines) == frozen.sha256


def adjustments(frozen: FrozenReport, now: Report) -> list[tuple[str, int, int]]:
    """(code, frozen total, total of today) of each figure that later corrections would change."""
    today = report_json(now)["indicators"]
    return [
        (code, cells["total"], today[code]["total"])
        for code, cells in frozen.figures["indicators"].items()
        if code in today and cells != today[code]
    ]


def report_again(actor: Actor, frozen: FrozenReport) -> Report:
    """The same report computed now, to compare."""
    period = Period(frozen.first_on, frozen.last_on)
    return report_of(actor, frozen.project, rule_sets()[frozen.rule_set], period)
