"""What a new association begins with: the list of items, a few templates. From then on it is the team's."""

import csv
import json
from datetime import datetime
from importlib.resources import files
from typing import Any

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.texts import fold
from levier.support.pathways.models import Item, NoteTemplate, PlanTemplate, TemplateStep, TemplateStepItem


def lay_items(*, by: Actor, at: datetime) -> None:
    """Add the lines of the package's list that this association never had; those it changed stay as it wants them."""
    known = set(Item.objects.visible_to(by).values_list("code", flat=True))
    Item.objects.bulk_create(
        [
            Item(
                organisation_id=by.organisation_id,
                order=place,
                is_restricted=row.pop("is_restricted") == "1",
                **row,
            )
            for place, row in enumerate(csv.DictReader(_text("items.csv").splitlines()), start=1)
            if row["code"] not in known
        ]
    )


def lay_plan_templates(*, by: Actor, at: datetime) -> None:
    """Add the templates that this association never had, by their code; after the items, to which they tie steps."""
    known = set(PlanTemplate.objects.visible_to(by).values_list("code", flat=True))
    named = set(PlanTemplate.objects.visible_to(by).in_use().values_list("name", flat=True))
    wanted = [one for one in json.loads(_text("plan_templates.json")) if one["code"] not in known]
    items = {one.code: one for one in Item.objects.visible_to(by).in_use()} if wanted else {}
    for one in wanted:
        if one["name"] not in named:
            _lay(by, one, items, at)


def lay_note_templates(*, by: Actor, at: datetime) -> None:
    """Add the headings for notes that this association never had, by their code."""
    held = NoteTemplate.objects.visible_to(by).values_list("code", "name", "retired_on")
    known = {code for code, _name, _retired in held}
    named = {name for _code, name, retired in held if retired is None}
    NoteTemplate.objects.bulk_create(
        [
            NoteTemplate(organisation_id=by.organisation_id, made_at=at, **one)
            for one in json.loads(_text("note_templates.json"))
            if one["code"] not in known and one["name"] not in named
        ]
    )


def _lay(by: Actor, told: dict[str, Any], items: dict[str, Item], at: datetime) -> None:
    house = by.organisation_id
    words = {name: told[name] for name in ("code", "name", "situation", "goal")}
    search = fold(f"{told['name']} {told['situation']}")
    template = PlanTemplate.objects.create(organisation_id=house, made_at=at, search=search, **words)
    steps = TemplateStep.objects.bulk_create(
        [
            TemplateStep(organisation_id=house, template=template, offset=offset, doer=doer, title=title)
            for offset, doer, title, _codes in told["steps"]
        ]
    )
    TemplateStepItem.objects.bulk_create(
        [
            TemplateStepItem(organisation_id=house, step=step, item=items[code])
            for step, (_offset, _doer, _title, codes) in zip(steps, told["steps"], strict=True)
            for code in codes
            if code in items
        ]
    )


def _text(name: str) -> str:
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")
