"""What changes a project."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from levier.development.calls.models import Need
from levier.development.projects.enums import ENDED
from levier.development.projects.models import NeedAnswered, Project
from levier.development.projects.rules import CHANGE_PROJECTS
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import fold


@transaction.atomic
def create_project(*, by: Actor, values: dict[str, Any], needs: Iterable[Need] = (), at: datetime) -> Project:
    """A new project from its columns and the needs it answers.

    Raises Refused, or ValidationError with the sentence of what is wrong.
    """
    demand_permission(by, CHANGE_PROJECTS)
    project = Project(organisation_id=by.organisation_id, **values)
    keep_project(project)
    _answer(project, needs)
    record(by=by, verb="project.created", object=reference(project), at=at)
    return project


@transaction.atomic
def change_project(
    *, by: Actor, project: Project, values: dict[str, Any], needs: Iterable[Need] | None = None, at: datetime
) -> Project:
    """Give a project these columns, and these needs unless None.

    Raises Refused, or ValidationError with the sentence of what is wrong.
    """
    demand_permission(by, CHANGE_PROJECTS)
    changed = {
        name: [str(getattr(project, name)), str(value)]
        for name, value in values.items()
        if getattr(project, name) != value
    }
    for name, value in values.items():
        setattr(project, name, value)
    project.version += 1
    keep_project(project)
    if needs is not None:
        _answer(project, needs)
    record(by=by, verb="project.changed", object=reference(project), change=changed, at=at)
    return project


def keep_project(project: Project) -> None:
    """Save a project, once its columns hold together. Raises ValidationError."""
    _check_end(project)
    project.search = fold(f"{project.code} {project.title}")[:300]
    project.keep()


def _check_end(project: Project) -> None:
    """A project that ended says when and how: the next dossier is written with it."""
    if project.status not in ENDED:
        return
    lacking = {}
    if project.ends_on is None:
        lacking["ends_on"] = _("Dites quel jour le projet s'est terminé.")
    if not project.ending.strip():
        lacking["ending"] = _("Dites comment il s'est terminé et ce que vous en gardez.")
    if lacking:
        raise ValidationError(lacking)


def _answer(project: Project, needs: Iterable[Need]) -> None:
    NeedAnswered.objects.filter(project=project).delete()
    NeedAnswered.objects.bulk_create(
        [NeedAnswered(organisation_id=project.organisation_id, project=project, need=need) for need in needs]
    )
