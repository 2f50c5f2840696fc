"""How long visits and help keep the name of who came, where the association has chosen; the figures stay."""

from datetime import datetime
from typing import Any

from levier.activity.epn.models import HelpGiven, Visit


def named_visits(organisation_id: int, before: datetime) -> Any:
    """Visits that know their person, older than this moment."""
    return Visit.objects.filter(organisation_id=organisation_id, person__isnull=False, arrived_at__lt=before)


def let_names_go(organisation_id: int, before: datetime, at: datetime) -> int:
    """Visits lose their person, and so does the help given then; how many visits."""
    helps = HelpGiven.objects.filter(organisation_id=organisation_id, person__isnull=False, noted_at__lt=before)
    helps.update(person=None)
    gone: int = named_visits(organisation_id, before).update(person=None)
    return gone
