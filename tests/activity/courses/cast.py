"""What tests of this room ask for again and again: Nadia runs a course for salespeople in June 2026."""

from datetime import UTC, date, datetime, time
from typing import Any

from levier.activity.activities.actions import create_activity, plan_sessions
from levier.activity.activities.models import Activity, Session
from levier.activity.courses.actions import (
    DecisionDraft,
    StepDraft,
    add_candidates,
    decide,
    found_collective,
    note_step,
    open_course,
)
from levier.activity.courses.models import Candidate, Collective, Course
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.accounts.queries import actor_for
from levier.foundation.kit.actors import Actor
from levier.register.partners.models import Partner
from levier.register.people.models import Person
from tests.cast import actor, organisation, person

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
TODAY = date(2026, 6, 15)
MODULES = "Accueil ; 30 h\nVente ; 60 h\nStage en magasin ; 40 h ; stage"


def nadia(at: Organisation | None = None) -> Actor:
    """Who leads the house, the same each time."""
    house = at or organisation()
    known = User.objects.filter(email=f"nadia-direction-{house.code}@example.org").first()
    return actor_for(known, house) if known else actor(Role.DIRECTION, at=house)


def partner(code: str = "centre", name: str = "Centre Bonnevie", kind: str = "training") -> Partner:
    house = organisation()
    known = Partner.objects.filter(organisation=house, code=code).first()
    return known or Partner.objects.create(organisation=house, code=code, name=name, kind=kind)


def shop() -> Partner:
    return partner("epicerie", "Épicerie Sociale", "employer")


def activity(**values: Any) -> Activity:
    """From 1 June to 30 June 2026: on the fifteenth, fourteen days of thirty have passed."""
    usual = {
        "title": "Vendre et accueillir",
        "kind": "course",
        "partner": partner(),
        "starts_on": date(2026, 6, 1),
        "ends_on": date(2026, 6, 30),
        "capacity": 2,
        "modules": MODULES,
    }
    return create_activity(by=nadia(), values=usual | values, at=NOW)


def course(of: Activity | None = None, **values: Any) -> Course:
    return open_course(by=nadia(), activity=of or activity(), values=values, at=NOW)


def candidate(of: Course, who: Person | None = None) -> Candidate:
    (made,) = add_candidates(by=nadia(), course=of, people=[who or person()], on=TODAY, at=NOW)
    return made


def met(of: Course, who: Person | None = None) -> Candidate:
    """A candidate who came to the interview."""
    made = candidate(of, who)
    note_step(by=nadia(), candidate=made, draft=StepDraft("interview", TODAY, "came"), at=NOW)
    return made


def decided(one: Candidate, decision: str = "accepted", why: str = "ready", at: datetime = NOW) -> Candidate:
    return decide(by=nadia(), candidate=one, draft=DecisionDraft(decision, why), at=at)


def inside(of: Course, who: Person | None = None) -> Candidate:
    return decided(met(of, who))


def sessions(of: Course, *days: int, hours: int = 3) -> list[Session]:
    on = [date(2026, 6, day) for day in days]
    return plan_sessions(by=nadia(), activity=of.activity, days=on, starts=time(9), ends=time(9 + hours), at=NOW)


def collective(title: str = "Les mains vertes", **values: Any) -> Collective:
    made = create_activity(by=nadia(), values={"title": title, "kind": "collective"}, at=NOW)
    return found_collective(by=nadia(), activity=made, values=values, at=NOW)
