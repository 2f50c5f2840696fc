"""The list of one's appointments, and what may be done next with each."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.lists import Choice, Column, ListPage, Search
from levier.support.appointments.enums import Place, Stage
from levier.support.appointments.models import Appointment
from levier.support.appointments.queries import own_appointments
from levier.support.appointments.standing import at_stage, state_of, to_relaunch


def page_of(one: Appointment) -> str:
    return reverse("appointments:appointment", args=[one.pk])


def next_of(one: Appointment, now: datetime) -> tuple[Any, str]:
    """What comes next for an appointment, and where it is done; two empty texts when nothing does."""
    stage = state_of(one, now).stage
    if stage == Stage.TO_NOTE and one.group_id:
        return _("Noter qui est venu"), reverse("appointments:note_group", args=[one.group_id])
    if stage == Stage.INVITED and one.is_collective:
        return _("Choisir une séance"), reverse("appointments:choose_group", args=[one.pk])
    if stage == Stage.TO_NOTE:
        return _("Noter ce qui s'est passé"), page_of(one)
    if stage == Stage.INVITED:
        return _("Choisir un moment"), reverse("appointments:choose_time", args=[one.pk])
    if stage in (Stage.MISSED, Stage.EXPIRED) and not hasattr(one, "relaunched_by"):
        return _("Relancer"), reverse("appointments:relaunch", args=[one.pk])
    return "", ""


def _when(one: Appointment) -> str:
    return formats.moment(one.booking.starts_at, style="table") if one.booking else "–"


def _stage(one: Appointment) -> str:
    return str(state_of(one, timezone.now()).stage.label)


def _by_state(rows: Any, value: str) -> Any:
    now = timezone.now()
    return rows.filter(to_relaunch(now) if value == "relancer" else at_stage(value, now))


def _by_time(rows: Any, value: str) -> Any:
    first = timezone.localdate()
    if value == "passes":
        return rows.filter(booking__starts_at__lt=start_of_day(first))
    days = {"jour": 1, "semaine": 7, "mois": 31}[value]
    until = start_of_day(first + timedelta(days=days))
    return rows.filter(booking__starts_at__gte=start_of_day(first), booking__starts_at__lt=until)


def _from_today(actor: Actor) -> Any:
    """One's appointments, those to come marked: they stand first, the next one on top, then the past from the last.

    An invitation has no time yet and stands at the moment when it was made.
    """
    comes = {"moment__gte": start_of_day(timezone.localdate())}
    rows = own_appointments(actor).annotate(moment=Coalesce("booking__starts_at", "made_at"))
    return rows.annotate(
        is_past=Case(When(**comes, then=Value(0)), default=Value(1)), ahead=Case(When(**comes, then="moment"))
    )


MINE = ListPage(
    title=gettext_lazy("Mes rendez-vous"),
    rows=_from_today,
    columns=(
        Column(
            "quand",
            gettext_lazy("Quand"),
            _when,
            page_of,
            ("moment",),
            plain=lambda one: one.booking.starts_at if one.booking else None,
        ),
        Column(
            "personne",
            gettext_lazy("Personne"),
            lambda one: str(one.person),
            lambda one: reverse("appointments:appointments", args=[one.person_id]),
            ("person__last_name", "person__first_name"),
        ),
        Column("ou", gettext_lazy("Où"), lambda one: one.get_kind_display(), None, ("kind",)),
        Column("etat", gettext_lazy("État"), _stage),
        Column("suite", gettext_lazy("Ensuite"), lambda one: next_of(one, timezone.now())[0] or "–"),
        Column("pourquoi", gettext_lazy("Pourquoi"), lambda one: one.reason or "–", is_optional=True),
    ),
    default_sort=("is_past", "ahead", "-moment"),
    filters=(
        Search(gettext_lazy("Nom"), lambda rows, words: rows.filter(person__search__contains=words)),
        Choice(
            "etat",
            gettext_lazy("État"),
            lambda actor: [("relancer", gettext_lazy("à relancer")), *Stage.choices],
            _by_state,
        ),
        Choice(
            "quand",
            gettext_lazy("Quand"),
            lambda actor: [
                ("jour", gettext_lazy("aujourd'hui")),
                ("semaine", gettext_lazy("dans les 7 jours")),
                ("mois", gettext_lazy("dans les 31 jours")),
                ("passes", gettext_lazy("avant aujourd'hui")),
            ],
            _by_time,
        ),
        Choice(
            "ou",
            gettext_lazy("Où"),
            lambda actor: Place.choices,
            lambda rows, value: rows.filter(kind=value),
        ),
    ),
    empty=gettext_lazy("Vos rendez-vous seront ici. Ouvrez la fiche d'une personne pour en planifier un."),
    export_name="mes-rendez-vous",
)
