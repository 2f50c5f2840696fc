"""Which column holds what: guessed from headers, one field a column, and left to the user when two answers are near."""

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from levier.foundation.imports.importer import ImportField
from levier.foundation.imports.layout import Column
from levier.foundation.kit.texts import fold

SURE = 84.0
CLEAR_LEAD = 3.0


def guess_columns(columns: list[Column], fields: Iterable[ImportField]) -> tuple[dict[int, str], list[int]]:
    """(field code by column index, indexes of columns that could be two fields).

    Exact headers first, then near ones by falling likeness; each field is given once, except repeated ones.
    """
    fields = tuple(fields)
    given: dict[int, str] = {}
    for column in columns:
        repeated = next((field for field in fields if field.repeats and field.repeats(column.label) is not None), None)
        if repeated:
            given[column.index] = repeated.code
    singles = [field for field in fields if not field.repeats]
    scored = sorted(
        (
            (score, -column.index, column.index, field.code)
            for column in columns
            if column.index not in given
            for field in singles
            if (score := likeness(str(column.label), field)) >= SURE
        ),
        reverse=True,
    )
    taken: set[str] = set()
    undecided: list[int] = []
    for score, _order, index, code in scored:
        if index in given or code in taken or index in undecided:
            continue
        rival = next((s for s, _o, i, c in scored if i == index and c != code and c not in taken), 0.0)
        if score < 100 and score - rival < CLEAR_LEAD:
            undecided.append(index)
            continue
        given[index] = code
        taken.add(code)
    return given, undecided


def likeness(header: str, field: ImportField) -> float:
    """0 to 100: how near a header is to the nearest name of a field; 100 only when they are the same folded."""
    words = fold(header)
    return max((_near(words, name) for name in _names(field)), default=0.0)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(text)


def _names(field: ImportField) -> list[str]:
    return [_folded(str(field.label)), *(_folded(synonym) for synonym in field.synonyms)]


def _near(header: str, name: str) -> float:
    if header == name:
        return 100.0
    if min(len(header), len(name)) < 4:
        return 0.0
    return min(99.0, max(fuzz.ratio(header, name), fuzz.token_sort_ratio(header, name)))
