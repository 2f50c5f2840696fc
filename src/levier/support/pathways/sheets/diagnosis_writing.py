"""Writing findings of a workbook in bulk, and the way back."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import ngettext

from levier.foundation.imports.models import ImportChange
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.bulk import insert_rows, new_keys, pointed_at, remove_rows
from levier.foundation.kit.permissions import Refused
from levier.support.pathways.models import Finding
from levier.support.pathways.sheets.caseload_standing import portions
from levier.support.pathways.sheets.diagnosis_timeline import State

FINDING = "pathways.finding"
CHANGE = ("row", "model", "object_id", "effect", "before", "after_version")
NEW, CHANGED = ImportChange.Effect.NEW.value, ImportChange.Effect.CHANGED.value


def write(by: Actor, timelines: dict[tuple[int, str], list[State]], run: Any, at: datetime) -> None:
    """Write the new states, and the last day of those that they follow. Each trace keeps that day as it is left."""
    moved = [one for states in timelines.values() for one in states if one.is_moved]
    for one in moved:
        Finding.objects.filter(pk=one.pk).update(until=one.until)
    new = [(person, one) for (person, _code), states in timelines.items() for one in states if not one.pk]
    keys = new_keys(Finding, len(new))
    pairs = list(zip(keys, new, strict=True))
    insert_rows(
        Finding,
        ("id", "person_id", "item_id", "level", "remark", "since", "until", "noted_by_id"),
        (
            (key, person, one.item_id, one.level, one.remark, one.since, one.until, one.author or by.user_id)
            for key, (person, one) in pairs
        ),
        organisation_id=by.organisation_id,
        noted_at=at,
    )
    _trace(by, run, ((one.row, FINDING, key, NEW, {"left": _text(one.until)}, 1) for key, (_person, one) in pairs))
    _trace(
        by,
        run,
        ((one.row, FINDING, one.pk, CHANGED, {"until": _text(one.was), "left": _text(one.until)}, 1) for one in moved),
    )


def _trace(by: Actor, run: Any, rows: Iterable[tuple[Any, ...]]) -> None:
    insert_rows(ImportChange, CHANGE, rows, organisation_id=by.organisation_id, run_id=run.pk)


def undo_run(by: Actor, run: Any) -> dict[str, int]:
    """Take the findings of a run away, and give those before them their day back.

    Raises Refused, with how many, when one of them was followed by another, or something stands on it.
    """
    changes = list(ImportChange.objects.visible_to(by).filter(run=run, model=FINDING))
    left = {one.object_id: one.before["left"] for one in changes}
    now: dict[int, str | None] = {}
    for keys in portions(sorted(left)):
        rows = Finding.objects.visible_to(by).filter(pk__in=keys).values_list("pk", "until")
        now |= {pk: _text(until) for pk, until in rows}
    made = [one.object_id for one in changes if one.effect == NEW]
    later = {pk for pk, until in left.items() if pk not in now or now[pk] != until} | pointed_at(Finding, made)
    if later:
        sentence = ngettext(
            "%(count)d point du diagnostic de cet import a été revu depuis : il ne peut plus être annulé.",
            "%(count)d points du diagnostic de cet import ont été revus depuis : il ne peut plus être annulé.",
            len(later),
        )
        raise Refused(sentence % {"count": len(later)})
    for keys in portions(made):
        remove_rows(Finding, pk__in=keys)
    restored = {one.object_id: one.before["until"] for one in changes if one.effect == CHANGED}
    for pk, until in restored.items():
        Finding.objects.filter(pk=pk).update(until=until)
    return {"removed": len(made), "restored": len(restored)}


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
