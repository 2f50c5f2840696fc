"""Forms as a page shows them, sent back wrong (422) or too late (409)."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from tests.journeys.pages import Page, pages

NOT_OURS = ("csrfmiddlewaretoken", "jeton", "certain")


class _Form(HTMLParser):
    """Fields of the form `formulaire` of a page, with what they hold."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.inside, self.select, self.textarea = False, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found: dict[str, Any] = dict(attrs)
        name = found.get("name", "")
        if tag == "form":
            self.inside = found.get("id") == "formulaire"
        elif not self.inside:
            return
        elif tag == "input" and name and name not in NOT_OURS:
            is_box = found.get("type") in ("checkbox", "radio")
            self.fields.setdefault(name, [])
            if found.get("type") != "file" and (not is_box or "checked" in found):
                self.fields[name].append(found.get("value") or "")
        elif tag == "select":
            self.select = name
            self.fields.setdefault(name, [])
        elif tag == "option" and self.select and "selected" in found:
            self.fields[self.select].append(found.get("value") or "")
        elif tag == "textarea":
            self.textarea = name
            self.fields[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.fields[self.textarea] = [self.fields[self.textarea][0] + data]


def fields_of(html: bytes) -> dict[str, list[str]]:
    """What the form of a page would send now, by name; empty when the page has none."""
    reader = _Form()
    reader.feed(html.decode())
    return reader.fields


def refusals(clients: dict[str, Any], share: tuple[int, int] = (0, 1)) -> Iterator[tuple[Page, bytes]]:
    """Each form sent with nonsense in every field: the pages that say what is wrong."""
    _answer_all(clients)
    for page, html in list(pages(clients, share=share)):
        wrong = dict.fromkeys(fields_of(html), "32/13/2024 ☃")
        answer = clients[page.role].submit(page.path, wrong) if wrong else None
        if answer is not None and answer.status_code == 422:
            yield page, answer.content


def conflicts(clients: dict[str, Any], share: tuple[int, int] = (0, 1)) -> Iterator[tuple[Page, bytes]]:
    """Each form that edits a record, sent from an older version of it: the pages that show both texts."""
    _answer_all(clients)
    for page, html in list(pages(clients, share=share)):
        held = fields_of(html)
        if "version" not in held:
            continue
        answer = clients[page.role].submit(page.path, held | {"version": ["999"]})
        if answer.status_code == 409:
            yield page, answer.content


def _answer_all(clients: dict[str, Any]) -> None:
    """A furnished row may contradict its neighbours: what the server cannot do with it is no page to read."""
    for client in clients.values():
        client.raise_request_exception = False
