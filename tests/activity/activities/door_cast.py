"""A workshop whose tablet stands open at the door."""

from datetime import timedelta

from levier.activity.activities.actions import open_door
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.actors import house
from tests.activity.activities.cast import MONDAY, workshop
from tests.cast import actor

MORNING = MONDAY - timedelta(minutes=20)


def after(minutes):
    return MONDAY + timedelta(minutes=minutes)


def opened():
    """(who the tablet acts for, the session, its people)."""
    _activity, session, people = workshop()
    open_door(by=actor(Role.ANIMATOR, name="Tarek"), session=session, at=MORNING)
    session.refresh_from_db()
    return house(session.organisation_id, on_behalf_of="link:door:1"), session, people
