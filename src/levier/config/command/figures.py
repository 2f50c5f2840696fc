"""The figures of a release: what the tests noted, beside the bar each promise sets. Nobody types a number here."""

from collections.abc import Callable
from typing import Any, NamedTuple

from levier.config.command.figures_run import Results
from levier.config.command.figures_still import STILL

NOT_RUN = "not run"
Numbers = dict[str, float]


class Figure(NamedTuple):
    """One line: `met` is None when nothing was measured or no bar is set."""

    figure: str
    value: str
    bar: str
    met: bool | None
    database: str
    commit: str
    seconds: float


class Promise(NamedTuple):
    """A figure of the tests: the family they note it under, how it reads, its bar and whether the bar is met."""

    figure: str
    family: str
    value: str
    bar: str
    is_met: Callable[[Numbers], bool]


PROMISES = (
    Promise("access matrix: cells tried / wrong", "access", "{tried:g} / {wrong:g}", "0", lambda n: n["wrong"] == 0),
    Promise("canary: pages crawled / hits", "canary", "{pages:g} / {hits:g}", "0", lambda n: n["hits"] == 0),
    Promise(
        "faults injected / half-done states", "faults", "{faults:g} / {half_done:g}", "0", lambda n: n["half_done"] == 0
    ),
    Promise(
        "forms replayed / double effects",
        "double_click",
        "{replayed:g} / {double_effects:g}",
        "0",
        lambda n: n["double_effects"] == 0,
    ),
    Promise(
        "edit views in conflict / lost texts",
        "conflicts",
        "{edit_views:g} / {lost_texts:g}",
        "0",
        lambda n: n["lost_texts"] == 0,
    ),
    Promise(
        "fuzz inputs / 500s",
        "fuzz",
        "{inputs:g} / {accidents:g}",
        "10,000 / 0",
        lambda n: n["accidents"] == 0 and n["inputs"] >= 10_000,
    ),
    Promise("XSS payloads x places / run", "xss", "{payloads_by_places:g} / {run:g}", "0", lambda n: n["run"] == 0),
    Promise("posts without CSRF mark / taken", "csrf", "{tried:g} / {taken:g}", "0", lambda n: n["taken"] == 0),
    Promise(
        "journal: forms and readings / without their line",
        "journal",
        "{views:g} / {without_line:g}",
        "0",
        lambda n: n["without_line"] == 0,
    ),
    Promise(
        "journal: tamperings tried / found",
        "tamperings",
        "{tried:g} / {found:g}",
        "all",
        lambda n: n["tried"] == n["found"] > 0,
    ),
    Promise(
        "restore drill: seconds / tables differing",
        "drill",
        "{seconds:g} / {differing:g}",
        "<60 / 0",
        lambda n: n["differing"] == 0 and n["seconds"] < 60,
    ),
    Promise(
        "pages under their accepted cost: most queries / kilobytes / requests",
        "budgets",
        "{most_queries:g} / {most_kilobytes:g} / {most_requests:g}",
        "60 kB",
        lambda n: n["most_kilobytes"] <= 60,
    ),
    Promise(
        "pages and states read by axe, and at 320 px / violations",
        "accessibility",
        "{pages:g} / {violations:g}",
        "0",
        lambda n: n["violations"] == 0,
    ),
    Promise("HTML pages checked / errors", "html", "{pages:g} / {errors:g}", "0", lambda n: n["errors"] == 0),
    Promise(
        "phrases in nl, en and fr: missing / doubtful",
        "words",
        "{empty:g} / {doubtful:g}",
        "0 / 0",
        lambda n: n["empty"] == n["doubtful"] == 0,
    ),
    Promise("kills / acknowledged lost", "kills", "{kills:g} / {lost:g}", "200 / 0", lambda n: n["lost"] == 0),
    Promise(
        "stateful steps / invariants broken",
        "stateful",
        "{steps:g} / {broken:g}",
        "10,000 / 0",
        lambda n: n["broken"] == 0,
    ),
    Promise("traces after erasure", "erasure", "{traces:g}", "0", lambda n: n["traces"] == 0),
    Promise("names in logs and addresses", "leaks", "{hits:g}", "0", lambda n: n["hits"] == 0),
    Promise("ASVS level 2 met with a test", "asvs", "{met:g}", "149", lambda n: n["met"] >= 149),
    Promise("mutation score: permissions, money, hours", "mutation", "{score:g} %", "80 %", lambda n: n["score"] >= 80),
)


def measured(results: Results) -> list[Figure]:
    """Every figure, one line a database; what no test noted in this run says so."""
    found: list[Figure] = []
    for promise in PROMISES:
        kept = results.of(promise.family)
        if not kept:
            found.append(Figure(promise.figure, NOT_RUN, promise.bar, None, "", results.commit, 0))
        for database, (numbers, seconds) in sorted(kept.items()):
            value, met = promise.value.format(**numbers), promise.is_met(numbers)
            found.append(Figure(promise.figure, value, promise.bar, met, database, results.commit, round(seconds, 1)))
    for family in sorted(set(results.noted) - {promise.family for promise in PROMISES}):
        for database, (numbers, seconds) in sorted(results.of(family).items()):
            value = ", ".join(f"{name} {number:g}" for name, number in numbers.items())
            found.append(Figure(family, value, "", None, database, results.commit, round(seconds, 1)))
    covered = "" if results.covered is None else f"{results.covered:g} %"
    found.append(Figure("lines covered by the tests", covered or NOT_RUN, "number, trend", None, "", results.commit, 0))
    for name, bar, look in STILL:
        seen = look()
        found.append(Figure(name, seen.value, bar, seen.met, "", results.commit, 0))
    return found


def in_words(figures: list[Figure]) -> str:
    """The figures as a table."""
    marks: dict[Any, str] = {True: "ok", False: "MISSED", None: ""}
    rows = [("figure", "value", "bar", "", "database", "commit", "seconds")]
    rows += [
        (
            one.figure,
            one.value,
            one.bar,
            marks[one.met],
            one.database,
            one.commit,
            f"{one.seconds:g}" if one.seconds else "",
        )
        for one in figures
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
