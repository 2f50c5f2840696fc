"""A social file opened for some hours to a colleague who does not read it, with a reason."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit import formats
from levier.foundation.kit.privacy import FREE_TEXT, LINK, SOCIAL, STAFF, words
from levier.register.people.models import Person


class AccessQuerySet(OwnedQuerySet):
    def running(self, at: datetime) -> Self:
        """Those that open a file at this moment."""
        return self.filter(ended_at=None, opened_at__lte=at, until__gt=at)


class ExceptionalAccess(OwnedModel):
    """Who opened whose file, why, from when until when, and who read that over. It opens for reading only.

    `until` is what was given; `ended_at` when somebody ended it before. Nothing runs at its end: each page asks
    whether it still opens at its own moment.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="exceptional_accesses", db_index=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("qui"))
    reason = models.CharField(_("pourquoi"), max_length=500)
    opened_at = models.DateTimeField(_("ouvert"))
    until = models.DateTimeField(_("jusqu'au"))
    ended_at = models.DateTimeField(_("terminé avant"), null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(_("relu"), null=True, blank=True)
    reviewed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    remark = models.CharField(_("ce qui a été relu"), max_length=500, blank=True)

    objects: ClassVar[Any] = AccessQuerySet.as_manager()

    privacy = {
        **words("id organisation ended_at reviewed_at"),
        "person": LINK,
        "reason": FREE_TEXT,
        "opened_at": SOCIAL,
        "until": SOCIAL,
        "remark": FREE_TEXT,
        "user": STAFF,
        "ended_by": STAFF,
        "reviewed_by": STAFF,
    }

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("opened_at")), name="access_opens_for_a_while"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__gte=F("opened_at"), ended_at__lt=F("until"), ended_by__isnull=False),
                name="access_ended_by_somebody_in_time",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="access_reviewed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "opened_at"], name="access_by_moment"),
            models.Index(fields=["organisation", "person", "user"], name="access_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.user}"

    def opens_at(self, moment: datetime) -> bool:
        """Does it open the file at this moment? On `until` itself it does no more."""
        return self.ended_at is None and self.opened_at <= moment < self.until

    @property
    def closed_at(self) -> datetime:
        """When it opens no more: its end, or what was given."""
        return self.ended_at or self.until

    def told_to_person(self) -> str:
        """As the person reads it in their own copy: who, when, why."""
        return gettext("%(who)s a ouvert votre dossier le %(start)s, jusqu'au %(end)s. Raison donnée : %(reason)s") % {
            "who": self.user,
            "start": formats.moment(self.opened_at),
            "end": formats.moment(self.closed_at),
            "reason": self.reason,
        }
