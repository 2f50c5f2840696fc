"""Nationalities as people write them, one or two."""

import re
from datetime import date

from levier.register.vocabulary.lists import nationalities

BREXIT_ENDED = date(2020, 2, 1)
_PARTS = re.compile(r"\s*(?:/|,|;|\+|&|\bet\b|\ben\b|\band\b)\s*")
_HYPHENS = {"belgo": "BE", "franco": "FR", "italo": "IT", "maroco": "MA", "hispano": "ES", "turco": "TR"}


def read_nationalities(label: str) -> str | None:
    """Codes parted by commas ("BE,MA") of a label such as "belge / marocaine"; None when a part is not known."""
    whole = nationalities().match(label)
    if whole:
        return whole
    codes: list[str] = []
    for part in _PARTS.split(label.strip()):
        found = nationalities().match(part)
        first, _, rest = part.partition("-")
        if not found and first.casefold() in _HYPHENS and nationalities().match(rest):
            codes += [_HYPHENS[first.casefold()], str(nationalities().match(rest))]
        elif not found:
            return None
        else:
            codes.append(found)
    return ",".join(dict.fromkeys(codes))


def third_country(codes: str, on: date) -> str:
    """ "yes", "no" or "" (unknown): national of no State of the Union on that day (domain.md 3.2, item 14).

    One nationality of the Union is enough for "no"; stateless and undetermined people count as "yes".
    """
    if not codes:
        return ""
    members = {code for code, term in nationalities().terms.items() if term.facts["eu"] == "1"}
    if on < BREXIT_ENDED:
        members.add("GB")
    return "no" if members & set(codes.split(",")) else "yes"
