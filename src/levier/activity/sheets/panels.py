"""What the room shows elsewhere: on the pages of a session, an activity, a person, a project; in "my day"."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.rules import NOTE_PRESENCES
from levier.activity.sheets.models import Sheet
from levier.activity.sheets.queries import proofs_of, state_of, states, with_state
from levier.development.projects.rules import CHANGE_PROJECTS
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import MOST_DUE, DueItem
from levier.foundation.kit.screens import HouseRequest

LATE = timedelta(days=7)
"""A sheet that is not back a week after its last day is asked for."""


def of_session(request: HouseRequest, session: Any) -> dict[str, Any] | None:
    """Its sheets, how far each is, and what proves it to the funder of its project."""
    if session.kind != SessionKind.MOMENT:
        return None
    rows = with_state(Sheet.objects.visible_to(request.actor)).filter(columns__session=session).distinct()
    today = timezone.localdate()
    return {
        "session": session,
        "sheets": [(one, states()[state_of(one, today)]) for one in rows.order_by("number")],
        "proofs": [str(one.label) for one in proofs_of(session.project)] if session.project_id else [],
        "may_note": NOTE_PRESENCES.allows(request.actor) and session.cancelled_at is None,
    }


def of_activity(request: HouseRequest, activity: Any) -> dict[str, Any] | None:
    """Only the way to a sheet of several sessions: it asks nothing of the database."""
    if not NOTE_PRESENCES.allows(request.actor) or activity.is_for_the_public:
        return None
    return {"activity": activity}


def of_person(request: HouseRequest, person: Any) -> dict[str, Any] | None:
    """Only the way to a certificate: it asks nothing of the database."""
    return {"person": person} if NOTE_PRESENCES.allows(request.actor) else None


def of_project(request: HouseRequest, project: Any) -> dict[str, Any]:
    """What its funder takes as a proof."""
    proofs = [str(one.label) for one in proofs_of(project)]
    return {"project": project, "proofs": proofs, "may_change": CHANGE_PROJECTS.allows(request.actor)}


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Of "my day": sheets that I printed, and that should be back."""
    if not NOTE_PRESENCES.allows(actor) or actor.user_id is None:
        return []
    rows = Sheet.objects.visible_to(actor).filter(
        returned_at=None, printed_by=actor.user_id, last_on__lt=today, last_on__gte=today - 9 * LATE
    )
    return [
        DueItem(
            one.last_on + LATE,
            _("Feuille %(number)s, %(activity)s") % {"number": one, "activity": one.activity.title},
            reverse("sheets:give_one_back", args=[one.pk]),
            _("feuille à rendre"),
            is_late=one.last_on + LATE < today,
            act=_("Rendre la feuille"),
            whole=f"{reverse('sheets:sheets')}?etat=awaited",
            is_routine=True,
        )
        for one in rows.select_related("activity").order_by("last_on", "pk")[:MOST_DUE]
    ]
