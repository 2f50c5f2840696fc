"""Steps of a project from idea to end: one action each."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.development.projects.actions import keep_project
from levier.development.projects.enums import ENDED, STEPS, ProjectStatus
from levier.development.projects.models import Project
from levier.development.projects.rules import CHANGE_PROJECTS
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference


@transaction.atomic
def submit_project(*, by: Actor, project: Project, at: datetime) -> Project:
    """The dossier has left. Raises Refused when the state does not allow it, as each step here."""
    return _step(by, project, ProjectStatus.SUBMITTED, "project.submitted", {}, at)


@transaction.atomic
def begin_project(*, by: Actor, project: Project, at: datetime) -> Project:
    """Granted, or begun by our own means."""
    _demand(project.status not in ENDED)
    return _step(by, project, ProjectStatus.RUNNING, "project.begun", {}, at)


@transaction.atomic
def set_project_aside(*, by: Actor, project: Project, at: datetime) -> Project:
    """Not granted: it is an idea again, with everything that was prepared."""
    return _step(by, project, ProjectStatus.IDEA, "project.set_aside", {}, at)


@transaction.atomic
def end_project(*, by: Actor, project: Project, how: str, on: date, ending: str, at: datetime) -> Project:
    """One of the five true ends, its day, and what is kept. Raises Refused, or ValidationError without a lesson."""
    _demand(how in ENDED)
    return _step(by, project, how, "project.ended", {"ends_on": on, "ending": ending}, at)


@transaction.atomic
def resume_project(*, by: Actor, project: Project, at: datetime) -> Project:
    """It goes on after all; what was written of its end stays."""
    _demand(project.status in ENDED)
    return _step(by, project, ProjectStatus.RUNNING, "project.resumed", {}, at)


def _step(by: Actor, project: Project, status: str, verb: str, values: dict[str, Any], at: datetime) -> Project:
    demand_permission(by, CHANGE_PROJECTS)
    held: Project | None = Project.objects.visible_to(by).select_for_update().filter(pk=project.pk).first()
    if held is None:
        raise Refused(_("Ce projet n'existe pas."))
    before = held.status
    _demand(status in STEPS[before])
    for name, value in {"status": status, **values}.items():
        setattr(held, name, value)
    held.version += 1
    keep_project(held)
    record(by=by, verb=verb, object=reference(held), change={"status": [before, status], **values}, at=at)
    return held


def _demand(is_allowed: bool) -> None:
    if not is_allowed:
        raise Refused(_("Ce pas n'est pas possible depuis l'état actuel du projet."))
