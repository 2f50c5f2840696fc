"""Appointments in "my day", and in what comes next for somebody."""

from datetime import date, datetime, timedelta
from typing import Any, cast

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.accounts.models import User
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.registers import MOST_DUE, DueItem
from levier.foundation.kit.screens import HouseRequest
from levier.register.people.models import Person
from levier.support.appointments.enums import Stage
from levier.support.appointments.meetings import next_of, page_of
from levier.support.appointments.models import Appointment, GroupMeeting
from levier.support.appointments.queries import pressing
from levier.support.appointments.sooner import free_before, waiting
from levier.support.appointments.standing import at_stage, state_of
from levier.support.pathways.queries import own_people
from levier.support.pathways.rules import SEE_PATHWAYS, WRITE_PATHWAYS

AHEAD = 4


def meetings_due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """One's appointments to come, those to note, and no-shows or invitations after which nothing was tried."""
    if not WRITE_PATHWAYS.allows(actor) or actor.user_id is None:
        return []
    now = timezone.now()
    rows = pressing(actor, now, start_of_day(until + timedelta(days=1))).order_by("booking__starts_at", "pk")
    found, groups = [], set()
    for one in rows[:MOST_DUE]:
        is_together = one.group_id is not None and state_of(one, now).stage in (Stage.PLANNED, Stage.TO_NOTE)
        if not is_together:
            found.append(_meeting(one, now, today))
        elif one.group_id not in groups:
            groups.add(one.group_id)
            found.append(_together(one, now, today))
    return found


def meetings_ahead(actor: Actor, person: Person, today: date) -> list[DueItem]:
    """The next appointments of somebody."""
    if not SEE_PATHWAYS.allows(actor):
        return []
    planned = Appointment.objects.visible_to(actor).filter(at_stage(Stage.PLANNED, timezone.now()), person=person)
    rows = planned.select_related("booking", "worker").order_by("booking__starts_at", "pk")
    kind = _("rendez-vous")
    return [DueItem(one.agreed.starts_at, str(one.worker), page_of(one), kind) for one in rows[:AHEAD]]


def of_week(request: HouseRequest, worker: User) -> dict[str, Any]:
    """On a colleague's week: for whom of one's people one may book there."""
    people = own_people(request.actor).values_list("pk", "last_name", "first_name")
    return {"worker": worker, "people": [(pk, f"{first} {last}".strip()) for pk, last, first in people]}


def sooner_due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """A moment of one's own is free before the appointment of somebody who waits for one."""
    if not WRITE_PATHWAYS.allows(actor) or actor.user_id is None:
        return []
    now = timezone.now()
    rows = waiting(actor, actor.user_id, now)
    free = free_before(actor, actor.user_id, rows, now)
    if not free:
        return []
    title = ngettext(
        "%(n)s personne attend un moment plus tôt", "%(n)s personnes attendent un moment plus tôt", len(rows)
    )
    return [
        DueItem(
            today,
            title % {"n": len(rows)},
            reverse("appointments:sooner"),
            _("moment libre"),
            _("le premier : %(moment)s") % {"moment": formats.moment(free[0].starts_at)},
            act=_("Proposer"),
            is_routine=True,
        )
    ]


def _together(one: Appointment, now: datetime, today: date) -> DueItem:
    """A group meeting is one line of the day, whoever comes."""
    group, starts = cast("GroupMeeting", one.group), one.agreed.starts_at
    if starts > now:
        url = reverse("appointments:group", args=[group.pk])
        return DueItem(starts, group.title, url, _("séance collective"), group.get_kind_display(), is_routine=True)
    return DueItem(
        at=timezone.localdate(starts),
        title=group.title,
        url=reverse("appointments:note_group", args=[group.pk]),
        kind=_("séance collective à noter"),
        detail=state_of(one, now).sentence,
        is_late=timezone.localdate(starts) < today,
        act=_("Noter qui est venu"),
        whole=f"{reverse('appointments:own_appointments')}?etat=to_note",
    )


def _meeting(one: Appointment, now: datetime, today: date) -> DueItem:
    standing = state_of(one, now)
    if standing.stage == Stage.PLANNED:
        kind, detail = _("rendez-vous"), one.get_kind_display()
        return DueItem(one.agreed.starts_at, str(one.person), page_of(one), kind, detail, is_routine=True)
    act, url = next_of(one, now)
    is_to_note = standing.stage == Stage.TO_NOTE
    return DueItem(
        at=timezone.localdate(one.agreed.starts_at) if is_to_note else today,
        title=str(one.person),
        url=url,
        kind=_("rendez-vous à noter") if is_to_note else _("rendez-vous à relancer"),
        detail=standing.sentence,
        is_late=is_to_note and timezone.localdate(one.agreed.starts_at) < today,
        act=act,
        whole=f"{reverse('appointments:own_appointments')}?etat={'to_note' if is_to_note else 'relancer'}",
    )
