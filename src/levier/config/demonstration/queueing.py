"""A group that is full: three people wait, a place becomes free, and one comes first for a reason."""

from datetime import date, datetime

from levier.activity.activities.actions import end_enrolment, enrol_or_wait, put_first
from levier.activity.activities.models import Activity, WaitingEntry
from levier.config.demonstration.chronicle import Chronicle, House
from levier.config.demonstration.people import moment, open_day
from levier.foundation.accounts.enums import Role
from levier.register.people.models import Person

WAITING = 3


def wait_for_places(house: House, title: str, today: date, chronicle: Chronicle) -> None:
    """All is told from an activity with as many people as places, by its title."""
    chronicle.add(moment(open_day(today, 4), 14, 20), lambda at: _ask(house, title, at))
    chronicle.add(moment(open_day(today, 1), 11, 15), lambda at: _leave(house, title, at))
    chronicle.add(moment(open_day(today, 1), 14, 35), lambda at: _put_first(house, at))


def _full(house: House, title: str) -> Activity:
    found: Activity = Activity.objects.visible_to(house.actor(Role.ANIMATOR)).get(title=title)
    return found


def _ask(house: House, title: str, at: datetime) -> None:
    by = house.actor(Role.ANIMATOR)
    free = Person.objects.visible_to(by).filter(enrolments=None, merged_into=None, erased_at=None)
    people = list(free.exclude(last_name="").order_by("-pk")[:WAITING])
    enrol_or_wait(by=by, activity=_full(house, title), people=people, at=at)


def _put_first(house: House, at: datetime) -> None:
    by = house.actor(Role.ANIMATOR)
    last = WaitingEntry.objects.visible_to(by).filter(end="", offered_at=None).order_by("-pk").first()
    if last:
        put_first(by=by, entry=last, reason="Habite le quartier, ne connaît encore personne", at=at)


def _leave(house: House, title: str, at: datetime) -> None:
    """Somebody has found work: the place is offered to who waits first."""
    by, activity = house.actor(Role.ANIMATOR), _full(house, title)
    one = activity.enrolments.filter(ended_on=None).order_by("pk").first()
    if one:
        end_enrolment(by=by, enrolment=one, on=at.date(), reason="A trouvé un emploi", at=at)
