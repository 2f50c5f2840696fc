"""Days and months as people write them, day first; a column that is written month first is found out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.utils.translation import gettext as _

from levier.foundation.imports.cells import CellError, is_empty, is_unsaid, refuse_error
from levier.foundation.kit.texts import fold

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "janvier janv jan januari january",
            "fevrier fevr fev februari feb february",
            "mars mar maart mrt march",
            "avril avr april apr",
            "mai mei may",
            "juin juni jun june",
            "juillet juil juli jul july",
            "aout aou augustus aug august",
            "septembre sept sep september",
            "octobre oct oktober okt october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for word in words.split()
}
EARLIEST_SERIAL, LATEST_SERIAL = 3_000, 80_000
_EPOCH = date(1899, 12, 30)
_HOUR = re.compile(
    r"(?:\s*(?:à|at|om)?\s*|T)\d{1,2}\s*[:hHuU]\s*(?:\d{2})?(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$"
)
_LEAD = re.compile(
    r"^(?:le|du|dès le|depuis le|depuis|à partir du|sinds|vanaf|since|from|op|on)\s+(?=\S*\d)", re.IGNORECASE
)
_NUMERIC = re.compile(r"^(\d{1,4})\s*[-/., |]\s*(\d{1,2})\s*[-/., |]\s*(\d{2,4})$")
_COMPACT = re.compile(r"^\d{8}$")
_SERIAL = re.compile(r"^\d{5}$")
_WORDS = re.compile(r"^(?:[a-z]+ )?(\d{1,2}) ?(?:er|e|re|ste|de|st|nd|rd|th)? ([a-z]+) (\d{4}|\d{2})$")
_ENGLISH_WORDS = re.compile(r"^(?:[a-z]+ )?([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})$")
_MONTH_WORDS = re.compile(r"(?:heures |uren |hours |mois |h )?([a-z]+) ?(\d{4}|\d{2})(?: heures| uren| hours)?")
_YEAR_FIRST_WORDS = re.compile(r"(\d{4}) (?:heures |uren |hours )?([a-z]+)")

type Order = Literal["day", "month", "open"]
"""How the days of a column are written: day first, month first, or nobody can tell."""


def read_date(cell: Any) -> date | None:
    """A day, from a date cell, a serial number or text, day first. None for an empty cell. Raises CellError."""
    if is_empty(cell) or is_unsaid(cell):
        return None
    if isinstance(cell, datetime):
        return _plausible(cell.date(), cell)
    if isinstance(cell, date):
        return _plausible(cell, cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _plausible(_date_of_number(cell), cell)
    refuse_error(cell)
    return _plausible(_date_of_text(str(cell)), cell)


def _date_of_number(cell: float) -> date:
    if EARLIEST_SERIAL <= cell <= LATEST_SERIAL:
        return _EPOCH + timedelta(days=int(cell))
    if cell == int(cell) and 1_000_000 <= cell <= 99_999_999:  # 5022024, of which a number cell has eaten the zero
        return _compact(f"{int(cell):08d}")
    raise CellError(_no_date(int(cell) if cell == int(cell) else cell))


def _date_of_text(written: str) -> date:
    text = _LEAD.sub("", _plain(written))
    numeric = _NUMERIC.match(text)
    if numeric:
        first, month, last = numeric.groups()
        year, day_number = (first, last) if len(first) == 4 else (last, first)
        return _day(year, int(month), int(day_number), text)
    if _COMPACT.match(text):
        return _compact(text)
    if _SERIAL.match(text) and EARLIEST_SERIAL <= int(text) <= LATEST_SERIAL:
        return _EPOCH + timedelta(days=int(text))
    folded = fold(text)
    if (worded := _WORDS.match(folded)) and worded[2] in MONTHS:
        return _day(worded[3], MONTHS[worded[2]], int(worded[1]), text)
    if (worded := _ENGLISH_WORDS.match(folded)) and worded[1] in MONTHS:
        return _day(worded[3], MONTHS[worded[1]], int(worded[2]), text)
    if re.fullmatch(r"\d{4}", text) or re.fullmatch(r"\d{1,2}[/-]\d{4}", text) or read_month(text):
        raise CellError(
            _("« %(text)s » n'est pas une date entière : écrivez le jour, le mois et l'année (05/02/2024).")
            % {"text": text[:40]}
        )
    raise CellError(_no_date(text))


def _plain(written: str) -> str:
    """Without the hour, with one kind of dash, without a point at the end."""
    text = " ".join(re.sub(r"[\u2010-\u2015\u2212]", "-", written).split())
    return _HOUR.sub("", text).strip(" .,;")


def _compact(text: str) -> date:
    """20240205 and 05022024: only one reading is a day of our times, or the writer is asked."""
    found = []
    for year, month, day_number in ((text[:4], text[4:6], text[6:]), (text[4:], text[2:4], text[:2])):
        try:
            read = date(int(year), int(month), int(day_number))
        except ValueError:
            continue
        if 1900 <= read.year <= 2100:
            found.append(read)
    if len(set(found)) != 1:
        raise CellError(_no_date(text))
    return found[0]


def _day(year: str, month: int, day_number: int, text: str) -> date:
    if len(year) == 3 or len(year) == 1:
        raise CellError(_no_date(text))
    whole = int(year)
    if len(year) == 2:  # 00 to 39 are of this century, as spreadsheets read them
        whole += 2000 if whole < 40 else 1900
    try:
        return date(whole, month, day_number)
    except ValueError as error:
        if 12 < month <= 31 and 1 <= day_number <= 12:
            raise CellError(
                _("« %(text)s » : écrivez d'abord le jour, puis le mois (%(day)02d/%(other)02d/%(year)d).")
                % {"text": text, "day": month, "other": day_number, "year": whole}
            ) from error
        raise CellError(
            _("« %(text)s » n'existe pas dans le calendrier : écrivez un jour qui existe, par exemple 28/02/2024.")
            % {"text": text[:40]}
        ) from error


def _plausible(day: date, cell: Any) -> date:
    if not 1900 <= day.year <= 2100:
        text = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)[:30]
        raise CellError(
            _("L'année de « %(text)s » n'est pas possible : écrivez-la en quatre chiffres.") % {"text": text}
        )
    return day


def _no_date(cell: Any) -> str:
    return _("« %(text)s » n'est pas une date : écrivez jour/mois/année, par exemple 05/02/2024.") % {
        "text": str(cell)[:40]
    }


def read_month(header: Any) -> date | None:
    """First day of the month that a header names (janv. 2024, 2024-01, 01/2024, a date cell); None when it is none."""
    if isinstance(header, datetime | date):
        return date(header.year, header.month, 1) if 1900 <= header.year <= 2100 else None
    text = fold(str(header))
    if (worded := _MONTH_WORDS.fullmatch(text)) and worded[1] in MONTHS:
        return date(int(worded[2]) + (2000 if len(worded[2]) == 2 else 0), MONTHS[worded[1]], 1)
    if (worded := _YEAR_FIRST_WORDS.fullmatch(text)) and worded[2] in MONTHS:
        return date(int(worded[1]), MONTHS[worded[2]], 1)
    numeric = re.fullmatch(r"(\d{4}) (?:m|mois )?(\d{1,2})|(?:m|mois )?(\d{1,2}) (\d{4})|(20\d{2})(\d{2})", text)
    if numeric:
        year = numeric[1] or numeric[4] or numeric[5]
        month = numeric[2] or numeric[3] or numeric[6]
        if 1 <= int(month) <= 12 and 1900 <= int(year) <= 2100:
            return date(int(year), int(month), 1)
    return None


def bare_month(header: Any) -> int | None:
    """Number of the month that a header names without its year; None when it is none."""
    if not isinstance(header, str):
        return None
    return MONTHS.get(re.sub(r"^(?:heures|uren|hours|h|mois de|mois) ", "", fold(header)))


@dataclass(slots=True)
class _Signs:
    """What the cells of a column show of the order in which its days are written."""

    month_first: int = 0
    day_first: int = 0
    either: int = 0
    cells: int = 0
    late_cells: int = 0

    @property
    def is_american(self) -> bool:
        return self.month_first >= 2 and not (self.day_first or self.cells)


def orders_of(columns: Mapping[int, Iterable[Any]]) -> dict[int, Order]:
    """How each column of a sheet writes its days, from the texts that can be read in one way only.

    A column of which nothing can be told goes with the others, for one person writes in one way. A spreadsheet that
    opens American days as text turns those it can into wrong days: then nobody can tell.
    """
    signs = {index: _signs(cells) for index, cells in columns.items()}
    american = any(one.is_american for one in signs.values())
    european = any(one.day_first for one in signs.values())
    return {index: _order(one, american, european) for index, one in signs.items()}


def _order(one: _Signs, american: bool, european: bool) -> Order:
    if one.day_first or one.late_cells:
        return "day"
    if one.is_american:
        return "month"
    if one.month_first:
        return "open"
    if one.either and american:
        return "open" if european or one.cells else "month"
    return "day"


def _signs(cells: Iterable[Any]) -> _Signs:
    signs = _Signs()
    for cell in cells:
        if isinstance(cell, date):
            signs.cells += 1
            signs.late_cells += cell.day > 12
        elif isinstance(cell, str) and cell and (found := _NUMERIC.match(_plain(cell))) and len(found[1]) <= 2:
            first, second = int(found[1]), int(found[2])
            signs.month_first += first <= 12 < second <= 31
            signs.day_first += second <= 12 < first <= 31
            signs.either += first <= 12 and second <= 12
    return signs


def day_before_month(cell: Any) -> Any:
    """A text written month first, written day first."""
    found = _NUMERIC.match(_plain(cell)) if isinstance(cell, str) else None
    return f"{found[2]}/{found[1]}/{found[3]}" if found and len(found[1]) <= 2 else cell


def refuse_open(cell: Any) -> None:
    """Raises CellError when a day of an "open" column can be read in two ways."""
    text = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
    found = _NUMERIC.match(_plain(text))
    if found and len(found[1]) <= 2 and int(found[1]) <= 12 and int(found[2]) <= 12 and found[1] != found[2]:
        raise CellError(
            _(
                "« %(text)s » peut se lire jour/mois ou mois/jour, car d'autres dates de la colonne sont écrites"
                " mois/jour : écrivez le mois en lettres (5 février 2024)."
            )
            % {"text": text}
        )
