"""To-dos of the staff, the hours in which they receive, and what is booked of their time."""

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.privacy import FREE_TEXT, STAFF, words
from levier.register.agenda.enums import ChangeKind, Weekday

SHORTEST, LONGEST = 5, 240
"""Minutes of a slot."""


class Todo(OwnedModel):
    """Something a colleague has to do. `about` names an object of any room, `link` its page."""

    title = models.CharField(_("à faire"), max_length=200)
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="todos")
    asked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=80, blank=True)
    link = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words("id organisation due_on about link made_at done_at version"),
        "title": FREE_TEXT,
        "owner": STAFF,
        "asked_by": STAFF,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "owner", "done_at", "due_on"], name="todo_by_owner")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_asked(self) -> bool:
        """Did somebody else ask for it?"""
        return self.asked_by_id not in (None, self.owner_id)


def _minutes(**more: Any) -> Any:
    lengths = [MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    return models.PositiveSmallIntegerField(_("minutes par rendez-vous"), validators=lengths, **more)


class Opening(OwnedModel):
    """Hours of a weekday in which a colleague receives, cut in slots; both its days are included."""

    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    weekday = models.PositiveSmallIntegerField(_("jour"), choices=Weekday.choices)
    starts = models.TimeField(_("de"))
    ends = models.TimeField(_("à"))
    slot_minutes = _minutes(default=60)
    place = models.CharField(_("lieu"), max_length=120, blank=True)
    first_on = models.DateField(_("à partir du"))
    last_on = models.DateField(_("jusqu'au"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words("id organisation weekday starts ends slot_minutes place first_on last_on version"),
        "worker": STAFF,
    }

    class Meta:
        ordering = ["weekday", "starts", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="opening_ends_after_start",
                violation_error_message=_("La plage finit avant de commencer : vérifiez les deux heures."),
            ),
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                name="opening_last_day_after_first",
                violation_error_message=_("Le dernier jour tombe avant le premier."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "worker", "weekday"], name="opening_by_worker")]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"


class OpeningChange(OwnedModel):
    """Days on which a colleague does not receive, or receives once more; without hours, the whole days.

    The reason is for the colleague alone: others see that nothing is free.
    """

    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("quoi"), max_length=6, choices=ChangeKind.choices, default=ChangeKind.CLOSED)
    first_on = models.DateField(_("du"))
    last_on = models.DateField(_("au"))
    starts = models.TimeField(_("de"), null=True, blank=True)
    ends = models.TimeField(_("à"), null=True, blank=True)
    slot_minutes = _minutes(null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=120, blank=True)
    reason = models.CharField(_("raison"), max_length=120, blank=True)

    privacy = {
        **words("id organisation kind first_on last_on starts ends slot_minutes place"),
        "worker": STAFF,
        "reason": STAFF,
    }

    class Meta:
        ordering = ["first_on", "starts", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="opening_change_last_day_after_first",
                violation_error_message=_("Le dernier jour tombe avant le premier."),
            ),
            models.CheckConstraint(
                condition=Q(starts=None, ends=None) | Q(ends__gt=F("starts")),
                name="opening_change_ends_after_start",
                violation_error_message=_("Donnez les deux heures, la première avant la seconde, ou aucune."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.CLOSED) | Q(starts__isnull=False, slot_minutes__isnull=False),
                name="extra_opening_has_hours",
                violation_error_message=_("Une plage en plus a des heures, et une durée de rendez-vous."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "worker", "last_on"], name="opening_change_by_worker")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class BookingQuerySet(OwnedQuerySet):
    def live(self) -> Self:
        return self.filter(released_at=None)


class Booking(OwnedModel):
    """Time of a colleague that is taken. `title` is what colleagues read: it names nobody.

    `about` names an object of any room, `link` its page. A booking that is released stays, and takes no time.
    """

    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    title = models.CharField(_("quoi"), max_length=80)
    place = models.CharField(_("lieu"), max_length=120, blank=True)
    about = models.CharField(max_length=80, blank=True)
    link = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = BookingQuerySet.as_manager()

    privacy = {
        **words("id organisation starts_at ends_at title place about link made_at released_at"),
        "worker": STAFF,
    }

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "worker", "starts_at"],
                condition=Q(released_at=None),
                name="one_booking_at_a_time",
                violation_error_message=_("Ce moment est déjà pris. Choisissez-en un autre."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="booking_ends_after_start",
                violation_error_message=_("La fin tombe avant le début."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "worker", "starts_at"], name="booking_by_worker")]

    def __str__(self) -> str:
        return self.title

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at
