"""Letters: registered as they lie on the table, corrected when they were misread."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.documents.actions import attach
from levier.foundation.documents.checks import Upload
from levier.foundation.documents.enums import Kind
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.partners.models import Partner
from levier.register.people.models import Person
from levier.support.rights.holding import demand_past, demand_person, demand_sensible, held
from levier.support.rights.models import Letter
from levier.support.rights.rules import WRITE_RIGHTS


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """What one reads on a letter: the columns of Letter."""

    origin: str
    kind: str
    dated_on: date
    received_on: date | None = None
    posted_on: date | None = None
    printed_on: date | None = None
    printed_at: time | None = None
    is_registered: bool = False
    lacks_mentions: bool = False
    says: str = ""
    sender: Partner | None = None

    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@transaction.atomic
def register_letter(
    *, by: Actor, person: Person, draft: LetterDraft, upload: Upload | None = None, at: datetime
) -> Letter:
    """Keep a letter, with its scan when there is one. Raises Refused for days that cannot be, or ValidationError."""
    demand_permission(by, WRITE_RIGHTS)
    demand_person(by, person)
    _check(by, draft, at)
    letter = Letter(
        organisation_id=by.organisation_id, person=person, noted_at=at, noted_by_id=by.user_id, **draft.columns()
    )
    letter.keep()
    if upload:
        attach(by=by, to=letter, upload=upload, kind=Kind.PROOF, title=letter.get_kind_display(), at=at)
    record(by=by, verb="rights.letter_added", object=reference(letter), change={"person": person.pk}, at=at)
    return letter


@transaction.atomic
def change_letter(*, by: Actor, letter: Letter, draft: LetterDraft, at: datetime) -> Letter:
    """Correct what was read. Deadlines already kept stay as they are: they say what they were counted from."""
    demand_permission(by, WRITE_RIGHTS)
    row: Letter = held(by, letter)
    _check(by, draft, at)
    changed = sorted(name for name, value in draft.columns().items() if getattr(row, name) != value)
    for name, value in draft.columns().items():
        setattr(row, name, value)
    row.version += 1
    row.keep()
    record(by=by, verb="rights.letter_changed", object=reference(row), change={"columns": changed}, at=at)
    return row


def _check(by: Actor, draft: LetterDraft, at: datetime) -> None:
    for day in (draft.dated_on, draft.received_on, draft.posted_on):
        demand_past(day, at)
    demand_sensible(draft.printed_on, at)
    if draft.sender and not Partner.objects.visible_to(by).filter(pk=draft.sender.pk).exists():
        raise Refused(_("Ce partenaire n'existe pas."))
