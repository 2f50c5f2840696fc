"""Parts of a project: one way to add, change and take away each of them."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.development.projects.models import (
    Agreement,
    Condition,
    Kinship,
    Obligation,
    Project,
    ProjectPartner,
    Target,
)
from levier.development.projects.part_actions import add_part, change_part, home_of, remove_part, settle_obligation
from levier.development.projects.part_forms import (
    AgreementForm,
    ConditionForm,
    KinForm,
    ObligationForm,
    PartForm,
    RoleForm,
    TargetForm,
)
from levier.development.projects.rules import CHANGE_PROJECTS
from levier.foundation.kit.forms import confirm_page, form_page, say
from levier.foundation.kit.screens import HouseRequest, screen


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of part: its table, its form, the words of its pages."""

    model: Any
    form: type[PartForm]
    add: Any
    change: Any


PARTS = {
    "partenaires": Part(
        ProjectPartner, RoleForm, gettext_lazy("Ajouter un partenaire"), gettext_lazy("Modifier le rôle")
    ),
    "conventions": Part(
        Agreement, AgreementForm, gettext_lazy("Ajouter une convention"), gettext_lazy("Modifier la convention")
    ),
    "promesses": Part(
        Target, TargetForm, gettext_lazy("Ajouter une valeur promise"), gettext_lazy("Modifier la valeur promise")
    ),
    "famille": Part(Kinship, KinForm, gettext_lazy("Ajouter un lien de famille"), gettext_lazy("Modifier le lien")),
    "echeances": Part(
        Obligation, ObligationForm, gettext_lazy("Ajouter une échéance"), gettext_lazy("Modifier l'échéance")
    ),
    "conditions": Part(
        Condition, ConditionForm, gettext_lazy("Ajouter une condition"), gettext_lazy("Modifier la condition")
    ),
}


def page_of(project: Project) -> str:
    return reverse("projects:project", args=[project.pk])


def trail(project: Project | None = None) -> list[tuple[str, str]]:
    """Breadcrumb down to a project."""
    return [(_("Projets"), reverse("projects:projects")), *([(project.title, page_of(project))] if project else [])]


def _part(slug: str) -> Part:
    if slug not in PARTS:
        raise Http404
    return PARTS[slug]


def _row(request: HouseRequest, slug: str, pk: int) -> Any:
    rows = _part(slug).model.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("agreement__project" if slug == "conditions" else "project"), pk=pk)


@screen(CHANGE_PROJECTS, methods=("GET", "POST"))
def add(request: HouseRequest, pk: int, slug: str) -> HttpResponse:
    """A new part of a project."""
    found = get_object_or_404(Project.objects.visible_to(request.actor), pk=pk)
    part = _part(slug)
    if part.model is Condition:
        raise Http404
    return _add(request, part, part.model(project=found), found)


@screen(CHANGE_PROJECTS, methods=("GET", "POST"))
def add_condition(request: HouseRequest, pk: int) -> HttpResponse:
    """What an agreement asks of each person at entry."""
    found = get_object_or_404(Agreement.objects.visible_to(request.actor).select_related("project"), pk=pk)
    return _add(request, PARTS["conditions"], Condition(agreement=found), found.project)


def _add(request: HouseRequest, part: Part, row: Any, project: Project) -> HttpResponse:
    def keep(form: PartForm) -> str:
        add_part(by=request.actor, part=row, values=form.values(), at=timezone.now())
        say(request, _("C'est ajouté au projet."))
        return page_of(project)

    return form_page(
        request,
        part.form(request.actor, row, request.POST or None),
        title=part.add,
        submit=part.add,
        on_valid=keep,
        trail=trail(project),
        back=page_of(project),
    )


@screen(CHANGE_PROJECTS, methods=("GET", "POST"))
def edit(request: HouseRequest, slug: str, pk: int) -> HttpResponse:
    """Change a part."""
    row = _row(request, slug, pk)
    part, project = PARTS[slug], home_of(row)
    before = part.form.shown(row)

    def keep(form: PartForm) -> str:
        change_part(by=request.actor, part=row, values=form.values(), at=timezone.now())
        say(request, _("Les modifications sont enregistrées."))
        return page_of(project)

    return form_page(
        request,
        part.form(request.actor, row, request.POST or None),
        title=part.change,
        submit=_("Enregistrer"),
        on_valid=keep,
        current=lambda: (before["version"], before),
        trail=trail(project),
        back=page_of(project),
        removal=reverse("projects:remove_part", args=[slug, pk]),
    )


@screen(CHANGE_PROJECTS, methods=("GET", "POST"))
def remove(request: HouseRequest, slug: str, pk: int) -> HttpResponse:
    """Take a part away; the journal keeps what it was."""
    row = _row(request, slug, pk)
    project = home_of(row)

    def take_away() -> str:
        remove_part(by=request.actor, part=row, at=timezone.now())
        say(request, _("C'est retiré du projet ; le journal garde ce qui était écrit."))
        return page_of(project)

    return confirm_page(
        request,
        title=_("Retirer « %(name)s » du projet ?") % {"name": row},
        sentence=_(
            "Pour ce qui a été noté par erreur. Si des heures ou des preuves s'appuient dessus, rien n'est retiré."
        ),
        submit=_("Retirer"),
        on_yes=take_away,
        back=reverse("projects:edit_part", args=[slug, pk]),
        is_danger=True,
        trail=trail(project),
    )


@screen(CHANGE_PROJECTS, methods=("POST",))
def settle(request: HouseRequest, pk: int) -> HttpResponse:
    """An obligation is met, or open again."""
    found = get_object_or_404(Obligation.objects.visible_to(request.actor).select_related("project"), pk=pk)
    is_done = request.POST.get("fait") == "1"
    settle_obligation(by=request.actor, obligation=found, is_done=is_done, at=timezone.now())
    say(request, _("L'échéance est faite.") if is_done else _("L'échéance est de nouveau à faire."))
    return HttpResponseRedirect(page_of(found.project), status=303)
