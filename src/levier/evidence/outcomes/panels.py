"""What the room shows elsewhere: on a person's page, on a project's page, in "my day"."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.development.projects.enums import ProjectStatus
from levier.evidence.outcomes.models import Participation
from levier.evidence.outcomes.queries import counts_of, horizon_to_ask, participations_of, shares_in, to_ask, window_of
from levier.evidence.outcomes.rules import WRITE_PARTICIPATIONS
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.once import once
from levier.foundation.kit.registers import MOST_DUE, DueItem
from levier.foundation.kit.screens import HouseRequest


def of_person(request: HouseRequest, person: Any) -> dict[str, Any] | None:
    """Panel of a person's page: their participations."""
    may_write = WRITE_PARTICIPATIONS.allows(request.actor)
    found = once(person, "outcomes.participations", lambda: participations_of(request.actor, person))
    return {"person": person, "participations": found, "may_write": may_write} if found or may_write else None


def of_project(request: HouseRequest, project: Any) -> dict[str, Any] | None:
    """Panel of a project's page: how many came, are in, are to be asked. An idea that nobody entered yet says
    nothing of participants: it keeps the way to note the first one, for whoever may.
    """
    counts = counts_of(request.actor, project, timezone.localdate())
    may_write = WRITE_PARTICIPATIONS.allows(request.actor)
    is_awaited = project.status != ProjectStatus.IDEA or bool(counts["everybody"])
    if not (is_awaited or may_write):
        return None
    return {"project": project, "counts": counts, "may_write": may_write, "is_awaited": is_awaited}


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Of "my day": the answers whose window is open, by the day it closes. For those who write participations."""
    if not WRITE_PARTICIPATIONS.allows(actor):
        return []
    rows = to_ask(actor, today, today).select_related("person", "project").order_by("exit_on")[:MOST_DUE]
    return [_due(one, today) for one in rows]


def ahead(actor: Actor, person: Any, today: date) -> list[DueItem]:
    """What a person is to be asked now."""
    if not WRITE_PARTICIPATIONS.allows(actor):
        return []
    asked = to_ask(actor, today, today, shares_in(person.organisation.settings)).filter(person=person)
    rows = asked.select_related("person", "project").order_by("exit_on")
    return [_due(one, today) for one in rows]


def _due(one: Participation, today: date) -> DueItem:
    exit_on = one.exit_on or today
    horizon = horizon_to_ask(exit_on, today)
    return DueItem(
        window_of(horizon, exit_on).last,
        _("Demander des nouvelles de %(name)s") % {"name": one.person},
        reverse("outcomes:ask", args=[one.pk, horizon]),
        _("nouvelles à demander"),
        detail=f"{one.project.title}, {horizon.label}",
        whole=reverse("outcomes:to_ask"),
        is_shared=True,
    )
