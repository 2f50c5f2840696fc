"""The way back to an activity."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from levier.activity.activities.lists import page_of
from levier.activity.activities.models import Activity


def trail(activity: Activity | None = None) -> list[tuple[Any, str]]:
    """The pages above this one."""
    steps: list[tuple[Any, str]] = [(_("Activités"), reverse("activities:activities"))]
    return [*steps, (activity.title, page_of(activity))] if activity else steps
