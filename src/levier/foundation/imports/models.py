"""Runs of an import, what they changed, and how a layout was read last time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.documents.models import Document
from levier.foundation.kit.privacy import FREE_TEXT, STAFF, words


class Layout(OwnedModel):
    """How the columns and labels of a kind of sheet were read last time, by the fingerprint of its headers."""

    importer = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    labels = models.JSONField(default=dict)
    used_at = models.DateTimeField()

    privacy = words("id organisation importer fingerprint columns labels used_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "importer", "fingerprint"], name="one_layout_per_fingerprint"
            )
        ]


class ImportRun(OwnedModel):
    """One file on its way in: what was decided so far, what it did, whether it was undone."""

    class State(models.TextChoices):
        SHEET = "sheet", _("feuille à choisir")
        COLUMNS = "columns", _("colonnes à relier")
        LABELS = "labels", _("libellés à comprendre")
        PREVIEW = "preview", _("à vérifier")
        QUEUED = "queued", _("en attente")
        RUNNING = "running", _("en cours")
        DONE = "done", _("terminé")
        FAILED = "failed", _("échec, rien n'a été importé")
        UNDONE = "undone", _("annulé")
        ABANDONED = "abandoned", _("abandonné")

    importer = models.CharField(max_length=40)
    about = models.CharField(max_length=80, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.COLUMNS)
    sheet = models.CharField(max_length=100, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    columns = models.JSONField(default=dict)
    labels = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict)
    good_rows_only = models.BooleanField(default=False)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    summary = models.JSONField(default=dict)
    problem = models.CharField(max_length=300, blank=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        **words(
            "id organisation importer about document state sheet fingerprint columns labels decisions good_rows_only"
            " rows_total rows_done summary problem queued_at made_at done_at undone_at"
        ),
        "corrections": FREE_TEXT,
        "started_by": STAFF,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "made_at", "id"], name="run_by_age")]


class ImportChange(OwnedModel):
    """What one row of a run did to one object, with what stood there before, so that the run can be undone."""

    class Effect(models.TextChoices):
        NEW = "new", _("nouveau")
        CHANGED = "changed", _("modifié")
        EQUAL = "equal", _("identique")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="changes")
    row = models.PositiveIntegerField()
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    effect = models.CharField(max_length=7, choices=Effect.choices)
    before = models.JSONField(null=True)
    after_version = models.PositiveIntegerField(default=0)

    privacy = {**words("id organisation run row model object_id effect after_version"), "before": FREE_TEXT}

    class Meta:
        indexes = [models.Index(fields=["run", "row"], name="change_by_row")]
