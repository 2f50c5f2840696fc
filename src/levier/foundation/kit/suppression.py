"""Small counts of people: below a number they are hidden, and so is what would give them away."""

from collections.abc import Collection, Iterable, Mapping

LEAST = 5
"""As long as the association has not chosen another."""
SMALL_FIGURES = "small_figures"
"""The setting that holds what it chose."""


def hidden(
    cells: Mapping[str, int],
    parts: Iterable[str],
    total: str = "total",
    *,
    also: Collection[str] = (),
    least: int = LEAST,
) -> set[str]:
    """Of the cells that `parts` and their `total` name: those not to print.

    A cell below `least` is hidden, unless it is zero, and those of `also`. A single hidden cell would be found from
    the total: the smallest of the other parts is then hidden with it, and the total when there is no other.
    """
    parts = list(parts)
    return completed(cells, parts, {name for name in (*parts, total) if 0 < cells[name] < least} | set(also), total)


def completed(cells: Mapping[str, int], parts: Iterable[str], secret: Iterable[str], total: str = "total") -> set[str]:
    """`secret` with what would give a single hidden cell away: another part rather than the total."""
    found = {name for name in secret if cells[name]}
    shown = [name for name in parts if cells[name] and name not in found]
    if len(found) == 1:
        found.add(min(shown, key=lambda name: (cells[name], name), default=total))
    return found
