"""What was found of somebody, and when: added to, never changed."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.privacy import FREE_TEXT, LINK, SOCIAL, STAFF, words
from levier.register.people.models import Person
from levier.support.pathways.enums import Level
from levier.support.pathways.models.items import Item
from levier.support.pathways.models.plans import Step


class FindingQuerySet(OwnedQuerySet):
    def current(self) -> Self:
        return self.filter(until=None)


class Finding(OwnedModel):
    """The state of one item for one person, from `since` until another was found (`until`, None while it holds).

    `answered_by` is the step that brought this state: an activity attended, a referral, something done.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="findings", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="findings")
    level = models.CharField(_("intensité"), max_length=7, choices=Level.choices)
    since = models.DateField(_("constaté le"))
    until = models.DateField(null=True, blank=True)
    remark = models.CharField(_("précision"), max_length=300, blank=True)
    answered_by = models.ForeignKey(Step, null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects: ClassVar[Any] = FindingQuerySet.as_manager()

    privacy = {
        **words("id organisation item noted_at"),
        "person": LINK,
        "level": SOCIAL,
        "since": SOCIAL,
        "until": SOCIAL,
        "remark": FREE_TEXT,
        "answered_by": LINK,
        "noted_by": STAFF,
    }

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "item"], condition=Q(until=None), name="one_state_of_an_item_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["organisation", "person", "until"], name="finding_by_person")]
