"""The access matrix: every role at every address, with an object of its own house and one of another.

Each visit tells three things at once: whether the door opened, what the page cost, and whether it said a word of the
other house. Visits are what takes long.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from levier.foundation.kit.screens import Scope
from tests.house import golden_file
from tests.house.budgets import has_risen, visit
from tests.house.furniture import ANONYMOUS, LINKS, OURS, ROLES, THEIRS, arguments_of, names_a_row, reaching_across
from tests.house.views import Address, addresses
from tests.trust.canary import SEARCHED, is_in

HEADING = """
Who gets what at each address, checked by tests/house/test_access.py.
Written by: ./levier test tests/house/test_access.py --accept

Columns: reading and sending with an object of one's own house, then with one of another house. In each column,
one letter a role, in this order: anonymous, direction, coordination, counsellor, animator, project officer, finance,
reception, EPN, auditor, administrator.
  o  opened (2xx)              s  sent on to another page (3xx)    L  sent to the sign-in
  i  input refused (400, 409, 422)    F  forbidden (403)    n  not found (404)    m  method refused (405)
  -  the address names no object
"""
GROUPS = (("GET", False), ("POST", False), ("GET", True), ("POST", True))
OPEN = (Scope.PUBLIC, Scope.LINK)
HEADERS = (
    "Content-Security-Policy",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Cache-Control",
)


@dataclass(frozen=True)
class Cell:
    """One request: who, where, how, on whose object; and what came back."""

    address: Address
    role: str
    method: str
    elsewhere: bool
    letter: str
    missing_headers: tuple[str, ...]
    cost: str = "-"
    read: int = 0
    told: tuple[str, ...] = ()
    """Of the `read` pages and files, the paths of those that said a word of the other house."""

    @property
    def is_own_page(self) -> bool:
        """Is it the reading whose cost is kept?"""
        return self.method == "GET" and not self.elsewhere and "GET" in self.address.screen.methods

    def __str__(self) -> str:
        whose = "another house" if self.elsewhere else "the own house"
        return f"{self.role} {self.method} {self.address.name} of {whose}: {self.letter} {self.missing_headers or ''}"


def letter_of(response: HttpResponse) -> str:
    """One letter for the class of an answer."""
    status = response.status_code
    if 300 <= status < 400:
        return "L" if response.headers["Location"].startswith(reverse("account_login")) else "s"
    if status in (400, 409, 413, 422):
        return "i"
    return {403: "F", 404: "n", 405: "m"}.get(status, "o" if status < 300 else "E")


def cells_of(role: str, client: Any, accepted: dict[str, str]) -> list[Cell]:
    """Try every address with both methods and both houses. Each request is undone.

    `accepted` is what each page may cost: one that costs more is asked again, because what a process makes once is no
    cost of the page.
    """
    client.raise_request_exception = False
    return [
        _try(address, role, client, method, elsewhere, accepted.get(address.name, "-"))
        for address in addresses()
        for elsewhere in ([False, True] if names_a_row(address) else [False])
        for method in ("GET", "POST")
    ]


def _try(address: Address, role: str, client: Any, method: str, elsewhere: bool, accepted: str) -> Cell:
    path = reverse(address.name, kwargs=arguments_of(address, THEIRS if elsewhere else OURS))
    cookies, cost, looked = copy.deepcopy(client.cookies), "-", {}
    cache.clear()  # the sign-in pages count tries there
    with transaction.atomic():
        if method == "POST":
            answer = client.submit(path)
        else:
            answer, cost = visit(client, path)
            if not elsewhere and has_risen(cost, accepted):
                cost = visit(client, path)[1]
            # A link that their house signed is the right to its page, whoever opens it.
            if not elsewhere or address.screen.scope not in OPEN:
                looked[path] = is_in(answer)
            for other in _further(address, path, answer, elsewhere=elsewhere):
                looked[other] = is_in(client.get(other))
        transaction.set_rollback(True)
    client.cookies = cookies
    missing = tuple(name for name in HEADERS if name not in answer.headers)
    if role != ANONYMOUS and "no-store" not in answer.headers.get("Cache-Control", ""):
        missing += ("no-store",)
    told = tuple(path for path, tells in looked.items() if tells)
    return Cell(address, role, method, elsewhere, letter_of(answer), missing, cost, len(looked), told)


def _further(address: Address, path: str, answer: Any, *, elsewhere: bool) -> Iterator[str]:
    """Where else the same page could say a word of the other house: its files, its search, a link of ours to theirs."""
    if elsewhere:
        if address.name in LINKS:
            yield reverse(address.name, kwargs=reaching_across(address))
        return
    if answer.status_code != 200:
        return
    if not answer.streaming and b'class="filters' in answer.content:
        yield from (f"{path}?{question}" for question in ("export=xlsx", "export=csv", f"q={SEARCHED}", "tout=1"))
    if address.name.startswith("reports:"):
        yield from (f"{path}?format={form}" for form in ("xlsx", "json", "pdf"))


def is_wrong(cell: Cell) -> bool:
    """Does the answer contradict the declaration of the view?"""
    screen = cell.address.screen
    if screen is None or cell.letter == "E" or cell.missing_headers:
        return True
    if cell.method not in screen.methods:
        return cell.letter != "m"
    if screen.scope in OPEN:
        return False
    if cell.role == ANONYMOUS:
        return cell.letter != "L"
    if screen.permission is not None and cell.role not in screen.permission.roles:
        return cell.letter != "F"
    if screen.scope is Scope.SIGNED_IN:
        return cell.elsewhere and cell.letter == "o"
    return cell.elsewhere and cell.letter != "n"


def column(cells: list[Cell], address: Address, method: str, *, elsewhere: bool) -> str:
    """The letter of one cell, or a dash."""
    return next(
        (
            cell.letter
            for cell in cells
            if cell.address == address and cell.method == method and cell.elsewhere == elsewhere
        ),
        "-",
    )


def accept_matrix() -> None:
    """Write both golden files from what each role just got."""
    columns = [golden_file.proposed("access", role) for role in ROLES]
    if any(column.keys() != columns[0].keys() or not column for column in columns):
        return
    rows = {
        name: ["".join(column[name][group] for column in columns) for group in range(len(GROUPS))]
        for name in columns[0]
    }
    golden_file.write("access.txt", HEADING, rows)
    public = [address.name for address in addresses() if address.screen and address.screen.scope in OPEN]
    golden_file.write("public.txt", "Addresses that open without signing in.", {name: [] for name in public})
