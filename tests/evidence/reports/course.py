"""A course with hours and an agreement: what the tests of reports begin with."""

from datetime import UTC, date, datetime

from levier.activity.activities.enums import ActivityKind, Presence
from levier.activity.activities.models import Activity, Attendance, Session
from levier.development.projects.models import Agreement, Condition, Project, Target
from levier.evidence.outcomes.actions import enter, leave, observe
from levier.evidence.outcomes.models import Participation
from levier.evidence.outcomes.situation import EntrySituation
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.register.partners.models import Partner
from levier.register.people.models import Person
from tests.cast import person, project

AT = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
SITUATION = {"status": "unemployed_benefit", "unemployed_since": date(2024, 1, 1), "studies": "cesi"}


def plain(text: object) -> str:
    """Words as typed, whatever spaces French typography puts in them."""
    return str(text).replace("\u202f", " ").replace("\xa0", " ")


def course(house: Organisation, **fields) -> Project:
    """A project that promised 100 hours and four people, of whom two find work."""
    found = project("FSE-1", at=house, promised_minutes=6_000, promised_participants=4, **fields)
    for code, value in (("EECO01", 4), ("EECR04", 2)):
        Target.objects.create(organisation=house, project=found, code=code, value=value)
    return found


def agreement(where: Project, *conditions: str, reference: str = "CONV-1") -> list[Condition]:
    funder, _made = Partner.objects.get_or_create(organisation=where.organisation, name="Agence FSE")
    found = Agreement.objects.create(organisation=where.organisation, project=where, funder=funder, reference=reference)
    return [
        Condition.objects.create(organisation=where.organisation, agreement=found, code=str(place), label=label)
        for place, label in enumerate(conditions)
    ]


def trainee(
    by: Actor,
    where: Project,
    name: str = "Mariam",
    *,
    job: bool = False,
    on: date = date(2026, 3, 2),
    until: date | None = date(2026, 6, 30),
    **facts,
) -> Participation:
    """Someone who came in March, left in June, and found work or not."""
    given = {"gender": "W", "birth_date": date(1985, 5, 5)} | SITUATION | facts
    who = person(name, at=where.organisation, gender=given["gender"], birth_date=given["birth_date"])
    held = enter(by=by, project=where, person=who, on=on, situation=EntrySituation(**given), at=AT)
    if until:
        held = leave(by=by, participation=held, on=until, reason="completed", at=AT)
    if job and until:
        observe(by=by, participation=held, horizon="exit", observed_on=until, situation="job", at=AT)
    return held


def presence(where: Project, who: Person, on: date, minutes: int) -> Attendance:
    house = where.organisation
    activity, _made = Activity.objects.get_or_create(
        organisation=house, title="Atelier", kind=ActivityKind.WORKSHOP, project=where
    )
    session = Session.objects.create(organisation=house, activity=activity, project=where, on=on)
    return Attendance.objects.create(
        organisation=house,
        session=session,
        person=who,
        presence=Presence.PRESENT,
        minutes=minutes,
        recorded_at=AT,
    )
