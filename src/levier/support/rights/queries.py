"""What pages and other rooms ask of rights."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from levier.foundation.accounts.numbers import number_of
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.suppression import SMALL_FIGURES, hidden
from levier.register.people.models import Person
from levier.support.rights.enums import Appeal, DeadlineState, LossKind, Right
from levier.support.rights.models import BenefitPeriod, Deadline, Letter, Loss

GONE = (LossKind.SUSPENDED, LossKind.REDUCED, LossKind.EXCLUDED, LossKind.ENDED, LossKind.LOST)
TOTAL = "total"
MEASURES = ("threatened", "gone", "appeals", "won")


def deadlines_of(actor: Actor, person: Person) -> QuerySet[Deadline]:
    """All deadlines of a person, the nearest first."""
    rows: QuerySet[Deadline] = Deadline.objects.visible_to(actor).filter(person=person)
    return rows.select_related("rule__kind", "owner", "letter", "person").order_by("due_on", "pk")


def open_deadlines_of(actor: Actor, person: Person) -> QuerySet[Deadline]:
    """Those of a person that are to be done, the nearest first."""
    return deadlines_of(actor, person).filter(state=DeadlineState.OPEN)


def letters_of(actor: Actor, person: Person) -> QuerySet[Letter]:
    """All letters of a person, the latest first."""
    rows: QuerySet[Letter] = Letter.objects.visible_to(actor).filter(person=person)
    return rows.select_related("sender")


def periods_of(actor: Actor, person: Person) -> QuerySet[BenefitPeriod]:
    """The timeline of a person, the latest stretch first."""
    rows: QuerySet[BenefitPeriod] = BenefitPeriod.objects.visible_to(actor).filter(person=person)
    return rows.select_related("letter")


def losses_of(actor: Actor, person: Person) -> QuerySet[Loss]:
    """What happened to the rights of a person, the latest first."""
    rows: QuerySet[Loss] = Loss.objects.visible_to(actor).filter(person=person)
    return rows.select_related("letter")


def status_now(actor: Actor, person: Person, today: date) -> BenefitPeriod | None:
    """The stretch that holds today; None when none is noted."""
    rows = periods_of(actor, person).filter(starts_on__lte=today)
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=today)).first()


def to_follow(actor: Actor, until: date, today: date, *, all_late: bool) -> QuerySet[Deadline]:
    """Open deadlines that this colleague follows, or that nobody does; with `all_late`, what is late for anybody."""
    mine = Q(owner=actor.user_id) | Q(owner=None)
    if all_late:
        mine |= Q(due_on__lt=today, rule__kind__is_earliest=False)
    rows: QuerySet[Deadline] = Deadline.objects.visible_to(actor).open().filter(mine, due_on__lte=until)
    return rows.select_related("rule__kind", "person").order_by("due_on", "pk")


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened to one right in a period, or to all: how many of each measure; None is hidden."""

    right: str
    counts: dict[str, int | None]


def least_shown(actor: Actor) -> int:
    """The smallest number of people that the association lets be read."""
    return number_of(actor.organisation_id, SMALL_FIGURES)


def tallies(actor: Actor, period: Period) -> list[Tally]:
    """Threats, losses and appeals by right, all rights last; nothing that would point at somebody.

    Counted are events whose day lies in the period, and appeals by the day they were lodged.
    """
    rows = Loss.objects.visible_to(actor)
    found = _counted(rows, period)
    codes = [code for code, _label in Right.choices if code in found]
    whole = {name: sum(found[code][name] for code in codes) for name in MEASURES}
    every: dict[str, dict[str, int]] = {**{code: found[code] for code in codes}, TOTAL: whole}
    least = least_shown(actor)
    secret = {name: _secret(every, name, least) for name in MEASURES}
    return [
        Tally(code, {name: None if code in secret[name] else counts[name] for name in MEASURES})
        for code, counts in every.items()
    ]


def _counted(rows: Any, period: Period) -> dict[str, dict[str, int]]:
    happened = Q(happened_on__range=(period.first, period.last))
    lodged = Q(appealed_on__range=(period.first, period.last)) & ~Q(appeal=Appeal.NONE)
    grouped = (
        rows.filter(happened | lodged)
        .order_by()
        .values("right")
        .annotate(
            threatened=Count("pk", filter=happened & Q(kind=LossKind.THREATENED)),
            gone=Count("pk", filter=happened & Q(kind__in=GONE)),
            appeals=Count("pk", filter=lodged),
            won=Count("pk", filter=lodged & Q(appeal__in=(Appeal.WON, Appeal.PARTLY))),
        )
    )
    return {row["right"]: {name: row[name] for name in MEASURES} for row in grouped}


def _secret(every: dict[str, dict[str, int]], measure: str, least: int) -> set[str]:
    """Of one measure, the rights whose count is not shown; of "won" also where what is left of the appeals is small."""
    cells = {code: counts[measure] for code, counts in every.items()}
    rest = {code: counts["appeals"] - counts["won"] for code, counts in every.items()}
    also = {code for code in cells if measure == "won" and cells[code] and 0 < rest[code] < least}
    return hidden(cells, [code for code in cells if code != TOTAL], TOTAL, also=also, least=least)
