"""Small sensitive figures in what leaves the house: below five they are hidden, and so is what would give them away."""

from levier.evidence.reports.figures import GENDERS

LEAST = 5


def hidden(cells: dict[str, int]) -> set[str]:
    """Of the cells of one figure ("women", ..., "total"): those not to print.

    A cell of one to four is hidden. A single hidden cell would be found from the total: the smallest of the others is
    then hidden with it, and the total when there is no other.
    """
    parts = {name: cells[name] for name in GENDERS.values() if cells[name]}
    small = {name for name, value in parts.items() if value < LEAST}
    others = sorted(set(parts) - small, key=lambda name: (parts[name], name))
    if len(small) == 1 and others:
        small.add(others[0])
    if 0 < cells["total"] < LEAST or (len(small) == 1 and not others):
        small.add("total")
    return small
