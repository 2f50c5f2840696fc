"""What is due, put in order: today hour by hour, what is late, the week day by day, the deadlines of the month."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.registers import MOST_DUE, DueItem, due_items

AHEAD = timedelta(days=30)
WEEK = timedelta(days=7)
TOMORROW = timedelta(days=1)
SHOWN = 5
LEADS = frozenset((Role.DIRECTION, Role.COORDINATION, Role.ADMINISTRATOR, Role.FINANCE))
"""Whose day tells the team's work as a number: they see that it waits, others do it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind, the nearest first. `shown` are named, `more` are counted, `whole` is the list of them all."""

    kind: str
    count: int
    shown: list[DueItem]
    whole: str

    @property
    def more(self) -> int:
        return self.count - len(self.shown)

    @property
    def is_cut(self) -> bool:
        """Are there more than a room tells?"""
        return self.count >= MOST_DUE


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time: what has an hour, or is one's own to do, by its moment; then what is told by kind."""

    items: list[DueItem]
    groups: list[Group]

    @property
    def count(self) -> int:
        return len(self.items) + sum(group.count for group in self.groups)


@dataclass(frozen=True, slots=True)
class Day:
    """One colleague's day. `week` goes day by day, without what the team has to do in it: `week_shared`."""

    now: Stretch
    late: Stretch
    week: list[tuple[date, Stretch]]
    week_shared: Stretch
    month: Stretch

    @property
    def week_count(self) -> int:
        return sum(stretch.count for _on, stretch in self.week) + self.week_shared.count


def day_of(actor: Actor, today: date) -> Day:
    """What this colleague has to do from what rooms signed in; late things whatever their age."""
    items = [item for source in due_items for item in source(actor, today, today + AHEAD)]
    items.sort(key=_place)
    leads = bool(actor.roles) and actor.roles <= LEADS
    late = [item for item in items if item.is_late]
    coming = [item for item in items if not item.is_late]
    week = [item for item in coming if today < day_of_item(item) <= today + WEEK]
    named = 0 if leads else SHOWN
    month = [item for item in coming if day_of_item(item) > today + WEEK and not item.is_routine]
    return Day(
        now=_stretch(
            [item for item in coming if day_of_item(item) <= today], _is_shared, named, most=SHOWN, by_hour=True
        ),
        late=_stretch(late, _is_shared, named, most=SHOWN),
        week=_by_day([item for item in week if not item.is_shared], today + TOMORROW),
        week_shared=_stretch([item for item in week if item.is_shared], _is_shared, named),
        month=_stretch(month, _is_shared, named, most=SHOWN),
    )


def _by_day(items: list[DueItem], near: date) -> list[tuple[date, Stretch]]:
    """Until the day `near` everything by its hour; on later days what comes each week is counted."""
    days = sorted({day_of_item(item) for item in items})
    return [(on, _stretch([one for one in items if day_of_item(one) == on], _told(on > near))) for on in days]


def _told(is_far: bool) -> Callable[[DueItem], bool]:
    return lambda item: is_far and item.is_routine


def _is_shared(item: DueItem) -> bool:
    return item.is_shared


def day_of_item(item: DueItem) -> date:
    """The day in Brussels on which something is due."""
    moment: Any = item.at
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


def _place(item: DueItem) -> tuple[date, bool, datetime]:
    """Day by day; on each, what has an hour before what only has a day."""
    return day_of_item(item), not _has_hour(item), item.at if _has_hour(item) else start_of_day(item.at)


def _has_hour(item: DueItem) -> bool:
    return isinstance(item.at, datetime)


def _stretch(
    items: list[DueItem],
    is_told: Callable[[DueItem], bool],
    shown: int = 0,
    *,
    most: int = MOST_DUE,
    by_hour: bool = False,
) -> Stretch:
    """Items by their moment. Kinds with an item that `is_told`, or with more than `most` items, become groups: one's
    own are named, and up to `shown` of the others. `by_hour`: what has an hour keeps its place in the day.
    """
    kinds: dict[str, list[DueItem]] = {}
    for item in items:
        kinds.setdefault(str(item.kind), []).append(item)
    told = {}
    for kind, mine in kinds.items():
        counted = sum(not (by_hour and _has_hour(one)) for one in mine)
        if mine[0].whole and (counted > most or any(is_told(one) for one in mine)):
            told[kind] = mine
    groups = []
    for kind, mine in told.items():
        own = [one for one in mine if not is_told(one)]
        groups.append(Group(kind, len(mine), own[:SHOWN] or mine[:shown], mine[0].whole))
    return Stretch([item for item in items if str(item.kind) not in told], groups)
