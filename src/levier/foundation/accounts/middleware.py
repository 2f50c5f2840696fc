"""The door of the house: who comes in, for which organisation, to which screen, and what it leaves in the journal."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers

from levier.foundation.accounts.models import FormToken
from levier.foundation.accounts.queries import actor_of, has_second_factor
from levier.foundation.accounts.tenancy import working_for
from levier.foundation.journal.actions import record
from levier.foundation.kit import errors
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.screens import Scope, Screen, declaration

Answer = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Language of the page: the cookie that the person chose, else French."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.COOKIES.get("langue", "")
        language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
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
        with working_for(actor.organisation_id, user_id=actor.user_id, atomic=changes):
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
            keep_typed_text(request)
            return redirect_to_login(request.get_full_path())
        if screen.scope is Scope.SIGNED_IN:
            return None
        if actor is None:
            return errors.forbidden(request, errors.NoOrganisation())
        if settings.SECOND_FACTOR_REQUIRED and not has_second_factor(request):
            return redirect("mfa_activate_totp")
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
        if screen and screen.reads and response.status_code == 200 and request.method == "GET":
            record(by=actor, verb=screen.reads, object=request.read_object)  # type: ignore[attr-defined]

    def _finish(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        screen: Screen | None = getattr(request, "screen", None)
        if screen and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = screen.cache.value
        patch_vary_headers(response, ["HX-Request"])
        return response


def _token(request: HttpRequest) -> str:
    key = request.POST.get("jeton", "")
    return key if 16 <= len(key) <= 40 and key.isalnum() else ""


def keep_typed_text(request: HttpRequest) -> None:
    """Keep what was typed in a form whose session had ended; the form shows it again after the sign-in."""
    if request.method == "POST":
        typed = {name: values for name, values in request.POST.lists() if name not in ("jeton", "csrfmiddlewaretoken")}
        if sum(len(value) for values in typed.values() for value in values) < 100_000:
            request.session[f"typed:{request.path}"] = typed
