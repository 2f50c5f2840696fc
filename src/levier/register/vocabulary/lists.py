"""Reference lists, read once from `data/`: stable codes, three languages, the spellings met in workbooks."""

import csv
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language
from rapidfuzz import fuzz, process

from levier.foundation.kit.texts import fold


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a list. `facts` are its other columns ("category", "isced", "work"...), as text."""

    code: str
    fr: str
    nl: str
    en: str
    labels: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(getattr(self, (get_language() or "fr")[:2], self.fr))


class TermList:
    """A list of terms by code, and the way from a label as people write it to a code."""

    def __init__(self, terms: list[Term]) -> None:
        self.terms = {term.code: term for term in terms}
        self._codes: dict[str, str] = {}
        for term in terms:
            for label in (term.code, term.fr, term.nl, term.en, *term.labels):
                self._codes.setdefault(fold(label), term.code)

    def __getitem__(self, code: str) -> Term:
        return self.terms[code]

    def __contains__(self, code: object) -> bool:
        return code in self.terms

    def match(self, label: str) -> str | None:
        """The code of a label that is known, whatever its accents, capitals and marks; None otherwise."""
        return self._codes.get(fold(label))

    def suggestions(self, label: str, most: int = 3) -> list[str]:
        """Codes of the nearest known labels, best first."""
        near = process.extract(fold(label), self._codes.keys(), scorer=fuzz.WRatio, limit=most * 3)
        return list(dict.fromkeys(self._codes[name] for name, _score, _index in near))[:most]

    def choices(self) -> list[tuple[str, str]]:
        """(code, label in the page's language), in the order of the list."""
        return [(code, str(term)) for code, term in self.terms.items()]

    def label(self, code: str) -> str:
        """Label of a code in the page's language; the code itself when the list no longer has it."""
        return str(self.terms[code]) if code in self.terms else code


def _read(name: str) -> TermList:
    text = (files("levier.register.vocabulary") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    terms = []
    for row in csv.DictReader(text.splitlines()):
        labels = tuple(label for label in row.pop("labels", "").split("|") if label)
        named = (row.pop("code"), row.pop("fr"), row.pop("nl"), row.pop("en"))
        labels += tuple(row[form] for form in ("feminine", "masculine") if form in row)
        terms.append(Term(*named, labels=labels, facts=dict(row)))
    return TermList(terms)


@cache
def statuses() -> TermList:
    """Employment statuses at entry; fact `category`: unemployed, inactive, employed."""
    return _read("statuses")


@cache
def studies() -> TermList:
    """Studies completed; fact `isced`: 0 to 8 (ISCED 2011)."""
    return _read("studies")


@cache
def situations() -> TermList:
    """Situations after leaving; facts `work` (employed, searching, none, empty) and `training` (yes, empty)."""
    return _read("situations")


@cache
def improvements() -> TermList:
    """Changes for people who had work; fact `counts`: 1 when it is an improvement for the funder."""
    return _read("improvements")


@cache
def genders() -> TermList:
    return _read("genders")


@cache
def exit_reasons() -> TermList:
    """Why people leave; fact `dropped`: 1 when they left before the end."""
    return _read("exit_reasons")


@cache
def nationalities() -> TermList:
    """Countries with their adjectives; fact `eu`: 1 for a member of the European Union."""
    return _read("nationalities")
