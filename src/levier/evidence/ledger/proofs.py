"""What makes an hour "not proven": the rooms that know who may take part sign themselves in here."""

from collections.abc import Callable
from dataclasses import dataclass

from levier.development.projects.models import Agreement
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.registers import Register


@dataclass(frozen=True, slots=True)
class Proofs:
    """What a room knows of hours that it holds for not proven, for one agreement and the days of a period.

    `sources` names them as the ledger does ("activities.attendance:12"); `minutes` sums them.
    """

    sources: Callable[[Agreement, Period], set[str]]
    minutes: Callable[[Agreement, Period], int]


proofs: Register[Proofs] = Register()


def unproven_sources(agreement: Agreement, period: Period) -> set[str]:
    """Hours of the period that this agreement may not be asked for: nobody pays what is not proven."""
    return set().union(*(one.sources(agreement, period) for one in proofs))


def unproven_minutes(agreement: Agreement, period: Period) -> int:
    return sum(one.minutes(agreement, period) for one in proofs)
