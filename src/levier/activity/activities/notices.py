"""Who was told of a change of a session, and who still has to be."""

from dataclasses import dataclass

from django.db.models import Count, Q

from levier.activity.activities.models import Notice, Session
from levier.support.pathways.enums import BY_HAND


@dataclass(frozen=True, slots=True)
class Told:
    """How many were told of a change of a session, and how many still have to be called or written to."""

    people: int
    to_tell: int


def told_of(session: Session) -> Told | None:
    """None where nobody was told of anything: one query, none for a session that never changed."""
    if session.version == 1:
        return None
    waits = Q(told_at=None, way__in=BY_HAND)
    rows = Notice.objects.filter(session=session).order_by()
    counted = rows.aggregate(people=Count("pk"), to_tell=Count("pk", filter=waits))
    return Told(counted["people"], counted["to_tell"]) if counted["people"] else None
