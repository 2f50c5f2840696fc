"""Group meetings: those to come that have a place left, the list of all, and who comes to one."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.accounts.queries import colleagues
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.lists import Choice, Column, ListPage
from levier.register.people.models import Person
from levier.support.appointments.models import Appointment, GroupMeeting
from levier.support.pathways.queries import own_people

AHEAD = timedelta(days=92)
MOST = 60


def page_of_group(one: GroupMeeting) -> str:
    return reverse("appointments:group", args=[one.pk])


def with_places(actor: Actor, after: datetime, *, worker_id: int | None = None) -> list[GroupMeeting]:
    """Meetings that begin after a moment and have a place left, in order, with `taken`. One query."""
    rows = GroupMeeting.objects.visible_to(actor).standing()
    coming = rows.filter(booking__starts_at__gt=after, booking__starts_at__lt=after + AHEAD)
    if worker_id is not None:
        coming = coming.filter(worker=worker_id)
    free = coming.counted().filter(taken__lt=F("places")).select_related("booking", "worker")
    return list(free.order_by("booking__starts_at", "pk")[:MOST])


def without_place(actor: Actor, group: GroupMeeting) -> QuerySet[Person]:
    """Of those whom this colleague accompanies, who has no place in the meeting yet."""
    there = Appointment.objects.filter(group=group, cancelled_at=None, excused_at=None, person=OuterRef("pk"))
    return own_people(actor).filter(~Exists(there))


def places_of(actor: Actor, group: GroupMeeting) -> list[Appointment]:
    """Who has a place, and who gave it back, by name."""
    rows = Appointment.objects.visible_to(actor).filter(group=group, person__erased_at=None)
    ordered = rows.select_related("person", "booking").order_by("person__last_name", "person__first_name", "pk")
    return list(ordered)


def _state(one: GroupMeeting) -> str:
    if one.cancelled_at:
        return _("annulée")
    return _("à venir") if one.booking.starts_at > timezone.now() else _("passée")


def _by_time(rows: Any, value: str) -> Any:
    today = start_of_day(timezone.localdate())
    coming = rows.filter(booking__starts_at__gte=today) if value == "a-venir" else rows
    return coming.filter(booking__starts_at__lt=today) if value == "passees" else coming


GROUPS = ListPage(
    title=gettext_lazy("Séances collectives"),
    rows=lambda actor: GroupMeeting.objects.visible_to(actor).counted().select_related("booking", "worker"),
    columns=(
        Column(
            "quand",
            gettext_lazy("Quand"),
            lambda one: formats.moment(one.booking.starts_at, style="table"),
            page_of_group,
            ("booking__starts_at",),
            plain=lambda one: one.booking.starts_at,
        ),
        Column("quoi", gettext_lazy("Quoi"), lambda one: one.title, None, ("title",)),
        Column("avec", gettext_lazy("Avec"), lambda one: str(one.worker), None, ("worker__name",)),
        Column("inscrites", gettext_lazy("Inscrites"), lambda one: one.taken, None, ("taken",), is_number=True),
        Column("places", gettext_lazy("Places"), lambda one: one.places, None, ("places",), is_number=True),
        Column("etat", gettext_lazy("État"), _state),
        Column("lieu", gettext_lazy("Lieu"), lambda one: one.booking.place or "–", is_optional=True),
    ),
    default_sort=("-booking__starts_at",),
    filters=(
        Choice(
            "quand",
            gettext_lazy("Quand"),
            lambda actor: [
                ("a-venir", gettext_lazy("à partir d'aujourd'hui")),
                ("passees", gettext_lazy("avant aujourd'hui")),
                ("toutes", gettext_lazy("toutes")),
            ],
            _by_time,
            usual="a-venir",
            orders={"a-venir": ("booking__starts_at", "pk")},
        ),
        Choice(
            "avec",
            gettext_lazy("Avec"),
            lambda actor: [(str(one.pk), one.name) for one in colleagues(actor)],
            lambda rows, value: rows.filter(worker=value),
        ),
    ),
    empty=gettext_lazy(
        "Une séance collective réunit plusieurs personnes à une même heure : une séance d'information, par exemple."
        " Ouvrez-en une, puis inscrivez des personnes, ou laissez-les choisir par leur lien."
    ),
    export_name="seances-collectives",
)
