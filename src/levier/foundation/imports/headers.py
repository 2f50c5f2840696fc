"""The names of columns: how near a header as written is to the fields of an importer."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from django.utils.translation import get_language
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from levier.foundation.imports.cells import WORDS, as_written
from levier.foundation.imports.importer import Importer, ImportField
from levier.foundation.kit.texts import fold

EXACT, SAME_WORDS, NEARLY, POSSIBLE = 100.0, 98.0, 92.0, 80.0
"""How sure a likeness is; below NEARLY a column is asked about, never taken."""

SHORTEST = 4
LONGEST = 120
REMEMBERED = 20_000
ALIKE = 84.0
_STOP = (
    frozenset({"de", "d", "du", "des", "le", "la", "les", "l", "a", "au", "aux", "en", "et", "un", "une", "ce", "son"})
    | frozenset({"sa", "lors", "pour", "dans", "van", "het", "een", "bij", "op", "te", "der", "den"})
    | frozenset({"of", "the", "at", "on", "in", "to", "for", "and"})
)
_NUMBERS = {"six": "6", "quatre": "4", "zes": "6", "vier": "4", "four": "4", "trois": "3", "douze": "12"}
_SHORT = {"dt": "date", "dte": "date", "tel": "telephone", "nbre": "nombre", "nb": "nombre", "qd": "quand"}
_LEAD = re.compile(r"^\s*(?:\(?\d{1,2}\s*[.)°:-]\s+|\(?[A-Za-z][.)]\s+|\d{1,2}\.\s*(?=[^\W\d]))")
_ASIDE = re.compile(r"[(\[{<]([^)\]}>]*)[)\]}>]?")
_LOST = re.compile(r"(?<=\w)[?\ufffd]|[?\ufffd](?=\w)")  # what is left of an accent that a program could not write
_FORMAT_END = re.compile(r"(?: (?:jj|mm|aaaa|aa|dd|yyyy|yy|jjmmaaaa|obligatoire|facultatif))+$")


def bare(label: Any) -> str:
    """A header folded, without its number, its star, and what it says of the way to fill it in."""
    return _bare(as_written(label)[:200])


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    text = _LOST.sub("", _LEAD.sub("", text.strip()))
    text = _ASIDE.sub(lambda aside: " " if is_format(aside[1]) else aside[0], text)
    folded = fold(text)
    return _FORMAT_END.sub("", folded) or folded


def is_format(text: str) -> bool:
    """Does a text only say how to fill in a column: jj/mm/aaaa, oui/non, F/H/X?"""
    words = fold(text).split()
    return bool(words) and all(word in WORDS["format_hint"] for word in words)


@lru_cache(maxsize=8192)
def words_of(folded: str) -> tuple[str, ...]:
    """The words that count in a folded header, in alphabetical order, numbers as figures."""
    words = (_NUMBERS.get(word, _SHORT.get(word, word)) for word in folded.split() if word not in _STOP)
    return tuple(sorted(set(words)))


class Headers:
    """The names of an importer's fields, folded once; each header asked is remembered, for sheets repeat them."""

    def __init__(self, fields: Iterable[ImportField]) -> None:
        fields = tuple(fields)
        self.repeated = [field for field in fields if field.repeats]
        self._codes: dict[str, list[str]] = {}
        for field in fields:
            if not field.repeats:
                for name in dict.fromkeys((fold(str(field.label)), *map(fold, field.synonyms))):
                    self._codes.setdefault(name, []).append(field.code)
        self._by_words: dict[tuple[str, ...], set[str]] = {}
        for name, codes in self._codes.items():
            self._by_words.setdefault(words_of(name), set()).update(codes)
        self._by_count: dict[int, list[tuple[str, ...]]] = {}
        for known in self._by_words:
            self._by_count.setdefault(len(known), []).append(known)
        self._long = [name for name in self._codes if len(name) >= SHORTEST]
        self._sure: dict[str, dict[str, float]] = {}
        self._likenesses: dict[str, dict[str, float]] = {}

    def knows(self, label: Any) -> bool:
        """Does a header name something this importer reads?"""
        if self.repeats(label) is not None:
            return True
        return isinstance(label, str) and len(label) <= LONGEST and bool(self._sure_of(bare(label)))

    def repeats(self, label: Any) -> str | None:
        """Code of the field that many columns hold and that this header is one of, or None."""
        return next((one.code for one in self.repeated if one.repeats and one.repeats(label) is not None), None)

    def likenesses(self, label: Any) -> dict[str, float]:
        """Fields whose name is near a header: {code: score}; EXACT only when they are the same folded."""
        words = bare(label)
        found = self._likenesses.get(words)
        if found is None:
            found = self._likenesses[words] = self._compare(words)
        return found

    def same_words(self, words: tuple[str, ...]) -> set[str]:
        """Fields one of whose names has these words, in whatever order."""
        return self._by_words.get(words, set())

    def _sure_of(self, words: str) -> dict[str, float]:
        found = self._sure.get(words)
        if found is not None:
            return found
        if len(self._sure) > REMEMBERED:
            self._sure.clear()
        scores = dict.fromkeys(self._codes.get(words, ()), EXACT)
        counted = words_of(words)
        for code in self._by_words.get(counted, ()) if counted else ():
            scores.setdefault(code, SAME_WORDS)
        if len(words) >= SHORTEST:
            for known in self._by_count.get(len(counted), ()):
                if _nearly(counted, known):
                    for code in self._by_words[known]:
                        scores.setdefault(code, NEARLY)
        self._sure[words] = scores
        return scores

    def _compare(self, words: str) -> dict[str, float]:
        scores = dict(self._sure_of(words))
        if len(words) < SHORTEST:
            return scores
        for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
            for name, _score, _place in process.extract(words, self._long, scorer=scorer, score_cutoff=ALIKE):
                for code in self._codes[name]:
                    scores.setdefault(code, POSSIBLE)
        return scores


_made: WeakKeyDictionary[Importer, dict[str, Headers]] = WeakKeyDictionary()


def headers_of(importer: Importer) -> Headers:
    """The headers of an importer, in the language of the page, made once."""
    mine, language = _made.setdefault(importer, {}), get_language() or ""
    if language not in mine:
        mine[language] = Headers(importer.fields)
    return mine[language]


def _nearly(written: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """The same words, but for a typing error or an abbreviation in each. Figures must be the same."""
    if len(written) != len(known) or not known:
        return False
    left = list(known)
    for word in written:
        found = next((other for other in left if _same_word(word, other, several=len(known) > 1)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _same_word(word: str, known: str, *, several: bool) -> bool:
    if word == known:
        return True
    if word.isdigit() or known.isdigit():
        return False
    if several and len(word) >= 3 and known.startswith(word):
        return True
    errors = 0 if len(known) < 4 else 1 if len(known) < 8 else 2
    return bool(errors) and OSA.distance(word, known, score_cutoff=errors) <= errors
