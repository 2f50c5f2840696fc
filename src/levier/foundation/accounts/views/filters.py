"""Filters of lists that one keeps under a name: keep, rename, share, take away."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.actions import change_filters, drop_filters, keep_filters
from levier.foundation.accounts.forms import FiltersAgainForm, FiltersForm
from levier.foundation.accounts.models import KeptFilters
from levier.foundation.accounts.queries import filters_met
from levier.foundation.accounts.rules import USE_ACCOUNT, may_change_filters, may_drop_filters
from levier.foundation.kit.forms import confirm_page, form_page, say, stamp
from levier.foundation.kit.registers import lists
from levier.foundation.kit.screens import HouseRequest, Scope, opens, screen


@screen(USE_ACCOUNT, scope=Scope.OWN)
def kept_filters(request: HouseRequest) -> HttpResponse:
    """The views that one keeps and those that colleagues share, list by list."""
    found: dict[str, list[tuple[KeptFilters, bool, bool]]] = {}
    for one in filters_met(request.actor).order_by("page", "name", "pk"):
        changes, drops = bool(may_change_filters(request.actor, one)), bool(may_drop_filters(request.actor, one))
        found.setdefault(one.page, []).append((one, changes, drops))
    opened = [(lists[page].title, reverse(page), rows) for page, rows in found.items() if _opens(request, page)]
    trail = [(_("Mon compte"), reverse("accounts:own_account"))]
    return render(request, "accounts/kept_filters.html", {"lists": opened, "trail": trail})


@screen(USE_ACCOUNT, scope=Scope.OWN, methods=("GET", "POST"))
def keep(request: HouseRequest, page: str) -> HttpResponse:
    """Give a name to the filters that the address holds."""
    if not _opens(request, page):
        raise Http404
    shown = lists[page]
    query, words = shown.kept_query(request), " · ".join(shown.in_words(request))

    def save(form: FiltersForm) -> str:
        keep_filters(by=request.actor, page=page, query=query, at=timezone.now(), **form.cleaned_data)
        say(request, _("La vue « %(name)s » est gardée : elle se trouve au-dessus de la liste.") % form.cleaned_data)
        return f"{reverse(page)}?{query}"

    filters = _("Filtres : %(words)s.") % {"words": words} if words else _("Aucun filtre, mais un ordre des lignes.")
    nothing = _("Choisissez d'abord un filtre dans la liste, puis revenez.")
    typed = _("Les mots que vous avez cherchés ne sont pas gardés.")
    return form_page(
        request,
        FiltersForm(request.POST or None, initial={"name": words[:60]}),
        title=_("Garder ces filtres"),
        submit=_("Garder la vue"),
        on_valid=save,
        intro=f"{filters} {typed}" if query else nothing,
        trail=[(shown.title, reverse(page))],
        back=f"{reverse(page)}?{query}" if query else reverse(page),
    )


@screen(USE_ACCOUNT, scope=Scope.OWN, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Name one's view otherwise, share it, or keep it to oneself again."""
    kept = get_object_or_404(KeptFilters.objects.visible_to(request.actor).filter(user=request.actor.user_id), pk=pk)

    def save(form: FiltersAgainForm) -> str:
        told = {"name": form.cleaned_data["name"], "is_shared": form.cleaned_data["is_shared"]}
        change_filters(by=request.actor, kept=kept, at=timezone.now(), **told)
        say(request, _("La vue « %(name)s » est enregistrée.") % form.cleaned_data)
        return reverse("accounts:kept_filters")

    before = {"name": kept.name, "is_shared": kept.is_shared}
    return form_page(
        request,
        FiltersAgainForm(request.POST or None, initial=before | {"version": stamp(before)}),
        title=_("Renommer ou partager une vue"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (stamp(before), before),
        trail=_trail(),
        back=reverse("accounts:kept_filters"),
    )


@screen(USE_ACCOUNT, scope=Scope.OWN, methods=("GET", "POST"))
def drop(request: HouseRequest, pk: int) -> HttpResponse:
    """Take a view away, once one has said yes."""
    kept = get_object_or_404(filters_met(request.actor), pk=pk)
    if not may_drop_filters(request.actor, kept):
        raise Http404

    def yes() -> str:
        drop_filters(by=request.actor, kept=kept, at=timezone.now())
        say(request, _("La vue « %(name)s » est retirée.") % {"name": kept.name})
        return reverse("accounts:kept_filters")

    shared = _("Vos collègues ne la trouveront plus non plus.") if kept.is_shared else ""
    return confirm_page(
        request,
        title=_("Retirer une vue"),
        sentence=f"{_("La liste et ce qu'elle montre ne changent pas.")} {shared}".strip(),
        submit=_("Retirer la vue"),
        on_yes=yes,
        back=reverse("accounts:kept_filters"),
        things=[kept.name],
        trail=_trail(),
    )


def _trail() -> list[tuple[Any, str]]:
    return [(_("Mon compte"), reverse("accounts:own_account")), (_("Mes vues"), reverse("accounts:kept_filters"))]


def _opens(request: HouseRequest, page: str) -> bool:
    """Is it a list whose filters are kept, and one that this colleague may open?"""
    return page in lists and opens(request.actor, reverse(page))
