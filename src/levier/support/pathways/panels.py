"""What the room shows elsewhere: on a person's page, and in "my day"."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.once import once
from levier.foundation.kit.registers import MOST_DUE, DueItem
from levier.foundation.kit.screens import HouseRequest
from levier.register.people.models import Person
from levier.support.pathways.enums import HOLDS, Doer, ItemKind, Level, Stage
from levier.support.pathways.meetings import next_of, page_of
from levier.support.pathways.models import Appointment, Finding, Pathway, Referent, Step
from levier.support.pathways.queries import pressing
from levier.support.pathways.rules import SEE_PATHWAYS, WRITE_PATHWAYS, read_by
from levier.support.pathways.standing import at_stage, state_of

SHOWN = 6
AHEAD = 4


def of_person(request: HouseRequest, person: Person) -> dict[str, Any]:
    """Panel of a person's page: the accompaniment and what holds, the strongest first."""
    rows = Finding.objects.visible_to(request.actor).current().filter(person=person, level__in=HOLDS)
    rows = rows.filter(read_by(request.actor, person))
    holds = rows.filter(item__kind=ItemKind.OBSTACLE).select_related("item").order_by("item__order")
    return {
        "person": person,
        "pathway": _pathway(request.actor, person),
        "holds": sorted(holds, key=lambda one: one.level != Level.STRONG)[:SHOWN],
        "may_write": WRITE_PATHWAYS.allows(request.actor),
    }


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Steps that this colleague takes, or that a person of theirs takes; accompaniments whose end comes."""
    if not WRITE_PATHWAYS.allows(actor) or actor.user_id is None:
        return []
    mine = Pathway.objects.visible_to(actor).open().of(actor)
    theirs = Q(person__in=mine.values("person")) & ~Q(doer=Doer.WORKER)
    rows = Step.objects.visible_to(actor).open().filter(Q(worker=actor.user_id) | theirs, due_on__lte=until)
    steps = rows.select_related("person").order_by("due_on", "pk")[:MOST_DUE]
    ends = mine.filter(planned_end_on__lte=until).select_related("person").order_by("planned_end_on", "pk")[:MOST_DUE]
    return [
        *(_step(one, today) for one in steps),
        *(_end(one, today) for one in ends),
        *_meetings(actor, today, until),
    ]


def _meetings(actor: Actor, today: date, until: date) -> list[DueItem]:
    """One's appointments to come, those to note, and no-shows or invitations after which nothing was tried."""
    now = timezone.now()
    rows = pressing(actor, now, start_of_day(until + timedelta(days=1))).order_by("booking__starts_at", "pk")
    return [_meeting(one, now, today) for one in rows[:MOST_DUE]]


def _meeting(one: Appointment, now: datetime, today: date) -> DueItem:
    standing = state_of(one, now)
    if standing.stage == Stage.PLANNED:
        kind = _("rendez-vous")
        detail = one.get_kind_display()
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
        whole=f"{reverse('pathways:own_appointments')}?etat={'to_note' if is_to_note else 'relancer'}",
    )


def _step(one: Step, today: date) -> DueItem:
    return DueItem(
        at=one.due_on,
        title=str(one.person),
        url=reverse("pathways:plan", args=[one.person_id]),
        kind=_("étape d'un plan"),
        detail=one.title,
        is_late=one.due_on is not None and one.due_on < today,
        act=_("Noter"),
    )


def _end(one: Pathway, today: date) -> DueItem:
    return DueItem(
        at=one.planned_end_on,
        title=str(one.person),
        url=reverse("pathways:pathway", args=[one.person_id]),
        kind=_("fin d'accompagnement"),
        is_late=one.planned_end_on < today,
        whole=f"{reverse('pathways:mine')}?etat=fin",
    )


def ahead(actor: Actor, person: Person, today: date) -> list[DueItem]:
    """The next appointments of somebody, and the next steps of their plan."""
    if not SEE_PATHWAYS.allows(actor):
        return []
    rows = Step.objects.visible_to(actor).open().filter(person=person).exclude(due_on=None).order_by("due_on", "pk")
    url = reverse("pathways:plan", args=[person.pk])
    steps = [DueItem(one.due_on, one.title, url, _("étape d'un plan")) for one in rows[:AHEAD]]
    return [*_next_meetings(actor, person), *steps]


def _next_meetings(actor: Actor, person: Person) -> list[DueItem]:
    planned = Appointment.objects.visible_to(actor).filter(at_stage(Stage.PLANNED, timezone.now()), person=person)
    rows = planned.select_related("booking", "worker").order_by("booking__starts_at", "pk")
    kind = _("rendez-vous")
    return [DueItem(one.agreed.starts_at, str(one.worker), page_of(one), kind) for one in rows[:AHEAD]]


def companions(actor: Actor, person: Person, today: date) -> list[tuple[str, str]]:
    """Who accompanies somebody."""
    if not SEE_PATHWAYS.allows(actor):
        return []
    held = _pathway(actor, person)
    return [(str(one.user), str(one.get_part_display())) for one in held.colleagues] if held else []


def _pathway(actor: Actor, person: Person) -> Any:
    """The accompaniment under way, with its `colleagues` of today; asked once for a page."""

    def ask() -> Any:
        today = Prefetch(
            "referents", Referent.objects.filter(ended_on=None).select_related("user"), to_attr="colleagues"
        )
        return Pathway.objects.visible_to(actor).open().filter(person=person).prefetch_related(today).first()

    return once(person, "pathways.pathway", ask)
