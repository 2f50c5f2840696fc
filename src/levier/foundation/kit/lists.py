"""The list page: filters, sort, pages, count, column choice, export. One declaration per list."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import batched
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.permissions import Permission
from levier.foundation.kit.registers import bulk_actions, filter_keepers, lists
from levier.foundation.kit.screens import HouseRequest, opens
from levier.foundation.kit.searches import asked, is_lost
from levier.foundation.kit.spreadsheets import XLSX, csv_lines, write_xlsx
from levier.foundation.kit.texts import clean, fold

PAGE = 50
MOST_PAGES = 200
"""Nobody leafs through ten thousand rows: the page after the last one says to filter, and no page costs more."""
EXACT = 1_000
EXPORTED_AT_ONCE = 1_000
MOST_EXPORTED = 100_000
MOST_CHOSEN = 1_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value(row)` is what is shown; `plain(row)` what is exported (the same when not given).

    `link(row)` makes it a link; `sort` are the order_by fields of a click on its header.
    """

    key: str
    label: Any
    value: Callable[[Any], Any]
    link: Callable[[Any], str | None] | None = None
    sort: tuple[str, ...] = ()
    is_number: bool = False
    plain: Callable[[Any], Any] | None = None
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """A text filter. `apply(rows, words)` takes folded words."""

    label: Any
    apply: Callable[[Any, str], Any]
    name: str = "q"


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter by a closed list; `choices(actor)` gives (value, label); `apply(rows, value)` keeps the rows.

    `usual` is the value of an address that names none; one of the choices must then be for all rows. `orders` gives
    the order in which the rows of a value come, where it is not that of the list.
    """

    name: str
    label: Any
    choices: Callable[[Actor], Iterable[tuple[str, Any]]]
    apply: Callable[[Any, str], Any]
    usual: str = ""
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bulk:
    """Something done to several rows at once. `url_name` is a page that shows what was chosen and asks to confirm.

    That page is reached by GET with `choix` for each row, or `tout` and the list's own filters; it reads them with
    `ListPage.chosen(request)`.
    """

    label: Any
    url_name: str
    permission: Permission
    icon: str = ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list of one room. `rows(actor)` are what this actor may see; `after_page(rows)` adds sums for one page only."""

    title: Any
    rows: Callable[[Actor], QuerySet[Any]]
    columns: tuple[Column, ...]
    default_sort: tuple[str, ...]
    filters: tuple[Search | Choice, ...] = ()
    empty: Any = ""
    export_name: str = "liste"
    template: str = "kit/list_page.html"
    after_page: Callable[[list[Any]], None] | None = None
    intro: Any = ""
    bulk: tuple[Bulk, ...] = ()

    def answer(self, request: HouseRequest, **context: Any) -> HttpResponse:
        """The page asked by the query string, or the whole list as a file (`?export=xlsx` or csv).

        `actions` begin something, the first of them stands out; `others` are pages beside this one. Both hold
        (label, address), and only those that this colleague may open are shown.
        """
        actor = request.actor
        rows, filters = self._filtered(request, actor)
        sort, descending = self._sort(request)
        rows = rows.order_by(*self._order(filters, sort, descending))
        if request.GET.get("export") in ("xlsx", "csv"):
            return self._file(request.GET["export"], rows)
        is_partial = request.headers.get("HX-Request-Type") == "partial"
        page = self._page(request, rows, filters, sort, descending) | self._kept(request, filters, sort, descending)
        bulk = [one for one in self._bulk(request) if one.permission.allows(actor)]
        actions, others = (
            [(label, url) for label, url in context.get(name, ()) if opens(actor, url)]
            for name in ("actions", "others")
        )
        begin, address = next(iter(actions), ("", ""))
        context |= (
            page
            | {"actions": actions, "others": others}
            | {"bulk": bulk, "is_lost": is_lost(request), "begin": begin, "address": address}
        )
        # What a page adds stands around the list: the list itself is that of every list page.
        return render(request, "kit/list_page.html#list" if is_partial else self.template, context)

    def chosen(self, request: HouseRequest) -> QuerySet[Any]:
        """The rows that a bulk action is for, at most a thousand: those ticked, or all that the filters keep."""
        rows, filters = self._filtered(request, request.actor)
        if "tout" not in request.GET:
            keys = [pk for one in request.GET.getlist("choix")[:MOST_CHOSEN] if (pk := whole(one)) is not None]
            rows = rows.filter(pk__in=keys)
        return rows.order_by(*self._order(filters, None, False))[:MOST_CHOSEN]

    def _bulk(self, request: HouseRequest) -> list[Bulk]:
        """What may be done to several rows: by the list's own room, then by rooms above it."""
        name = _name_of(request)
        return [*self.bulk, *(bulk for page, bulk in bulk_actions if page == name)]

    def kept_query(self, request: HouseRequest) -> str:
        """The end of an address that shows the list so again: choices and sort, never what was typed."""
        return self._query(self._filtered(request, request.actor)[1], *self._sort(request))

    def in_words(self, request: HouseRequest) -> list[str]:
        """The choices that a request makes in this list, as one reads them: the label of each."""
        filters = self._filtered(request, request.actor)[1]
        made = [one for one in filters if one["choices"] and one["value"] != one["usual"]]
        return [str(dict(one["choices"])[one["value"]]) for one in made]

    @staticmethod
    def _query(filters: list[dict[str, Any]], sort: Column | None, descending: bool) -> str:
        made = [
            (one["name"], one["value"]) for one in filters if one["choices"] and one["value"] not in ("", one["usual"])
        ]
        turned = [("tri", f"-{sort.key}" if descending else sort.key)] if sort else []
        return urlencode([*made, *turned])

    def _kept(
        self, request: HouseRequest, filters: list[dict[str, Any]], sort: Column | None, descending: bool
    ) -> dict[str, Any]:
        """Filters kept of this list, where its room has signed it in: one query."""
        name = _name_of(request)
        if name not in lists:
            return {"kept": [], "kept_list": "", "kept_query": "", "is_kept": False, "is_stale": False}
        query = self._query(filters, sort, descending)
        kept = [one for keeper in filter_keepers for one in keeper(request.actor, name)]
        is_here = [one.query == query for one in kept]
        # A view may name what is gone since, such as a colleague who left: the list then shows more than the view says.
        asked_for = request.META.get("QUERY_STRING", "")
        is_stale = asked_for != query and any(one.query == asked_for for one in kept)
        shown = list(zip(kept, is_here, strict=True))
        found = {"kept": shown, "kept_list": name, "kept_query": query}
        return found | {"is_kept": any(is_here), "is_stale": is_stale}

    def _filtered(self, request: HttpRequest, actor: Actor) -> tuple[QuerySet[Any], list[dict[str, Any]]]:
        rows, shown = self.rows(actor), []
        for one in self.filters:
            choices: list[tuple[str, Any]] = []
            if isinstance(one, Choice):
                choices = [(str(code), label) for code, label in one.choices(actor)]
                value = clean(request.GET.get(one.name, ""), most=100)
                value = value if value in dict(choices) else one.usual
            else:
                value = asked(request, one.name)
            if value:
                rows = one.apply(rows, value if isinstance(one, Choice) else fold(value))
            usual, order = (one.usual, one.orders.get(value)) if isinstance(one, Choice) else ("", None)
            told = {"name": one.name, "label": one.label, "value": value, "choices": choices}
            shown.append(told | {"usual": usual, "order": order})
        return rows, shown

    def _sort(self, request: HttpRequest) -> tuple[Column | None, bool]:
        wanted = request.GET.get("tri", "")
        return next((c for c in self.columns if c.sort and c.key == wanted.lstrip("-")), None), wanted.startswith("-")

    def _order(self, filters: list[dict[str, Any]], sort: Column | None, descending: bool) -> list[str]:
        """Fields of `order_by`, each once, ending with the key in the direction of what stands before it.

        So one index (organisation, field, key) serves both directions.
        """
        usual = next((one["order"] for one in filters if one["order"]), self.default_sort)
        first = [_turned(name) if descending else name for name in (sort.sort if sort else usual)]
        known = {name.lstrip("-") for name in first}
        rest = [name for name in usual if name.lstrip("-") not in known]
        if sort and descending:
            rest = [_turned(name) for name in rest]
        order = [*first, *rest]
        return [*order, "-pk" if order and order[-1].startswith("-") else "pk"]

    def _page(
        self, request: HouseRequest, rows: QuerySet[Any], filters: list[Any], sort: Column | None, descending: bool
    ) -> dict[str, Any]:
        text = request.GET.get("page", "1")
        number = min(max(int(text), 1), MOST_PAGES) if text.isdecimal() and len(text) < 6 else 1
        start = (number - 1) * PAGE
        found = list(rows[start : start + PAGE + 1])
        page = found[:PAGE]
        if self.after_page:
            self.after_page(page)
        count, is_exact = self._count(request, rows, start + len(found), len(found) <= PAGE)
        chosen = set(request.GET.getlist("colonnes") or request.session.get(f"columns:{request.path}", ()))
        columns = [c for c in self.columns if not c.is_optional or c.key in chosen]
        return {
            "list": self,
            "columns": [self._head(column, sort, descending) for column in columns],
            "rows": [(row.pk, [self._cell(column, row, request.actor) for column in columns]) for row in page],
            "optional": [(c.key, c.label, c.key in chosen) for c in self.columns if c.is_optional],
            "filters": filters,
            "is_filtered": any(one["value"] != one["usual"] for one in filters),
            "count": count,
            "is_exact": is_exact,
            "number": number,
            "previous": number - 1 if number > 1 else None,
            "next": number + 1 if len(found) > PAGE and number < MOST_PAGES else None,
            "is_too_long": len(found) > PAGE and number == MOST_PAGES,
        }

    def _count(self, request: HttpRequest, rows: QuerySet[Any], seen: int, is_last: bool) -> tuple[int, bool]:
        """Exact up to a thousand; beyond, only on demand, for counting costs as much as the list is long."""
        if is_last and (seen or request.GET.get("page", "1") == "1"):
            return seen, True
        if request.GET.get("compte") == "exact":
            return rows.order_by().count(), True
        count = rows.order_by().values("pk")[: EXACT + 1].count()
        return min(count, EXACT), count <= EXACT

    @staticmethod
    def _head(column: Column, sort: Column | None, descending: bool) -> dict[str, Any]:
        is_sorted = sort is column
        return {
            "label": column.label,
            "is_number": column.is_number,
            "sort": (f"-{column.key}" if is_sorted and not descending else column.key) if column.sort else "",
            "direction": ("descending" if descending else "ascending") if is_sorted else "",
        }

    @staticmethod
    def _cell(column: Column, row: Any, actor: Actor) -> dict[str, Any]:
        link = column.link(row) if column.link else None
        return {
            "label": column.label,
            "value": column.value(row),
            "link": link if link and opens(actor, link) else None,
            "is_number": column.is_number,
        }

    def _file(self, kind: str, rows: QuerySet[Any]) -> HttpResponse:
        """Written row by row from the database's cursor, and whole before the answer leaves: what keeps organisations
        apart in the database ends with the request, so nothing may be read after it.
        """
        headers = [str(column.label) for column in self.columns]
        values = self._values(rows)
        name = f"{self.export_name}.{kind}"
        headed = {"Content-Disposition": f'attachment; filename="{name}"'}
        if kind == "xlsx":
            return HttpResponse(write_xlsx([(str(self.title), headers, values)]), content_type=XLSX, headers=headed)
        lines = "".join(csv_lines(headers, values))
        return HttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headed)

    def _values(self, rows: QuerySet[Any]) -> Iterable[list[Any]]:
        """A thousand rows at a time, each part completed as a page is."""
        for part in batched(rows[:MOST_EXPORTED].iterator(chunk_size=EXPORTED_AT_ONCE), EXPORTED_AT_ONCE):
            if self.after_page:
                self.after_page(list(part))
            for row in part:
                yield [(column.plain or column.value)(row) for column in self.columns]


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _name_of(request: HttpRequest) -> str:
    """The url name of the page asked."""
    return request.resolver_match.view_name if request.resolver_match else ""
