"""What one types in a long form about somebody, kept until the form is sent."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from levier.foundation.accounts.tenancy import one_at_a_time
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.support.pathways.models import NoteDraft
from levier.support.pathways.rules import WRITE_PATHWAYS


@transaction.atomic
def keep_typed(
    *, by: Actor, person: Person, form: str, values: dict[str, Any], text: str, at: datetime
) -> NoteDraft | None:
    """Keep what one types in a form (its key) about somebody, in the place of what was kept; the journal says it once.

    `text` are the words among the `values`: without any nothing is kept. Raises Refused, or ValidationError.
    """
    demand_permission(by, WRITE_PATHWAYS)
    one_at_a_time(f"draft:{by.user_id}:{person.pk}")
    if by.user_id is None or not text.strip():
        return None
    held: NoteDraft | None = _typed(by, person, form).first()
    draft = held or NoteDraft(organisation_id=by.organisation_id, person=person, author_id=by.user_id, form=form)
    draft.values, draft.text, draft.saved_at = values, text, at
    draft.keep()
    if held is None:
        record(by=by, verb="note.draft_kept", object=reference(person), at=at)
    return draft


@transaction.atomic
def drop_typed(*, by: Actor, person: Person, form: str) -> None:
    """The form was accepted: what it says stands elsewhere now, and the act that kept it is in the journal."""
    _typed(by, person, form).delete()


@transaction.atomic
def forget_typed(*, by: Actor, person: Person, form: str, at: datetime) -> bool:
    """What one typed in a form goes; was there anything?"""
    demand_permission(by, WRITE_PATHWAYS)
    held: NoteDraft | None = _typed(by, person, form).first()
    if held is None:
        return False
    held.delete()
    record(by=by, verb="note.draft_forgotten", object=reference(person), at=at)
    return True


def _typed(by: Actor, person: Person, form: str) -> QuerySet[NoteDraft]:
    rows: QuerySet[NoteDraft] = NoteDraft.objects.visible_to(by).filter(author=by.user_id, person=person, form=form)
    return rows
