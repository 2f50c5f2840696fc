"""What others ask the journal: is the chain whole?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from levier.foundation.journal.actions import commitment, digest
from levier.foundation.journal.models import Detail, Head, Line

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Break:
    """The first row that is not as it was written. `at` is what it says of its moment, when it is still there."""

    organisation_id: int
    number: int
    why: str
    at: datetime | None = None


def lines_of(organisation_id: int) -> Iterator[Line]:
    """The chain of an organisation from its first line, without holding it whole."""
    return Line.objects.filter(organisation_id=organisation_id).order_by("number").iterator(chunk_size=BATCH)


def first_break(organisation_id: int) -> Break | None:
    """Recompute a chain and what it commits to; None when it is whole. Call it within the organisation's work."""
    details = {
        number: (salt, change)
        for number, salt, change in Detail.objects.filter(organisation_id=organisation_id).values_list(
            "number", "salt", "change"
        )
    }
    number, previous = 0, ""
    for line in lines_of(organisation_id):
        number += 1
        if line.number != number:
            return Break(organisation_id, number, f"la ligne {number} manque", line.at)
        if line.previous != previous or line.hash != digest(line):
            return Break(organisation_id, number, f"la ligne {number} n'est plus celle qui a été écrite", line.at)
        if number in details and line.commitment != commitment(*details.pop(number)):
            return Break(organisation_id, number, f"le détail de la ligne {number} a été changé", line.at)
        previous = line.hash
    head = Head.objects.filter(pk=organisation_id).values_list("number", "hash").first()
    if head is None and number == 0:
        return None
    if head != (number, previous):
        return Break(organisation_id, number + 1, f"la suite de la ligne {number} manque")
    if details:
        return Break(organisation_id, min(details), f"le détail {min(details)} ne répond à aucune ligne")
    return None
