"""One time of a colleague for several people: an information session. Who comes stands in their own appointments."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.privacy import STAFF, words
from levier.register.agenda.models import Booking
from levier.support.appointments.enums import Place

FEWEST, MOST = 2, 200


class GroupMeetingQuerySet(OwnedQuerySet):
    def counted(self) -> Self:
        """With `taken`: how many places are held. Who cancelled or was excused holds none."""
        holds = Q(appointments__cancelled_at=None, appointments__excused_at=None)
        return self.annotate(taken=Count("appointments", filter=holds))

    def standing(self) -> Self:
        return self.filter(cancelled_at=None)


class GroupMeeting(OwnedModel):
    """A meeting of a colleague with several people. `title` is what each of them reads; nobody is named in it."""

    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("quoi"), max_length=80)
    places = models.PositiveSmallIntegerField(
        _("places"), validators=[MinValueValidator(FEWEST), MaxValueValidator(MOST)]
    )
    kind = models.CharField(_("où"), max_length=6, choices=Place.choices, default=Place.OFFICE)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = GroupMeetingQuerySet.as_manager()

    privacy = words("id organisation booking title places kind made_at cancelled_at", worker=STAFF, made_by=STAFF)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["organisation", "worker"], name="group_meeting_by_worker")]

    def __str__(self) -> str:
        return self.title
