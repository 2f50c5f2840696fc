"""One declaration per view: permission, scope, journal event, cache rule. A view without one does not start."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Permission


class HouseRequest(HttpRequest):
    """A request that the door let in: it knows who acts, and for which organisation."""

    actor: Actor
    read_object: str


class Scope(Enum):
    """Which objects a view may meet."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    ORGANISATION = "organisation"
    OWN = "own"
    LINK = "link"


class Cache(Enum):
    """What browsers and proxies may keep. `PUBLIC` is for pages without any personal word."""

    NO_STORE = "no-store"
    PUBLIC = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class Screen:
    """Declaration of one view. `reads` is the journal event of a reading ("person.read"), for social files.

    `link` is the purpose of the signed link that opens it (accounts.linked); such a view notes its readings itself.
    """

    permission: Permission | None
    scope: Scope
    reads: str = ""
    cache: Cache = Cache.NO_STORE
    methods: tuple[str, ...] = ("GET", "HEAD")
    without_token: bool = False
    link: str = ""


def screen(
    permission: Permission | None = None,
    *,
    scope: Scope = Scope.ORGANISATION,
    reads: str = "",
    cache: Cache = Cache.NO_STORE,
    methods: tuple[str, ...] = ("GET", "HEAD"),
    without_token: bool = False,
    link: str = "",
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Attach its declaration to a view. `methods` lists what it answers; anything else is 405.

    A view with `reads` names what it showed with `note_reading(request, instance)`; the middleware then writes the
    journal line before the answer leaves. `permission` may be None only outside Scope.ORGANISATION. Who opens a view
    by a signed link declares it with `accounts.linked.linked_screen`, which gives `link`.
    """
    if permission is None and scope is Scope.ORGANISATION:
        raise ValueError("a view of the organisation declares a permission")
    if "GET" in methods and "HEAD" not in methods:
        methods = (*methods, "HEAD")

    def attach(view: Callable[..., Any]) -> Callable[..., Any]:
        view.screen = Screen(permission, scope, reads, cache, methods, without_token, link)  # type: ignore[attr-defined]
        return view

    return attach


THIRD_PARTY: dict[str, Screen] = {}
"""Declarations of views that are not ours, by URL name (sign-in); filled by the room that mounts them."""


def declaration(view: Any, url_name: str | None = None) -> Screen | None:
    """The declaration of a view function, or of a third-party URL by its name; None when there is none."""
    found = getattr(view, "screen", None)
    if isinstance(found, Screen):
        return found
    return THIRD_PARTY.get(url_name or "")


def opens(actor: Actor, address: str) -> bool:
    """Would the page at this address of ours open for this actor? What one may not open is no link."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return False
    found = declaration(match.func, match.view_name)
    return found is None or found.permission is None or found.permission.allows(actor)


def note_reading(request: Any, instance: Any) -> None:
    """Say which object a view with `reads` shows; the journal line is written before the answer."""
    request.read_object = reference(instance)


def reference(instance: Any) -> str:
    """Stable name of an object across rooms: "people.person:12"."""
    return f"{instance._meta.label_lower}:{instance.pk}"
