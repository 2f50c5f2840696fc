"""So that "today" is always in mid-year: the dates of the demonstration move on by whole weeks."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F

from levier.development.projects.models import Project
from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.accounts.tenancy import organisation_tables

LEFT_ALONE = {"birth_date"}
PRESENT = ("activities", "outcomes", "agenda")


def move_on(house: Organisation, today: date) -> int:
    """Shift the present year of `house` to today; returns the days moved (whole weeks, 0 when it is fresh enough)."""
    made_for = date.fromisoformat(house.settings["demonstration_day"])
    days = (today - made_for).days // 7 * 7
    if days < 28:
        return 0
    for model in organisation_tables():
        if issubclass(model, OwnedModel) and model._meta.app_label in PRESENT:
            _shift(model, house, timedelta(days=days))
    house.settings["demonstration_day"] = (made_for + timedelta(days=days)).isoformat()
    house.save(update_fields=["settings"])
    return days


def _shift(model: type[OwnedModel], house: Organisation, by: timedelta) -> None:
    names = [f.name for f in model._meta.local_fields if isinstance(f, models.DateField) and f.name not in LEFT_ALONE]
    rows = model.objects.filter(organisation=house)
    if model._meta.app_label == "outcomes":
        project = "project" if model is Participation else "participation__project"
        rows = rows.exclude(**{f"{project}__status": Project.Status.COMPLETED})
    if names:
        rows.update(**{name: F(name) + by for name in names})
