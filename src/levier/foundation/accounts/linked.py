"""Views that a signed link opens: the one way to declare them, so that none works in another organisation."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from levier.foundation.accounts.delays import LINKS, TooEarly, begin
from levier.foundation.accounts.devices import network_of
from levier.foundation.accounts.links import LinkBroken, Linked, LinkExpired, read_link
from levier.foundation.accounts.tenancy import one_at_a_time, working_for
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.languages import CODES, PARTICIPANTS, Language
from levier.foundation.kit.screens import Scope, screen

COOKIE = "langue-du-lien"
KEPT = 62 * 24 * 3600
"""Seconds: longer than a link opens."""


class LinkRequest(HttpRequest):
    """A request that came in by a signed link; nobody is signed in, even where a colleague tries the link out."""

    link: Linked
    actor: Actor | None
    read_object: str
    link_languages: list[tuple[Language, bool]]


def linked_screen(
    purpose: str, *, reads: str = "", methods: tuple[str, ...] = ("GET", "HEAD"), for_participants: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a view that takes `token` from its address and works in the link's organisation, and in no other.

    The view gets `request.link`. A link that is broken, or whose thing is gone (Http404), is answered 404; one that is
    over, 410; neither opens anything. Who tries many broken ones waits (429), and of that only a count is kept. With
    `reads`, a page that named a person with `note_reading` leaves its line in the journal. `?langue=nl` turns the page
    into that language, which the browser then keeps for this address alone; `?ecrit=nl` says in which one it was
    written, for who has chosen none. A page for people accompanied (`for_participants`) speaks their eight languages,
    gives them as links, and says where nobody has proofread it.
    """
    codes = CODES if for_participants else frozenset(dict(settings.LANGUAGES))

    def attach(view: Callable[..., HttpResponse]) -> Callable[..., Any]:
        @wraps(view)
        def opened(request: Any, token: str) -> HttpResponse:
            here = _language(request, codes)
            request.link_languages = [(one, one.code == here) for one in PARTICIPANTS] if for_participants else []
            with translation.override(here):
                answer = _open(request, token, purpose, reads, view)
            answer.headers["Content-Language"] = here
            if request.GET.get("langue") == here:
                answer.set_cookie(
                    COOKIE, here, max_age=KEPT, path=request.path, samesite="Lax", secure=settings.SECURE, httponly=True
                )
            return answer

        return screen(scope=Scope.LINK, link=purpose, reads=reads, methods=methods, without_token=True)(opened)

    return attach


def _open(request: Any, token: str, purpose: str, reads: str, view: Callable[..., HttpResponse]) -> HttpResponse:
    request.actor = None
    try:
        link = read_link(token, purpose, timezone.now())
    except LinkExpired:
        return _over(request, 410)
    except LinkBroken:
        return _wrong(request)
    request.link = link
    changes = request.method not in ("GET", "HEAD")
    with working_for(link.organisation_id, atomic=changes):
        if changes:
            one_at_a_time(request.path)  # two answers to one question: the second meets the first
        try:
            answer = view(request)
        except Http404:
            return _over(request, 404)
        shown = getattr(request, "read_object", "")
        if reads and shown and request.method == "GET" and answer.status_code == 200:
            by = house(link.organisation_id, on_behalf_of=link.reference)
            record(by=by, verb=reads, object=shown)
    return answer


def _language(request: HttpRequest, codes: frozenset[str]) -> str:
    asked = (
        request.GET.get("langue"),
        request.COOKIES.get(COOKIE),
        request.GET.get("ecrit"),
        translation.get_language(),
    )
    return next((one for one in asked if one in codes), settings.LANGUAGE_CODE)


def _wrong(request: HttpRequest) -> HttpResponse:
    """A link that nobody signed: 404, and 429 to who tries many. Only wrong ones count: a right one always opens."""
    try:
        begin("link", network_of(request), at=timezone.now(), limit=LINKS)
    except TooEarly as early:
        answer = render(request, "accounts/link_over.html", {"is_slowed": True}, status=429)
        answer.headers["Retry-After"] = str(early.seconds)
        return answer
    return _over(request, 404)


def _over(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "accounts/link_over.html", {"is_expired": status == 410}, status=status)
