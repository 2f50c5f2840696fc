"""The door of the house: who comes in, for which organisation, to which screen, and what it leaves in the journal."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from levier.foundation.accounts.devices import last_user_of, remember
from levier.foundation.accounts.models import FormToken
from levier.foundation.accounts.queries import actor_of, has_second_factor
from levier.foundation.accounts.tenancy import one_at_a_time, working_for
from levier.foundation.accounts.typed import seal, unseal
from levier.foundation.journal.actions import record
from levier.foundation.kit import errors
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.screens import Scope, Screen, declaration

Answer = Callable[[HttpRequest], HttpResponse]
TYPED = "typed"


class LanguageMiddleware:
    """Language of the page: the one kept with the account; before the sign-in, the one last used here, else French."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cookie = request.COOKIES.get("langue", "")
        asked = getattr(request.user, "language", cookie)
        language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        if request.user.is_authenticated and cookie != language:
            response.set_cookie(
                "langue", language, max_age=31_536_000, samesite="Lax", secure=settings.SECURE, httponly=True
            )
        return response


class HouseMiddleware:
    """Opens the work of one organisation around a request, checks the view's declaration, writes the reading line."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        request.actor = actor  # type: ignore[attr-defined]
        if actor is None:
            return self._finish(request, self.get_response(request))
        changes = request.method not in ("GET", "HEAD", "OPTIONS")
        if not changes:
            give_typed_text_back(request)
        with working_for(actor.organisation_id, user_id=actor.user_id, atomic=changes):
            if changes:
                one_at_a_time(request.path)  # two people who save one record: the second meets the first one's version
            response = self._once(request, actor) if changes else self.get_response(request)
            if response.status_code >= 500 and connection.in_atomic_block:
                transaction.set_rollback(True)
            else:
                self._note_reading(request, actor, response)
        return self._finish(request, response)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        found = declaration(view, match.url_name if match else None)
        if found is None:
            if getattr(view, "__module__", "").startswith(("django.contrib.staticfiles", "django.views.static")):
                return None
            raise RuntimeError(f"{view} has no declaration")
        request.screen = found  # type: ignore[attr-defined]
        if request.method not in (*found.methods, "OPTIONS"):
            return HttpResponseNotAllowed(found.methods)
        return self._refusal(request, found)

    def _refusal(self, request: HttpRequest, screen: Screen) -> HttpResponse | None:
        if screen.scope in (Scope.PUBLIC, Scope.LINK):
            return None
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            return to_sign_in(request, screen)
        if screen.scope is Scope.SIGNED_IN:
            return None
        if actor is None:
            return errors.forbidden(request, errors.NoOrganisation())
        if settings.SECOND_FACTOR_REQUIRED and not has_second_factor(request):
            return redirect("mfa_index")
        if screen.permission is not None and not screen.permission.allows(actor):
            record(
                by=actor,
                verb="access.refused",
                object=request.resolver_match.view_name if request.resolver_match else "",
            )
            return errors.forbidden(request, None)
        if request.method == "POST" and not screen.without_token and not _token(request):
            return errors.bad_request(request, None)
        return None

    def _once(self, request: HttpRequest, actor: Actor) -> HttpResponse:
        """Answer a post; the second post of one form is led where the first one led."""
        key = _token(request)
        if not key:
            return self.get_response(request)
        try:
            with transaction.atomic():
                kept = FormToken.objects.create(
                    organisation_id=actor.organisation_id, user_id=actor.user_id or 0, key=key
                )
        except IntegrityError:
            first = FormToken.objects.visible_to(actor).filter(key=key, user_id=actor.user_id).first()
            return redirect((first and first.location) or request.path)
        response = self.get_response(request)
        if response.status_code in (301, 302, 303) and getattr(request, "screen", None):
            kept.location = response.headers["Location"][:400]
            kept.save(update_fields=["location"])
        elif response.status_code != 200 and response.status_code != 204:
            kept.delete()
        elif not response.headers.get("HX-Redirect"):
            kept.location = request.path
            kept.save(update_fields=["location"])
        return response

    def _note_reading(self, request: HttpRequest, actor: Actor, response: HttpResponse) -> None:
        screen: Screen | None = getattr(request, "screen", None)
        if screen and screen.link:
            return  # noted for the link's organisation, which need not be this colleague's
        if screen and screen.reads and response.status_code == 200 and request.method == "GET":
            record(by=actor, verb=screen.reads, object=request.read_object)  # type: ignore[attr-defined]

    def _finish(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        screen: Screen | None = getattr(request, "screen", None)
        if screen and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = screen.cache.value
        patch_vary_headers(response, ["HX-Request"])
        if user := getattr(request, "signed_in", None):
            remember(request, response, user)
        if getattr(request, "is_signed_out", False):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _token(request: HttpRequest) -> str:
    key = request.POST.get("jeton", "")
    return key if 16 <= len(key) <= 40 and key.isascii() and key.isalnum() else ""


def to_sign_in(request: HttpRequest, screen: Screen) -> HttpResponse:
    """Lead to the sign-in, and back to the page one was on; what was typed there is kept for who typed it."""
    page = request.get_full_path() if "GET" in screen.methods else _page_before(request)
    user_id = last_user_of(request)
    if request.method == "POST" and user_id:
        values = {name: [str(value) for value in found] for name, found in request.POST.lists()}
        sealed = seal(values, path=request.get_full_path(), user_id=user_id, at=timezone.now())
        if sealed:
            request.session[TYPED] = {"page": page, "text": sealed}
    answer = redirect_to_login(page)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": answer.headers["Location"]})
    return answer


def _page_before(request: HttpRequest) -> str:
    """The page of ours that a form without a page of its own was on."""
    before = urlsplit(request.headers.get("Referer", ""))
    return before.path or "/" if before.netloc == request.get_host() else "/"


def give_typed_text_back(request: HttpRequest) -> None:
    """On the page it was typed on, once, and to nobody else: `request.typed`."""
    kept = request.session.get(TYPED)
    if kept and kept["page"] in (request.path, request.get_full_path()):
        request.typed = unseal(  # type: ignore[attr-defined]
            request.session.pop(TYPED)["text"], user_id=request.user.pk or 0, at=timezone.now()
        )
