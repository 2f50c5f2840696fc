"""Sessions: the moments of an activity."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models.activity import Activity
from levier.development.projects.models import Project
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit import formats
from levier.foundation.kit.privacy import STAFF, words
from levier.register.partners.models import Place


class Session(OwnedModel):
    """One sheet: a moment of an activity, or the total of a month. `on` is its day (first of the month for a total)."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sessions")
    project = models.ForeignKey(Project, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=6, choices=SessionKind.choices, default=SessionKind.MOMENT)
    on = models.DateField(_("jour"))
    starts_at = models.DateTimeField(_("début"), null=True, blank=True)
    ends_at = models.DateTimeField(_("fin"), null=True, blank=True)
    planned_minutes = models.PositiveIntegerField(_("durée prévue, en minutes"), default=0)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    trainer = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(_("raison de l'annulation"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words(
            "id organisation activity project kind on starts_at ends_at planned_minutes place closed_at cancelled_at"
            " cancel_reason version"
        ),
        "trainer": STAFF,
    }

    class Meta:
        ordering = ["on", "starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None)
                | models.Q(starts_at=None)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message=_("La fin de la séance tombe avant son début."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "on", "starts_at", "id"], name="session_by_day"),
            models.Index(fields=["organisation", "project", "on"], name="session_by_project"),
            models.Index(fields=["activity", "on"], name="session_by_activity"),
        ]

    def __str__(self) -> str:
        return f"{self.activity.title}, {formats.day(self.on)}"
