"""The plan: goals in the person's own words, steps with a day and somebody who takes them."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.privacy import LINK, SOCIAL, STAFF, words
from levier.register.partners.models import Partner
from levier.register.people.models import Person
from levier.support.pathways.enums import OPEN_STEPS, Doer, GoalState, StepState
from levier.support.pathways.models.items import Item
from levier.support.pathways.models.telling import TakenFromTemplate


class Goal(TakenFromTemplate, OwnedModel):
    """What somebody wants to reach, in their own words."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="goals", db_index=False)
    title = models.CharField(_("but"), max_length=200)
    texts = models.JSONField(default=dict, blank=True, editable=False)
    state = models.CharField(max_length=8, choices=GoalState.choices, default=GoalState.OPEN)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words("id organisation made_at version"),
        "person": LINK,
        "title": SOCIAL,
        "texts": SOCIAL,
        "state": SOCIAL,
        "ended_on": SOCIAL,
        "made_by": STAFF,
    }

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=GoalState.OPEN, ended_on=None)
                | (~Q(state=GoalState.OPEN) & Q(ended_on__isnull=False)),
                name="goal_ends_with_a_day",
            )
        ]
        indexes = [models.Index(fields=["organisation", "person", "state"], name="goal_by_person")]

    def __str__(self) -> str:
        return self.title


class StepQuerySet(OwnedQuerySet):
    def open(self) -> Self:
        return self.filter(state__in=OPEN_STEPS)


class Step(TakenFromTemplate, OwnedModel):
    """One thing to do towards a goal. `closes_with` names what closes it by itself: an activity when the person comes
    ("activities.activity:12"), a referral when it is accepted ("pathways.referral:3").

    `person` is the goal's: it stands here so that the steps of a person, or of a day, are one query.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="steps", db_index=False)
    title = models.CharField(_("étape"), max_length=200)
    texts = models.JSONField(default=dict, blank=True, editable=False)
    doer = models.CharField(_("qui la fait"), max_length=8, choices=Doer.choices, default=Doer.PERSON)
    worker = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("collègue")
    )
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("partenaire")
    )
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    state = models.CharField(_("état"), max_length=9, choices=StepState.choices, default=StepState.PLANNED)
    closes_with = models.CharField(max_length=60, blank=True, editable=False)
    outcome = models.CharField(_("ce que cela a donné"), max_length=300, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)
    items = models.ManyToManyField(Item, through="StepItem", related_name="steps")

    objects: ClassVar[Any] = StepQuerySet.as_manager()

    privacy = {
        **words("id organisation made_at version"),
        "goal": LINK,
        "person": LINK,
        "title": SOCIAL,
        "texts": SOCIAL,
        "doer": SOCIAL,
        "partner": SOCIAL,
        "due_on": SOCIAL,
        "state": SOCIAL,
        "outcome": SOCIAL,
        "ended_on": SOCIAL,
        "closes_with": LINK,
        "worker": STAFF,
        "made_by": STAFF,
    }

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STEPS, ended_on=None)
                | (~Q(state__in=OPEN_STEPS) & Q(ended_on__isnull=False)),
                name="step_ends_with_a_day",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "person", "state"], name="step_by_person"),
            models.Index(fields=["organisation", "worker", "state", "due_on"], name="step_by_worker"),
            models.Index(fields=["organisation", "closes_with", "person"], name="step_by_what_closes_it"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STEPS


class StepItem(OwnedModel):
    """A step answers an obstacle."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="ties")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="ties")

    privacy = {**words("id organisation item"), "step": LINK}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "item"], name="step_answers_an_item_once")]
