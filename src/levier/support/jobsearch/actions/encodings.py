"""Acts ticked as encoded at Actiris, and unticked."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import demand_permission
from levier.foundation.kit.screens import reference
from levier.support.jobsearch.acts import Act
from levier.support.jobsearch.holding import held
from levier.support.jobsearch.models import Encoding
from levier.support.jobsearch.rules import WRITE_SEARCH


@transaction.atomic
def tick_acts(*, by: Actor, acts: Iterable[Act], at: datetime) -> list[Encoding]:
    """Say that these acts are encoded at Actiris, today; an act that is ticked already stays as it is.

    Each leaves its own line in the journal: it is what was told of that person.
    """
    demand_permission(by, WRITE_SEARCH)
    ticked = []
    for act in acts:
        row, is_new = Encoding.objects.get_or_create(
            organisation_id=by.organisation_id,
            kind=act.kind,
            number=act.number,
            defaults={
                "person_id": act.person.pk,
                "on": act.on,
                "encoded_on": timezone.localdate(at),
                "encoded_by_id": by.user_id,
                "encoded_at": at,
            },
        )
        if is_new:
            change = {"kind": act.kind, "number": act.number, "on": act.on}
            record(by=by, verb="jobsearch.act_encoded", object=reference(act.person), change=change, at=at)
            ticked.append(row)
    return ticked


@transaction.atomic
def untick_act(*, by: Actor, encoding: Encoding, at: datetime) -> None:
    """It was not encoded after all: it is to do again."""
    demand_permission(by, WRITE_SEARCH)
    row: Encoding = held(by, encoding, "person")
    change = {"kind": row.kind, "number": row.number, "on": row.on}
    person = row.person
    row.delete()
    record(by=by, verb="jobsearch.act_unticked", object=reference(person), change=change, at=at)
