"""What other rooms ask of projects."""

from django.utils import timezone
from django.utils.translation import gettext as _

from levier.development.projects.actions import create_project
from levier.development.projects.models import Project
from levier.foundation.kit.actors import Actor
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
    if kind == "projects.project" and key.isdigit():
        project = Project.objects.visible_to(actor).filter(pk=int(key)).first()
    if project is None:
        raise Refused(_("Ce projet n'existe pas."))
    return project
