"""What could come next for somebody in the house, and why: three reasons, worked out from facts and nothing else.

A place is a project, or an activity that belongs to no project, as in `flows`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from levier.evidence.outcomes.enums import Why
from levier.evidence.outcomes.flows import Place, Stay

MANY = 3
"""People who went the same way, or plans that chose the same answer, before it says anything of the next person."""
SOON = timedelta(days=60)
"""An exit is near so long before."""
MOST = 6


@dataclass(frozen=True, slots=True)
class Offer:
    """A place that is open: what it is called, and the obstacles that it answers (by item and by theme).

    `free` is how many places are left, None where no limit is set. `ends_on` is its last day, when it is known.
    """

    place: Place
    name: str
    items: frozenset[int] = frozenset()
    themes: frozenset[str] = frozenset()
    free: int | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What holds somebody back today; `theme` is that of its item."""

    item: int
    theme: str
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody on a day. `ways` counts the people who went from one place to another."""

    stays: tuple[Stay, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    proposed: frozenset[Place] = frozenset()
    ways: Mapping[Place, Mapping[Place, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `about` names the obstacle, or the place one leaves; `people` and `on` go with their reason."""

    why: Why
    about: str = ""
    people: int = 0
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place that could come next, the reasons in their order: the first is the one that is kept."""

    offer: Offer
    reasons: tuple[Reason, ...]


def suggested(offers: Iterable[Offer], known: Known, today: date) -> list[Suggestion]:
    """Open places for which something speaks, at most six: those with most reasons first, then by name.

    Never a place where the person is or was, one that was proposed already, nor one without a place left. An exit that
    is near is a reason more where another one speaks; alone it says when, not where to.
    """
    held = list(offers)
    been = {one.place for one in known.stays}
    left = sources(known.stays, today)
    near = _near_exit(held, known.stays, today)
    found = []
    for offer in held:
        if offer.place in been or offer.place in known.proposed or offer.free == 0:
            continue
        reasons = [*_answered(offer, known), *_often(offer, held, known, left)]
        if reasons:
            found.append(Suggestion(offer, (*reasons, *near)))
    found.sort(key=lambda one: (-len(one.reasons), one.offer.name.casefold(), one.offer.place))
    return found[:MOST]


def sources(stays: Iterable[Stay], today: date) -> list[Place]:
    """From where somebody would go: where they are, else where they were last."""
    here = [one for one in stays if one.start <= today and (one.end is None or one.end >= today)]
    if not here:
        ended = sorted((one for one in stays if one.end and one.end < today), key=lambda one: (one.end, one.place))
        here = ended[-1:]
    return list(dict.fromkeys(one.place for one in here))


def _answered(offer: Offer, known: Known) -> list[Reason]:
    """Obstacles that the place answers: those of its theme, and those that plans have answered with it."""
    return [
        Reason(Why.OBSTACLE, one.name)
        for one in known.obstacles
        if one.item in offer.items or one.theme in offer.themes
    ]


def _often(offer: Offer, held: list[Offer], known: Known, left: list[Place]) -> list[Reason]:
    names = {one.place: one.name for one in held}
    counted = [(place, known.ways.get(place, {}).get(offer.place, 0)) for place in left]
    return [Reason(Why.OFTEN, names.get(place, ""), people=people) for place, people in counted if people >= MANY]


def _near_exit(held: list[Offer], stays: Iterable[Stay], today: date) -> list[Reason]:
    """The first of the coming last days of the places where somebody is."""
    here = {one.place for one in stays if one.start <= today and one.end is None}
    ends = [(one.ends_on, one.name) for one in held if one.place in here and one.ends_on]
    soon = sorted((on, name) for on, name in ends if today <= on <= today + SOON)
    return [Reason(Why.EXIT_NEAR, name, on=on) for on, name in soon[:1]]
