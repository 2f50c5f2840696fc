"""Projects: list, page, new, edit."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.development.calls.models import Call, Need
from levier.development.projects.actions import change_project, create_project
from levier.development.projects.forms import ProjectForm, values_from, values_of
from levier.development.projects.models import Agreement, NeedAnswered, Project
from levier.development.projects.part_views import page_of, trail
from levier.development.projects.rules import CHANGE_PROJECTS, SEE_PROJECTS
from levier.development.projects.step_views import offered
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.forms import form_page, say
from levier.foundation.kit.lists import Choice, Column, ListPage, Search
from levier.foundation.kit.screens import HouseRequest, screen
from levier.register.partners.models import Partner, Programme


def _funders(actor: Actor) -> list[tuple[str, Any]]:
    """Those who finance a project, by its programme or an agreement."""
    # From the few programmes to their projects, never from all projects.
    used = Exists(Project.objects.visible_to(actor).filter(programme=OuterRef("pk")))
    by_programme = Programme.objects.visible_to(actor).filter(used).values("funder")
    by_agreement = Agreement.objects.visible_to(actor).order_by().values("funder")
    rows = Partner.objects.filter(pk__in=by_programme.union(by_agreement)).order_by("name", "pk")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def _of_funder(rows: Any, value: str) -> Any:
    by_agreement = Agreement.objects.filter(funder=int(value)).values("project")
    return rows.filter(Q(programme__funder=int(value)) | Q(pk__in=by_agreement))


def _needs(actor: Actor) -> list[tuple[str, Any]]:
    answered = NeedAnswered.objects.visible_to(actor).values("need")
    rows = Need.objects.visible_to(actor).filter(pk__in=answered).order_by("title", "pk")
    return [(str(pk), title) for pk, title in rows.values_list("pk", "title")]


def _of_need(rows: Any, value: str) -> Any:
    return rows.filter(pk__in=NeedAnswered.objects.filter(need=int(value)).values("project"))


PROJECTS = ListPage(
    title=gettext_lazy("Projets"),
    rows=lambda actor: Project.objects.visible_to(actor).select_related("programme"),
    columns=(
        Column("intitule", gettext_lazy("Projet"), lambda one: one.title, page_of, ("title",)),
        Column("code", gettext_lazy("Code"), lambda one: one.code, None, ("code",)),
        Column("etat", gettext_lazy("État"), lambda one: one.get_status_display(), None, ("status",)),
        Column("programme", gettext_lazy("Programme"), lambda one: str(one.programme or "–")),
        Column(
            "debut",
            gettext_lazy("Début"),
            lambda one: formats.day(one.starts_on, style="short"),
            None,
            ("starts_on",),
            plain=lambda one: one.starts_on,
        ),
        Column(
            "fin",
            gettext_lazy("Fin"),
            lambda one: formats.day(one.ends_on, style="short"),
            None,
            ("ends_on",),
            plain=lambda one: one.ends_on,
        ),
        Column(
            "budget",
            gettext_lazy("Budget"),
            lambda one: formats.money(one.budget),
            None,
            ("budget",),
            is_number=True,
            plain=lambda one: one.budget,
        ),
    ),
    default_sort=("-starts_on", "code"),
    filters=(
        Search(gettext_lazy("Code ou intitulé"), lambda rows, words: rows.filter(search__contains=words)),
        Choice(
            "etat",
            gettext_lazy("État"),
            lambda actor: Project.Status.choices,
            lambda rows, value: rows.filter(status=value),
        ),
        Choice("bailleur", gettext_lazy("Bailleur"), _funders, _of_funder),
        Choice("besoin", gettext_lazy("Besoin"), _needs, _of_need),
    ),
    empty=gettext_lazy(
        "Les projets de l'association seront ici, de l'idée au dernier rapport. Commencez par en ajouter un."
    ),
    export_name="projets",
)


@screen(SEE_PROJECTS)
def projects(request: HouseRequest) -> HttpResponse:
    """All projects, newest first."""
    return PROJECTS.answer(request, actions=[(_("Ajouter un projet"), reverse("projects:new"))])


@screen(SEE_PROJECTS)
def project(request: HouseRequest, pk: int) -> HttpResponse:
    """A project: what was promised, with whom, where it comes from, and what the rooms above add."""
    found = get_object_or_404(
        Project.objects.visible_to(request.actor).select_related("call", "programme__funder"), pk=pk
    )
    may_change = CHANGE_PROJECTS.allows(request.actor)
    obligations = list(found.obligations.select_related("agreement", "owner"))
    context = {
        "project": found,
        "needs": found.needs.all(),
        "partners": found.partners.select_related("partner"),
        "agreements": found.agreements.select_related("funder", "programme").prefetch_related("conditions"),
        "kin": found.kin.select_related("other", "partner"),
        "kin_of": found.kin_of.select_related("project"),
        "targets": found.targets.all(),
        "open_obligations": [one for one in obligations if one.done_at is None],
        "met_obligations": [one for one in obligations if one.done_at],
        "now": timezone.now(),
        "today": timezone.localdate(),
        "may_change": may_change,
        "steps": offered(found) if may_change else [],
        "may_end": may_change and found.status == Project.Status.RUNNING,
        "trail": trail(),
    }
    return render(request, "projects/project.html", context)


@screen(CHANGE_PROJECTS, methods=("GET", "POST"))
def new(request: HouseRequest) -> HttpResponse:
    """A new project; `?appel=12` begins with what a call says."""
    initial = _from_call(request)

    def create(form: ProjectForm) -> str:
        needs = form.cleaned_data["needs"]
        made = create_project(by=request.actor, values=form.values(), needs=needs, at=timezone.now())
        say(request, _("Le projet est ajouté."))
        return page_of(made)

    return form_page(
        request,
        ProjectForm(request.actor, request.POST or None, initial=initial),
        title=_("Ajouter un projet"),
        submit=_("Ajouter le projet"),
        on_valid=create,
        trail=trail(),
        back=reverse("projects:projects"),
    )


def _from_call(request: HouseRequest) -> dict[str, Any]:
    asked = request.GET.get("appel", "")
    if not asked.isdecimal() or len(asked) > 12:
        return {}
    return values_from(get_object_or_404(Call.objects.visible_to(request.actor), pk=int(asked)))


@screen(CHANGE_PROJECTS, methods=("GET", "POST"))
def edit(request: HouseRequest, pk: int) -> HttpResponse:
    """Change a project."""
    found = get_object_or_404(Project.objects.visible_to(request.actor), pk=pk)
    before = values_of(found)

    def save(form: ProjectForm) -> str:
        needs = form.cleaned_data["needs"]
        change_project(by=request.actor, project=found, values=form.values(), needs=needs, at=timezone.now())
        say(request, _("Les modifications sont enregistrées."))
        return page_of(found)

    return form_page(
        request,
        ProjectForm(request.actor, request.POST or None, initial=before),
        title=_("Modifier le projet"),
        submit=_("Enregistrer"),
        on_valid=save,
        current=lambda: (found.version, before),
        trail=trail(found),
        back=page_of(found),
    )
