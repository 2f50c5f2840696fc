"""Sessions as calendars of other programs read them: those of who leads them, and those announced to everybody."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import Session
from levier.register.agenda.registers import FeedItem

MOST = 2_000


def of_leader(organisation_id: int, user_id: int, since: datetime, until: datetime) -> Iterator[FeedItem]:
    """Sessions that a colleague leads, each with its page. Nobody who comes is named."""
    for one in _between(organisation_id, since, until, trainer=user_id):
        yield _item(one, reverse("activities:session", args=[one.pk]))


def for_everybody(organisation_id: int, since: datetime, until: datetime) -> Iterator[FeedItem]:
    """Sessions of activities that are announced to the public. Nobody is named, who leads them neither."""
    for one in _between(organisation_id, since, until, activity__is_public=True):
        yield _item(one, "")


def _between(organisation_id: int, since: datetime, until: datetime, **held: Any) -> Any:
    rows = Session.objects.filter(
        **held,
        organisation=organisation_id,
        kind=SessionKind.MOMENT,
        cancelled_at=None,
        starts_at__lt=until,
        ends_at__gt=since,
    )
    return rows.select_related("activity", "place").order_by("starts_at", "pk")[:MOST]


def _item(session: Session, link: str) -> FeedItem:
    starts, ends = session.starts_at, session.ends_at
    if starts is None or ends is None:
        raise ValueError("only sessions with hours are in a calendar")
    place = session.place
    where = ", ".join(filter(None, [place.name, place.street, place.commune])) if place else ""
    return FeedItem(f"session-{session.pk}", starts, ends, session.activity.title, where, link)
