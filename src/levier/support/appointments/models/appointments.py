"""Appointments: facts only. What they mean at a moment is computed by `standing.state_of`."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.privacy import FREE_TEXT, LINK, SOCIAL, STAFF, words
from levier.register.agenda.models import Booking
from levier.register.people.models import Person
from levier.support.appointments.enums import Place, Side
from levier.support.appointments.models.groups import GroupMeeting

FACTS = (
    "invited_at",
    "expires_on",
    "booked_at",
    "moved_from",
    "sooner_since",
    "reminded_at",
    "confirmed_at",
    "seen_at",
    "excused_at",
    "missed_at",
    "cancelled_at",
    "cancelled_by",
    "closed_at",
)
OUTCOMES = ("seen_at", "excused_at", "missed_at", "cancelled_at")


def _one_outcome() -> Q:
    """At most one of the outcomes is known."""
    held = Q(**dict.fromkeys(OUTCOMES))
    for name in OUTCOMES:
        held |= Q(**{f"{other}__isnull": other != name for other in OUTCOMES})
    return held


class Appointment(OwnedModel):
    """A person and a colleague meet: invited without a time, or booked in the colleague's agenda.

    `moved_from` is when it was before it was last moved; `sooner_since` since when the person waits for an earlier
    moment; `relaunches` the appointment that was missed, or the invitation without an answer, after which this one was
    made. A discreet one is written without any word of us. One in a `group` shares its booking with the others there;
    `is_collective` says that the person is invited to choose among such meetings.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments", db_index=False)
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    booking = models.ForeignKey(Booking, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(
        GroupMeeting, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    is_collective = models.BooleanField(_("séance collective"), default=False)
    kind = models.CharField(_("où"), max_length=6, choices=Place.choices, default=Place.OFFICE)
    reason = models.CharField(_("pourquoi"), max_length=150, blank=True)
    is_discreet = models.BooleanField(_("rappel discret"), default=False)
    invited_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(_("réponse attendue jusqu'au"), null=True, blank=True)
    booked_at = models.DateTimeField(null=True, blank=True)
    moved_from = models.DateTimeField(null=True, blank=True)
    sooner_since = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    excused_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(_("par qui"), max_length=6, choices=Side.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    remark = models.CharField(_("ce qui a été dit"), max_length=200, blank=True)
    relaunches = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="relaunched_by"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects: ClassVar[Any] = OwnedQuerySet.as_manager()

    privacy = words(
        "id organisation booking group made_at",
        **dict.fromkeys(["kind", "is_discreet", "is_collective", *FACTS], SOCIAL),
        person=LINK,
        worker=STAFF,
        made_by=STAFF,
        relaunches=LINK,
        reason=FREE_TEXT,
        remark=FREE_TEXT,
    )

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=_one_outcome(),
                name="one_outcome_of_an_appointment",
                violation_error_message=_("Ce rendez-vous a déjà une suite : reprenez-le d'abord."),
            ),
            models.CheckConstraint(
                condition=Q(booking=None, booked_at=None) | Q(booking__isnull=False, booked_at__isnull=False),
                name="booked_appointment_has_a_time",
            ),
            models.UniqueConstraint(
                fields=["organisation", "booking"], condition=Q(group=None), name="one_appointment_for_a_time"
            ),
            models.CheckConstraint(
                condition=Q(group=None) | Q(booking__isnull=False), name="appointment_in_a_group_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(invited_at__isnull=False) | Q(booked_at__isnull=False),
                name="appointment_invited_or_booked",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by="") | (Q(cancelled_at__isnull=False) & ~Q(cancelled_by="")),
                name="cancelled_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "person"], name="appointment_by_person"),
            models.Index(fields=["organisation", "worker"], name="appointment_by_worker"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def says_nothing_of_us(self) -> bool:
        """Is the person written to discreetly, for this appointment or always? Asks for the person."""
        return self.is_discreet or self.person.is_written_discreetly

    @property
    def agreed(self) -> Booking:
        """Its time in the agenda, for an appointment that has one."""
        if self.booking is None:
            raise ValueError("an invitation has no time")
        return self.booking
