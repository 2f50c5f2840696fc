"""What the room shows elsewhere: on a person's page, in "my day", in what comes next for somebody."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.once import once
from levier.foundation.kit.registers import MOST_DUE, DueItem
from levier.foundation.kit.screens import HouseRequest
from levier.support.rights.enums import Appeal
from levier.support.rights.lists import page_of, standing
from levier.support.rights.models import Deadline
from levier.support.rights.queries import losses_of, open_deadlines_of, status_now, to_follow
from levier.support.rights.rules import MANAGE_KINDS, SEE_RIGHTS, WRITE_RIGHTS
from levier.support.rights.statuses import label_of
from levier.support.rights.views import tone

SHOWN = 5


def of_person(request: HouseRequest, person: Any) -> dict[str, Any] | None:
    """Panel of a person's page: status now, what must not be missed, appeals that wait."""
    actor, today = request.actor, timezone.localdate()
    period = status_now(actor, person, today)
    found = _open(actor, person)
    return {
        "person": person,
        "period": period,
        "status": label_of(period.status) if period else "",
        "deadlines": [{"deadline": one, "standing": standing(one), "tone": tone(one)} for one in found],
        "appeals": list(losses_of(actor, person).filter(appeal=Appeal.LODGED)),
        "may_write": WRITE_RIGHTS.allows(actor),
    }


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Of "my day": the deadlines that one follows, those that nobody does, and for who leads, all that are late."""
    if not WRITE_RIGHTS.allows(actor):
        return []
    rows = to_follow(actor, until, today, all_late=MANAGE_KINDS.allows(actor))[:MOST_DUE]
    return [_due(one, today, is_shared=one.owner_id != actor.user_id) for one in rows]


def ahead(actor: Actor, person: Any, today: date) -> list[DueItem]:
    """What must not be missed for one person."""
    if not SEE_RIGHTS.allows(actor):
        return []
    return [_due(one, today, is_shared=False) for one in _open(actor, person)]


def _open(actor: Actor, person: Any) -> list[Deadline]:
    return once(person, "rights.deadlines", lambda: list(open_deadlines_of(actor, person)[:SHOWN]))


def _due(one: Deadline, today: date, *, is_shared: bool) -> DueItem:
    at: Any = datetime.combine(one.due_on, one.at_time, tzinfo=BRUSSELS) if one.at_time else one.due_on
    return DueItem(
        at,
        _("%(kind)s, %(name)s") % {"kind": one.rule.kind, "name": one.person},
        page_of(one),
        _("droits à protéger"),
        detail=_detail(one),
        is_late=one.due_on < today and not one.rule.kind.is_earliest,
        whole=reverse("rights:deadlines"),
        is_shared=is_shared,
    )


def _detail(one: Deadline) -> str:
    if one.rule.kind.is_earliest:
        return _("un jour au plus tôt, pas un dernier jour")
    if one.rule.kind.is_theirs:
        return _("l'administration doit avoir répondu")
    return _("date écrite sur le papier") if one.printed_on else _("date calculée, à faire vérifier")
