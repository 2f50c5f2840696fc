"""Writing the journal: one line an act, in the caller's transaction."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from levier.foundation.journal.models import Detail, Head, Line
from levier.foundation.kit.actors import Actor

FORGOTTEN_AT_ONCE = 500


def record(
    *, by: Actor, verb: str, object: str = "", change: dict[str, Any] | None = None, at: datetime | None = None
) -> Line:
    """Write one line: who (`by`), what (`verb`, "person.change"), on which object ("people.person:12").

    `change` is kept apart, erasable; the chain keeps its salted hash only. Runs in the caller's transaction, so that
    the act and its line are kept or lost together. The head of the chain is locked: call it last in an action.
    """
    moment = at or timezone.now()
    with transaction.atomic(savepoint=False):
        number, previous = _locked_head(by.organisation_id)
        salt = secrets.token_hex(16)
        line = Line(
            organisation_id=by.organisation_id,
            number=number + 1,
            at=moment,
            actor=by.reference,
            on_behalf_of=by.on_behalf_of,
            verb=verb,
            object=object,
            commitment=commitment(salt, change or {}),
            previous=previous,
        )
        line.hash = digest(line)
        line.save(force_insert=True)
        if change:
            plain = json.loads(json.dumps(change, cls=DjangoJSONEncoder))
            Detail.objects.create(organisation_id=by.organisation_id, number=line.number, salt=salt, change=plain)
        Head.objects.filter(pk=by.organisation_id).update(number=line.number, hash=line.hash)
    return line


def forget_details(*, by: Actor, objects: Iterable[str]) -> None:
    """Erase what the lines about these objects ("people.person:12") say of a change; lines and chain stay whole.

    In the transaction of the act that is the reason: a person erased.
    """
    named = sorted(set(objects))
    for start in range(0, len(named), FORGOTTEN_AT_ONCE):
        part = named[start : start + FORGOTTEN_AT_ONCE]
        numbers = Line.objects.filter(organisation_id=by.organisation_id, object__in=part).values("number")
        Detail.objects.filter(organisation_id=by.organisation_id, number__in=numbers).delete()


def _locked_head(organisation_id: int) -> tuple[int, str]:
    """Number and hash of the last line; nobody else writes one before the transaction ends."""
    heads = Head.objects.select_for_update().filter(pk=organisation_id).values_list("number", "hash")
    if not (found := list(heads)):
        Head.objects.bulk_create([Head(organisation_id=organisation_id)], ignore_conflicts=True)
        found = list(heads.all())
    return found[0]


def commitment(salt: str, change: dict[str, Any]) -> str:
    """Salted SHA-256 of a change: proves what the detail said, tells nothing once the detail is erased."""
    text = json.dumps(change, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def digest(line: Line) -> str:
    """SHA-256 of everything a line says and of the hash before it."""
    parts = [
        str(line.organisation_id),
        str(line.number),
        line.at.astimezone(UTC).isoformat(),
        line.actor,
        line.on_behalf_of,
        line.verb,
        line.object,
        line.commitment,
        line.previous,
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
