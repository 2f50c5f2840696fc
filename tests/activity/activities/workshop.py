"""A workshop on a Monday morning, and who is expected there."""

from datetime import UTC, date, datetime

from levier.activity.activities.enums import ActivityKind
from levier.activity.activities.models import Activity, Enrolment, Session
from tests.cast import NOON, organisation, person

MONDAY = date(2026, 6, 15)
NINE, TWELVE = datetime(2026, 6, 15, 7, 0, tzinfo=UTC), datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
LATER = datetime(2026, 6, 15, 14, 0, tzinfo=UTC)


def activity(title: str = "Atelier CV", *, at=None, **fields) -> Activity:
    house = at or organisation()
    return Activity.objects.create(
        organisation=house, title=title, kind=ActivityKind.WORKSHOP, search=title.lower(), **fields
    )


def session(held: Activity | None = None, **fields) -> Session:
    """Three hours, from nine to noon."""
    held = held or activity()
    values = {"on": MONDAY, "starts_at": NINE, "ends_at": TWELVE, "planned_minutes": 180} | fields
    return Session.objects.create(organisation=held.organisation, activity=held, project=held.project, **values)


def expect(held: Activity, *names: str) -> list:
    """People of these first names, all called Diallo, enrolled."""
    people = [person(name, at=held.organisation) for name in names]
    Enrolment.objects.bulk_create(
        Enrolment(organisation=held.organisation, activity=held, person=one, made_at=NOON) for one in people
    )
    return people


def numbered(held: Activity, count: int) -> list:
    return expect(held, *(f"Personne{number:02d}" for number in range(1, count + 1)))
