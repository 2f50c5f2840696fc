"""The one rounding of money and hours, and their writing."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def whole(text: str) -> int | None:
    """The whole number that stands in an address or a field, when a row of a table could have it; else None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def cents(amount: Decimal) -> Decimal:
    """Rounded to the cent, half up."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def hours(minutes: int) -> Decimal:
    """Minutes as hours with two decimals, half up (740 -> 12.33)."""
    return cents(Decimal(minutes) / 60)


def share(amount: Decimal, parts: list[int]) -> list[Decimal]:
    """Split `amount` by weights so that the parts add up to the cent; the largest remainders get the last cents.

    `parts` are weights (basis points, for instance), at least one positive. Raises ValueError otherwise.
    """
    whole = sum(parts)
    if whole <= 0 or min(parts) < 0:
        raise ValueError("weights must be positive")
    total = int(cents(amount) / CENT)
    exact = [divmod(total * part, whole) for part in parts]
    given = [quotient for quotient, _ in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: -exact[index][1])
    for index in by_remainder[: total - sum(given)]:
        given[index] += 1
    return [Decimal(value) * CENT for value in given]
