"""A furnished house as somebody meets it who follows every link; and a request that leaves no trace."""

import copy
import re
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership
from levier.foundation.imports.models import ImportRun
from levier.register.agenda.models import Todo
from tests.cast import NOON, Browser, colleague, organisation
from tests.house.furniture import ANONYMOUS, OURS, Furnished, arguments_of, furnish
from tests.house.views import addresses
from tests.trust.forms import Form, forms_of, view_of

WRITERS = (Role.DIRECTION, Role.ADMINISTRATOR, ANONYMOUS)
"""Between them they open every page that somebody of the house opens."""
ENDS = ("account_logout",)


@dataclass(frozen=True)
class Shown:
    """A form, and the role that met it."""

    form: Form
    role: str

    @property
    def name(self) -> str:
        return " ".join([self.form.view, *self.form.marks])


@dataclass(frozen=True)
class Answer:
    """What came back: the class of an accident is kept instead of thrown."""

    status: int
    location: str
    text: str
    accident: str
    headers: dict[str, str]


def lived_in(roles: tuple[str, ...] = WRITERS, rows: int = 1) -> Furnished:
    """A furnished house, with what the people who sign in here hold themselves."""
    place = furnish(rows=rows, roles=roles)
    for role, client in place.browsers.items():
        if role != ANONYMOUS:
            _settle(place, role, int(client.session["_auth_user_id"]))
    return place


def _settle(place: Furnished, role: str, user_id: int) -> None:
    """To-dos of one's own, done and not; a second association to choose; a colleague whose roles can be changed."""
    Membership.objects.create(organisation=organisation("voisine"), user_id=user_id, role=role)
    todo = partial(Todo.objects.create, organisation=place.house, owner_id=user_id, made_at=NOON, due_on=NOON.date())
    todo(title="Rappeler Mariam")
    todo(title="Écrire à Actiris", done_at=NOON)
    if role == Role.DIRECTION:
        colleague(Role.COUNSELLOR, at=place.house, name="Samira")
        away = colleague(Role.RECEPTION, at=place.house, name="Absente")
        Membership.objects.filter(user=away).update(suspended_at=NOON - timedelta(days=3))
        first = ImportRun.objects.get(pk=OURS)
        for state in (ImportRun.State.COLUMNS, ImportRun.State.DONE):
            first.pk, first.state, first.done_at = None, state, NOON if state == ImportRun.State.DONE else None
            first.save(force_insert=True)


def pages() -> list[str]:
    """Path of every page that shows something, with an object of one's own house."""
    return [
        reverse(address.name, kwargs=arguments_of(address, OURS))
        for address in addresses()
        if address.screen and "GET" in address.screen.methods and address.name not in ENDS
    ]


@dataclass(frozen=True)
class Page:
    """A page that opened: its path and what it said."""

    path: str
    text: str

    @property
    def view(self) -> str:
        return view_of(self.path)


def walk(client: Any, *, most: int = 2, without: Collection[str] = ()) -> Iterator[Page]:
    """Every page that opens, and every link from it: at most `most` paths of one address and its parameters.

    Addresses named in `without` are left out.
    """
    first = [path for path in pages() if view_of(path) not in without]
    waiting, met, seen = deque(first), set(first), Counter[Any]()
    while waiting:
        path = waiting.popleft()
        answer = client.get(path)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        yield Page(path, answer.text)
        for link in links(path, answer.text):
            kind = _kind(link)
            if link not in met and kind[0] and kind[0] not in (*ENDS, *without) and seen[kind] < most:
                met.add(link)
                seen[kind] += 1
                waiting.append(link)


def _kind(path: str) -> tuple[str, tuple[str, ...]]:
    """The address of a path, and the names of its parameters."""
    return view_of(path), tuple(sorted(part.partition("=")[0] for part in urlsplit(path).query.split("&")))


def first_of_each(opened: Iterable[Page]) -> list[Page]:
    """Of a longer walk, the first page of each address and its parameters."""
    return list({_kind(page.path): page for page in reversed(list(opened))}.values())[::-1]


_LINK = re.compile(r'\s(?:href|src|action|formaction)="([^"]*)"')


def links(page: str, text: str) -> list[str]:
    """Addresses of ours that a page links to, each once."""
    written = dict.fromkeys(_LINK.findall(text))
    found = dict.fromkeys(urldefrag(urljoin(f"http://testserver{page}", unescape(link))).url for link in written)
    return [link.removeprefix("http://testserver") for link in found if link.startswith("http://testserver/")]


def forms_shown(opened: dict[str, list[Page]]) -> list[Shown]:
    """One form of each address and step; a page of its own says more about a form than a button that leads to it."""
    found: dict[tuple[str, ...], Shown] = {}
    for role, pages_of_role in opened.items():
        for page in pages_of_role:
            for form in forms_of(page.path, page.text):
                key = (form.view, *form.marks, str(form.is_read))
                if key not in found or (found[key].form.page != found[key].form.action and form.page == form.action):
                    found[key] = Shown(form, role)
    return sorted(found.values(), key=lambda one: one.name)


def undone(client: Browser, method: str, path: str, *arguments: Any, **named: Any) -> Answer:
    """One request whose effects are taken back; an accident is told, not thrown."""
    cookies = copy.copy(client.cookies)
    client.raise_request_exception = False
    cache.clear()  # the sign-in pages count tries there
    with transaction.atomic():
        found = answer_of(getattr(client, method)(path, *arguments, **named))
        transaction.set_rollback(True)
    client.cookies = cookies
    return found


def answer_of(response: Any) -> Answer:
    accident = getattr(response, "exc_info", None)
    words = f"{accident[0].__name__}: {accident[1]}"[:200] if accident and response.status_code >= 500 else ""
    is_text = response.headers.get("Content-Type", "").startswith("text/")
    return Answer(
        response.status_code,
        response.headers.get("Location", ""),
        response.text if is_text else "",
        words,
        dict(response.headers.items()),
    )
