"""What each page costs: questions to the database, bytes of HTML, requests of the browser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.urls import reverse

from tests.guards import _HOUSEKEEPING as HOUSEKEEPING
from tests.house import golden_file
from tests.house.furniture import OURS, ROLES, arguments_of
from tests.house.views import Address

HEADING = """
What each page costs, role by role, in a furnished house; checked by tests/house/test_access.py.
Written by: ./levier test tests/house/test_access.py --accept

Columns: one a role, in the order of the access matrix: questions to the database / kilobytes of HTML / requests of a
browser that keeps nothing. A dash where the page does not open. A rise is a failing test until it is accepted.
"""
_REQUESTS = re.compile(
    rb"<(?:script|img|source|iframe|link rel=\"(?:stylesheet|icon|manifest|preload)\")[^>]* (?:src|href)=\"/"
)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The questions that the block asks of the database, without what keeps organisations apart."""
    asked: list[str] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not HOUSEKEEPING.search(sql):
            asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield asked


def visit(client: Any, path: str) -> tuple[Any, str]:
    """The answer to a reading, and "questions/kilobytes/requests" of the page, or a dash when none opens."""
    with counted() as asked:
        answer = client.get(path)
    if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
        return answer, "-"
    requests = 1 + len(_REQUESTS.findall(answer.content))
    return answer, f"{len(asked)}/{len(answer.content) / 1024:.1f}/{requests}"


def cost_of(client: Any, address: Address) -> str:
    """What a page costs that was opened before: what is made once by a process is no cost of the page."""
    path = reverse(address.name, kwargs=arguments_of(address, OURS))
    client.get(path)
    return visit(client, path)[1]


def known_costs(role: str) -> dict[str, str]:
    """What was accepted for this role, by name of the address."""
    place = ROLES.index(role)
    return {name: words[place] for name, words in golden_file.read("budgets.txt").items()}


def parts(cost: str) -> tuple[int, float, int]:
    """Questions, kilobytes and requests of a cost; nothing for a dash."""
    if cost == "-":
        return 0, 0.0, 0
    questions, kilobytes, requests = cost.split("/")
    return int(questions), float(kilobytes), int(requests)


def has_risen(now: str, accepted: str) -> bool:
    """More questions or requests, or a tenth (and at least half a kilobyte) more HTML."""
    if now == "-":
        return False
    new, old = parts(now), parts(accepted)
    return new[0] > old[0] or new[1] > max(old[1] * 1.1, old[1] + 0.5) or new[2] > old[2]


def accept_budgets() -> None:
    """Write the golden file from what each role's pages just cost."""
    columns = [golden_file.proposed("budgets", role) for role in ROLES]
    if all(column and column.keys() == columns[0].keys() for column in columns):
        rows = {name: [column[name] for column in columns] for name in columns[0]}
        golden_file.write("budgets.txt", HEADING, rows)
