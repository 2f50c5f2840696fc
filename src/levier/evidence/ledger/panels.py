"""What the room shows elsewhere: on a project's page, its hours by funder."""

from typing import Any

from levier.evidence.ledger.queries import asked_by_agreement, shown_minutes
from levier.foundation.kit.screens import HouseRequest


def of_project(request: HouseRequest, project: Any) -> dict[str, Any] | None:
    """Panel of a project's page: minutes asked and shown, agreement by agreement; None without agreement."""
    asked, shown = asked_by_agreement(project), shown_minutes(project)
    rows = [
        (one, asked.get(one.pk, 0), shown.get(one.pk, 0))
        for one in project.agreements.select_related("funder").order_by("reference")
    ]
    return {"project": project, "rows": rows} if rows else None
