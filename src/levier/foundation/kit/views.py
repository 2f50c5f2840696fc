"""The kit's own addresses: a search put away, and the gallery of components."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve

from levier.foundation.kit import gallery as samples
from levier.foundation.kit.errors import bad_request
from levier.foundation.kit.screens import HouseRequest, Scope, screen
from levier.foundation.kit.searches import KEY, keep
from levier.foundation.kit.texts import clean

_OURS = ("page", "libre", "csrfmiddlewaretoken", KEY)


@screen(scope=Scope.SIGNED_IN, methods=("POST",), without_token=True)
def search(request: HouseRequest) -> HttpResponse:
    """Take the fields of a search box or of a list's filters, and lead to the page that shows what was asked.

    `page` is the address of that page, `libre` names the fields of free text, which the session keeps; choices in
    closed lists stay readable in the address. Columns chosen for a list are kept for the session.
    """
    page = request.POST.get("page", "")
    try:
        resolve(page)
    except Resolver404:
        return bad_request(request)
    free = set(request.POST.getlist("libre"))
    words = {name: clean(request.POST.get(name, ""), most=100) for name in free}
    query = [(name, value) for name, values in request.POST.lists() for value in values]
    shown = [(name, value) for name, value in query if value and name not in free and name not in (*_OURS, "colonnes")]
    if any(words.values()):
        shown.append((KEY, keep(request, words)))
    if "avec-colonnes" in request.POST:
        shown = [(name, value) for name, value in shown if name != "avec-colonnes"]
        request.session[f"columns:{page}"] = request.POST.getlist("colonnes")
    return HttpResponseRedirect(f"{page}?{urlencode(shown)}" if shown else page, status=303)


@screen(scope=Scope.SIGNED_IN)
def gallery(request: HouseRequest) -> HttpResponse:
    """Every component with its options, in the demonstration only: what rooms are built from."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(request, "kit/gallery.html", samples.context())
