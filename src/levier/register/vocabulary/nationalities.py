"""Nationalities as a workbook writes them, and the question they answer: third-country national or not (EECO13)."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Literal

from levier.foundation.kit.texts import fold
from levier.register.vocabulary.labels import UnknownLabel, code_of, suggestions
from levier.register.vocabulary.lists import countries

# From the sign that surely parts two nationalities to the one a country's own name may hold.
_SEPARATORS = (
    re.compile(r"[/;|+&\n]"),
    re.compile(r","),
    re.compile(r"\b(?:et|en|and)\b", re.IGNORECASE),
    re.compile(r"\s[-–—]\s"),
)
_PREAMBLE = re.compile(r"^\s*(?:double\s+)?nationalit\w*\W+", re.IGNORECASE)
_NO_ANSWER = frozenset(
    {"", "inconnu", "inconnue", "non communique", "non communiquee", "non renseigne", "non renseignee", "onbekend"}
    | {"unknown", "na", "n a", "nc", "n c", "nd", "nr", "ns", "nsp", "vide"}
)
# Written alone in a cell these say « not available », « non renseigné », « sans objet » rather than a country.
_NOT_ISO = frozenset({"NA", "NR", "SO"})


def read_nationalities(text: str) -> tuple[str, ...]:
    """The codes of `lists.countries`, in the order written, each once; empty when the cell gives no answer.

    Reads a feminine or masculine adjective, a country in three languages or an ISO code in capitals, several of them
    parted by « / », « et », a comma or « + », and compounds such as « belgo-marocaine ». « indéterminée » is an answer
    (XU), « inconnue » is none. « congolaise » and « coréenne » alone mean two countries and are asked.
    Raises `UnknownLabel` with the first piece not understood.
    """
    written = _PREAMBLE.sub("", unicodedata.normalize("NFC", text))
    return tuple(dict.fromkeys(_read(written)))


def is_third_country(codes: Iterable[str], on: date) -> Literal["yes", "no", ""]:
    """EECO13 on that day: one nationality of the European Union is enough for "no"; no nationality known gives "".

    Stateless and undetermined are "yes" (domain.md, rule 14). Raises `UnknownCode`.
    """
    held = [countries()[code] for code in codes]
    if not held:
        return ""
    return "no" if any(country.is_eu_member(on) for country in held) else "yes"


def nationality_codes(text: str) -> str | None:
    """Codes parted by commas ("BE,MA") as a person keeps them; None when a piece of the text is not understood."""
    try:
        return ",".join(read_nationalities(text))
    except UnknownLabel:
        return None


def _read(text: str) -> list[str]:
    if fold(text) in _NO_ANSWER:
        return []
    if found := _single(text):
        return [found]
    for separator in _SEPARATORS:
        parts = [part for part in separator.split(text) if fold(part)]
        if len(parts) > 1:
            return [code for part in parts for code in _read(part)]
    if compound := _compound(text.split("-")):
        return compound
    raise UnknownLabel(text.strip(), suggestions("nationalities", text))


def _single(text: str) -> str | None:
    code = text.strip()
    if len(code) == 2 and code in countries() and code not in _NOT_ISO:
        return code
    return code_of("nationalities", text)


def _compound(pieces: list[str]) -> list[str] | None:
    """« belgo-marocaine », « belge-marocaine », « guinéenne-belge »: the shortest first half that can be read."""
    for cut in range(1, len(pieces)):
        head, tail = "-".join(pieces[:cut]), "-".join(pieces[cut:])
        first = _prefixes().get(fold(head)) or _single(head)
        if first and (last := _single(tail)):
            return [first, last]
        if first and (rest := _compound(pieces[cut:])):
            return [first, *rest]
    return None


@cache
def _prefixes() -> dict[str, str]:
    return {fold(prefix): code for code, country in countries().items() for prefix in country.prefixes}
