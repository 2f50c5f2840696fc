"""An earlier moment, kept for a while for somebody who waits for one."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.privacy import LINK, SOCIAL, STAFF, words
from levier.register.agenda.models import Booking
from levier.support.appointments.enums import OfferAnswer
from levier.support.appointments.models.appointments import Appointment


class SoonerOfferQuerySet(OwnedQuerySet):
    def unanswered(self) -> Self:
        """Those that keep their moment, even when their own time is past and nobody has passed by since."""
        return self.filter(answer="")


class SoonerOffer(OwnedModel):
    """A free moment before somebody's appointment, kept for them until `until`.

    One `booking` keeps it, handed from one person to the next while nobody takes it. Once taken, it is the
    appointment's own; an answered offer says what was offered and when, and keeps nothing.
    """

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="sooner_offers")
    booking = models.ForeignKey(
        Booking, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    starts_at = models.DateTimeField(_("moment proposé"))
    until = models.DateTimeField(_("gardé jusqu'au"))
    site = models.CharField(max_length=200, blank=True)
    answer = models.CharField(_("réponse"), max_length=9, choices=OfferAnswer.choices, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects: ClassVar[Any] = SoonerOfferQuerySet.as_manager()

    privacy = words(
        "id organisation booking site made_at",
        appointment=LINK,
        starts_at=SOCIAL,
        until=SOCIAL,
        answer=SOCIAL,
        answered_at=SOCIAL,
        made_by=STAFF,
    )

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("made_at")), name="sooner_offer_lasts_a_while"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="sooner_offer_answered_at_a_moment",
            ),
            models.UniqueConstraint(
                fields=["organisation", "booking"], condition=Q(answer=""), name="one_person_for_a_kept_moment"
            ),
            models.UniqueConstraint(
                fields=["organisation", "appointment"], condition=Q(answer=""), name="one_kept_moment_for_a_person"
            ),
        ]

    def __str__(self) -> str:
        return str(self.appointment)

    def holds(self, now: datetime) -> bool:
        """May it still be answered?"""
        return not self.answer and now < self.until
