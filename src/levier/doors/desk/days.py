"""What is due, put in order: late, today, this week, later; what is alike stands together."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.registers import DueItem, due_items

AHEAD = timedelta(days=30)
WEEK = timedelta(days=7)
MOST = 60


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind. The first few are shown, the others wait behind a click."""

    kind: str
    shown: list[DueItem]
    folded: list[DueItem]


@dataclass(frozen=True, slots=True)
class Day:
    """Four stretches of time, each a list of groups."""

    late: list[Group]
    now: list[Group]
    week: list[Group]
    later: list[Group]


def day_of(actor: Actor, today: date) -> Day:
    """What this colleague has to do from what rooms signed in; late things whatever their age."""
    items = [item for source in due_items for item in source(actor, today, today + AHEAD)]
    items.sort(key=lambda item: item.at if isinstance(item.at, datetime) else start_of_day(item.at))
    late = [item for item in items if item.is_late]
    coming = [item for item in items if not item.is_late]
    return Day(
        late=_grouped(late),
        now=_grouped([item for item in coming if _day(item) <= today], shown=10),
        week=_grouped([item for item in coming if today < _day(item) <= today + WEEK]),
        later=_grouped([item for item in coming if _day(item) > today + WEEK], shown=3),
    )


def _day(item: DueItem) -> date:
    moment: Any = item.at
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


def _grouped(items: list[DueItem], *, shown: int = 5) -> list[Group]:
    """By kind, in the order in which kinds first come."""
    kinds: dict[str, list[DueItem]] = {}
    for item in items[:MOST]:
        kinds.setdefault(str(item.kind), []).append(item)
    return [Group(kind, mine[:shown], mine[shown:]) for kind, mine in kinds.items()]
