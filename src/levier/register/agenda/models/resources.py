"""Rooms and equipment of the house, and when they are taken."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.privacy import words
from levier.register.agenda.enums import ResourceKind
from levier.register.partners.models import Place


class ResourceQuerySet(OwnedQuerySet):
    def in_use(self) -> Self:
        return self.filter(retired_on=None)


class Resource(OwnedModel):
    """A room or a thing that one use takes at a time. A room is a place: what is planned there takes it by itself."""

    kind = models.CharField(_("quoi"), max_length=10, choices=ResourceKind.choices, default=ResourceKind.ROOM)
    name = models.CharField(_("nom"), max_length=120)
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="resources", verbose_name=_("lieu")
    )
    note = models.CharField(_("bon à savoir"), max_length=200, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = ResourceQuerySet.as_manager()

    privacy = words("id organisation kind name place note retired_on version")

    class Meta:
        ordering = ["-kind", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(retired_on=None),
                name="one_resource_per_name",
                violation_error_message=_("Une salle ou un matériel porte déjà ce nom."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "place"],
                condition=Q(retired_on=None, kind="room"),
                name="one_room_per_place",
                violation_error_message=_("Ce lieu est déjà une salle à réserver."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="room") | Q(place__isnull=False),
                name="room_is_a_place",
                violation_error_message=_("Dites quel lieu est cette salle."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ResourceBookingQuerySet(OwnedQuerySet):
    def live(self) -> Self:
        return self.filter(released_at=None)


class ResourceBooking(OwnedModel):
    """A room or a thing that is taken. `title` names nobody; `about` names an object of any room, `link` its page.

    Two never overlap: who takes one holds its lock (`actions.resources`), and none begins when another one does.
    """

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="bookings", db_index=False)
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    title = models.CharField(_("pour quoi"), max_length=150)
    about = models.CharField(max_length=80, blank=True)
    link = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ResourceBookingQuerySet.as_manager()

    privacy = words("id organisation resource starts_at ends_at title about link made_at released_at")

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "resource", "starts_at"],
                condition=Q(released_at=None),
                name="one_use_of_a_resource_at_a_time",
                violation_error_message=_("C'est déjà réservé à ce moment."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="resource_booking_ends_after_start",
                violation_error_message=_("La fin tombe avant le début."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "about"], name="resource_booking_by_about"),
            models.Index(fields=["organisation", "resource", "ends_at"], name="resource_booking_by_end"),
        ]

    def __str__(self) -> str:
        return self.title
