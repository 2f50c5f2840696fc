"""Sessions: the moments of an activity."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import NoticeKind, Reply, SessionKind
from levier.activity.activities.models.activity import Activity
from levier.development.projects.models import Project
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit import formats
from levier.foundation.kit.privacy import CONTACT, LINK, SOCIAL, STAFF, TRACE, words
from levier.register.partners.models import Contact, Place
from levier.register.people.models import Person
from levier.support.pathways.enums import Reached

HALF_DAY = 240
"""Minutes."""


class Session(OwnedModel):
    """One sheet: a moment of an activity, or the total of a month. `on` is its day (first of the month for a total).

    `audience` is how many came or read, of an event or a publication: counted, never named. With a `link` it is held
    at a distance. While there is a `door_code`, a tablet at the door opens with a link that holds it.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sessions")
    project = models.ForeignKey(Project, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=6, choices=SessionKind.choices, default=SessionKind.MOMENT)
    on = models.DateField(_("jour"))
    starts_at = models.DateTimeField(_("début"), null=True, blank=True)
    ends_at = models.DateTimeField(_("fin"), null=True, blank=True)
    planned_minutes = models.PositiveIntegerField(_("durée prévue, en minutes"), default=0)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    trainer = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    link = models.URLField(_("lien pour se connecter"), blank=True)
    audience = models.PositiveIntegerField(_("public compté"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(_("raison de l'annulation"), max_length=200, blank=True)
    door_code = models.CharField(max_length=16, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words(
            "id organisation activity project kind on starts_at ends_at planned_minutes place closed_at reminded_at"
            " cancelled_at cancel_reason link audience door_code version"
        ),
        "trainer": STAFF,
        "contact": STAFF,
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
            models.Index(fields=["organisation", "trainer", "starts_at"], name="session_by_trainer"),
            models.Index(fields=["organisation", "on", "starts_at", "id"], name="session_by_day"),
            models.Index(fields=["organisation", "project", "on"], name="session_by_project"),
            models.Index(fields=["activity", "on"], name="session_by_activity"),
        ]

    def __str__(self) -> str:
        return f"{self.activity.title}, {formats.day(self.on)}"

    @property
    def leader(self) -> str:
        """Who leads it, of the house or of a partner; "" when nobody is named yet."""
        return str(self.trainer or self.contact or "")

    @property
    def half_days(self) -> int:
        """A session that goes on over midday, for more than four hours, is two half-days."""
        return 2 if self.planned_minutes > HALF_DAY else 1


class Notice(OwnedModel):
    """Somebody expected at a session, and how they are reminded of it, or told that it is cancelled or moved.

    A mail is told at once; who is called or written to is told once a colleague says so (`told_at`). Whom no way
    reaches keeps the reason: a colleague tells them when they come. `answer` is what they say to a reminder.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="notices")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="session_notices", db_index=False)
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    way = models.CharField(max_length=8, choices=Reached.choices)
    reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    answer = models.CharField(_("réponse"), max_length=10, choices=Reply.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        **words("id organisation session kind made_at"),
        "person": LINK,
        "way": CONTACT,
        "reason": CONTACT,
        "told_at": TRACE,
        "told_by": STAFF,
        "answer": SOCIAL,
        "answered_at": TRACE,
    }

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None)
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
                name="notice_answered_at_a_moment",
            )
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="session_notice_by_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} : {self.get_way_display()}"
