"""What the room shows elsewhere: on the pages of a partner, a call, a need, and in "my day"."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.development.projects.models import Agreement, Obligation, Project, ProjectPartner
from levier.development.projects.rules import CHANGE_PROJECTS
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.registers import MOST_DUE, DueItem
from levier.foundation.kit.screens import HouseRequest

LOOK_BACK = timedelta(days=90)


def of_partner(request: HouseRequest, partner: Any) -> dict[str, Any] | None:
    """Panel of a partner's page: projects where it takes part, with its roles, and what it funds."""
    roles: dict[int, list[str]] = {}
    for one in ProjectPartner.objects.visible_to(request.actor).filter(partner=partner):
        roles.setdefault(one.project_id, []).append(str(one.get_part_display()))
    for agreement in Agreement.objects.visible_to(request.actor).filter(funder=partner):
        word = _("bailleur, convention %(reference)s") % {"reference": agreement.reference}
        roles.setdefault(agreement.project_id, []).append(word)
    if not roles:
        return None
    projects = Project.objects.visible_to(request.actor).filter(pk__in=roles)
    return {"rows": [{"project": one, "roles": ", ".join(roles[one.pk])} for one in projects]}


def of_call(request: HouseRequest, call: Any) -> dict[str, Any]:
    """Panel of a call's page: the projects born of it."""
    projects = Project.objects.visible_to(request.actor).filter(call=call)
    return {"call": call, "projects": projects, "may_change": CHANGE_PROJECTS.allows(request.actor)}


def of_need(request: HouseRequest, need: Any) -> dict[str, Any]:
    """Panel of a need's page: the projects that answer it."""
    return {"projects": Project.objects.visible_to(request.actor).filter(needs=need)}


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Of "my day": obligations of projects that are not met yet, late ones too. For the project team."""
    if not CHANGE_PROJECTS.allows(actor):
        return []
    last = start_of_day(until + timedelta(days=1))
    rows = Obligation.objects.visible_to(actor).filter(
        done_at=None, due_at__gte=start_of_day(today - LOOK_BACK), due_at__lt=last
    )
    now = timezone.now()
    return [
        DueItem(
            one.due_at,
            one.title,
            reverse("projects:project", args=[one.project_id]),
            one.get_kind_display(),
            detail=one.project.title,
            is_late=one.due_at < now,
        )
        for one in rows.select_related("project").order_by("due_at")[:MOST_DUE]
    ]
