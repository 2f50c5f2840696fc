"""What a new association begins with: the list of items, a few templates. From then on it is the team's."""

import csv
import json
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from levier.foundation.kit.actors import Actor
from levier.support.pathways.models import Item, NoteTemplate, PlanTemplate, TemplateStep, TemplateStepItem

COLUMNS = ("name", "situation", "goal")


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
    """Add the templates that this association never had, by their code; after the items, to which they tie steps.

    Those that it had before they were said in other languages get these, where their French is still the package's.
    """
    _tell_known(by)
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
    for one in NoteTemplate.objects.visible_to(by).exclude(code="").filter(texts={}):
        _tell(one, "name", "text")
    NoteTemplate.objects.bulk_create(
        [
            NoteTemplate(organisation_id=by.organisation_id, made_at=at, texts=_texts(one, "name", "text"), **one)
            for one in json.loads(_text("note_templates.json"))
            if one["code"] not in known and one["name"] not in named
        ]
    )


def _lay(by: Actor, told: dict[str, Any], items: dict[str, Item], at: datetime) -> None:
    house = by.organisation_id
    words = {name: told[name] for name in ("code", "name", "situation", "goal")}
    template = PlanTemplate(organisation_id=house, made_at=at, texts=_texts(words, *COLUMNS), **words)
    template.search = template.searched()
    template.save()
    steps = TemplateStep.objects.bulk_create(
        [
            TemplateStep(
                organisation_id=house,
                template=template,
                offset=offset,
                doer=doer,
                title=title,
                texts=_texts({"title": title}, "title"),
            )
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


def _tell_known(by: Actor) -> None:
    """Templates and steps that came with Levier and that nobody has said in another language yet."""
    rows = PlanTemplate.objects.visible_to(by).exclude(code="")
    for one in rows.filter(texts={}):
        _tell(one, *COLUMNS)
    for step in TemplateStep.objects.visible_to(by).filter(template__in=rows, texts={}):
        _tell(step, "title")


def _tell(record: Any, *columns: str) -> None:
    record.texts = _texts({column: getattr(record, column) for column in columns}, *columns)
    if isinstance(record, PlanTemplate):
        record.search = record.searched()
    if record.texts:
        record.save()


def _texts(words: dict[str, str], *columns: str) -> dict[str, dict[str, str]]:
    """These columns in the languages in which the package says them: {column: {language: words}}."""
    return {column: _known_words()[words[column]] for column in columns if words[column] in _known_words()}


@cache
def _known_words() -> dict[str, dict[str, str]]:
    """{French: {language: words}}. Nobody has proofread those of people accompanied."""
    return dict(json.loads(_text("template_words.json")))


def _text(name: str) -> str:
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")
