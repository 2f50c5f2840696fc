"""A report as a file: JSON for machines, xlsx for people who go on counting."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from levier.evidence.outcomes.queries import participation_rows
from levier.evidence.reports.figures import Cells
from levier.evidence.reports.lines import codes_by_participation
from levier.evidence.reports.phrases import reason_sentence
from levier.evidence.reports.queries import Report, scope_of
from levier.foundation.kit import numbers
from levier.foundation.kit.spreadsheets import XLSX, write_xlsx


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


def as_xlsx(report: Report) -> bytes:
    """Two sheets: the figures, and who is left out with the reason."""
    figures = report.figures
    headers = [
        _("Code"),
        _("Indicateur"),
        _("Femmes"),
        _("Hommes"),
        _("Non binaires"),
        _("Genre inconnu"),
        _("Total"),
        _("Cumul"),
    ]
    rows = [
        [one.code, one.label, *_cells(figures.cells[one.code]), figures.cumulated[one.code].total]
        for one in figures.rule_set.indicators
    ]
    hours = [[f"{month:%m/%Y}", numbers.hours(minutes)] for month, minutes in figures.minutes.items()]
    left_out = [[one.row or None, str(reason_sentence(one.reason)), one.reason] for one in report.excluded]
    return write_xlsx(
        [
            (_("Chiffres"), headers, rows),
            (_("Heures-stagiaires"), [_("Mois"), _("Heures")], hours),
            (_("Laissés de côté"), [_("Ligne du classeur"), _("Raison"), _("Code")], left_out),
            (_("Enregistrements"), *_records(report)),
        ]
    )


def _cells(cells: Cells) -> list[int]:
    return [cells.women, cells.men, cells.non_binary, cells.unknown, cells.total]


def _records(report: Report) -> tuple[list[str], Iterable[list[Any]]]:
    """Participations without names, and the indicators that count each in the period."""
    scope, figures = scope_of(report.project, report.figures.rule_set), report.figures
    codes = codes_by_participation(scope, figures.rule_set, figures.period)
    headers = [
        _("Participation"),
        _("Entrée"),
        _("Sortie"),
        _("Genre"),
        _("Âge à l'entrée"),
        _("CITE"),
        _("Compte dans"),
    ]
    rows = participation_rows(report.project)
    return headers, ([*row, " ".join(codes.get(row[0], []))] for row in rows)


FORMATS = {"json": as_json, "xlsx": as_xlsx}
MEDIA = {"json": "application/json", "xlsx": XLSX}
