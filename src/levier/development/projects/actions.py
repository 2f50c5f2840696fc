"""What changes a project."""

from datetime import datetime
from typing import Any

from django.db import transaction

from levier.development.projects.models import Project
from levier.development.projects.rules import CHANGE_PROJECTS
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import fold


@transaction.atomic
def create_project(*, by: Actor, values: dict[str, Any], at: datetime) -> Project:
    """A new project from its columns. Raises Refused, or ValidationError with the sentence of what is wrong."""
    demand_permission(by, CHANGE_PROJECTS)
    project = Project(organisation_id=by.organisation_id, **values)
    project.search = fold(f"{project.code} {project.title}")[:300]
    project.full_clean(exclude=["organisation"])
    project.save()
    record(by=by, verb="project.created", object=reference(project), at=at)
    return project


@transaction.atomic
def change_project(*, by: Actor, project: Project, values: dict[str, Any], at: datetime) -> Project:
    """Give a project these columns. Raises Refused, or ValidationError with the sentence of what is wrong."""
    demand_permission(by, CHANGE_PROJECTS)
    changed = {
        name: [str(getattr(project, name)), str(value)]
        for name, value in values.items()
        if getattr(project, name) != value
    }
    for name, value in values.items():
        setattr(project, name, value)
    project.search = fold(f"{project.code} {project.title}")[:300]
    project.version += 1
    project.full_clean(exclude=["organisation"])
    project.save()
    record(by=by, verb="project.changed", object=reference(project), change=changed, at=at)
    return project
