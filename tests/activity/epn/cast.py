"""What tests of this room ask for again and again: Tarek holds the digital space on a Monday in June 2026."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from levier.activity.epn.actions import (
    Arrival,
    AssessmentDraft,
    HelpDraft,
    add_hours,
    add_space,
    add_station,
    assess,
    begin_visit,
    note_help,
)
from levier.activity.epn.models import Assessment, HelpGiven, HelpTopic, Space, Station, Visit
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.accounts.queries import actor_for
from levier.foundation.kit.actors import Actor, house
from levier.register.people.models import Person
from tests.cast import actor, organisation

NOW = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)
"""A Monday, 10 h in Brussels."""
TODAY = date(2026, 6, 15)


def tarek() -> Actor:
    """The one facilitator, however often he is called."""
    known = User.objects.filter(name="Tarek").first()
    return actor_for(known, organisation()) if known else actor(Role.EPN, name="Tarek")


def _house(at: Organisation | None = None) -> Actor:
    return house((at or organisation()).pk)


def space(name: str = "EPN Bosnie", *, at: Organisation | None = None, stations: int = 2, **said: Any) -> Space:
    """A space with two stations, open on Monday morning for everybody."""
    by = _house(at)
    known: dict[str, Any] = {
        "name": name,
        "place": None,
        "visit_minutes": 60,
        "free_prints": 10,
        "prints_per": "visit",
    }
    made = add_space(by=by, values=known | said, at=NOW)
    add_hours(by=by, space=made, weekday=0, starts=time(9), ends=time(12), kind="free", at=NOW)
    for number in range(1, stations + 1):
        add_station(by=by, space=made, number=number, at=NOW)
    return made


def station(at: Space, number: int = 1) -> Station:
    return Station.objects.get(space=at, number=number)


def visit(
    at: Space, person: Person | None = None, *, purpose: str = "computer", when: datetime = NOW, **said: Any
) -> Visit:
    arrival = Arrival(purpose=purpose, person=person, **said)
    return begin_visit(by=house(at.organisation_id), space=at, arrival=arrival, at=when)


def topic(code: str = "itsme") -> HelpTopic:
    return HelpTopic.objects.get(organisation=organisation(), code=code)


def helped(at: Space, person: Person | None = None, *, before: int = 1, after: int = 2, **said: Any) -> HelpGiven:
    draft = HelpDraft(said.pop("topic", None) or topic(), before, after, said.pop("minutes", 15))
    return note_help(by=_house(), draft=draft, space=at, person=person, at=said.pop("when", NOW), **said)


def measured(person: Person, answers: dict[str, int], *, on: date = TODAY, **said: Any) -> Assessment:
    """Twelve gestures seen by Tarek, unless it is said otherwise."""
    known: dict[str, Any] = {"depth": "gestures", "mode": "observed", "reader": "never_schooled"}
    draft = AssessmentDraft(on=on, answers=answers, **known | said)
    return assess(by=_house(), person=person, draft=draft, at=NOW + timedelta(days=max(0, (on - TODAY).days)))
