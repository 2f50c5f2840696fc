"""Absences without a known reason: a signal to whoever accompanies the person, not a sanction."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from levier.activity.activities.enums import CAME, Presence, SessionKind
from levier.activity.activities.models import Attendance, Session
from levier.foundation.accounts.numbers import number_of
from levier.foundation.journal.actions import record
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor, house
from levier.foundation.kit.screens import reference
from levier.support.pathways.actions import Signal, signal_referent

CALL_AFTER = "absences_before_call"
"""Name of the number that says after how many absences in a row one telephones."""
LOOKED_AT = 10
"""Last sessions of an activity that are looked at."""


@dataclass(frozen=True, slots=True)
class Absence:
    """The last of `count` absences in a row without a known reason. `about` is its line."""

    person_id: int
    about: str
    on: date
    count: int


def signal_absences(*, by: Actor, session: Session, people: Collection[int], was_away: bool, at: datetime) -> None:
    """Bring the signals about these people at this activity up to date, in the transaction that noted their lines.

    One signal stands for a row of absences and goes when a line of it is corrected. `was_away`: one of these lines says
    so now, or said so before. One query when nobody was away.
    """
    held = _lately(session, timezone.localdate(at))
    lines = Attendance.objects.filter(person__in=people)
    if not was_away and not lines.filter(session__in=held.values("pk"), presence=Presence.ABSENT).exists():
        return
    lately = {one.pk: one for one in held} | {session.pk: session}
    order = list(lately)
    rows = sorted(lines.filter(session__in=order).order_by("pk"), key=lambda row: order.index(row.session_id))
    for row in rows:
        row.session = lately[row.session_id]
    wanted = absences_of(one for one in rows if one.session.cancelled_at is None)
    most = number_of(by.organisation_id, CALL_AFTER) if wanted else 0
    with override(settings.LANGUAGE_CODE):  # what a colleague reads, whatever language the tablet speaks
        signals = [_signal(session, one, most, at) for one in wanted]
    system = house(by.organisation_id, on_behalf_of=by.reference)
    told = signal_referent(by=system, signals=signals, among=[reference(one) for one in rows], at=at)
    if told:
        record(by=system, verb="absence.signalled", object=reference(session), change={"people": told}, at=at)


def absences_of(rows: Iterable[Attendance]) -> list[Absence]:
    """Of lines with the last first, by person: who was away without a known reason since they last came.

    Who was excused, not expected, or away for a reason that was noted, is neither there nor away.
    """
    found: dict[int, Absence] = {}
    came: set[int] = set()
    for row in rows:
        if row.presence in CAME:
            came.add(row.person_id)
        elif row.presence == Presence.ABSENT and not row.reason and row.person_id not in came:
            last = found.get(row.person_id)
            about, on = (last.about, last.on) if last else (reference(row), row.session.on)
            found[row.person_id] = Absence(row.person_id, about, on, last.count + 1 if last else 1)
    return list(found.values())


def _lately(session: Session, today: date) -> QuerySet[Session]:
    """The last sessions of the activity until today, the last first: an older row of absences is over."""
    held = Session.objects.filter(
        activity=session.activity_id, kind=SessionKind.MOMENT, cancelled_at=None, on__lte=max(today, session.on)
    )
    last: QuerySet[Session] = held.order_by("-on", "-starts_at", "-pk")[:LOOKED_AT]
    return last


def _signal(session: Session, one: Absence, most: int, at: datetime) -> Signal:
    """A soft word after one absence; after `most` in a row, somebody to telephone. It names nobody: its page does."""
    said = {"n": one.count, "title": session.activity.title[:70], "day": formats.day(one.on, style="short")}
    if one.count < most:
        title = ngettext(
            "Absence sans raison connue le %(day)s, %(title)s. Un signal, pas une sanction.",
            "%(n)s absences de suite sans raison connue jusqu'au %(day)s, %(title)s. Un signal, pas une sanction.",
            one.count,
        )
    else:
        title = ngettext(
            "Téléphoner pour prendre des nouvelles : absence le %(day)s, %(title)s. Un signal, pas une sanction.",
            "Téléphoner pour prendre des nouvelles : %(n)s absences de suite, %(title)s. Un signal, pas une sanction.",
            one.count,
        )
    link = reverse("pathways:pathway", args=[one.person_id])
    return Signal(one.person_id, one.about, (title % said)[:200], link, timezone.localdate(at))
