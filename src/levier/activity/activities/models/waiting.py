"""Who waits for a place in an activity, and the place kept for them for a while."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import WaitingEnd
from levier.activity.activities.models.activity import Activity
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import LINK, REPORTED, STAFF, words
from levier.register.people.models import Person


class WaitingEntry(OwnedModel):
    """Somebody who waits for a place, from `asked_at` until `ended_at`.

    Who has a reason to come first (`prior_reason`) comes before the others, in the order in which those were given;
    then in the order of arrival. A place is kept for them from `offered_at` until `offered_until`; one entry is offered
    one place. `site` is where the link of its message leads.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="waiting")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="waiting_entries", db_index=False)
    asked_at = models.DateTimeField(_("attend depuis"))
    site = models.CharField(max_length=200, blank=True)
    prior_at = models.DateTimeField(null=True, blank=True)
    prior_reason = models.CharField(_("raison de passer en premier"), max_length=200, blank=True)
    offered_at = models.DateTimeField(_("place proposée le"), null=True, blank=True)
    offered_until = models.DateTimeField(_("place gardée jusqu'au"), null=True, blank=True)
    end = models.CharField(_("réponse"), max_length=8, choices=WaitingEnd.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    ORDER: ClassVar = (F("prior_at").asc(nulls_last=True), "asked_at", "pk")

    privacy = words(
        "id organisation activity asked_at site prior_at offered_at offered_until end ended_at",
        person=LINK,
        prior_reason=REPORTED,
        made_by=STAFF,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"],
                condition=Q(end=""),
                name="waits_once",
                violation_error_message=_("Cette personne est déjà sur la liste d'attente."),
            ),
            models.CheckConstraint(
                condition=Q(end="", ended_at=None) | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="waiting_ends_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(offered_at=None, offered_until=None) | Q(offered_until__gt=F("offered_at")),
                name="offered_place_lasts_a_while",
            ),
            models.CheckConstraint(
                condition=Q(prior_at=None, prior_reason="") | (Q(prior_at__isnull=False) & ~Q(prior_reason="")),
                name="first_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="waiting_by_person")]

    def __str__(self) -> str:
        return str(self.activity)

    def holds(self, now: datetime) -> bool:
        """Is a place kept for them, to be answered?"""
        return not self.end and self.offered_until is not None and now < self.offered_until

    def lapsed(self, now: datetime) -> bool:
        """Was a place kept for them that nobody took in time, though nobody has passed by since to say so?"""
        return not self.end and self.offered_until is not None and now >= self.offered_until
