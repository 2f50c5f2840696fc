"""A person erased, or given a copy. Nothing here proves anything to a funder: appointments go at once, whole."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from levier.foundation.journal.actions import forget_details
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import Fate
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import forget_bookings
from levier.register.people.models import Person
from levier.support.appointments.actions.sooner import forget_offers
from levier.support.appointments.models import Appointment, SoonerOffer

TITLES = {
    "appointments.appointment": _("Rendez-vous"),
    "appointments.sooneroffer": _("Moments plus tôt qui vous ont été proposés"),
}
TABLES = tuple(TITLES)
FORMER = "pathways.appointment"
"""What the journal called an appointment before the room was one: its lines stay as they were written."""


def rows(actor: Actor, person: Person) -> Mapping[str, Iterable[Any]]:
    """All that was agreed, and what was offered sooner."""
    return {
        "appointments.appointment": _held(actor, person).order_by("made_at", "pk"),
        "appointments.sooneroffer": SoonerOffer.objects.visible_to(actor).filter(appointment__person=person),
    }


def fates(actor: Actor, person: Person, until: date | None) -> list[Fate]:
    """All of it goes, whatever is owed to a funder."""
    count = _held(actor, person).count()
    return [Fate(ngettext("%(n)s rendez-vous", "%(n)s rendez-vous", count) % {"n": count})] if count else []


def erase(by: Actor, person: Person, until: date | None, at: datetime) -> None:
    """Delete them with the time that they took, and what the journal kept of their words."""
    mine = list(Appointment.objects.filter(person=person))
    about = [reference(one) for one in mine]
    forget_details(by=by, objects=[*about, *(f"{FORMER}:{one.pk}" for one in mine)])
    forget_offers(by=by, person=person, at=at)
    Appointment.objects.filter(person=person).delete()
    forget_bookings(by=by, about=about)


def _held(actor: Actor, person: Person) -> Any:
    return Appointment.objects.visible_to(actor).filter(person=person)
