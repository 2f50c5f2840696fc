"""Notes are written, put right, and go on their day."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import fold
from levier.register.people.models import Person
from levier.support.pathways.actions.accompaniment import touch
from levier.support.pathways.enums import Audience
from levier.support.pathways.models import Note
from levier.support.pathways.rules import WRITE_PATHWAYS, meets_restricted, own_note

OWN_NOTES_LAST = timedelta(days=90)


@transaction.atomic
def write_note(*, by: Actor, person: Person, kind: str, audience: str, on: date, text: str, at: datetime) -> Note:
    """A note about somebody. The journal says that it was written, never what it says.

    Raises Refused for a day to come and for a restricted note by somebody who does not accompany the person, or
    ValidationError.
    """
    demand_permission(by, WRITE_PATHWAYS)
    note = Note(organisation_id=by.organisation_id, person=person, author_id=by.user_id, made_at=at)
    _fill(by, note, kind, audience, on, text, at)
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


def drop_expired(*, by: Actor, on: date) -> int:
    """Notes that were for their author only, past their last day, go; how many went."""
    count: int = Note.objects.visible_to(by).filter(expires_on__lt=on).delete()[0]
    return count


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
