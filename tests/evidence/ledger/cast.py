"""A project paid by two funders, with hours to ask."""

from datetime import date

from levier.activity.activities.models import Activity, Attendance, Session
from levier.development.projects.models import Agreement
from levier.evidence.ledger.models import LedgerItem
from levier.evidence.outcomes.models import Participation
from levier.foundation.kit.calendar import Period
from levier.register.partners.models import Partner
from tests.cast import NOON, organisation, person, project

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
DAY = date(2026, 3, 2)


def agreement(reference="FSE-12", *, of=None, at=None) -> Agreement:
    house = at or organisation()
    there = of or project(f"P-{reference}", at=house)
    funder = Partner.objects.create(organisation=house, code=reference.lower(), name=f"Bailleur de {reference}")
    return Agreement.objects.create(organisation=house, project=there, funder=funder, reference=reference)


def item(there, *, source="activities.attendance:999999", minutes=180) -> LedgerItem:
    return LedgerItem.objects.create(
        organisation=there.organisation, source=source, project=there, on=DAY, minutes=minutes
    )


def hours(there, *minutes, on=DAY) -> list[Attendance]:
    """One session of the project; Mariam and others, who take part in it, were there for these minutes."""
    house = there.organisation
    activity = Activity.objects.create(organisation=house, title="Alpha", kind="course", project=there)
    session = Session.objects.create(organisation=house, activity=activity, project=there, on=on, planned_minutes=240)
    people = [person(f"Mariam{number}", at=house) for number in range(len(minutes))]
    Participation.objects.bulk_create(
        Participation(organisation=house, project=there, person=one, entry_on=on) for one in people
    )
    return [
        Attendance.objects.create(
            organisation=house,
            session=session,
            person=people[number],
            presence="present" if length else "absent",
            minutes=length,
            recorded_at=NOON,
        )
        for number, length in enumerate(minutes)
    ]
