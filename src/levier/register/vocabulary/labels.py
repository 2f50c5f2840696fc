"""Reading a label as people write it: accents, capitals, apostrophes and punctuation make no difference.

`code_of` and `match(...).exact` are certain; everything else is a proposal that a person must confirm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from levier.foundation.kit.texts import fold
from levier.register.vocabulary.lists import terms_of

PROPOSAL_CUTOFF = 60.0  # below, a proposal is noise
MATCH_CUTOFF = 80.0
SHORTEST_PROPOSAL = 3  # "M", "F", "3": read when written exactly, never proposed nor likened


class UnknownLabel(ValueError):
    """A label no list holds: `part` is the piece not understood, `suggestions` the proposals, best first."""

    def __init__(self, part: str, suggestions: "list[Match]") -> None:
        super().__init__(part)
        self.part = part
        self.suggestions = suggestions


class AmbiguousLabel(ValueError):
    """A list gives one spelling two meanings: a fault of the data, found when the list is first read."""


@dataclass(frozen=True, slots=True)
class Match:
    """A code with its likeness to the text, 0 to 100; `exact` when the folded text is one of its spellings."""

    code: str
    score: float
    exact: bool


@cache
def _index(list_name: str) -> Mapping[str, str]:
    index: dict[str, str] = {}
    for code, term in terms_of(list_name).items():
        for spelling in term.spellings():
            if index.setdefault(fold(spelling), code) != code:
                raise AmbiguousLabel(f"{list_name}: {spelling!r} means {index[fold(spelling)]} and {code}")
    return index


@cache
def _proposable(list_name: str) -> tuple[str, ...]:
    return tuple(label for label in _index(list_name) if len(label) >= SHORTEST_PROPOSAL)


def code_of(list_name: str, text: str) -> str | None:
    """The code of a label written in one of its known spellings, else None. Raises `UnknownList`."""
    return _index(list_name).get(fold(text))


def suggestions(list_name: str, text: str, limit: int = 5) -> list[Match]:
    """Up to `limit` codes, most alike first, each once; an exact one leads with 100. Raises `UnknownList`."""
    folded, index = fold(text), _index(list_name)
    if not folded:
        return []
    found: dict[str, Match] = {}
    if folded in index:
        found[index[folded]] = Match(index[folded], 100.0, exact=True)
    if len(folded) < SHORTEST_PROPOSAL:
        return list(found.values())[:limit]
    alike = process.extract(
        folded, _proposable(list_name), scorer=fuzz.WRatio, limit=None, score_cutoff=PROPOSAL_CUTOFF
    )
    for label, score, _ in alike:
        found.setdefault(index[label], Match(index[label], score, exact=False))
    return list(found.values())[:limit]


def match(list_name: str, text: str) -> Match | None:
    """The best reading of a label: exact, or a close proposal to be confirmed by a person, or None.

    Only `exact` may be stored without asking: « CPAS inscrit » and « CPAS non inscrit » are alike and opposite.
    Raises `UnknownList`.
    """
    best = next(iter(suggestions(list_name, text, limit=1)), None)
    return best if best and (best.exact or best.score >= MATCH_CUTOFF) else None
