"""A report as a file: JSON for machines."""

import json
from typing import Any

from levier.evidence.reports.queries import Report


def report_json(report: Report) -> dict[str, Any]:
    """The report with the keys that partners' programs read."""
    figures, period = report.figures, report.figures.period
    return {
        "rule_set": figures.rule_set.code,
        "project": report.project.code,
        "period": {"from": period.first.isoformat(), "to": period.last.isoformat()},
        "indicators": {code: cells.as_json() for code, cells in figures.cells.items()},
        "records": {"complete": figures.complete, "incomplete": figures.incomplete},
        "excluded": [{"row": one.row, "reason": one.reason} for one in report.excluded],
        "trainee_hours": figures.hours_json(),
    }


def as_json(report: Report) -> bytes:
    return (json.dumps(report_json(report), ensure_ascii=False, indent=2) + "\n").encode()


FORMATS = {"json": as_json}
