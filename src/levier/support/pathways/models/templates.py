"""What the team writes once and uses again: plans made beforehand."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.privacy import STAFF, words
from levier.foundation.kit.texts import fold
from levier.support.pathways.enums import Doer
from levier.support.pathways.models.items import Item
from levier.support.pathways.models.telling import SaidOtherwise, Told

LATEST = 730
"""A step falls at most two years after the start, in days."""


class TemplateQuerySet(OwnedQuerySet):
    def in_use(self) -> Self:
        return self.filter(retired_on=None)


class PlanTemplate(SaidOtherwise, OwnedModel):
    """A plan made beforehand, for a situation that comes back. It is the team's, and says nothing of anybody.

    `code` names one that came with Levier; those the team makes have none. It is retired, never deleted, so that what
    came with Levier does not come back by itself.
    """

    code = models.SlugField(max_length=20, blank=True, editable=False)
    name = models.CharField(_("nom du modèle"), max_length=80)
    situation = models.CharField(_("pour quelle situation"), max_length=200)
    goal = models.CharField(_("but proposé"), max_length=200, blank=True)
    texts = models.JSONField(default=dict, blank=True, editable=False)
    search = models.TextField(editable=False, default="", blank=True)
    retired_on = models.DateField(null=True, blank=True, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = TemplateQuerySet.as_manager()

    privacy = {
        **words("id organisation code name situation goal texts search retired_on made_at version"),
        "made_by": STAFF,
    }

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(retired_on=None),
                name="one_plan_template_per_name",
                violation_error_message=_("Un modèle en usage porte déjà ce nom."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "code"], condition=~Q(code=""), name="one_plan_template_per_code"
            ),
        ]

    def __str__(self) -> str:
        """Its name in the language of the page; French when nobody said it in that one."""
        return self.told("name").text

    @property
    def told_situation(self) -> Told:
        return self.told("situation")

    @property
    def told_goal(self) -> Told:
        return self.told("goal")

    @property
    def is_in_use(self) -> bool:
        return self.retired_on is None

    def searched(self) -> str:
        """What a search looks in: name and situation, in every language in which they are said."""
        said = [words for column in ("name", "situation") for words in self.texts.get(column, {}).values()]
        return fold(" ".join([self.name, self.situation, *said]))


class TemplateStep(SaidOtherwise, OwnedModel):
    """One step of a template: `offset` days after the start of the plan, 0 being the first day."""

    template = models.ForeignKey(PlanTemplate, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(_("étape"), max_length=200)
    doer = models.CharField(_("qui la fait"), max_length=8, choices=Doer.choices, default=Doer.PERSON)
    offset = models.PositiveSmallIntegerField(
        _("combien de jours après le début"), default=0, validators=[MaxValueValidator(LATEST)]
    )
    texts = models.JSONField(default=dict, blank=True, editable=False)
    items = models.ManyToManyField(Item, through="TemplateStepItem", related_name="template_steps")

    privacy = words("id organisation template title doer offset texts")

    class Meta:
        ordering = ["offset", "id"]

    def __str__(self) -> str:
        return self.told_title.text

    @property
    def told_title(self) -> Told:
        return self.told("title")


class TemplateStepItem(OwnedModel):
    """A step of a template answers an obstacle."""

    step = models.ForeignKey(TemplateStep, on_delete=models.CASCADE, related_name="ties")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="template_ties")

    privacy = words("id organisation step item")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "item"], name="template_step_answers_an_item_once")]
