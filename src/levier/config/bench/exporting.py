"""S4. A list of 20,000 rows as a spreadsheet, beside the bare writer over the same values."""

import io
from functools import partial
from typing import Any

import xlsxwriter
from django.urls import reverse

from levier.config.bench.houses import Browser, Wanted, actor_in
from levier.config.bench.lines import Line, ratio
from levier.config.bench.measuring import by_turns, memory_watched
from levier.config.bench.rows import busy_house
from levier.foundation.accounts.models import Organisation
from levier.register.people.views import PEOPLE

TIMES, MEGABYTES = 3, 40


def run(wanted: Wanted) -> list[Line]:
    made = busy_house(wanted.size(20_000, 20_000), wanted)
    with memory_watched() as memory:  # first of all: what was taken once is not given back
        exported(made)
    values = rows_of(made)
    ours, bare = by_turns(partial(exported, made), partial(bare_file, values), repeats=wanted.repeats)
    count = len(values) - 1
    return [
        ratio("S4", f"export xlsx de {count} lignes, à côté de l'écriture nue", ours, bare, TIMES),
        Line("S4", f"export xlsx de {count} lignes : mémoire de plus", memory.growth, MEGABYTES, "Mo"),
    ]


def exported(made: Organisation) -> bytes:
    """The file that the list of people gives."""
    return Browser(made).page(f"{reverse('people:people')}?export=xlsx&compte=exact")


def rows_of(made: Organisation) -> list[list[Any]]:
    """Headers and values of the same list, in its order."""
    people = PEOPLE.rows(actor_in(made)).order_by("last_name", "first_name", "pk")
    values = [[(one.plain or one.value)(row) for one in PEOPLE.columns] for row in people.iterator(chunk_size=1_000)]
    return [[str(one.label) for one in PEOPLE.columns], *values]


def bare_file(rows: list[list[Any]]) -> bytes:
    """What somebody writes who only knows the writer."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()
