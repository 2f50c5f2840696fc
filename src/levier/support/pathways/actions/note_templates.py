"""The team's headings for notes: written, changed, retired."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.support.pathways.models import NoteTemplate
from levier.support.pathways.rules import EDIT_TEMPLATES


@transaction.atomic
def add_note_template(*, by: Actor, name: str, kind: str, text: str, at: datetime) -> NoteTemplate:
    """Headings for a sort of notes. Raises Refused, or ValidationError."""
    demand_permission(by, EDIT_TEMPLATES)
    made = NoteTemplate(organisation_id=by.organisation_id, made_at=at, made_by_id=by.user_id)
    made.name, made.kind, made.text = name, kind, text
    made.keep()
    record(by=by, verb="note_template.added", object=reference(made), at=at)
    return made


@transaction.atomic
def change_note_template(
    *, by: Actor, template: NoteTemplate, name: str, kind: str, text: str, at: datetime
) -> NoteTemplate:
    """Say them otherwise; notes written with them do not move. Raises Refused, or ValidationError."""
    demand_permission(by, EDIT_TEMPLATES)
    held = _held(by, template)
    held.name, held.kind, held.text, held.version = name, kind, text, held.version + 1
    held.keep()
    record(by=by, verb="note_template.changed", object=reference(held), at=at)
    return held


@transaction.atomic
def retire_note_template(*, by: Actor, template: NoteTemplate, on: date, at: datetime) -> NoteTemplate:
    """They are proposed no more. Raises Refused when it was said already."""
    demand_permission(by, EDIT_TEMPLATES)
    held = _held(by, template)
    if held.retired_on is not None:
        raise Refused(_("Ce modèle est déjà retiré."))
    held.retired_on, held.version = on, held.version + 1
    held.keep()
    record(by=by, verb="note_template.retired", object=reference(held), at=at)
    return held


@transaction.atomic
def restore_note_template(*, by: Actor, template: NoteTemplate, at: datetime) -> NoteTemplate:
    """Propose them again. Raises Refused, or ValidationError when others took the name."""
    demand_permission(by, EDIT_TEMPLATES)
    held = _held(by, template)
    if held.retired_on is None:
        raise Refused(_("Ce modèle est en usage."))
    held.retired_on, held.version = None, held.version + 1
    held.keep()
    record(by=by, verb="note_template.restored", object=reference(held), at=at)
    return held


def _held(by: Actor, template: NoteTemplate) -> NoteTemplate:
    held: NoteTemplate = NoteTemplate.objects.visible_to(by).select_for_update().get(pk=template.pk)
    return held
