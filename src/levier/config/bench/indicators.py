"""S6. The ESF+ indicators and hours of all participations from scratch, beside SQL written by hand."""

from functools import partial
from typing import Any

from levier.config.bench import handwritten
from levier.config.bench.houses import Wanted, house
from levier.config.bench.lines import Line, ratio
from levier.config.bench.measuring import by_turns, memory_watched
from levier.config.bench.records import PERIOD, fill_records
from levier.evidence.reports.engine.statement import Scope
from levier.evidence.reports.figures import Figures, figures
from levier.evidence.reports.rule_sets import rule_sets
from levier.foundation.accounts.models import Organisation

TIMES, MEGABYTES = 1.5, 40
RULES = "esf-plus-2021"


def records_house(count: int, wanted: Wanted) -> Organisation:
    return house(f"indicateurs-{count}", lambda made: fill_records(made, count, wanted.say), wanted.say)


def run(wanted: Wanted) -> list[Line]:
    count = wanted.size(50_000, 1_000_000)
    made = records_house(count, wanted)
    scope = Scope(made.pk)
    computed = partial(figures, scope, rule_sets()[RULES], PERIOD)
    written = partial(handwritten.answer, made.pk, None, PERIOD)
    with memory_watched() as memory:  # first of all: what was taken once is not given back
        found = computed()
    differing = different_cells(found, written())
    ours, hand = by_turns(computed, written, repeats=wanted.repeats)
    title = f"indicateurs de {count} participations et {count * 20} présences"
    return [
        ratio("S6", f"{title}, à côté du SQL écrit à la main", ours, hand, TIMES),
        Line("S6", f"{title} : cases différentes", len(differing), 0, ""),
        Line("S6", f"{title} : mémoire de plus", memory.growth, MEGABYTES, "Mo"),
    ]


def different_cells(computed: Figures, written: handwritten.Answer) -> list[tuple[str, Any, Any]]:
    """(cell, ours, by hand) of each cell that is not the same, hours and totals included."""
    ours = cells_of(computed)
    theirs = {
        f"{kind}.{code}.{gender}": value
        for kind in ("cells", "cumulated")
        for code, cells in written[kind].items()
        for gender, value in cells.items()
    }
    theirs |= {f"complete.{gender}": value for gender, value in written["complete"].items()}
    theirs |= {f"minutes.{month}": value for month, value in written["minutes"].items()}
    theirs["entered"] = written["entered"]
    names = ours.keys() | theirs.keys()
    return sorted(
        (name, ours.get(name, 0), theirs.get(name, 0)) for name in names if ours.get(name, 0) != theirs.get(name, 0)
    )


def cells_of(computed: Figures) -> dict[str, int]:
    """Every number of a report under one name each."""
    found = {
        f"{kind}.{code}.{gender}": value
        for kind in ("cells", "cumulated")
        for code, cells in getattr(computed, kind).items()
        for gender, value in cells.as_json().items()
        if gender != "total"
    }
    found |= {f"complete.{g}": v for g, v in computed.complete_cells.as_json().items() if g != "total"}
    found |= {f"minutes.{month:%Y-%m}": minutes for month, minutes in computed.minutes.items()}
    return found | {"entered": computed.complete + computed.incomplete}
