"""A collective shows itself to everybody, with what its members decided; it takes that back at once."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.courses.holding import demand_past, held
from levier.activity.courses.models import Collective, Member
from levier.activity.courses.rules import RUN_COLLECTIVES, may_change
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference


@dataclass(frozen=True, slots=True)
class PageDraft:
    """What the members decided on a day: which words, whether the next meetings and the house's contact are shown, and
    the keys of the members who agree that their first name is."""

    decided_on: date
    words: str = ""
    shows_sessions: bool = False
    shows_contact: bool = True
    members: Collection[int] = ()


@transaction.atomic
def publish(*, by: Actor, collective: Collective, draft: PageDraft, at: datetime) -> Collective:
    """Open its public page, or change what it shows; the address stays. Raises Refused for a decision to come, and for
    somebody who is not a member."""
    row = _living(by, collective)
    demand_past(draft.decided_on, at)
    there = set(row.members.filter(left_on=None).values_list("pk", flat=True))
    if set(draft.members) - there:
        raise Refused(_("Une de ces personnes n'est pas membre."))
    row.page_code = row.page_code or secrets.token_hex(6)
    row.page_decided_on, row.page_words = draft.decided_on, draft.words
    row.page_sessions, row.page_contact = draft.shows_sessions, draft.shows_contact
    row.version += 1
    row.keep()
    row.members.update(is_shown=False)
    Member.objects.filter(collective=row, pk__in=draft.members).update(is_shown=True)
    change = {"decided_on": draft.decided_on.isoformat(), "members": len(set(draft.members))}
    record(by=by, verb="courses.page_opened", object=reference(row), change=change, at=at)
    return row


@transaction.atomic
def withdraw(*, by: Actor, collective: Collective, at: datetime) -> Collective:
    """Its public page opens no more, from this moment on; its words stay for another time. Twice is once."""
    demand_permission(by, RUN_COLLECTIVES)
    row: Collective = held(by, collective)
    if row.page_code:
        row.page_code = ""
        row.version += 1
        row.keep()
        record(by=by, verb="courses.page_withdrawn", object=reference(row), at=at)
    return row


def _living(by: Actor, collective: Collective) -> Collective:
    demand_permission(by, RUN_COLLECTIVES)
    row: Collective = held(by, collective, "activity")
    demand(may_change(row))
    return row
