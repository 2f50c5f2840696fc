"""Numbers of cards and passes: eight digits, the last of which tells a slip of the finger (Damm's algorithm)."""

import secrets
from collections.abc import Callable

CARD, PASS = "1234", "56789"
"""First digits: a card and a pass are told apart by them."""
LENGTH = 8
_TABLE = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def check_digit(digits: str) -> str:
    """The digit that makes `digits` whole. It catches any single slip and any swap of neighbours."""
    interim = "0"
    for digit in digits:
        interim = _TABLE[int(interim)][int(digit)]
    return interim


def is_whole(code: str) -> bool:
    """Eight digits, typed without a slip."""
    return len(code) == LENGTH and code.isascii() and code.isdecimal() and check_digit(code) == "0"


def new_code(first: str, is_taken: Callable[[str], bool]) -> str:
    """A number that nobody has. `first` are the digits that it may begin with."""
    while True:
        digits = secrets.choice(first) + "".join(secrets.choice("0123456789") for _ in range(LENGTH - 2))
        code = digits + check_digit(digits)
        if not is_taken(code):
            return code
