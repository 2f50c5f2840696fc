"""What the team writes beforehand, said in other languages than French."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import demand_permission
from levier.foundation.kit.screens import reference
from levier.support.pathways.models import NoteTemplate, PlanTemplate
from levier.support.pathways.rules import EDIT_TEMPLATES


@transaction.atomic
def tell_template(
    *,
    by: Actor,
    template: PlanTemplate,
    language: str,
    words: Mapping[str, str],
    steps: Mapping[int, str],
    at: datetime,
) -> PlanTemplate:
    """Say a plan's columns (`words`) and its steps, by key, in a language; empty words fall back to French.

    Plans made with it do not move. Raises Refused.
    """
    demand_permission(by, EDIT_TEMPLATES)
    held: PlanTemplate = PlanTemplate.objects.visible_to(by).select_for_update().get(pk=template.pk)
    for column, said in words.items():
        _tell(held, column, language, said)
    held.search, held.version = held.searched(), held.version + 1
    held.keep()
    for step in held.steps.filter(pk__in=list(steps)):
        _tell(step, "title", language, steps[step.pk])
        step.keep()
    record(by=by, verb="template.told", object=reference(held), change={"language": language}, at=at)
    return held


@transaction.atomic
def tell_note_template(
    *, by: Actor, template: NoteTemplate, language: str, words: Mapping[str, str], at: datetime
) -> NoteTemplate:
    """The same for headings of notes. Raises Refused."""
    demand_permission(by, EDIT_TEMPLATES)
    held: NoteTemplate = NoteTemplate.objects.visible_to(by).select_for_update().get(pk=template.pk)
    for column, said in words.items():
        _tell(held, column, language, said)
    held.version += 1
    held.keep()
    record(by=by, verb="note_template.told", object=reference(held), change={"language": language}, at=at)
    return held


def _tell(record_of: Any, column: str, language: str, said: str) -> None:
    known = {code: words for code, words in record_of.texts.get(column, {}).items() if code != language}
    record_of.texts = record_of.texts | {column: known | ({language: said} if said else {})}
