"""What other rooms ask of projects."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.development.projects.actions import create_project
from levier.development.projects.models import Agreement, Obligation, Project
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.numbers import whole
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.screens import reference


def projects_for(actor: Actor) -> list[tuple[str, str]]:
    """("projects.project:3", "FSE-1 · Retour vers l'emploi") of each project that can receive people, newest first."""
    return [(reference(project), str(project)) for project in Project.objects.visible_to(actor)]


def project_named(by: Actor, code: str, *, create: bool = False) -> str | None:
    """Reference of the project of that code; made, running and counted by ESF+ rules, when `create`."""
    project = Project.objects.visible_to(by).filter(code=code).first()
    if project is None and create:
        values = {"code": code, "title": code, "status": Project.Status.RUNNING, "rule_set": "esf-plus-2021"}
        project = create_project(by=by, values=values, at=timezone.now())
    return reference(project) if project else None


def project_of(actor: Actor, about: str) -> Project:
    """The project of a reference. Raises Refused when it is not one that this actor may know."""
    kind, _colon, key = about.partition(":")
    project: Project | None = None
    if kind == "projects.project" and (pk := whole(key)) is not None:
        project = Project.objects.visible_to(actor).filter(pk=pk).first()
    if project is None:
        raise Refused(_("Ce projet n'existe pas."))
    return project


def search_rows(actor: Actor, words: str) -> Any:
    """Rows for the one search box: (kind, id, title, detail)."""
    rows = Project.objects.visible_to(actor).order_by()
    for word in words.split()[:5]:
        rows = rows.filter(search__contains=word)
    near = Project.objects.filter(pk__in=rows.order_by("search", "pk").values("pk")[:10]).order_by()
    return near.values_list(Value("project"), "pk", "title", "code")


def words_known(actor: Actor, words: str) -> Any:
    """Words of projects, for a mistyped one. Rows of kind and text."""
    some = Project.objects.visible_to(actor).order_by("search", "pk").values("pk")[:1_000]
    return Project.objects.filter(pk__in=some).order_by().values_list(Value("project"), "search")


YEARS_OF_PROOF = 5
"""Years after that of the last payment, to its 31 December (Regulation (EU) 2021/1060, article 82)."""


def proofs_kept_until(actor: Actor, projects: Iterable[int]) -> date | None:
    """The last day on which the proofs of these projects are owed to a funder; None when no agreement pays for them.

    The last payment comes at the earliest with the last duty towards the funder, or at the end of the agreement: the
    day is the earliest possible, to be asked again when it comes. An agreement without an end still runs today.
    """
    paid = Agreement.objects.visible_to(actor).filter(project__in=set(projects))
    ends = {pk: ends_on or timezone.localdate() for pk, ends_on in paid.values_list("pk", "ends_on")}
    duties = Obligation.objects.visible_to(actor).filter(agreement__in=ends)
    ends_late = [timezone.localdate(due_at) for due_at in duties.values_list("due_at", flat=True)]
    last = max([*ends.values(), *ends_late], default=None)
    return date(last.year + YEARS_OF_PROOF, 12, 31) if last else None
