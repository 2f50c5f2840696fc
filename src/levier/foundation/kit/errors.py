"""Error pages: what happened, what was kept, what to do."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class NoOrganisation(Exception):
    """Signed in, but member of no association."""

    sentence = gettext_lazy(
        "Votre compte n'ouvre aucune association en ce moment. Parlez-en à la direction de la vôtre."
    )


class HostMiddleware:
    """Answers at once who asks for a site that is not ours: every page names its site, an error page too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            sentence = _("Cette page n'existe pas ou n'est pas ouverte à votre compte.")
            return HttpResponse(sentence, status=400, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


def _page(request: HttpRequest, status: int, title: str, sentence: str, *, signs_out: bool = False) -> HttpResponse:
    values = {"title": title, "sentence": sentence, "status": status, "signs_out": signs_out}
    return render(request, "kit/error.html", values, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 400, _("Demande incomplète"), _("Rien n'a été modifié. Revenez à la page, puis recommencez."))


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403, only inside one's own organisation: what belongs to another one is 404."""
    sentence = getattr(exception, "sentence", None) or _(
        "Votre rôle n'ouvre pas cette page. Si vous en avez besoin, parlez-en à votre direction."
    )
    return _page(request, 403, _("Accès non prévu"), str(sentence), signs_out=isinstance(exception, NoOrganisation))


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 404, _("Page introuvable"), _("Cette page n'existe pas ou n'est pas ouverte à votre compte."))


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        500,
        _("Levier a eu un problème"),
        _("Rien n'a été enregistré à moitié. Réessayez dans un instant ; si cela continue, prévenez l'administration."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        403,
        _("Formulaire expiré"),
        _("Rien n'a été modifié. Rechargez la page d'où vous venez, puis envoyez à nouveau."),
    )
