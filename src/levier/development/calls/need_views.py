"""Needs: list, page, new, edit, evidence."""

from typing import Any

from django.db.models import Max
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.development.calls.actions import add_evidence, change_need, create_need, remove_evidence
from levier.development.calls.forms import EvidenceForm, NeedForm
from levier.development.calls.models import Evidence, Need
from levier.development.calls.rules import CHANGE_NEEDS, SEE_CALLS
from levier.foundation.kit import formats
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.lists import Column, ListPage, Search
from levier.foundation.kit.screens import HouseRequest, screen


def page_of(need: Need) -> str:
    return reverse("calls:need", args=[need.pk])


def trail(need: Need | None = None) -> list[tuple[str, str]]:
    """Breadcrumb down to a need."""
    return [(_("Besoins"), reverse("calls:needs")), *([(need.title, page_of(need))] if need else [])]


def _narrowed(rows: Any, words: str) -> Any:
    for word in words.split()[:5]:
        rows = rows.filter(search__contains=word)
    return rows


def _last_evidence(page: list[Any]) -> None:
    mine = Evidence.objects.filter(need__in=[one.pk for one in page])
    latest = dict(mine.order_by().values_list("need").annotate(Max("observed_on")))
    for one in page:
        one.last_on = latest.get(one.pk)


NEEDS = ListPage(
    title=gettext_lazy("Besoins constatés"),
    rows=lambda actor: Need.objects.visible_to(actor),
    columns=(
        Column("besoin", gettext_lazy("Besoin"), lambda one: one.title, page_of, ("title",)),
        Column("constat", gettext_lazy("Constat"), lambda one: one.statement[:120] or "–"),
        Column(
            "dernier",
            gettext_lazy("Dernier chiffre"),
            lambda one: formats.day(getattr(one, "last_on", None), style="short"),
        ),
    ),
    default_sort=("title",),
    filters=(Search(gettext_lazy("Mot du besoin"), _narrowed),),
    intro=gettext_lazy(
        "Un besoin se montre par des chiffres datés, avec leur source : c'est d'eux que part un dossier."
    ),
    empty=gettext_lazy("Notez ce qui revient dans les entretiens et les ateliers : le prochain projet commence ici."),
    export_name="besoins",
    after_page=_last_evidence,
)


@screen(SEE_CALLS)
def needs(request: HouseRequest) -> HttpResponse:
    """All needs."""
    return NEEDS.answer(request, actions=[(_("Ajouter un besoin"), reverse("calls:new_need"))])


@screen(SEE_CALLS)
def need(request: HouseRequest, pk: int) -> HttpResponse:
    """A need: what we see, the figures that show it, the calls that could answer it, the projects that do."""
    found = get_object_or_404(Need.objects.visible_to(request.actor), pk=pk)
    context = {
        "need": found,
        "evidence": found.evidence.all(),
        "calls": [one.call for one in found.call_needs.select_related("call").order_by("-call__deadline_at")],
        "may_change": CHANGE_NEEDS.allows(request.actor),
        "trail": trail(),
    }
    return render(request, "calls/need.html", context)


@screen(CHANGE_NEEDS, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """A new need."""

    def create(form: NeedForm) -> str:
        made = create_need(by=request.actor, values=form.values(), at=timezone.now())
        say(request, _("Le besoin est noté. Ajoutez maintenant un chiffre qui le montre."))
        return page_of(made)

    return form_page(
        request,
        NeedForm(request.POST or None),
        title=_("Ajouter un besoin"),
        submit=_("Ajouter le besoin"),
        on_valid=create,
        trail=trail(),
        back=reverse("calls:needs"),
    )


@screen(CHANGE_NEEDS, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Change a need."""
    found = get_object_or_404(Need.objects.visible_to(request.actor), pk=pk)
    before = {name: getattr(found, name) for name in ("title", "statement", "version")}

    def save(form: NeedForm) -> str:
        change_need(by=request.actor, need=found, values=form.values(), at=timezone.now())
        say(request, _("Les modifications sont enregistrées."))
        return page_of(found)

    return form_page(
        request,
        NeedForm(request.POST or None, initial=before),
        title=_("Modifier le besoin"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        trail=trail(found),
        back=page_of(found),
    )


@screen(CHANGE_NEEDS, methods=("GET", "POST"))
def new_evidence(request: HouseRequest, pk: int) -> HttpResponse:
    """A dated figure that shows a need."""
    found = get_object_or_404(Need.objects.visible_to(request.actor), pk=pk)

    def add(form: EvidenceForm) -> str:
        add_evidence(by=request.actor, need=found, values=form.cleaned_data, at=timezone.now())
        say(request, _("Le constat est ajouté."))
        return page_of(found)

    return form_page(
        request,
        EvidenceForm(request.POST or None, initial={"observed_on": timezone.localdate()}),
        title=_("Ajouter un constat"),
        submit=_("Ajouter le constat"),
        on_valid=add,
        trail=trail(found),
        back=page_of(found),
    )


@screen(CHANGE_NEEDS, methods=("POST",))
def drop_evidence(request: HouseRequest, pk: int) -> HttpResponse:
    """Take back a figure that was wrong."""
    found = get_object_or_404(Evidence.objects.visible_to(request.actor).select_related("need"), pk=pk)
    need = remove_evidence(by=request.actor, evidence=found, at=timezone.now())
    say(request, _("Le constat est retiré ; le journal garde ce qu'il disait."))
    return HttpResponseRedirect(page_of(need), status=303)
