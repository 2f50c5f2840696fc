"""What hangs on a project: partners' roles, agreements, conditions, targets, kin, obligations."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from levier.development.projects.models import Condition, Obligation, Project
from levier.development.projects.rules import CHANGE_PROJECTS
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import slug


def home_of(part: Any) -> Project:
    """The project that a part hangs on."""
    project: Project = part.agreement.project if isinstance(part, Condition) else part.project
    return project


@transaction.atomic
def add_part(*, by: Actor, part: Any, values: dict[str, Any], at: datetime) -> Any:
    """Keep a new part, an unsaved row that already knows its project. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_PROJECTS)
    part.organisation_id = by.organisation_id
    _set(part, values)
    _record(by, part, "added", {}, at)
    return part


@transaction.atomic
def change_part(*, by: Actor, part: Any, values: dict[str, Any], at: datetime) -> Any:
    """Give a part these columns. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_PROJECTS)
    changed = {
        name: [str(getattr(part, name)), str(value)] for name, value in values.items() if getattr(part, name) != value
    }
    if hasattr(part, "version"):
        part.version += 1
    _set(part, values)
    _record(by, part, "changed", changed, at)
    return part


@transaction.atomic
def remove_part(*, by: Actor, part: Any, at: datetime) -> Project:
    """Take a part away. Raises Refused when hours, proofs or obligations rest on it."""
    demand_permission(by, CHANGE_PROJECTS)
    project, said = home_of(part), {"was": str(part)}
    row = {"row": part.pk, **said}
    try:
        with transaction.atomic():
            part.delete()
    except ProtectedError as error:
        raise Refused(
            _("Des heures, des preuves ou des échéances s'appuient dessus : gardez-le, ou corrigez-le.")
        ) from error
    record(by=by, verb=f"project.{part._meta.model_name}_removed", object=reference(project), change=row, at=at)
    return project


@transaction.atomic
def settle_obligation(*, by: Actor, obligation: Obligation, is_done: bool, at: datetime) -> Obligation:
    """Say that an obligation is met, or that it is open again after all."""
    demand_permission(by, CHANGE_PROJECTS)
    held: Obligation | None = Obligation.objects.visible_to(by).select_for_update().filter(pk=obligation.pk).first()
    if held is None:
        raise Refused(_("Cette échéance n'existe pas."))
    held.done_at = at if is_done else None
    held.version += 1
    held.save(update_fields=["done_at", "version"])
    _record(by, held, "met" if is_done else "reopened", {}, at)
    return held


def _set(part: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(part, name, value)
    if isinstance(part, Condition) and not part.code:
        part.code = slug(part.label)[:40] or "condition"
    part.keep()


def _record(by: Actor, part: Any, what: str, change: dict[str, Any], at: datetime) -> None:
    verb = f"project.{part._meta.model_name}_{what}"
    record(by=by, verb=verb, object=reference(home_of(part)), change={"row": part.pk, **change}, at=at)
