"""The kinds of deadline that an association begins with; from then on they are the team's."""

import csv
from datetime import datetime
from importlib.resources import files
from typing import Any

from levier.foundation.kit.actors import Actor
from levier.support.rights.models import DeadlineKind, DeadlineRule

_FLAGS = ("is_earliest", "is_theirs", "recurs")
_RULE_FLAGS = ("saturday_counts", "shifts_if_closed", "is_to_confirm")
_OWN = ("code", "fr", "nl", "en", "note", "origin", "letter_kinds")


def lay_kinds(*, by: Actor, at: datetime) -> None:
    """Add the kinds of the package that this association never had, each with its first rule; the others stay."""
    known = set(DeadlineKind.objects.visible_to(by).values_list("code", flat=True))
    lines = [(place, line) for place, line in enumerate(_lines(), start=1) if line["code"] not in known]
    kinds = DeadlineKind.objects.bulk_create(
        DeadlineKind(
            organisation_id=by.organisation_id,
            order=place,
            **{name: line[name] for name in _OWN},
            **{name: line[name] == "1" for name in _FLAGS},
        )
        for place, line in lines
    )
    DeadlineRule.objects.bulk_create(
        DeadlineRule(organisation_id=by.organisation_id, kind=kind, made_at=at, **_rule(line))
        for kind, (_place, line) in zip(kinds, lines, strict=True)
    )


def _rule(line: dict[str, str]) -> dict[str, Any]:
    return {
        "amount": int(line["amount"]) if line["amount"] else None,
        "unit": line["unit"],
        "counted_from": line["counted_from"],
        "source": line["source"],
        **{name: line[name] == "1" for name in _RULE_FLAGS},
    }


def _lines() -> list[dict[str, str]]:
    text = files(__package__).joinpath("data", "deadlines.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
