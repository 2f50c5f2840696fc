"""What is typed in a search box may be a name, so it never stands in an address: the session keeps it under a key.

The box posts to `kit:search`, which answers with the page's address and `?r=<key>`. The session holds the last
searches only, and ends with them.
"""

import secrets
from typing import Any

from django.http import HttpRequest

from levier.foundation.kit.texts import clean

KEY = "r"
KEPT = 20


def keep(request: HttpRequest, words: dict[str, str]) -> str:
    """Keep what was typed, by name of the box; the key under which the session holds it."""
    kept: dict[str, Any] = request.session.get("searches", {})
    known = next((key for key, one in kept.items() if one == words), None)
    key = known or secrets.token_urlsafe(6)
    kept.pop(key, None)
    request.session["searches"] = dict([*kept.items(), (key, words)][-KEPT:])
    return key


def asked(request: HttpRequest, name: str = "q") -> str:
    """What was typed in the box `name`, cleaned; words without a person in them may also come by `?name=`."""
    kept = request.session.get("searches", {}).get(request.GET.get(KEY, ""), {})
    return clean(kept.get(name) or request.GET.get(name, ""), most=100)


def is_lost(request: HttpRequest) -> bool:
    """Is the search that this address names no longer kept?"""
    return KEY in request.GET and request.GET[KEY] not in request.session.get("searches", {})
