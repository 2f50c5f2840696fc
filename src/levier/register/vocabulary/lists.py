"""The reference lists of Levier, read once from the package's own CSV files.

Each list is a `Terms`: an ordered mapping from a stable code to a frozen record that knows its French, Dutch and
English name and the spellings found in workbooks. The codes of employment statuses are those of the ESF field;
the readings follow domain.md, section 3. To *read* a label typed by somebody, see `labels.py`.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypedDict

from django.utils.translation import get_language

type Row = Mapping[str, str]
type Category = Literal["unemployed", "inactive", "employed", ""]
type Work = Literal["employed", "searching", "none", ""]
type Training = Literal["yes", "no", ""]

_CATEGORIES: Mapping[str, Category] = {
    "unemployed": "unemployed",
    "inactive": "inactive",
    "employed": "employed",
    "": "",
}
_WORK: Mapping[str, Work] = {"employed": "employed", "searching": "searching", "none": "none", "": ""}
_TRAINING: Mapping[str, Training] = {"yes": "yes", "no": "no", "": ""}
_FLAGS: Mapping[str, bool] = {"0": False, "1": True}


class UnknownCode(KeyError):
    """The list holds no such code."""


class UnknownList(KeyError):
    """There is no list of that name; the names are the keys of `LISTS`."""


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a list: a stable code, its name in three languages, the spellings people use for it."""

    code: str
    fr: str
    nl: str
    en: str
    labels: tuple[str, ...]

    def __str__(self) -> str:
        """The name in the language of the page; any language but Dutch and English falls back to French."""
        return {"nl": self.nl, "en": self.en}.get((get_language() or "fr")[:2], self.fr)

    def spellings(self) -> tuple[str, ...]:
        """Everything that may be written for this line, the three names first."""
        return (self.fr, self.nl, self.en, *self.labels)


@dataclass(frozen=True, slots=True)
class EmploymentStatus(Term):
    """A situation at entry. `category` is empty when the situation is unknown: the record stays incomplete (rule 7).

    `is_precarious` serves EECR06; `is_to_confirm` marks a reading the managing authority has not confirmed.
    """

    order: int
    category: Category
    is_precarious: bool
    is_to_confirm: bool


@dataclass(frozen=True, slots=True)
class Study(Term):
    """A level of studies; `isced` is its ISCED 2011 level, 0 to 8, or None when the answer gives no level."""

    isced: int | None
    is_to_confirm: bool


@dataclass(frozen=True, slots=True)
class Country(Term):
    """A country as a nationality: ISO 3166 code (XK Kosovo, XA stateless, XU undetermined), feminine and masculine
    French adjective, and the first forms of compound adjectives (`belgo`)."""

    feminine: str
    masculine: str
    prefixes: tuple[str, ...]
    is_eu: bool
    eu_from: date | None
    eu_until: date | None

    def is_eu_member(self, on: date) -> bool:
        """Whether the country belonged to the European Union on that day, first and last day included."""
        if self.eu_from is None or on < self.eu_from:
            return False
        return self.eu_until is None or on <= self.eu_until

    def spellings(self) -> tuple[str, ...]:
        """Country in three languages, both adjectives, then the other spellings."""
        return (self.fr, self.nl, self.en, self.feminine, self.masculine, *self.labels)


@dataclass(frozen=True, slots=True)
class Situation(Term):
    """A situation on leaving or at six months, told as two answers (rules 16 to 22).

    Both are empty when nobody could observe anything: that is no observation, not a *no*.
    """

    work: Work
    training: Training

    @property
    def is_observation(self) -> bool:
        """Whether the label says something about the person's situation."""
        return self.work != ""


@dataclass(frozen=True, slots=True)
class Improvement(Term):
    """A change in the job of somebody employed at entry; `counts` in EECR06 or not (rule 23)."""

    counts: bool


@dataclass(frozen=True, slots=True)
class ExitReason(Term):
    """Why a person left. `is_drop_out`: before the end, otherwise than for a job, a course or another service."""

    is_drop_out: bool


@dataclass(frozen=True, slots=True)
class UnemploymentLength(Term):
    """A length of unemployment in words; `months_passed` as defined in `lengths.py`."""

    months_passed: int


@dataclass(frozen=True, slots=True)
class Commune(Term):
    """One of the nineteen communes of the Brussels Region; the code is its NIS number."""

    postcodes: tuple[str, ...]


class Terms[T: Term](Mapping[str, T]):
    """An ordered, read-only list. `terms[code]` raises `UnknownCode`; iterating gives the codes in order."""

    def __init__(self, terms: Iterable[T]) -> None:
        self._terms: Mapping[str, T] = {term.code: term for term in terms}

    def __getitem__(self, code: str) -> T:
        try:
            return self._terms[code]
        except KeyError:
            raise UnknownCode(code) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __contains__(self, code: object) -> bool:
        return code in self._terms

    def label(self, code: str) -> str:
        """The name of a code in the language of the page; the code itself when the list no longer has it."""
        return str(self._terms[code]) if code in self._terms else code

    def choices(self) -> list[tuple[str, str]]:
        """Pairs (code, name) in the order of the list, as a form field wants them."""
        return [(code, str(term)) for code, term in self._terms.items()]


def _rows(name: str) -> list[Row]:
    text = files(__package__).joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


class _Named(TypedDict):
    code: str
    fr: str
    nl: str
    en: str
    labels: tuple[str, ...]


def _named(row: Row) -> _Named:
    return _Named(code=row["code"], fr=row["fr"], nl=row["nl"], en=row["en"], labels=_several(row["labels"]))


def _load[T: Term](name: str, build: Callable[[Row], T]) -> Terms[T]:
    return Terms(build(row) for row in _rows(name))


@cache
def statuses() -> Terms[EmploymentStatus]:
    """Employment statuses at entry, by the order of the interview."""
    return _load(
        "employment_statuses",
        lambda row: EmploymentStatus(
            **_named(row),
            order=int(row["order"]),
            category=_CATEGORIES[row["category"]],
            is_precarious=_FLAGS[row["precarious"]],
            is_to_confirm=_FLAGS[row["to_confirm"]],
        ),
    )


@cache
def studies() -> Terms[Study]:
    """Levels of studies with their ISCED level, lowest first."""
    return _load(
        "studies",
        lambda row: Study(
            **_named(row), isced=int(row["isced"]) if row["isced"] else None, is_to_confirm=_FLAGS[row["to_confirm"]]
        ),
    )


@cache
def countries() -> Terms[Country]:
    """Nationalities by ISO 3166 code, in the French alphabetical order; stateless and undetermined last."""
    return _load(
        "nationalities",
        lambda row: Country(
            **_named(row),
            feminine=row["feminine"],
            masculine=row["masculine"],
            prefixes=_several(row["prefixes"]),
            is_eu=_FLAGS[row["eu"]],
            eu_from=_day(row["eu_from"]),
            eu_until=_day(row["eu_until"]),
        ),
    )


@cache
def situations() -> Terms[Situation]:
    """Situations on leaving and at six months."""
    return _load(
        "situations",
        lambda row: Situation(**_named(row), work=_WORK[row["work"]], training=_TRAINING[row["training"]]),
    )


@cache
def improvements() -> Terms[Improvement]:
    """Improvements of a job six months after the exit."""
    return _load("improvements", lambda row: Improvement(**_named(row), counts=_FLAGS[row["counts"]]))


@cache
def exit_reasons() -> Terms[ExitReason]:
    """Reasons for leaving."""
    return _load("exit_reasons", lambda row: ExitReason(**_named(row), is_drop_out=_FLAGS[row["is_drop_out"]]))


@cache
def genders() -> Terms[Term]:
    """Genders as the ESF+ breaks its figures down; unknown is an empty answer, not a line."""
    return _load("genders", lambda row: Term(**_named(row)))


@cache
def unemployment_lengths() -> Terms[UnemploymentLength]:
    """Lengths of unemployment offered in a form; free wording is read by `lengths.read_unemployment_length`."""
    return _load(
        "unemployment_lengths", lambda row: UnemploymentLength(**_named(row), months_passed=int(row["months_passed"]))
    )


@cache
def communes() -> Terms[Commune]:
    """The nineteen communes, by NIS number."""
    return _load("communes", lambda row: Commune(**_named(row), postcodes=_several(row["postcodes"])))


@cache
def languages() -> Terms[Term]:
    """Languages spoken in Brussels: ISO 639-1 code, ISO 639-3 where no two-letter code exists."""
    return _load("languages", lambda row: Term(**_named(row)))


@cache
def activity_themes() -> Terms[Term]:
    """What an activity is about, whatever its form."""
    return _load("activity_themes", lambda row: Term(**_named(row)))


LISTS: Mapping[str, Callable[[], Terms[Any]]] = {
    "activity_themes": activity_themes,
    "communes": communes,
    "employment_statuses": statuses,
    "exit_reasons": exit_reasons,
    "genders": genders,
    "improvements": improvements,
    "languages": languages,
    "nationalities": countries,
    "situations": situations,
    "studies": studies,
    "unemployment_lengths": unemployment_lengths,
}


def terms_of(list_name: str) -> Terms[Term]:
    """A list by its name (the name of its file). Raises `UnknownList`."""
    if list_name not in LISTS:
        raise UnknownList(list_name)
    return LISTS[list_name]()


def commune_of(postcode: str) -> Commune | None:
    """The Brussels commune of a postcode, or None outside the Region."""
    wanted = postcode.strip()
    return next((commune for commune in communes().values() if wanted in commune.postcodes), None)
