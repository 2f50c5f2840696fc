"""A workshop with people in it."""

from datetime import UTC, datetime, time, timedelta

from levier.activity.activities.actions import create_activity, enrol, plan_sessions
from levier.foundation.accounts.enums import Role
from tests.cast import actor, organisation, person

MONDAY = datetime(2026, 6, 15, 7, 0, tzinfo=UTC)
AFTER = MONDAY + timedelta(hours=5)


def workshop(people=3, *, at=None, project=None, capacity=None):
    """(activity, its one session on 15 June 2026 from 9 to 12, its people by name)."""
    house = at or organisation()
    by = actor(Role.ANIMATOR, at=house, name="Bruno")
    activity = create_activity(
        by=by,
        values={"title": "Premiers pas à l'ordinateur", "kind": "digital", "project": project, "capacity": capacity},
        at=MONDAY,
    )
    everybody = [person(f"Mariam{number:02d}", "Diallo", at=house) for number in range(1, people + 1)]
    enrol(by=by, activity=activity, people=everybody, at=MONDAY)
    (session,) = plan_sessions(by=by, activity=activity, days=[MONDAY.date()], starts=time(9), ends=time(12), at=MONDAY)
    return activity, session, everybody
