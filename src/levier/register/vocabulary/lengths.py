"""Lengths of unemployment in words, read as the months that have surely passed.

`months_passed` is the greatest whole number n such that start + n months lies strictly before the entry. Somebody is
long-term unemployed when it reaches 12 (domain.md, rule 12): exactly twelve months are not more than twelve. A bare
length may be exact, so « 12 mois » gives 11; « plus de 12 mois » gives 12; of a range only the lower end is sure.
"""

import re
from dataclasses import dataclass

from levier.foundation.kit.texts import fold
from levier.register.vocabulary.labels import UnknownLabel, code_of, suggestions
from levier.register.vocabulary.lists import unemployment_lengths

_LIST = "unemployment_lengths"
_LONGEST_MONTH = 31

# Signs that folding would lose, and halves of a year.
_SIGNS = (
    (re.compile(r"\+\s*/\s*-|±|~|≈"), " environ "),
    (re.compile(r">\s*=|≥"), " au moins "),
    (re.compile(r"<\s*=|≤"), " au plus "),
    (re.compile(r">|^\s*\+\s*(?:d['’]|de\b)?"), " plus de "),
    (re.compile(r"<"), " moins de "),
    (re.compile(r"(?:\bet\s*)?\+\s*$"), " et plus "),
    (re.compile(r"\b([0-9]{1,2})[.,]5\s*(?:ans?|années?|jaar|years?)\b", re.IGNORECASE), r"\1 ans 6 mois"),
)
_WORDS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "dix huit": 18, "vingt": 20, "vingt quatre": 24,
    "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "twaalf": 12, "achttien": 18,
    "one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "twelve": 12, "eighteen": 18,
}  # fmt: skip
_YEAR, _MONTH = "ans?|annees?|jaar|jaren|years?", "mois|maand|maanden|months?"
_WEEK, _DAY = "semaines?|week|weken|weeks", "jours?|dag|dagen|days?"
_NUMBER = "[0-9]{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True))
_UNIT = f"{_YEAR}|{_MONTH}|{_WEEK}|{_DAY}"
_HALF = "et demie?|en een half|en half|and a half"

_LEAD = re.compile(r"^(?:(?:depuis|il y a|environ|ca|a peu pres|presque|sinds|ongeveer|since|for|about)\b ?)+")
_HALF_YEARS = re.compile(rf"\b({_NUMBER}) (?:{_YEAR}) (?:{_HALF})\b|\b(anderhalf) jaar\b")
_OVER = re.compile(r"^(?:plus de |plus d |superieure? a |meer dan |langer dan |more than |over )")
_UNDER = re.compile(
    r"^(?:moins de |moins d |au plus |maximum |max |inferieure? a |"
    r"minder dan |korter dan |hoogstens |less than |under )"
)
_AT_LEAST = re.compile(
    r"^(?:au moins |minimum |min |minstens |ten minste |at least )|"
    r"(?: (?:et|ou) plus| (?:en|of) meer| (?:and|or) more)$"
)
_SUM = re.compile(rf"^({_NUMBER}) ({_UNIT})(?: (?:et |en |and )?({_NUMBER}) ({_UNIT}))?$")
_RANGE = re.compile(
    rf"^(?:de |entre |van |tussen |between |from )?({_NUMBER})(?: ({_UNIT}))? "
    rf"(?:(?:a|et|ou|tot|en|of|to|and|or) )?({_NUMBER}) ({_UNIT})$"
)


@dataclass(frozen=True, slots=True)
class _Length:
    months: int
    days: int = 0

    def more_than(self) -> int:
        """Months surely passed when the length is exceeded."""
        return self.months + self.days // _LONGEST_MONTH

    def at_least(self) -> int:
        """Months surely passed when the length may be exact: a day is needed beyond the last month."""
        return max(0, self.months + (self.days - 1) // _LONGEST_MONTH)


def read_unemployment_length(text: str) -> int | None:
    """Whole months surely passed, 0 or more; None for an empty cell.

    Reads the spellings of `lists.unemployment_lengths` and free forms in three languages: « 18 mois »,
    « depuis 3 ans », « > 1 an », « 1 an et demi », « 12 à 24 mois ». Dates are not lengths. Raises `UnknownLabel`.
    """
    plain = text
    for sign, words in _SIGNS:
        plain = sign.sub(words, plain)
    folded = _LEAD.sub("", fold(plain))
    if not fold(text):
        return None
    if known := code_of(_LIST, folded):
        return unemployment_lengths()[known].months_passed
    months = _read(_HALF_YEARS.sub(_in_months, folded))
    if months is None:
        raise UnknownLabel(text.strip(), suggestions(_LIST, text))
    return months


def _read(words: str) -> int | None:
    if _UNDER.match(words):
        return 0 if _length(_UNDER.sub("", words)) else None
    if _OVER.match(words):
        exceeded = _length(_OVER.sub("", words))
        return exceeded.more_than() if exceeded else None
    reached = _length(_AT_LEAST.sub("", words))
    return reached.at_least() if reached else None


def _length(words: str) -> _Length | None:
    """The length said, or the lower end of a range."""
    if found := _SUM.match(words):
        number, unit, more, smaller = found.groups()
        if more is None:
            return _of(number, unit)
        if _size(unit) > _size(smaller):
            first, second = _of(number, unit), _of(more, smaller)
            return _Length(first.months + second.months, first.days + second.days)
    if found := _RANGE.match(words):
        lower, unit, upper, last_unit = found.groups()
        return min(_of(lower, unit or last_unit), _of(upper, last_unit), key=_Length.at_least)
    return None


def _of(number: str, unit: str) -> _Length:
    count = _WORDS[number] if number in _WORDS else int(number)
    match _size(unit):
        case 3:
            return _Length(12 * count)
        case 2:
            return _Length(count)
        case 1:
            return _Length(0, 7 * count)
        case _:
            return _Length(0, count)


def _size(unit: str) -> int:
    return next(size for size, names in ((3, _YEAR), (2, _MONTH), (1, _WEEK), (0, _DAY)) if re.fullmatch(names, unit))


def _in_months(found: re.Match[str]) -> str:
    number = "1" if found[2] else found[1]
    return f"{12 * (_WORDS[number] if number in _WORDS else int(number)) + 6} mois"
