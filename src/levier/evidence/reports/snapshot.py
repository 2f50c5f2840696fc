"""A whole report as plain values: what the page shows, what files are made of, what freezing keeps."""

from datetime import date, datetime
from typing import Any

from levier.evidence.reports.engine.rule_set import Horizon, RuleSet
from levier.evidence.reports.exclusions import Exclusion
from levier.evidence.reports.figures import Details, details
from levier.evidence.reports.hours import Hours, hours_of
from levier.evidence.reports.queries import Report, scope_of
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.calendar import Period

Snapshot = dict[str, Any]


def report_json(report: Report) -> dict[str, Any]:
    """The report with the keys that partners' programs read."""
    found, period = report.figures, report.figures.period
    return {
        "rule_set": found.rule_set.code,
        "project": report.project.code,
        "period": {"from": period.first.isoformat(), "to": period.last.isoformat()},
        "indicators": {code: cells.as_json() for code, cells in found.cells.items()},
        "records": {"complete": found.complete, "incomplete": found.incomplete},
        "excluded": [{"row": one.row, "reason": one.reason} for one in report.excluded],
        "trainee_hours": found.hours_json(),
    }


def snapshot_of(report: Report, at: datetime) -> Snapshot:
    """The keys of `report_json`, and what stands beside the figures. Plain values: it can be kept and sealed."""
    found, project = report.figures, report.project
    scope = scope_of(project, found.rule_set)
    beside = details(scope, found.rule_set, found.period)
    return report_json(report) | {
        "version": found.rule_set.version,
        "organisation": Organisation.objects.values_list("name", flat=True).get(pk=project.organisation_id),
        "title": project.title,
        "computed_at": at.isoformat(timespec="seconds"),
        "share": scope.share,
        "parameters": _parameters(found.rule_set, found.period),
        "cumulated": {code: cells.as_json() for code, cells in found.cumulated.items()},
        "targets": dict(project.targets.order_by("code").values_list("code", "value")),
        "promised_participants": project.promised_participants,
        "silences": {code: [one.refused, one.unknown] for code, one in beside.silences.items()},
        "sums": {code: cells.as_json() for code, cells in beside.sums.items()},
        "failed": [check.code for check in found.failed_checks()] + beside.failed_sums(found),
        "news": _news(beside),
        "reasons": _reasons(report.excluded),
        "minutes": _minutes(hours_of(project, found.period, found.minutes)),
    }


def _parameters(rule_set: RuleSet, period: Period) -> list[list[int | str]]:
    """[name, since, value] of each parameter in force on a day of the period, in the order of the rule-set."""
    in_force = rule_set.in_force(period.first, period.last)
    return [[one.name, one.since.isoformat(), _plain(one.value)] for one in in_force]


def _plain(value: int | str | date) -> int | str:
    return value.isoformat() if isinstance(value, date) else value


def _news(beside: Details) -> dict[str, int]:
    return {"left": beside.left} | {
        horizon.value: beside.heard[horizon] for horizon in Horizon if horizon in beside.heard
    }


def _reasons(excluded: list[Exclusion]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in excluded:
        counts[one.reason] = counts.get(one.reason, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _minutes(hours: Hours) -> dict[str, Any]:
    return {
        "promised": hours.promised,
        "done": hours.total_done,
        "proven": hours.total_proven,
        "lacking": hours.lacking,
        "by_month": {f"{month:%Y-%m}": [done, hours.proven[month]] for month, done in hours.done.items()},
        "agreements": [
            {
                "reference": one.reference,
                "funder": one.funder,
                "conditions": list(one.conditions),
                "proven": one.proven,
            }
            for one in hours.agreements
        ],
    }
