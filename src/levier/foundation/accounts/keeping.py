"""How long things are kept: the choice of each association, what it would let go, and the nightly letting go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Min
from django.utils import timezone

from levier.foundation.kit.calendar import add_months, start_of_day
from levier.foundation.kit.registers import Keeping, keepings

KEEPING = "keeping"
LONGEST = 240
"""Months: twenty years."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Months that something is kept, None for ever; and the day it was chosen, from whose morrow it acts."""

    months: int | None = None
    chosen_on: date | None = None

    def acts(self, today: date) -> bool:
        """A choice acts from the next day: until then it can be looked at, and taken back."""
        return self.months is not None and self.chosen_on is not None and self.chosen_on < today

    def before(self, today: date) -> datetime | None:
        """The moment before which things go; None when all of it stays."""
        return None if self.months is None else start_of_day(add_months(today, -self.months))


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a choice lets go: how many, the oldest of them, and the moment before which."""

    count: int
    oldest: datetime | None
    before: datetime | None


def choice_in(settings: Mapping[str, Any], name: str) -> Choice:
    """The choice among an organisation's settings."""
    kept = settings.get(KEEPING, {}).get(name)
    return Choice(kept["months"], date.fromisoformat(kept["chosen_on"])) if kept else Choice()


def dry_run(organisation_id: int, keeping: Keeping, choice: Choice, at: datetime) -> DryRun:
    """What would go the next night; nothing is changed."""
    before = choice.before(timezone.localdate(at) + timedelta(days=1))
    if before is None:
        return DryRun(0, None, None)
    rows = keeping.rows(organisation_id, before).order_by()
    return DryRun(rows.count(), rows.aggregate(oldest=Min(keeping.moment))["oldest"], before)


def let_go(organisation_id: int, settings: Mapping[str, Any], at: datetime) -> dict[str, int]:
    """Let go what is too old, in the caller's transaction; how many, by the name of each keeping that let any go."""
    today, gone = timezone.localdate(at), {}
    for name in keepings.names():
        choice = choice_in(settings, name)
        before = choice.before(today)
        if before is not None and choice.acts(today):
            gone[name] = keepings[name].let_go(organisation_id, before, at)
    return {name: count for name, count in gone.items() if count}
