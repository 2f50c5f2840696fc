"""What the files of a report are made of: a snapshot and record lines, of now or of the day it was frozen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from levier.evidence.reports.freezing import is_intact, lines_kept
from levier.evidence.reports.lines import Line, lines_of
from levier.evidence.reports.models import FrozenReport
from levier.evidence.reports.queries import Report, scope_of
from levier.evidence.reports.snapshot import Snapshot, snapshot_of
from levier.evidence.reports.suppression import Masking
from levier.foundation.accounts.numbers import number_of
from levier.foundation.kit.suppression import LEAST, SMALL_FIGURES


@dataclass(frozen=True, slots=True)
class Source:
    """What a file is made of. `sha256` and who froze it when, for a frozen report.

    `address` is where the report is read in Levier, `masking` what of it is hidden:
    figures below `least`.
    """

    snapshot: Snapshot
    lines: Iterable[Line]
    at: datetime
    sha256: str = ""
    frozen_by: str = ""
    is_intact: bool = True
    address: str = ""
    masking: str = Masking.NONE
    least: int = LEAST


def source_of(report: Report, at: datetime) -> Source:
    """A report computed now."""
    scope = scope_of(report.project, report.figures.rule_set)
    lines = lines_of(scope, report.figures.rule_set, report.figures.period)
    return Source(snapshot_of(report, at), lines, at, least=number_of(report.project.organisation_id, SMALL_FIGURES))


def frozen_source(frozen: FrozenReport) -> Source:
    """A report as it was frozen: nothing of today enters it."""
    who = str(frozen.made_by or "Levier")
    least = number_of(frozen.organisation_id, SMALL_FIGURES)
    return Source(
        frozen.figures, lines_kept(frozen), frozen.made_at, frozen.sha256, who, is_intact(frozen), least=least
    )
