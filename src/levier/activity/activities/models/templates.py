"""Activities described beforehand, by the team."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.models.described import PLAIN, Described
from levier.foundation.accounts.ownership import OwnedQuerySet
from levier.foundation.kit.privacy import words


class ModelQuerySet(OwnedQuerySet):
    def in_use(self) -> Self:
        return self.filter(retired_on=None)


class ActivityModel(Described):
    """A description from which activities begin. `code` names those that come with Levier; the team's own have none.

    `rhythm` says in words how it usually goes: so many half-days a week, for so long.
    """

    name = models.CharField(_("nom du modèle"), max_length=150)
    code = models.SlugField(max_length=40, blank=True)
    rhythm = models.CharField(_("rythme habituel"), max_length=200, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    search = models.CharField(max_length=300, editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = ModelQuerySet.as_manager()

    privacy = words("id organisation name code rhythm retired_on search version " + " ".join(PLAIN))

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=models.Q(retired_on=None),
                name="one_activity_model_per_name",
                violation_error_message=_("Un modèle porte déjà ce nom."),
            )
        ]

    def __str__(self) -> str:
        return self.name
