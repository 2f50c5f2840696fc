"""A report as those may read it to whom its file goes: small figures hidden, as far as was asked."""

from collections.abc import Callable

from levier.evidence.reports.figures import GENDERS
from levier.evidence.reports.reading import Reading, Row
from levier.evidence.reports.suppression import Cells, Masking, all_hidden, hidden
from levier.foundation.kit.suppression import LEAST

HIDDEN = "×"


class Veil:
    """What of a report is hidden in one file. `masking` says how much, `least` the first number that is not small."""

    def __init__(self, reading: Reading, masking: str, least: int = LEAST) -> None:
        self.least = least
        self.masking = masking
        rows = {row.indicator.code: row for row in (*reading.outputs, *reading.results) if row.total is not None}
        figures = {code: _cells(row) for code, row in rows.items() if self._is_asked(row)}
        wholes = (reading.rule_set.statuses, *reading.rule_set.partitions)
        if masking == Masking.ALL:
            self.secret = all_hidden(figures, wholes, least)
        else:
            self.secret = {code: hidden(cells, least) for code, cells in figures.items()}
        self.hides_finding = "total" in self.secret.get(reading.rule_set.into_work, set())

    def _is_asked(self, row: Row) -> bool:
        return self.masking == Masking.ALL or (self.masking == Masking.SENSITIVE and row.indicator.sensitive)

    def values(self, row: Row, show: Callable[[int | None], object]) -> list[object]:
        """Each gender and the total of a row, shown or hidden."""
        secret = self.secret.get(row.indicator.code, set())
        cells = [(GENDERS["" if gender == "unknown" else gender], value) for gender, value in row.cells]
        return [HIDDEN if name in secret else show(value) for name, value in [*cells, ("total", row.total)]]

    def cumulated(self, row: Row, show: Callable[[int | None], object]) -> object:
        """The figure since the start: hidden when it is small, or when it would give the period away."""
        return HIDDEN if self.hides_since_start(row) else show(row.cumulated)

    def hides_since_start(self, row: Row) -> bool:
        if not self._is_asked(row) or not row.cumulated:
            return False
        before = row.cumulated - (row.total or 0)
        is_same = not before and "total" in self.secret.get(row.indicator.code, set())
        return is_same or row.cumulated < self.least or 0 < before < self.least

    def hides(self, row: Row) -> bool:
        """Is anything of this row hidden?"""
        return bool(self.secret.get(row.indicator.code)) or self.hides_since_start(row)


def _cells(row: Row) -> Cells:
    cells = {GENDERS["" if gender == "unknown" else gender]: value or 0 for gender, value in row.cells}
    return cells | {"total": row.total or 0}
