"""Headers that hold less, or cells that hold less, than a column should: months without year, days in three columns."""

import re
from itertools import pairwise
from typing import Any

from levier.foundation.imports.cells import as_written, is_empty
from levier.foundation.imports.days import bare_month, read_month
from levier.foundation.kit.texts import fold

_YEAR = re.compile(r"(?<![\w/.-])(20\d\d)(?![\w/.-])")
_YEAR_TITLE = re.compile(
    r"(?:annee|exercice|heures|presences?|uren|jaar|hours|year|pointages?|aanwezigheden)(?: [a-z]+){0,4}"
    r" (20\d\d)(?: (20\d\d))?"
)
_PARTS = (
    {"jour", "jj", "j", "dag", "day", "dd"},
    {"mois", "mm", "maand", "month"},
    {"annee", "an", "aaaa", "jaar", "year", "yyyy"},
)


def with_years(labels: list[Any], name: str, titles: list[list[Any]]) -> list[Any]:
    """Months written without their year are given it when only one year is possible; else they stay as they are.

    It comes from a month on the left ("janv. 2024, févr., mars"), from the name of the sheet, or from a title above
    that speaks of a year. The year turns with the months.
    """
    months = [(index, bare_month(label)) for index, label in enumerate(labels)]
    if not any(month for _index, month in months):
        return labels
    year, before = _first_year(labels, name, titles), 0
    found = list(labels)
    for index, month in months:
        if month is None:
            dated = read_month(labels[index]) if not is_empty(labels[index]) else None
            year, before = (dated.year, dated.month) if dated else (year, before)
            continue
        if year is None:
            continue
        year += month < before
        before = month
        found[index] = f"{labels[index]} {year}"
    return found


def _first_year(labels: list[Any], name: str, titles: list[list[Any]]) -> int | None:
    months = [month for label in labels if (month := bare_month(label))]
    turns = sum(after < first for first, after in pairwise(months))
    years = {int(year) for year in _YEAR.findall(name)} or {
        int(year) for row in titles for cell in row if not is_empty(cell) for year in _years_of_title(cell)
    }
    if len(years) == 1 and not turns:
        return min(years)
    return min(years) if len(years) == 2 and max(years) == min(years) + 1 and turns == 1 else None


def _years_of_title(cell: Any) -> list[str]:
    text = fold(as_written(cell))
    if re.fullmatch(r"20\d\d", text):
        return [text]
    spoken = _YEAR_TITLE.search(text)
    return [year for year in spoken.groups() if year] if spoken else []


def join_split_days(labels: list[Any], rows: list[list[Any]]) -> list[Any]:
    """Day, month and year in neighbouring columns become one cell, in the first of them, under their common name."""
    found = list(labels)
    for width in (3, 2):  # a month and its year, when no day stands beside them
        for index in range(len(labels) - width + 1):
            names = [_split(label) for label in found[index : index + width]]
            parts = [part for part, _rest in names]
            if sorted(parts) != list(range(3 - width, 3)):
                continue
            for cells in rows:
                _join(cells, {part: index + offset for offset, part in enumerate(parts)}, index)
            rest = next((rest for _part, rest in names if rest), "")
            found[index : index + width] = [rest or ("Date" if width == 3 else "Mois"), *[""] * (width - 1)]
    return found


def is_part_of_day(label: Any) -> bool:
    """Is a header nothing but "jour", "mois" or "année"?"""
    return fold(as_written(label)) in set().union(*_PARTS)


def _split(label: Any) -> tuple[int, str]:
    """(0 day, 1 month, 2 year, -1 none of them; what the header says besides)."""
    words = fold(as_written(label)).split()
    for part, names in enumerate(_PARTS):
        for word in words:
            if word in names and len(words) <= 5:
                left = re.sub(rf"(?i)\b{word}\b", "", _plain(as_written(label))).strip(" :/-()")
                return part, re.sub(r"^(?:de|du|d'|d’)\s*", "", " ".join(left.split()))
    return -1, ""


def _plain(text: str) -> str:
    return text.replace("é", "e").replace("É", "E")


def _join(cells: list[Any], places: dict[int, int], index: int) -> None:
    written = [
        as_written(cells[places[part]]) if part in places and places[part] < len(cells) else "" for part in (0, 1, 2)
    ]
    day = "" if all(is_empty(one) for one in written) else _as_day(written)
    for place in places.values():
        if place < len(cells):
            cells[place] = ""
    if index < len(cells):
        cells[index] = day


def _as_day(written: list[str]) -> str:
    day, month, year = written
    sign = " " if re.search(r"[^\W\d]", month) else "/"
    return sign.join([*([day] if day else []), month, year])
