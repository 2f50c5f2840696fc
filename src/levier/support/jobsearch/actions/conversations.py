"""Calls and messages: logged in one line by who spoke, put right by the same colleague."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.support.jobsearch.enums import Means, Result
from levier.support.jobsearch.holding import demand_past, demand_person, held
from levier.support.jobsearch.models import Conversation
from levier.support.jobsearch.rules import WRITE_SEARCH, own_conversation
from levier.support.pathways.actions.accompaniment import touch
from levier.support.pathways.enums import Audience
from levier.support.pathways.rules import meets_restricted


@dataclass(frozen=True, slots=True)
class ConversationDraft:
    """The columns of Conversation. `other` is asked when it was not with the person."""

    on: date
    direction: str
    text: str
    other: str = ""
    means: str = Means.PHONE
    result: str = Result.SPOKE
    audience: str = Audience.TEAM


@transaction.atomic
def note_conversation(*, by: Actor, person: Person, draft: ConversationDraft, at: datetime) -> Conversation:
    """Log a call or a message. The journal says that it was logged, never what it says.

    Raises Refused for a day to come and for a restricted line by who does not accompany the person, or ValidationError.
    """
    demand_permission(by, WRITE_SEARCH)
    demand_person(by, person)
    row = Conversation(organisation_id=by.organisation_id, person=person, author_id=by.user_id, made_at=at)
    _fill(by, row, draft, at)
    touch(by=by, person=person, on=draft.on)
    record(by=by, verb="jobsearch.talk_noted", object=reference(person), change={"conversation": row.pk}, at=at)
    return row


@transaction.atomic
def change_conversation(
    *, by: Actor, conversation: Conversation, draft: ConversationDraft, at: datetime
) -> Conversation:
    """Put one's own line right. Raises Refused for a colleague's, and as `note_conversation` does."""
    demand_permission(by, WRITE_SEARCH)
    row: Conversation = held(by, conversation, "person")
    demand(own_conversation(by, row))
    row.version += 1
    _fill(by, row, draft, at)
    record(by=by, verb="jobsearch.talk_changed", object=reference(row.person), change={"conversation": row.pk}, at=at)
    return row


@transaction.atomic
def withdraw_conversation(*, by: Actor, conversation: Conversation, at: datetime) -> None:
    """Take back one's own line: nothing of it stays but the line of the journal. Raises Refused for a colleague's."""
    demand_permission(by, WRITE_SEARCH)
    row: Conversation = held(by, conversation, "person")
    demand(own_conversation(by, row))
    pk, person = row.pk, row.person
    row.delete()
    record(by=by, verb="jobsearch.talk_withdrawn", object=reference(person), change={"conversation": pk}, at=at)


def _fill(by: Actor, row: Conversation, draft: ConversationDraft, at: datetime) -> None:
    demand_past(draft.on, at)
    if draft.audience == Audience.RESTRICTED:
        demand(meets_restricted(by, row.person))
    for name in draft.__dataclass_fields__:
        setattr(row, name, getattr(draft, name))
    row.keep()
