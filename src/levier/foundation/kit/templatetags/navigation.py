"""The navigation by wing, on every page: drawn once for each set of lines, each place in it and each language."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit.registers import NavigationEntry

register = template.Library()
WINGS = {
    "desk": _("Mon bureau"),
    "register": _("Registre"),
    "development": _("Projets"),
    "support": _("Accompagnement"),
    "activity": _("Activités"),
    "evidence": _("Preuves"),
    "house": _("Maison"),
}
MOST_KEPT = 2_000
_drawn: dict[tuple[Any, ...], SafeString] = {}


@cache
def _address(url_name: str, _urls: str, _prefix: str) -> str:
    return reverse(url_name)


def _addresses(entries: Sequence[NavigationEntry]) -> list[str]:
    urls, prefix = settings.ROOT_URLCONF, get_script_prefix()
    return [_address(entry.url_name, urls, prefix) for entry in entries]


def _is_below(path: str, url: str) -> bool:
    """Is the page at this address, or below it?"""
    return path == url or (url != "/" and path.startswith(url))


@register.simple_tag(takes_context=True)
def current_wing(context: dict[str, Any]) -> dict[str, Any] | None:
    """Code and label of the wing that the page belongs to; None for pages outside all wings."""
    entries, request = context.get("navigation") or (), context.get("request")
    path = request.path if request else ""
    places = [
        (len(url), entry.wing) for url, entry in zip(_addresses(entries), entries, strict=True) if _is_below(path, url)
    ]
    code = max(places, key=lambda place: place[0])[1] if places else _wing_of_room(entries, request)
    return {"code": code, "label": WINGS[code]} if code else None


def _wing_of_room(entries: Sequence[NavigationEntry], request: Any) -> str:
    """The wing in which the room of this page has an entry, for its pages that lie below none."""
    match = request.resolver_match if request else None
    room = match.namespace if match else ""
    return next((entry.wing for entry in entries if room and entry.url_name.startswith(f"{room}:")), "")


@register.simple_tag(takes_context=True)
def navigation_lines(context: dict[str, Any]) -> SafeString:
    """The wings that this user may enter, with their lines; the page one is on, or the nearest above it, is marked."""
    entries, path = context["navigation"], context["request"].path
    addresses = _addresses(entries)
    here = max((url for url in addresses if _is_below(path, url)), key=len, default="")
    key = (get_language(), here, *addresses)
    if key not in _drawn:
        if len(_drawn) >= MOST_KEPT:
            _drawn.clear()
        lines = [
            (entry, {"url": url, "label": entry.label, "is_here": url == here})
            for url, entry in zip(addresses, entries, strict=True)
        ]
        _drawn[key] = render_to_string("kit/navigation.html", {"wings": _by_wing(lines)})
    return _drawn[key]


def _by_wing(lines: list[tuple[NavigationEntry, dict[str, Any]]]) -> list[dict[str, Any]]:
    """The wings that have lines: those for every day, and those folded under a part, unfolded where the page is one."""
    wings = []
    for code, label in WINGS.items():
        mine = [(entry.part, line) for entry, line in lines if entry.wing == code]
        parts = list(dict.fromkeys(part for part, _line in mine if part))
        folded = [(part, [line for its, line in mine if its == part]) for part in parts]
        if mine:
            wings.append(
                {
                    "code": code,
                    "label": label,
                    "daily": [line for part, line in mine if not part],
                    "folded": [
                        {"label": part, "lines": some, "is_open": any(one["is_here"] for one in some)}
                        for part, some in folded
                    ],
                }
            )
    return wings
