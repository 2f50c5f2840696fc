"""Forms as a browser reads them from a page: where they go, and what stands in each of their fields."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, resolve
from lxml import html

SHEET = "Nom;Prénom;Date de naissance;Entrée\nBenali;Nour;05/06/1991;03/02/2026\n".encode()
TOKENS = ("jeton", "csrfmiddlewaretoken")
IDLE = ("submit", "button", "reset", "image")


@dataclass(frozen=True)
class Control:
    """One named field of a form: what stands in it, and what it offers when it is a closed list."""

    name: str
    kind: str
    values: tuple[str, ...]
    options: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Form:
    """A form of a page. `view` is the name of the address that it is posted to."""

    page: str
    action: str
    view: str
    is_read: bool
    controls: tuple[Control, ...] = field(compare=False)
    marks: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        return [control.name for control in self.controls]

    def values(self) -> dict[str, list[str]]:
        """What a browser sends when one presses the button at once, without the token."""
        return {one.name: list(one.values) for one in self.controls if one.values and one.name not in TOKENS}

    def filled(self) -> dict[str, Any]:
        """The same, with something plausible in each empty field."""
        found: dict[str, Any] = {}
        for one in self.controls:
            if one.name not in TOKENS and one.kind not in IDLE:
                found[one.name] = list(one.values) or _plausible(one)
        return {name: value for name, value in found.items() if value not in ([], None)}


def forms_of(page: str, text: str) -> list[Form]:
    """The forms of a page that lead to an address of ours."""
    tree = html.document_fromstring(text)
    tree.make_links_absolute(f"http://testserver{page}")
    found = []
    for form in tree.iter("form"):
        action = (form.get("action") or f"http://testserver{page}").removeprefix("http://testserver")
        view = view_of(action)
        if view:
            is_read = form.get("method", "get").lower() != "post"
            controls = tuple(_controls(tree, form))
            marks = tuple(c.values[0] for c in controls if c.kind == "hidden" and c.name == "etape" and c.values)
            found.append(Form(page, action, view, is_read, controls, marks))
    return found


def view_of(path: str) -> str:
    """Name of the address that a path leads to; empty when it leads nowhere."""
    return _view_of(path.partition("?")[0].partition("#")[0])


@cache
def _view_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def _controls(tree: Any, form: Any) -> list[Control]:
    ours = [
        one for one in form.iter("input", "select", "textarea", "button") if one.get("form") in (None, form.get("id"))
    ]
    others = tree.xpath("//*[@form=$name]", name=form.get("id") or "-none-")
    kept: dict[str, Control] = {}
    for element in [*ours, *(one for one in others if one not in ours)]:
        if element.get("name") and element.get("disabled") is None:
            new = _control(element)
            old = kept.get(new.name)
            kept[new.name] = new if old is None else _together(old, new)
    return list(kept.values())


def _together(old: Control, new: Control) -> Control:
    options = tuple(dict.fromkeys((*old.options, *new.options)))
    return Control(old.name, old.kind, (*old.values, *new.values), options, old.hint or new.hint)


def _control(element: Any) -> Control:
    name, kind = element.get("name"), element.get("type", element.tag)
    if element.tag == "textarea":
        text = (element.text or "").lstrip("\n")
        return Control(name, "textarea", (text,) if text else ())
    if element.tag == "select":
        options = [one.get("value", one.text or "") for one in element.iter("option")]
        chosen = [one.get("value", one.text or "") for one in element.iter("option") if one.get("selected") is not None]
        if not chosen and element.get("multiple") is None:
            chosen = options[:1]
        return Control(name, "select", tuple(one for one in chosen if one), tuple(options))
    value = element.get("value", "on" if kind in ("checkbox", "radio") else "")
    if kind in ("checkbox", "radio"):
        return Control(name, kind, (value,) if element.get("checked") is not None else (), (value,))
    hint = element.get("inputmode") or ("date" if element.get("aria-describedby") and "date" in name else "")
    return Control(name, kind, (value,) if value and kind not in IDLE else (), (value,) if kind in IDLE else (), hint)


def _plausible(one: Control) -> Any:
    if one.kind == "file":
        return SimpleUploadedFile("classeur.csv", SHEET, "text/csv")
    if one.options:
        chosen = next((option for option in one.options if option), None)
        return [chosen] if chosen else None
    if one.kind == "hidden":
        return None
    return [PLAUSIBLE.get(one.name) or PLAUSIBLE.get(one.kind) or PLAUSIBLE.get(one.hint) or "Exemple"]


PLAUSIBLE = {
    "email": "nouvelle@example.org",
    "number": "2",
    "numeric": "02/03/2026",
    "starts": "09:30",
    "printed_at": "10:00",
    "at_time": "10:00",
    "ends": "12:30",
    "others": "12/03/2026",
    "deadline_hour": "12:00",
    "amount": "1200,50",
    "budget": "1200,50",
    "link": "https://example.org/preuve",
    "site": "https://example.org/",
    "mail": "nouvelle@example.org",
    "phone": "02 538 11 22",
    "value": "02 538 11 33",
    "postcode": "1060",
    "enterprise_number": "0412345614",
    "birth_date": "04/05/1990",
    "unemployed_since": "02/03/2020",
    "ends_on": "31/12/2026",
    "exit_reason": "completed",
    "capacity": "12",
    "promised_hours": "2400",
    "promised_participants": "15",
}
"""What somebody would type, by the name of a field, else by its kind."""
