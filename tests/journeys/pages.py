"""Every page of the house with a role that may read it, in the states that people meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.tenancy import organisation_tables
from levier.foundation.kit.screens import Scope
from tests.house.furniture import ANONYMOUS, OURS, arguments_of
from tests.house.views import Address, addresses

READERS = (ANONYMOUS, Role.DIRECTION.value, Role.ADMINISTRATOR.value, Role.AUDITOR.value)
LONG = "Wilhelmina-Éléonore van den Broeck-Vandenberghe épouse Oyelaran-Szczepańska "


@dataclass(frozen=True)
class Page:
    """An address that answers with HTML, and who reads it here."""

    role: str
    path: str
    name: str


def reader_of(address: Address) -> str:
    """Anonymous for public pages; else the first role of `READERS` that may."""
    screen = address.screen
    if screen is None or screen.scope in (Scope.PUBLIC, Scope.LINK):
        return ANONYMOUS
    allowed = screen.permission.roles if screen.permission else READERS[1:]
    return next((role for role in READERS[1:] if role in allowed), Role.DIRECTION.value)


def pages(
    clients: dict[str, Any], *, with_objects: bool = True, share: tuple[int, int] = (0, 1)
) -> Iterator[tuple[Page, bytes]]:
    """Pages that open in a furnished house, each with its HTML, in the order of their addresses.

    `share`: (1, 4) is the second of four shares, which together are all.
    """
    seen = set()
    for address in addresses()[share[0] :: share[1]]:
        if address.screen is None or "GET" not in address.screen.methods or (address.arguments and not with_objects):
            continue
        role = reader_of(address)
        path = reverse(address.name, kwargs=arguments_of(address, OURS))
        answer = clients[role].get(path)
        if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"] and path not in seen:
            seen.add(path)
            yield Page(role, path, address.name), answer.content


def stretch_texts() -> None:
    """Give every free text of the house its longest reasonable value, names of three words included."""
    for model in organisation_tables():
        names = [field.name for field in model._meta.local_concrete_fields if _is_free(field)]
        for row in model._base_manager.filter(pk=OURS) if names else ():
            for name in names:
                most = model._meta.get_field(name).max_length or 300
                setattr(row, name, (LONG * 8)[: min(most, 300)].strip())
            model._base_manager.filter(pk=row.pk).update(**{name: getattr(row, name) for name in names})


CODES = {"key", "value", "about", "link", "place", "sha256", "media_type", "code", "reference", "search", "settings"}
FREE = {"title", "name", "first_name", "last_name", "summary", "note", "function", "commune", "street", "statement"}


def _is_free(field: Any) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
    return is_text and field.name in FREE and not field.unique
