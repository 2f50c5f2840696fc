"""What the room shows on the pages of rooms above: the documents of an object."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from levier.foundation.documents.holders import holders
from levier.foundation.documents.phrases import weight
from levier.foundation.documents.queries import documents_of, may_open
from levier.foundation.kit.screens import HouseRequest, reference


def of_holder(table: str) -> Callable[[HouseRequest, Any], dict[str, Any] | None]:
    """The panel of the objects of one table."""

    def context(request: HouseRequest, instance: Any) -> dict[str, Any] | None:
        actor = request.actor
        found = [one for one in documents_of(actor, reference(instance)) if may_open(actor, one)]
        may_change = holders[table].change.allows(actor)
        if not found and not may_change:
            return None
        return {
            "documents": [(one, weight(one.size)) for one in found],
            "may_change": may_change,
            "address": reverse("documents:add", args=[table, instance.pk]) if may_change else "",
        }

    return context
