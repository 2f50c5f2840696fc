"""Activities described beforehand: written, changed, retired."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.activity.activities.models import ActivityModel
from levier.activity.activities.rules import CHANGE_ACTIVITIES
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import fold


@transaction.atomic
def add_model(*, by: Actor, values: dict[str, Any], at: datetime) -> ActivityModel:
    """A model from its columns. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_ACTIVITIES)
    model = kept(ActivityModel(organisation_id=by.organisation_id), values)
    record(by=by, verb="activity_model.added", object=reference(model), at=at)
    return model


@transaction.atomic
def change_model(*, by: Actor, model: ActivityModel, values: dict[str, Any], at: datetime) -> ActivityModel:
    """Say a model otherwise; activities made from it stay as they are. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_ACTIVITIES)
    held: ActivityModel = ActivityModel.objects.visible_to(by).select_for_update().get(pk=model.pk)
    held.version += 1
    kept(held, values)
    record(by=by, verb="activity_model.changed", object=reference(held), at=at)
    return held


@transaction.atomic
def retire_model(*, by: Actor, model: ActivityModel, on: date, at: datetime) -> ActivityModel:
    """It is no longer proposed; it may be taken up again. Raises Refused."""
    demand_permission(by, CHANGE_ACTIVITIES)
    held: ActivityModel = ActivityModel.objects.visible_to(by).select_for_update().get(pk=model.pk)
    held.retired_on = held.retired_on or on
    held.version += 1
    held.save(update_fields=["retired_on", "version"])
    record(by=by, verb="activity_model.retired", object=reference(held), at=at)
    return held


@transaction.atomic
def restore_model(*, by: Actor, model: ActivityModel, at: datetime) -> ActivityModel:
    """It is proposed again. Raises Refused when another one took its name."""
    demand_permission(by, CHANGE_ACTIVITIES)
    held: ActivityModel = ActivityModel.objects.visible_to(by).select_for_update().get(pk=model.pk)
    if ActivityModel.objects.visible_to(by).in_use().filter(name=held.name).exclude(pk=held.pk).exists():
        raise Refused(_("Un modèle porte déjà ce nom."))
    held.retired_on = None
    held.version += 1
    held.save(update_fields=["retired_on", "version"])
    record(by=by, verb="activity_model.restored", object=reference(held), at=at)
    return held


def kept(model: ActivityModel, values: dict[str, Any]) -> ActivityModel:
    """The model with these columns, saved. Raises ValidationError."""
    for name, value in values.items():
        setattr(model, name, value)
    model.search = fold(f"{model.name} {model.get_kind_display()} {model.theme_label}")[:300].strip()
    model.keep()
    return model
