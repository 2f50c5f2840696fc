"""Who was told of a change of a session or reminded of it, who still has to be, and who comes."""

from dataclasses import dataclass

from django.db.models import Count, Q

from levier.activity.activities.enums import NoticeKind, Reply
from levier.activity.activities.models import Notice, Session
from levier.support.pathways.enums import BY_HAND


@dataclass(frozen=True, slots=True)
class Told:
    """How many were told of a change of a session, how many reminded of it (of them: say that they come, or not), and
    how many still have to be called or written to."""

    changed: int
    reminded: int
    coming: int
    not_coming: int
    to_tell: int


def said_no(session: Session) -> set[int]:
    """People who answered the reminder that they do not come; nothing is asked for a session without reminders."""
    if session.reminded_at is None:
        return set()
    return set(Notice.objects.filter(session=session, answer=Reply.NOT_COMING).values_list("person", flat=True))


def told_of(session: Session) -> Told | None:
    """None where nobody was told of anything: one query, none for a session that nobody changed or was reminded of."""
    if session.version == 1 and session.reminded_at is None:
        return None
    is_reminder = Q(kind=NoticeKind.REMINDER)
    counted = (
        Notice.objects.filter(session=session)
        .order_by()
        .aggregate(
            changed=Count("pk", filter=~is_reminder),
            reminded=Count("pk", filter=is_reminder),
            coming=Count("pk", filter=Q(answer=Reply.COMING)),
            not_coming=Count("pk", filter=Q(answer=Reply.NOT_COMING)),
            to_tell=Count("pk", filter=Q(told_at=None, way__in=BY_HAND)),
        )
    )
    return Told(**counted) if counted["changed"] or counted["reminded"] else None
