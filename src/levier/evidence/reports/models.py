"""Frozen reports and the participations behind each of their figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.development.projects.models import Project
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import LINK, REPORTED, STAFF, words


class FrozenReport(OwnedModel):
    """A report as it was given: figures, method and record list, sealed by a hash. It never moves again.

    `figures` is the whole snapshot (`snapshot.snapshot_of`): pages and files of this report read nothing else.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="frozen_reports")
    rule_set = models.CharField(max_length=40)
    first_on = models.DateField(_("du"))
    last_on = models.DateField(_("au"))
    figures = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reopen_reason = models.CharField(_("raison"), max_length=300, blank=True)

    privacy = {
        **words("id organisation project rule_set first_on last_on figures sha256 made_at reopened_at reopen_reason"),
        "made_by": STAFF,
        "reopened_by": STAFF,
    }

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "rule_set", "first_on", "last_on"],
                condition=models.Q(reopened_at=None),
                name="frozen_once",
                violation_error_message=_("Ce rapport est déjà figé : rouvrez-le d'abord, en donnant la raison."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "project", "-made_at"], name="frozen_by_project"),
            models.Index(fields=["organisation", "made_at", "id"], name="frozen_by_age"),
        ]


class FrozenLine(OwnedModel):
    """One nameless record of a frozen report, as it was, and the indicators that counted it then.

    `codes` stand between spaces, one before the first and one after the last.
    """

    report = models.ForeignKey(FrozenReport, on_delete=models.CASCADE, related_name="lines")
    participation_id = models.BigIntegerField()
    entry_on = models.DateField()
    exit_on = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=1, blank=True)
    age = models.SmallIntegerField(null=True, blank=True)
    isced = models.SmallIntegerField(null=True, blank=True)
    codes = models.CharField(max_length=400)

    privacy = {
        **words("id organisation report"),
        "participation_id": LINK,
        **dict.fromkeys(["entry_on", "exit_on", "gender", "age", "isced", "codes"], REPORTED),
    }

    class Meta:
        ordering = ["entry_on", "participation_id"]
        constraints = [models.UniqueConstraint(fields=["report", "participation_id"], name="one_frozen_line")]
