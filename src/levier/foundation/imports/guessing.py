"""Which column holds what: guessed from headers, then from contents; left to the user when two answers are near."""

from collections.abc import Callable, Iterable
from typing import Any

from rapidfuzz import fuzz, process

from levier.foundation.imports.cells import CellError, is_empty
from levier.foundation.imports.importer import ImportField
from levier.foundation.imports.layout import Column, Table
from levier.foundation.kit.texts import fold

SURE = 84.0
CLEAR_LEAD = 3.0
SHORTEST = 4
LOOKED_AT = 300
MOST_LABELS = 40


class Headers:
    """The names of an importer's fields, folded once; each header asked is remembered, for sheets repeat them.

    Make one a reading: labels follow the language of the page.
    """

    def __init__(self, fields: Iterable[ImportField]) -> None:
        fields = tuple(fields)
        self.repeated = [field for field in fields if field.repeats]
        self._codes: dict[str, list[str]] = {}
        for field in fields:
            if not field.repeats:
                for name in dict.fromkeys((fold(str(field.label)), *map(fold, field.synonyms))):
                    self._codes.setdefault(name, []).append(field.code)
        self._long = [name for name in self._codes if len(name) >= SHORTEST]
        self._likenesses: dict[str, dict[str, float]] = {}

    def knows(self, label: Any) -> bool:
        """Does a header name something this importer reads?"""
        return self.repeats(label) is not None or bool(self.likenesses(label))

    def repeats(self, label: Any) -> str | None:
        """Code of the field that many columns hold and that this header is one of, or None."""
        return next((one.code for one in self.repeated if one.repeats and one.repeats(label) is not None), None)

    def likenesses(self, label: Any) -> dict[str, float]:
        """Fields whose name is near a header: {code: 84 to 100}; 100 only when they are the same folded."""
        text = str(label)
        found = self._likenesses.get(text)
        if found is None:
            found = self._likenesses[text] = self._compare(fold(text[:200]))
        return found

    def _compare(self, words: str) -> dict[str, float]:
        scores = dict.fromkeys(self._codes.get(words, ()), 100.0)
        if len(words) < SHORTEST:
            return scores
        for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
            for name, score, _place in process.extract(words, self._long, scorer=scorer, score_cutoff=SURE, limit=None):
                for code in self._codes[name]:
                    scores[code] = max(scores.get(code, 0.0), min(99.0, score))
        return scores


def guess_columns(
    table: Table, fields: Iterable[ImportField], headers: Headers, kept: Iterable[str] = ()
) -> tuple[dict[int, str], list[int]]:
    """(field code by column index, indexes of columns that only the user can name).

    Exact headers first, then near ones by falling likeness; each field is given once, except repeated ones. A column
    without a known header is named by its contents when they are the labels of one field alone; it is asked about when
    they could be those of a field that is expected and still lacks a column. `kept` are fields the user has placed.
    """
    given = {column.index: code for column in table.columns if (code := headers.repeats(column.label))}
    likenesses = {
        column.index: headers.likenesses(label)
        for column, label in _labelled(table.columns)
        if column.index not in given
    }
    taken, undecided = set(kept), []
    scored = sorted(
        ((score, -index, code) for index, found in likenesses.items() for code, score in found.items()), reverse=True
    )
    for score, negative, code in scored:
        index = -negative
        if index in given or code in taken or index in undecided:
            continue
        rivals = (other for name, other in likenesses[index].items() if name != code and name not in taken)
        if score < 100 and score - max(rivals, default=0.0) < CLEAR_LEAD:
            undecided.append(index)
            continue
        given[index] = code
        taken.add(code)
    lacking = [one for one in fields if one.expected and one.code not in taken]
    for column in table.columns if lacking else ():
        if column.index not in given and column.index not in undecided:
            sure, possible = _by_contents(_contents(table, column.index), lacking)
            if sure and sure not in given.values():
                given[column.index] = sure
            elif possible:
                undecided.append(column.index)
    return given, undecided


def _labelled(columns: list[Column]) -> list[tuple[Column, str]]:
    """Headers as they are compared: one that stands twice is told apart by the header on its left."""
    words = [fold(str(column.label)) for column in columns]
    labelled = []
    for place, column in enumerate(columns):
        twice = words.count(words[place]) > 1 and place > 0
        labelled.append((column, f"{column.label} {columns[place - 1].label}" if twice else str(column.label)))
    return labelled


def _contents(table: Table, index: int) -> list[Any]:
    cells = [cells[index] for _row, cells in table.rows[:LOOKED_AT] if index < len(cells)]
    return [cell for cell in cells if not is_empty(cell)]


def _by_contents(cells: list[Any], lacking: list[ImportField]) -> tuple[str, bool]:
    """(code of the one field whose labels these are, or ""; could they be those of a lacking field?)."""
    if not cells:
        return "", False
    texts = {str(cell).strip() for cell in cells}
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
            one.read(cell)
        except CellError:
            continue
        read += 1
    return read >= 0.8 * len(cells)
