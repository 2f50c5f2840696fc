"""What the room shows elsewhere: on a person's page, on an appointment's, in "my day"."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import MOST_DUE, DueItem
from levier.foundation.kit.screens import HouseRequest
from levier.register.people.models import Person
from levier.register.vocabulary.lists import languages
from levier.support.appointments.models import Appointment
from levier.support.jobsearch.acts import left_over, name_of, week_of
from levier.support.jobsearch.enums import InterpreterState
from levier.support.jobsearch.models import Application
from levier.support.jobsearch.queries import interpreters_of
from levier.support.jobsearch.rules import WRITE_SEARCH

TONES = {InterpreterState.ASKED: "ochre", InterpreterState.CONFIRMED: "good"}


def of_person(request: HouseRequest, person: Person) -> dict[str, Any]:
    """Panel of a person's page: only the way to the pages of the room, so that it asks nothing of the database."""
    return {"person": person, "may_write": WRITE_SEARCH.allows(request.actor)}


def of_appointment(request: HouseRequest, appointment: Appointment) -> dict[str, Any] | None:
    """Panel of an appointment: who interprets. Not shown where nobody is needed and nobody was asked."""
    asked = list(interpreters_of(request.actor, appointment))
    may_write = WRITE_SEARCH.allows(request.actor)
    if not asked and not may_write:
        return None
    needed = appointment.person.interpreter
    return {
        "appointment": appointment,
        "asked": [(one, languages().label(one.language), TONES.get(InterpreterState(one.state), "")) for one in asked],
        "needed": languages().label(needed) if needed else "",
        "may_ask": may_write and all(one.state == InterpreterState.CANCELLED for one in asked),
        "is_vain": bool(appointment.cancelled_at) and any(one.state != InterpreterState.CANCELLED for one in asked),
        "may_write": may_write,
    }


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """Of "my day": acts of the past week that are not encoded at Actiris, and what was to follow an application."""
    if not WRITE_SEARCH.allows(actor) or actor.user_id is None:
        return []
    return [*_to_encode(actor, today), *_to_follow(actor, today, until)]


def _to_encode(actor: Actor, today: date) -> list[DueItem]:
    week = week_of(today - timedelta(days=7))
    count = left_over(actor, week)
    if not count:
        return []
    words = ngettext("%(n)s acte de la semaine passée", "%(n)s actes de la semaine passée", count)
    address = f"{reverse('jobsearch:week')}?semaine={name_of(week)}"
    act = _("Cocher")
    title = words % {"n": formats.number(count)}
    return [DueItem(today, title, address, _("à encoder à Actiris"), act=act, whole=address, is_routine=True)]


def _to_follow(actor: Actor, today: date, until: date) -> list[DueItem]:
    rows = Application.objects.visible_to(actor).filter(noted_by=actor.user_id, next_on__lte=until)
    rows = rows.filter(next_on__gte=today - timedelta(days=31)).select_related("person").order_by("next_on", "pk")
    return [
        DueItem(
            one.next_on,
            _("%(employer)s, %(name)s") % {"employer": one.employer, "name": one.person},
            reverse("jobsearch:edit_application", args=[one.pk]),
            _("candidature à suivre"),
            detail=one.job,
            is_late=one.next_on < today,
            whole=reverse("jobsearch:applications"),
        )
        for one in rows[:MOST_DUE]
    ]
