"""Models of activities with which a new association begins. From then on they are the team's."""

import json
from datetime import datetime
from importlib.resources import files

from levier.activity.activities.actions.models import kept
from levier.activity.activities.models import ActivityModel
from levier.foundation.kit.actors import Actor


def lay_models(*, by: Actor, at: datetime) -> None:
    """Add the models that this association never had, by their code; those it changed stay as it wants them."""
    held = list(ActivityModel.objects.visible_to(by).values_list("code", "name", "retired_on"))
    known = {code for code, _name, _retired in held}
    named = {name for _code, name, retired in held if retired is None}
    text = files(__package__).joinpath("data", "models.json").read_text(encoding="utf-8")
    for told in json.loads(text):
        if told["code"] not in known and told["name"] not in named:
            kept(ActivityModel(organisation_id=by.organisation_id), told)
