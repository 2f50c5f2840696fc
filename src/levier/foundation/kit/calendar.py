"""Calendar arithmetic: ages, months, half-open periods. One rule each, the same on every engine."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def add_months(day: date, months: int) -> date:
    """The same day number `months` later, or the last day of a shorter month (31 August + 6 -> 28 or 29 February)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(born: date, on: date) -> int:
    """Full years on a day, by birthday; born on 29 February is a year older on 1 March of a common year."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def whole_months_before(start: date, on: date) -> int:
    """The greatest n such that `start` + n months lies strictly before `on`; -1 when even `start` does not.

    domain.md 3.2, item 12: unemployed since 10 March 2025, entry on 10 March 2026 is 11, on 11 March is 12.
    """
    count = (on.year - start.year) * 12 + on.month - start.month + 1
    while count >= 0 and add_months(start, count) >= on:
        count -= 1
    return count


def start_of_day(day: date) -> datetime:
    """Midnight in Brussels that begins `day`, as an aware datetime."""
    return datetime(day.year, day.month, day.day, tzinfo=BRUSSELS)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included as people say them; `until` is the first day after."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("the period ends before it begins")

    @property
    def until(self) -> date:
        return self.last + timedelta(days=1)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def moments_of(self, field: str) -> dict[str, datetime]:
        """Conditions on a field of moments: those of these days, in Brussels."""
        return {f"{field}__gte": start_of_day(self.first), f"{field}__lt": start_of_day(self.until)}

    def months(self) -> list[date]:
        """First days of months that lie in the period."""
        month = self.first if self.first.day == 1 else add_months(self.first.replace(day=1), 1)
        found = []
        while month <= self.last:
            found.append(month)
            month = add_months(month, 1)
        return found
