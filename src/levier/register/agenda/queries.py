"""What other rooms ask of the agenda."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import User
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period, start_of_day
from levier.foundation.kit.registers import MOST_DUE, DueItem
from levier.register.agenda.enums import ResourceKind, Weekday
from levier.register.agenda.models import Booking, Opening, OpeningChange, Resource, ResourceBooking, Todo
from levier.register.agenda.rules import KEEP_TASKS, own_todos
from levier.register.agenda.slots import Agenda, Slot
from levier.register.agenda.slots import free_slots as free_of
from levier.register.partners.models import Place


def asked_todos(actor: Actor) -> QuerySet[Todo]:
    """Tasks that this colleague gave to others."""
    rows: QuerySet[Todo] = Todo.objects.visible_to(actor).filter(asked_by=actor.user_id).exclude(owner=actor.user_id)
    return rows


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Of "my day": tasks to do, those without a day today."""
    if not KEEP_TASKS.allows(actor):
        return []
    rows = own_todos(actor).filter(done_at=None).exclude(due_on__gt=until)
    return [
        DueItem(
            one.due_on or today,
            one.title,
            one.link or reverse("agenda:todos"),
            _("tâche"),
            detail=_("demandé par %(who)s") % {"who": one.asked_by}
            if one.asked_by_id not in (None, one.owner_id)
            else "",
            is_late=one.due_on is not None and one.due_on < today,
            done_url=reverse("agenda:done", args=[one.pk]),
            whole=reverse("agenda:todos"),
        )
        for one in rows.select_related("asked_by").order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST_DUE]
    ]


def todos_about(actor: Actor, about: Iterable[str]) -> list[Todo]:
    """Every task about one of these objects, done or not, whoever has it; for the rooms that ask for them."""
    return list(Todo.objects.visible_to(actor).filter(about__in=list(about)).order_by("pk"))


def done_lately(actor: Actor, today: date) -> QuerySet[Todo]:
    """Tasks done in the last two weeks, so that a slip of the mouse is undone."""
    return own_todos(actor).filter(done_at__date__gt=today - timedelta(days=14)).order_by("-done_at", "-pk")


def agenda_of(actor: Actor, worker: User | int, period: Period) -> Agenda:
    """When a colleague receives on these days, and what is booked: three queries."""
    key = worker if isinstance(worker, int) else worker.pk
    openings = Opening.objects.visible_to(actor).filter(worker=key, first_on__lte=period.last)
    changes = OpeningChange.objects.visible_to(actor).filter(worker=key, first_on__lte=period.last)
    booked = Booking.objects.visible_to(actor).live().filter(worker=key, ends_at__gt=start_of_day(period.first))
    return Agenda(
        list(openings.filter(Q(last_on=None) | Q(last_on__gte=period.first))),
        list(changes.filter(last_on__gte=period.first)),
        list(booked.filter(starts_at__lt=start_of_day(period.until))),
    )


def free_slots(actor: Actor, worker: User | int, period: Period, *, after: datetime) -> list[Slot]:
    """Free moments of a colleague on these days that begin after a moment, in order."""
    return free_of(agenda_of(actor, worker, period), period, after=after)


def receiving_days(actor: Actor, today: date) -> dict[int, list[str]]:
    """On which days of the week each colleague receives now, in words, by colleague. One query."""
    running = Opening.objects.visible_to(actor).filter(Q(last_on=None) | Q(last_on__gte=today), first_on__lte=today)
    found: dict[int, list[str]] = {}
    for worker, weekday in running.order_by("weekday").values_list("worker", "weekday").distinct():
        found.setdefault(worker, []).append(str(Weekday(weekday).label))
    return found


def own_openings(actor: Actor) -> QuerySet[Opening]:
    """The hours in which one receives, those that are over too."""
    rows: QuerySet[Opening] = Opening.objects.visible_to(actor).filter(worker=actor.user_id)
    return rows


def own_changes(actor: Actor) -> QuerySet[OpeningChange]:
    """One's days without appointments, or with more."""
    rows: QuerySet[OpeningChange] = OpeningChange.objects.visible_to(actor).filter(worker=actor.user_id)
    return rows


def rooms_at(actor: Actor, places: Iterable[Place]) -> dict[int, Resource]:
    """The rooms that are booked, among these places, by the number of the place. One query, none without a place."""
    wanted = {one.pk for one in places}
    if not wanted:
        return {}
    rows = Resource.objects.visible_to(actor).in_use().filter(kind=ResourceKind.ROOM, place__in=wanted)
    return {one.place_id: one for one in rows.order_by("pk")}


def taken_of(
    actor: Actor, resources: Iterable[Resource], first: datetime, last: datetime, *, but: str = ""
) -> list[ResourceBooking]:
    """What is taken of these rooms and things between two moments, in order; what `but` took does not count."""
    rows = ResourceBooking.objects.visible_to(actor).live().filter(resource__in=[one.pk for one in resources])
    found = rows.filter(starts_at__lt=last, ends_at__gt=first).select_related("resource")
    return list((found.exclude(about=but) if but else found).order_by("starts_at", "pk"))
