"""Small counts of people: below five they are hidden, and so is what would give them away."""

from collections.abc import Collection, Iterable, Mapping

LEAST = 5


def hidden(
    cells: Mapping[str, int], parts: Iterable[str], total: str = "total", *, also: Collection[str] = ()
) -> set[str]:
    """Of the cells that `parts` and their `total` name: those not to print.

    A cell of one to four is hidden, and those of `also`. A single hidden cell would be found from the total: the
    smallest of the other parts is then hidden with it, and the total when there is no other.
    """
    parts = list(parts)
    return completed(cells, parts, {name for name in (*parts, total) if 0 < cells[name] < LEAST} | set(also), total)


def completed(cells: Mapping[str, int], parts: Iterable[str], secret: Iterable[str], total: str = "total") -> set[str]:
    """`secret` with what would give a single hidden cell away: another part rather than the total."""
    found = {name for name in secret if cells[name]}
    shown = [name for name in parts if cells[name] and name not in found]
    if len(found) == 1:
        found.add(min(shown, key=lambda name: (cells[name], name), default=total))
    return found
