"""Who is expected, and who was there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import CAME, Presence, Source
from levier.activity.activities.models.activity import Activity
from levier.activity.activities.models.sessions import Session
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import LINK, REPORTED, STAFF, words
from levier.register.people.models import Person


class Enrolment(OwnedModel):
    """A person expected in an activity: at each session, from `starts_on` when it is said, to `ended_on`."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    made_at = models.DateTimeField()
    starts_on = models.DateField(_("à partir du"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    privacy = {**words("id organisation activity made_at starts_on ended_on"), "person": LINK}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"],
                name="enrolled_once",
                violation_error_message=_("Cette personne est déjà inscrite."),
            )
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="enrolment_by_person")]


class Attendance(OwnedModel):
    """What holds now of one person at one session. What was said before is in `AttendanceNote`."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances", db_index=False)
    presence = models.CharField(_("présence"), max_length=12, choices=Presence.choices)
    minutes = models.PositiveIntegerField(_("minutes présentes"), default=0)
    reason = models.CharField(_("raison"), max_length=120, blank=True)
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.SCREEN)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    privacy = {
        **words("id organisation session source recorded_at"),
        "person": LINK,
        "presence": REPORTED,
        "minutes": REPORTED,
        "reason": REPORTED,
        "recorded_by": STAFF,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="one_presence_per_session"),
            models.CheckConstraint(
                condition=models.Q(minutes=0) | models.Q(presence__in=[str(one) for one in CAME]),
                name="absent_means_no_minutes",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "person", "session"], name="attendance_by_person")]


class AttendanceNote(OwnedModel):
    """Each word ever noted on a sheet, added to and never changed; the journal's chain commits to the same words.

    `happened_at` is when the session began, or the moment of a touch on the tablet; `recorded_at` when Levier took the
    word. Without a `presence` the word before was taken back. Totals of a month have none: the run of their import
    keeps what it changed.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="notes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendance_notes", db_index=False)
    presence = models.CharField(max_length=12, choices=Presence.choices, blank=True)
    minutes = models.PositiveIntegerField()
    reason = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=6, choices=Source.choices)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    privacy = {
        **words("id organisation session source happened_at recorded_at"),
        "person": LINK,
        "presence": REPORTED,
        "minutes": REPORTED,
        "reason": REPORTED,
        "recorded_by": STAFF,
    }

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "person"], name="attendance_note_by_person")]
