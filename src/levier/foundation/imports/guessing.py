"""Which column holds what: guessed from headers, then from contents; left to the user when two answers are near."""

from collections.abc import Callable, Iterable
from typing import Any

from levier.foundation.imports.cells import CellError, as_written, is_empty
from levier.foundation.imports.headers import EXACT, NEARLY, SAME_WORDS, Headers, bare, words_of
from levier.foundation.imports.importer import ImportField
from levier.foundation.imports.layout import Column, Table

CLEAR_LEAD = 3.0
LOOKED_AT = 300
MOST_LABELS = 40
MOMENTS = frozenset({"entree", "sortie", "fin", "debut", "6", "4", "12", "3", "mois", "semaines"}) | frozenset(
    {"instap", "uitstap", "maanden", "weken", "entry", "exit", "leaving", "months", "weeks"}
)
"""Words of a header that say when, and that the header on its right may have left out."""


def guess_columns(
    table: Table, fields: Iterable[ImportField], headers: Headers, kept: Iterable[str] = ()
) -> tuple[dict[int, str], list[int]]:
    """(field code by column index, indexes of columns that only the user can name).

    Exact headers first, then near ones by falling likeness; each field is given once, except repeated ones. A column
    without a known header is named by its contents when they are the labels of one field alone; it is asked about when
    they could be those of a field that is expected and still lacks a column. `kept` are fields the user has placed.
    """
    given = {column.index: code for column in table.columns if (code := headers.repeats(column.label))}
    likenesses = {index: found for index, found in _likenesses(table.columns, headers).items() if index not in given}
    taken, undecided = set(kept), []
    scored = sorted(
        ((score, -index, code) for index, found in likenesses.items() for code, score in found.items()), reverse=True
    )
    for score, negative, code in scored:
        index = -negative
        if index in given or code in taken or index in undecided:
            continue
        rivals = (other for name, other in likenesses[index].items() if name != code and name not in taken)
        if score < EXACT and (score < NEARLY or score - max(rivals, default=0.0) < CLEAR_LEAD):
            undecided.append(index)
            continue
        given[index] = code
        taken.add(code)
    undecided = [index for index in undecided if set(likenesses[index]) - taken]
    lacking = [one for one in fields if one.expected and one.code not in taken]
    for column in table.columns if lacking else ():
        if column.index not in given and column.index not in undecided:
            sure, possible = _by_contents(_contents(table, column.index), lacking)
            if sure and sure not in given.values():
                given[column.index] = sure
            elif possible:
                undecided.append(column.index)
    return given, undecided


def _likenesses(columns: list[Column], headers: Headers) -> dict[int, dict[str, float]]:
    """Likenesses of each column; a header that stands twice is told apart by the moment on its left."""
    words = [bare(column.label) for column in columns]
    found: dict[int, dict[str, float]] = {}
    moment: frozenset[str] = frozenset()
    for place, column in enumerate(columns):
        own = words_of(words[place])
        here = MOMENTS & set(own)
        likenesses = headers.likenesses(column.label)
        if not here and moment and len(own) > 1 and words.count(words[place]) > 1:
            likenesses = dict.fromkeys(headers.same_words(tuple(sorted({*own, *moment}))), SAME_WORDS)
        found[column.index] = likenesses
        moment = frozenset(here) or moment
    return found


def _contents(table: Table, index: int) -> list[Any]:
    cells = [cells[index] for _row, cells in table.rows[:LOOKED_AT] if index < len(cells)]
    return [cell for cell in cells if not is_empty(cell)]


def _by_contents(cells: list[Any], lacking: list[ImportField]) -> tuple[str, bool]:
    """(code of the one field whose labels these are, or ""; could they be those of a lacking field?)."""
    if not cells:
        return "", False
    texts = {as_written(cell) for cell in cells}
    coded = [one for one in lacking if one.labels] if len(texts) <= MOST_LABELS else []
    shares = {one.code: _share(texts, one.labels) for one in coded if one.labels}
    sure = [code for code, share in shares.items() if share == 1.0]
    if len(sure) == 1 and len(texts) > 1:
        return sure[0], True
    dated = [one for one in lacking if not one.labels]
    return "", any(share >= 0.5 for share in shares.values()) or any(_reads(one, cells) for one in dated)


def _share(texts: set[str], labels: Callable[[str], str | None]) -> float:
    return sum(1 for text in texts if labels(text) is not None) / len(texts)


def _reads(one: ImportField, cells: list[Any]) -> bool:
    """Are most of these cells values of a field?"""
    read = 0
    for cell in cells:
        try:
            read += one.read(cell) is not None
        except CellError:
            continue
    return read >= 0.8 * len(cells)
