"""S1. Every list at 1,000, 20,000 and 100,000 rows: queries, bytes, growth, and how many times a `ping`."""

from functools import partial

from django.urls import reverse

from levier.config.bench.houses import Browser, Wanted
from levier.config.bench.lines import Line, ratio
from levier.config.bench.measuring import by_turns, exponent, queries_counted
from levier.config.bench.rows import busy_house, catalogue_house
from levier.config.bench.urls import PING

SIZES = (1_000, 20_000, 100_000)
BUSY = (
    ("people:people", "people:pairs", "outcomes:participations", "outcomes:to_ask"),
    ("activities:activities", "activities:sessions?quand=all", "ledger:lines", "journal:journal"),
)
CATALOGUE = (
    ("partners:partners", "partners:places", "calls:needs", "calls:calls"),
    ("projects:projects", "ledger:hours", "imports:runs", "reports:frozen_reports"),
)
QUERIES, KILOBYTES, PINGS, GROWTH = 10, 60, 20, 0.05
LEAST = 9
"""Repeats that a growth of a few per cent asks for; one alone is a trial."""


def run(wanted: Wanted) -> list[Line]:
    """One set of lines a list. With `--rows`, from a full list of a thousand up to there."""
    sizes = tuple(one for one in (*SIZES[:2], wanted.rows) if one <= wanted.rows) if wanted.rows else SIZES
    busy = [Browser(busy_house(count, wanted)) for count in sizes]
    catalogue = [Browser(catalogue_house(count, wanted)) for count in sizes]
    found: list[Line] = []
    for browsers, names in ((busy, BUSY), (catalogue, CATALOGUE)):
        for name in (one for group in names for one in group):
            found += _measure(name, list(sizes), browsers, wanted.repeats)
    return found


def _measure(name: str, sizes: list[int], browsers: list[Browser], repeats: int) -> list[Line]:
    view, mark, asked_for = name.partition("?")
    address, last = reverse(view) + mark + asked_for, browsers[-1]
    title = f"liste {address} de {sizes[-1]} lignes"
    works = [partial(one.page, address) for one in browsers]
    *times, ping = by_turns(*works, partial(last.page, PING), repeats=max(repeats, LEAST) if repeats > 1 else 1)
    with queries_counted() as asked:
        body = last.page(address)
    with queries_counted() as none:
        last.page(PING)
    found = [
        ratio("S1", f"{title}, à côté de ping", times[-1], ping, PINGS),
        Line("S1", f"{title} : requêtes de plus que ping", len(asked) - len(none), QUERIES, ""),
        Line("S1", f"{title} : HTML", len(body) / 1_000, KILOBYTES, "ko"),
    ]
    if len(sizes) > 1:
        growth = exponent(sizes, [min(one.seconds) for one in times])
        found.append(Line("S1", f"{title} : croissance depuis {sizes[0]}", growth, GROWTH, ""))
    return found
