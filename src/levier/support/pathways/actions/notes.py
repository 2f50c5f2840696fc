"""Notes are written, put right, and go on their day."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from levier.foundation.accounts.tenancy import one_at_a_time
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import BRUSSELS, start_of_day
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import fold
from levier.register.people.models import Person
from levier.support.pathways.actions.accompaniment import touch
from levier.support.pathways.enums import Audience
from levier.support.pathways.models import Note, NoteDraft
from levier.support.pathways.rules import WRITE_PATHWAYS, meets_restricted, own_note

OWN_NOTES_LAST = timedelta(days=90)


@transaction.atomic
def write_note(*, by: Actor, person: Person, kind: str, audience: str, on: date, text: str, at: datetime) -> Note:
    """A note about somebody, in the place of its draft. The journal says that it was written, never what it says.

    Raises Refused for a day to come and for a restricted note by somebody who does not accompany the person, or
    ValidationError.
    """
    demand_permission(by, WRITE_PATHWAYS)
    note = Note(organisation_id=by.organisation_id, person=person, author_id=by.user_id, made_at=at)
    _fill(by, note, kind, audience, on, text, at)
    _draft(by, person).delete()
    touch(by=by, person=person, on=on)
    record(by=by, verb="note.written", object=reference(person), change={"note": note.pk}, at=at)
    return note


@transaction.atomic
def change_note(*, by: Actor, note: Note, kind: str, audience: str, on: date, text: str, at: datetime) -> Note:
    """Put one's own note right. Raises Refused for a colleague's, or ValidationError."""
    demand_permission(by, WRITE_PATHWAYS)
    held = _own(by, note)
    held.changed_at = at
    held.version += 1
    _fill(by, held, kind, audience, on, text, at)
    record(by=by, verb="note.changed", object=reference(held.person), change={"note": held.pk}, at=at)
    return held


@transaction.atomic
def withdraw_note(*, by: Actor, note: Note, at: datetime) -> None:
    """Take back one's own note: nothing of it stays but the line of the journal. Raises Refused for a colleague's."""
    demand_permission(by, WRITE_PATHWAYS)
    held = _own(by, note)
    person = held.person
    held.delete()
    record(by=by, verb="note.withdrawn", object=reference(person), change={"note": note.pk}, at=at)


@transaction.atomic
def keep_draft(
    *, by: Actor, person: Person, kind: str, audience: str, on: date | None, text: str, at: datetime
) -> NoteDraft | None:
    """Keep what one is writing about somebody, in the place of what was kept; the journal says it once.

    None, and nothing kept, for an empty text, and for one that stands already in a note of one's own about the person:
    what a page sends by itself may arrive after the note. Raises Refused, or ValidationError.
    """
    demand_permission(by, WRITE_PATHWAYS)
    one_at_a_time(f"draft:{by.user_id}:{person.pk}")
    own = Note.objects.visible_to(by).filter(person=person, author=by.user_id)
    if by.user_id is None or not text.strip() or own.filter(text=text).exists():
        return None
    held: NoteDraft | None = _draft(by, person).first()
    draft = held or NoteDraft(organisation_id=by.organisation_id, person=person, author_id=by.user_id)
    draft.kind, draft.audience, draft.on, draft.text, draft.saved_at = kind, audience, on, text, at
    draft.keep()
    if held is None:
        record(by=by, verb="note.draft_kept", object=reference(person), at=at)
    return draft


@transaction.atomic
def forget_draft(*, by: Actor, person: Person, at: datetime) -> bool:
    """What one began to write about somebody goes; was there anything?"""
    demand_permission(by, WRITE_PATHWAYS)
    was_there = bool(_draft(by, person).delete()[0])
    if was_there:
        record(by=by, verb="note.draft_forgotten", object=reference(person), at=at)
    return was_there


def drop_expired(*, by: Actor, on: date) -> int:
    """Notes for their author only, past their last day, go, and drafts that nobody touched as long; how many went."""
    notes: int = Note.objects.visible_to(by).filter(expires_on__lt=on).delete()[0]
    old = NoteDraft.objects.visible_to(by).filter(saved_at__lt=start_of_day(on - OWN_NOTES_LAST))
    drafts: int = old.delete()[0]
    return notes + drafts


def _draft(by: Actor, person: Person) -> QuerySet[NoteDraft]:
    """The draft that one goes on with: the last of one's own, for two files made one may bring two."""
    mine = (
        NoteDraft.objects.visible_to(by).filter(author=by.user_id, person=person, form="").order_by("-saved_at", "-pk")
    )
    rows: QuerySet[NoteDraft] = NoteDraft.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[:1]))
    return rows


def _fill(by: Actor, note: Note, kind: str, audience: str, on: date, text: str, at: datetime) -> None:
    today = at.astimezone(BRUSSELS).date()
    if on > today:
        raise Refused(_("Ce jour n'est pas encore là : notez ce qui a eu lieu."))
    if audience == Audience.RESTRICTED:
        demand(meets_restricted(by, note.person))
    note.kind, note.audience, note.on, note.text, note.search = kind, audience, on, text, fold(text)
    note.expires_on = today + OWN_NOTES_LAST if audience == Audience.MINE else None
    note.keep()


def _own(by: Actor, note: Note) -> Note:
    held: Note = Note.objects.visible_to(by).select_for_update().get(pk=note.pk)
    demand(own_note(by, held))
    return held
