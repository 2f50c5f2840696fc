"""Every view of the resolver, walked rather than listed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from levier.foundation.kit.screens import Screen, declaration


@dataclass(frozen=True)
class Address:
    """One URL of the house: its name ("people:person"), its route, its view and the view's declaration."""

    name: str
    route: str
    view: Any
    screen: Screen | None

    @property
    def arguments(self) -> tuple[str, ...]:
        return tuple(part.split(">")[0].split(":")[-1] for part in self.route.split("<")[1:])


def addresses() -> list[Address]:
    """All URLs, by route."""
    return sorted(_walk(get_resolver().url_patterns, "", ""), key=lambda address: address.route)


def _walk(patterns: list[URLPattern | URLResolver], route: str, namespace: str) -> Iterator[Address]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, here, inner)
        else:
            view = pattern.callback
            yield Address(f"{namespace}{pattern.name}", here, view, declaration(view, pattern.name))
