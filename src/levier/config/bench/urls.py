"""The addresses of Levier, and `ping` beside them: mounted for the benchmarks only."""

from django.http import HttpResponse
from django.urls import include, path

from levier.foundation.kit.screens import HouseRequest, Scope, screen

PING = "/banc/ping/"
PAGE = f"<!doctype html><title>ping</title><p>{'ping ' * 196}".ljust(1_024, ".")


@screen(scope=Scope.SIGNED_IN, methods=("GET", "POST"))
def ping(request: HouseRequest) -> HttpResponse:
    """A signed-in page of one kilobyte that asks nothing and does nothing."""
    return HttpResponse(PAGE)


urlpatterns = [path("banc/ping/", ping, name="ping"), path("", include("levier.config.urls"))]
handler400 = "levier.foundation.kit.errors.bad_request"
handler403 = "levier.foundation.kit.errors.forbidden"
handler404 = "levier.foundation.kit.errors.not_found"
handler500 = "levier.foundation.kit.errors.server_error"
