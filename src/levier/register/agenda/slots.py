"""Which moments of a colleague are free: openings cut in slots, less holidays, closed days and what is booked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from levier.foundation.kit.calendar import BRUSSELS, Period
from levier.foundation.kit.working_days import DAY, holidays
from levier.register.agenda.enums import ChangeKind
from levier.register.agenda.models import Booking, Opening, OpeningChange


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A moment that somebody may take. Both ends are in UTC."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Do both share a moment? One that begins as the other ends does not."""
        return self.starts_at < ends_at and starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Agenda:
    """All that says when a colleague is free. `booked` are live bookings."""

    openings: Iterable[Opening] = ()
    changes: Iterable[OpeningChange] = ()
    booked: Iterable[Booking] = ()


def free_slots(agenda: Agenda, period: Period, *, after: datetime) -> list[Slot]:
    """Free moments of these days that begin after a moment, in order; none meets another one."""
    taken = [(one.starts_at, one.ends_at) for one in agenda.booked]
    found: list[Slot] = []
    for day in _days(period):
        shut = [*taken, *_closed(agenda.changes, day)]
        for slot in sorted(_offered(agenda, day)):
            is_free = slot.starts_at > after and not any(slot.meets(*one) for one in shut)
            if is_free and not (found and slot.starts_at < found[-1].ends_at):
                found.append(slot)
    return found


def moment_of(day: date, hour: time) -> datetime:
    """An hour in Brussels as a moment."""
    return datetime.combine(day, hour, tzinfo=BRUSSELS).astimezone(UTC)


def _days(period: Period) -> Iterator[date]:
    day = period.first
    while day <= period.last:
        if day not in holidays(day.year):
            yield day
        day += DAY


def _offered(agenda: Agenda, day: date) -> Iterator[Slot]:
    for one in agenda.openings:
        if one.weekday == day.weekday() and one.first_on <= day and (one.last_on is None or day <= one.last_on):
            yield from _cut(day, one.starts, one.ends, one.slot_minutes, one.place)
    for extra in agenda.changes:
        if extra.kind == ChangeKind.EXTRA and extra.first_on <= day <= extra.last_on and extra.starts and extra.ends:
            yield from _cut(day, extra.starts, extra.ends, extra.slot_minutes or 0, extra.place)


def _cut(day: date, starts: time, ends: time, minutes: int, place: str) -> Iterator[Slot]:
    """Whole slots only: what is left at the end is nobody's."""
    length, start, end = timedelta(minutes=minutes), moment_of(day, starts), moment_of(day, ends)
    while length and start + length <= end:
        yield Slot(start, start + length, place)
        start += length


def _closed(changes: Iterable[OpeningChange], day: date) -> Iterator[tuple[datetime, datetime]]:
    for one in changes:
        if one.kind == ChangeKind.CLOSED and one.first_on <= day <= one.last_on:
            first, last = moment_of(day, one.starts or time.min), moment_of(day + DAY, time.min)
            yield first, moment_of(day, one.ends) if one.ends else last
