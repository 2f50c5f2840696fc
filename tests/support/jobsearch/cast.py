"""What tests of this room ask for again and again: Mariam looks for work with Nadia, in June 2026."""

from datetime import UTC, date, datetime
from typing import Any

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import actor_for
from levier.foundation.documents.checks import check_upload
from levier.foundation.kit.actors import Actor, house
from levier.register.agenda.models import Booking
from levier.register.people.models import Person
from levier.support.appointments.models import Appointment
from levier.support.jobsearch.actions import (
    ApplicationDraft,
    ContractDraft,
    ConversationDraft,
    InterpretingDraft,
    add_resume,
    book_interpreter,
    make_contract,
    note_application,
    note_conversation,
)
from levier.support.jobsearch.models import Application, Contract, Conversation, Interpreting, Resume
from tests.foundation.documents.samples import pdf

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
TODAY = date(2026, 6, 15)
LAST_WEEK = date(2026, 6, 10)


def me(user: User, who: Person) -> Actor:
    return actor_for(user, who.organisation)


def _house(who: Person) -> Actor:
    return house(who.organisation_id)


def application(who: Person, *, by: Actor | None = None, at: datetime = NOW, **said: Any) -> Application:
    """Mariam wrote to a bakery last week, unless it is said otherwise."""
    known: dict[str, Any] = {"kind": "application", "employer": "Boulangerie Midi", "on": LAST_WEEK}
    return note_application(by=by or _house(who), person=who, draft=ApplicationDraft(**known | said), at=at)


def conversation(who: Person, *, by: Actor | None = None, at: datetime = NOW, **said: Any) -> Conversation:
    known: dict[str, Any] = {"on": TODAY, "direction": "to_person", "text": "Viendra mardi avec son CV"}
    return note_conversation(by=by or _house(who), person=who, draft=ConversationDraft(**known | said), at=at)


def resume(who: Person, label: str = "CV vente", on: date = LAST_WEEK, *, at: datetime = NOW) -> Resume:
    upload = check_upload("cv.pdf", pdf())
    return add_resume(by=_house(who), person=who, label=label, on=on, upload=upload, at=at)


def words(**said: Any) -> ContractDraft:
    known: dict[str, Any] = {
        "goal": "Travailler en boulangerie",
        "person_does": "Écrire deux lettres par semaine",
        "house_does": "Relire les lettres",
        "starts_on": TODAY,
        "ends_on": date(2026, 12, 15),
    }
    return ContractDraft(**known | said)


def contract(who: Person, *, at: datetime = NOW, **said: Any) -> Contract:
    return make_contract(by=_house(who), person=who, draft=words(**said), at=at)


def appointment(who: Person, worker: User, *, on: date = LAST_WEEK, seen: bool = True, hour: int = 8) -> Appointment:
    """A meeting in the morning, at which Mariam came."""
    starts = datetime(on.year, on.month, on.day, hour, 0, tzinfo=UTC)
    made = Booking.objects.create(
        organisation=who.organisation,
        worker=worker,
        starts_at=starts,
        ends_at=starts.replace(minute=30),
        title="Rendez-vous",
        made_at=starts,
    )
    return Appointment.objects.create(
        organisation=who.organisation,
        person=who,
        worker=worker,
        booking=made,
        booked_at=starts,
        seen_at=starts if seen else None,
        made_at=starts,
    )


def interpreter(who: Appointment, *, at: datetime = NOW, **said: Any) -> Interpreting:
    known: dict[str, Any] = {"language": "ar", "service": "Service social d'interprètes"}
    return book_interpreter(
        by=house(who.organisation_id), appointment=who, draft=InterpretingDraft(**known | said), at=at
    )
