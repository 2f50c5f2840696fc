"""Calls for projects: list, page, new, edit, decision, steps."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.development.calls.actions import change_call, create_call, decide, move_call
from levier.development.calls.enums import STEPS, CallStatus, Competence
from levier.development.calls.forms import CallForm, DecisionForm, values_of
from levier.development.calls.models import Call, CallCompetence
from levier.development.calls.rules import CHANGE_CALLS, DECIDE_CALLS, SEE_CALLS
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import form_page, say, warn
from levier.foundation.kit.lists import Choice, Column, ListPage, Search
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import HouseRequest, screen
from levier.register.partners.queries import funders


def page_of(call: Call) -> str:
    return reverse("calls:call", args=[call.pk])


def trail(call: Call | None = None) -> list[tuple[str, str]]:
    """Breadcrumb down to a call."""
    return [(_("Appels à projets"), reverse("calls:calls")), *([(call.title, page_of(call))] if call else [])]


def _name_competences(page: list[Any]) -> None:
    names: dict[int, list[str]] = {}
    for one in CallCompetence.objects.filter(call__in=[call.pk for call in page]).order_by("pk"):
        names.setdefault(one.call_id, []).append(str(one.get_competence_display()))
    for call in page:
        call.competence_names = ", ".join(names.get(call.pk, ()))


def _narrowed(rows: Any, words: str) -> Any:
    for word in words.split()[:5]:
        rows = rows.filter(search__contains=word)
    return rows


def _funder_choices(actor: Actor) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in funders(actor).values_list("pk", "name")]


CALLS = ListPage(
    title=gettext_lazy("Appels à projets"),
    rows=lambda actor: Call.objects.visible_to(actor).select_related("programme__funder"),
    columns=(
        Column("intitule", gettext_lazy("Appel"), lambda one: one.title, page_of, ("title",)),
        Column(
            "limite",
            gettext_lazy("Date limite"),
            lambda one: formats.moment(one.deadline_at, style="table"),
            None,
            ("deadline_at",),
            plain=lambda one: timezone.localtime(one.deadline_at) if one.deadline_at else None,
        ),
        Column("bailleur", gettext_lazy("Bailleur"), lambda one: one.programme.funder.name),
        Column("programme", gettext_lazy("Programme"), lambda one: one.programme.name),
        Column("competences", gettext_lazy("Compétences"), lambda one: getattr(one, "competence_names", "") or "–"),
        Column("etat", gettext_lazy("État"), lambda one: one.get_status_display(), None, ("status",)),
    ),
    default_sort=("-deadline_at",),
    filters=(
        Search(gettext_lazy("Appel, programme ou bailleur"), _narrowed),
        Choice(
            "etat",
            gettext_lazy("État"),
            lambda actor: CallStatus.choices,
            lambda rows, value: rows.filter(status=value),
        ),
        Choice(
            "competence",
            gettext_lazy("Compétence"),
            lambda actor: Competence.choices,
            lambda rows, value: rows.filter(competences__competence=value),
        ),
        Choice(
            "bailleur",
            gettext_lazy("Bailleur"),
            _funder_choices,
            lambda rows, value: rows.filter(programme__funder=int(value)),
        ),
    ),
    intro=gettext_lazy("Les heures limites sont celles de Bruxelles."),
    empty=gettext_lazy("Les appels que vous repérez seront ici, avec leur heure limite et votre décision."),
    export_name="appels",
    after_page=_name_competences,
)


@screen(SEE_CALLS)
def calls(request: HouseRequest) -> HttpResponse:
    """All calls, the furthest deadline first."""
    return CALLS.answer(request, actions=[(_("Ajouter un appel"), reverse("calls:new"))])


@screen(SEE_CALLS)
def call(request: HouseRequest, pk: int) -> HttpResponse:
    """A call: what it asks and until when, what we decided and why, the projects born of it."""
    found = get_object_or_404(Call.objects.visible_to(request.actor).select_related("programme__funder"), pk=pk)
    may_change = CHANGE_CALLS.allows(request.actor)
    context = {
        "call": found,
        "competences": [one.get_competence_display() for one in found.competences.all()],
        "needs": [one.need for one in found.call_needs.select_related("need")],
        "decisions": found.decisions.select_related("decided_by"),
        "is_missed": found.is_missed(timezone.now()),
        "steps": [CallStatus(code) for code in STEPS.get(found.status, ())] if may_change else [],
        "may_change": may_change,
        "may_decide": DECIDE_CALLS.allows(request.actor)
        and found.status in (CallStatus.WATCHED, CallStatus.PREPARED, CallStatus.DISMISSED),
        "trail": trail(),
    }
    return render(request, "calls/call.html", context)


@screen(CHANGE_CALLS, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """A new call."""

    def create(form: CallForm) -> str:
        chosen = {"competences": form.cleaned_data["competences"], "needs": form.cleaned_data["needs"]}
        made = create_call(by=request.actor, values=form.values(), at=timezone.now(), **chosen)
        say(request, _("L'appel est ajouté."))
        return page_of(made)

    return form_page(
        request,
        CallForm(request.actor, request.POST or None),
        title=_("Ajouter un appel à projets"),
        submit=_("Ajouter l'appel"),
        on_valid=create,
        trail=trail(),
        back=reverse("calls:calls"),
    )


@screen(CHANGE_CALLS, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Change a call."""
    found = get_object_or_404(Call.objects.visible_to(request.actor).select_related("programme"), pk=pk)
    before = values_of(found)

    def save(form: CallForm) -> str:
        chosen = {"competences": form.cleaned_data["competences"], "needs": form.cleaned_data["needs"]}
        change_call(by=request.actor, call=found, values=form.values(), at=timezone.now(), **chosen)
        say(request, _("Les modifications sont enregistrées."))
        return page_of(found)

    return form_page(
        request,
        CallForm(request.actor, request.POST or None, initial=before),
        title=_("Modifier l'appel"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        trail=trail(found),
        back=page_of(found),
    )


@screen(DECIDE_CALLS, methods=("GET", "POST"))
def decision(request: HouseRequest, pk: int) -> HttpResponse:
    """Go or no-go, with the reason that next year's team will read."""
    found = get_object_or_404(Call.objects.visible_to(request.actor), pk=pk)

    def settle(form: DecisionForm) -> str:
        is_go = form.cleaned_data["answer"] == "go"
        decide(by=request.actor, call=found, is_go=is_go, reason=form.cleaned_data["reason"], at=timezone.now())
        say(request, _("La décision est gardée avec sa raison."))
        return page_of(found)

    return form_page(
        request,
        DecisionForm(request.POST or None),
        title=_("Répondre à « %(title)s » ?") % {"title": found.title},
        submit=_("Garder la décision"),
        on_valid=settle,
        trail=trail(found),
        back=page_of(found),
    )


@screen(CHANGE_CALLS, methods=("POST",))
def step(request: HouseRequest, pk: int) -> HttpResponse:
    """One step further: answered, won, lost."""
    found = get_object_or_404(Call.objects.visible_to(request.actor), pk=pk)
    try:
        moved = move_call(by=request.actor, call=found, status=request.POST.get("etat", ""), at=timezone.now())
        say(request, _("L'appel est maintenant « %(state)s ».") % {"state": moved.get_status_display()})
    except Refused as error:
        warn(request, str(error))
    return HttpResponseRedirect(page_of(found), status=303)
