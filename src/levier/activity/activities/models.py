"""Activities, sessions, enrolments, attendance."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import CAME, ActivityKind, Presence, SessionKind, Source
from levier.development.projects.models import Project
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit import formats
from levier.foundation.kit.privacy import LINK, REPORTED, STAFF, words
from levier.register.partners.models import Partner, Place
from levier.register.people.models import Person


class Activity(OwnedModel):
    """A workshop, a course, an open moment: a series of sessions, for a project or for the house.

    `partner` gives it with us or in our name, wherever it takes place: its trainee-hours are counted for that partner.
    """

    title = models.CharField(_("intitulé"), max_length=150)
    kind = models.CharField(_("type"), max_length=12, choices=ActivityKind.choices)
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="activities", verbose_name=_("projet")
    )
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="activities", verbose_name=_("lieu")
    )
    partner = models.ForeignKey(
        Partner,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
        verbose_name=_("partenaire"),
    )
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin"), null=True, blank=True)
    summary = models.TextField(_("en quelques mots"), blank=True)
    search = models.CharField(max_length=300, editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation title kind project place partner capacity starts_on ends_on summary search version"
    )

    class Meta:
        ordering = ["-starts_on", "id"]
        # Holds all that the search reads: it walks this index and never opens an activity.
        indexes = [models.Index(fields=["organisation", "starts_on", "id", "search"], name="activity_by_start")]

    def __str__(self) -> str:
        return self.title


class ActivityWord(OwnedModel):
    """A word met in what activities are found by, once; numbers apart, of which there may be many.

    The search asks them first: a word that none of them holds ends it, and a typing error is put right by the nearest.
    """

    word = models.CharField(max_length=300)
    is_number = models.BooleanField()

    privacy = words("id organisation word is_number")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "is_number", "word"], name="activity_word_once")]


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

    `happened_at` is when the session began, `recorded_at` when Levier took the word. Totals of a month have none: the
    run of their import keeps what it changed.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="notes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendance_notes", db_index=False)
    presence = models.CharField(max_length=12, choices=Presence.choices)
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
