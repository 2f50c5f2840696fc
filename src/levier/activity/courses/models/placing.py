"""The training contract of somebody in a course, and their internships."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from levier.activity.courses.enums import InternshipEnd
from levier.activity.courses.kinds import contract_kinds
from levier.activity.courses.models.selection import Candidate
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import FREE_TEXT, REPORTED, SOCIAL, STAFF, words
from levier.register.partners.models import Partner

MOST_WEEK = 60 * 60
"""Minutes that a week of a contract or an internship may have."""


class TrainingContract(OwnedModel):
    """A contract that a partner signs with the person; `kind` is a code of `contract_kinds.csv`."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="contracts")
    kind = models.CharField(_("type"), max_length=20)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("signé avec"))
    signed_on = models.DateField(_("signé le"), null=True, blank=True)
    starts_on = models.DateField(_("début"))
    ends_on = models.DateField(_("fin prévue"))
    weekly_minutes = models.PositiveIntegerField(_("heures par semaine"))
    ended_on = models.DateField(_("arrêté le"), null=True, blank=True)
    end_words = models.CharField(_("raison de l'arrêt"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation candidate version",
        **dict.fromkeys(["kind", "partner", "signed_on", "starts_on", "ends_on", "weekly_minutes", "ended_on"], SOCIAL),
        end_words=FREE_TEXT,
    )

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="contract_of_a_course_ends_after_it_starts",
                violation_error_message=_("La fin du contrat tombe avant son début."),
            ),
            models.CheckConstraint(
                condition=Q(weekly_minutes__range=(1, MOST_WEEK)),
                name="contract_of_a_course_has_hours",
                violation_error_message=_("Une semaine de contrat a de 1 minute à 60 heures."),
            ),
        ]

    def __str__(self) -> str:
        return self.kind_label

    @property
    def kind_label(self) -> str:
        known = contract_kinds().get(self.kind)
        return str(known) if known else self.kind


class Internship(OwnedModel):
    """Days at an employer: what is agreed, then how it ended."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="internships")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("chez"))
    task = models.CharField(_("pour y faire quoi"), max_length=200, blank=True)
    convention_on = models.DateField(_("convention signée le"), null=True, blank=True)
    starts_on = models.DateField(_("début"))
    ends_on = models.DateField(_("fin"))
    planned_minutes = models.PositiveIntegerField(_("heures prévues"))
    end = models.CharField(
        _("comment il s'est terminé"), max_length=14, choices=InternshipEnd.choices, blank=True, default=""
    )
    end_words = models.CharField(_("ce qu'on en retient"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation candidate version",
        **dict.fromkeys(["partner", "convention_on", "starts_on", "ends_on", "planned_minutes", "end"], REPORTED),
        task=FREE_TEXT,
        end_words=FREE_TEXT,
    )

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="internship_ends_after_it_starts",
                violation_error_message=_("La fin du stage tombe avant son début."),
            )
        ]

    def __str__(self) -> str:
        return str(self.partner)

    def runs_on(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


class InternshipWeek(OwnedModel):
    """Hours done in the week that begins on `monday`. `confirmed_by` is who said so at the place, "" until then."""

    internship = models.ForeignKey(Internship, on_delete=models.CASCADE, related_name="weeks")
    monday = models.DateField(_("semaine du"))
    minutes = models.PositiveIntegerField(_("heures faites"))
    confirmed_by = models.CharField(_("confirmé par"), max_length=120, blank=True)
    confirmed_on = models.DateField(_("confirmé le"), null=True, blank=True)

    privacy = words(
        "id organisation internship confirmed_by confirmed_on", **dict.fromkeys(["monday", "minutes"], REPORTED)
    )

    class Meta:
        ordering = ["monday", "id"]
        constraints = [
            models.UniqueConstraint(fields=["internship", "monday"], name="one_line_a_week"),
            models.CheckConstraint(condition=Q(minutes__lte=MOST_WEEK), name="week_of_internship_is_a_week"),
        ]


class InternshipVisit(OwnedModel):
    """Somebody of the house went to see how it goes."""

    internship = models.ForeignKey(Internship, on_delete=models.CASCADE, related_name="visits")
    on = models.DateField(_("jour"))
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    remark = models.CharField(_("en quelques mots"), max_length=300)

    privacy = words("id organisation internship", on=SOCIAL, by=STAFF, remark=FREE_TEXT)

    class Meta:
        ordering = ["on", "id"]
