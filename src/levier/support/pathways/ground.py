"""The list of items that a new association begins with; from then on it is the team's."""

import csv
from datetime import datetime
from importlib.resources import files

from levier.foundation.kit.actors import Actor
from levier.support.pathways.models import Item


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
            for place, row in enumerate(_lines(), start=1)
            if row["code"] not in known
        ]
    )


def _lines() -> list[dict[str, str]]:
    text = files(__package__).joinpath("data", "items.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
