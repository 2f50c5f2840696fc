"""Letters and deadlines of the tests: Mariam's, with days of 2026."""

from datetime import UTC, date, datetime
from typing import Any

from levier.foundation.kit.actors import house
from levier.register.people.models import Person
from levier.support.rights.actions import DeadlineDraft, LetterDraft, add_deadline, register_letter
from levier.support.rights.models import Deadline, DeadlineKind, Letter
from tests.cast import organisation, person

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)


def kind(code: str, *, at: Any = None) -> DeadlineKind:
    there = at or organisation()
    found: DeadlineKind = DeadlineKind.objects.get(organisation=there, code=code)
    return found


def letter(who: Person | None = None, *, at: datetime = NOW, **fields: Any) -> Letter:
    """A decision of Actiris that Mariam got on 2 June, unless it is said otherwise."""
    who = who or person()
    said: dict[str, Any] = {
        "origin": "actiris",
        "kind": "decision",
        "dated_on": date(2026, 6, 1),
        "received_on": date(2026, 6, 2),
    }
    return register_letter(by=house(who.organisation_id), person=who, draft=LetterDraft(**said | fields), at=at)


def deadline(code: str = "monthly_card", who: Person | None = None, *, at: datetime = NOW, **fields: Any) -> Deadline:
    """The control card of June, unless it is said otherwise."""
    who = who or person()
    said: dict[str, Any] = {"counted_on": date(2026, 6, 1)} | fields
    draft = DeadlineDraft(kind(code, at=who.organisation), **said)
    return add_deadline(by=house(who.organisation_id), person=who, draft=draft, at=at)


def bare(text: object) -> str:
    """A sentence as it is typed, without the narrow spaces of print."""
    return str(text).replace("\u202f", " ")
