"""Which column holds what: guessed from headers, one field a column, and left to the user when two answers are near."""

from collections.abc import Iterable
from typing import Any

from rapidfuzz import fuzz, process

from levier.foundation.imports.importer import ImportField
from levier.foundation.imports.layout import Column
from levier.foundation.kit.texts import fold

SURE = 84.0
CLEAR_LEAD = 3.0
SHORTEST = 4


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


def guess_columns(columns: list[Column], headers: Headers) -> tuple[dict[int, str], list[int]]:
    """(field code by column index, indexes of columns that could be two fields).

    Exact headers first, then near ones by falling likeness; each field is given once, except repeated ones.
    """
    given = {column.index: code for column in columns if (code := headers.repeats(column.label))}
    likenesses = {column.index: headers.likenesses(column.label) for column in columns if column.index not in given}
    scored = sorted(
        ((score, -index, code) for index, found in likenesses.items() for code, score in found.items()), reverse=True
    )
    taken: set[str] = set()
    undecided: list[int] = []
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
    return given, undecided
