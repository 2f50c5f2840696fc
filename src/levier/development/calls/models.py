"""Needs with their evidence; calls for projects with what we decided about them."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.development.calls.enums import OPEN, CallStatus, Competence
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import STAFF, words
from levier.register.partners.models import Programme


class Need(OwnedModel):
    """A need that we observe, in a sentence; the figures that show it are its evidence."""

    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("besoin"), max_length=150)
    statement = models.TextField(_("constat"), blank=True)
    search = models.CharField(max_length=300, editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    privacy = words("id organisation code title statement search version")

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code"],
                name="one_need_per_code",
                violation_error_message=_("Un besoin porte déjà ce code."),
            )
        ]
        indexes = [models.Index(fields=["organisation", "title", "id"], name="need_by_title")]

    def __str__(self) -> str:
        return self.title


class Evidence(OwnedModel):
    """A figure or a fact that shows a need: what, of which day, read where. Never a name."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="evidence")
    statement = models.CharField(_("chiffre ou fait"), max_length=300)
    source = models.CharField(_("source"), max_length=200)
    observed_on = models.DateField(_("constaté le"))
    link = models.URLField(_("lien"), blank=True)

    privacy = words("id organisation need statement source observed_on link")

    class Meta:
        ordering = ["-observed_on", "-id"]

    def __str__(self) -> str:
        return self.statement


class Call(OwnedModel):
    """A call for projects: a deadline has an hour, and one person who may sign."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="calls", verbose_name=_("programme")
    )
    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("intitulé"), max_length=150)
    deadline_at = models.DateTimeField(_("date limite"), null=True, blank=True)
    signatory = models.CharField(_("qui signe"), max_length=120, blank=True)
    status = models.CharField(_("état"), max_length=10, choices=CallStatus.choices, default=CallStatus.WATCHED)
    criteria = models.TextField(_("ce qui est demandé"), blank=True)
    amount = models.DecimalField(_("montant possible"), max_digits=12, decimal_places=2, null=True, blank=True)
    link = models.URLField(_("lien"), blank=True)
    search = models.CharField(max_length=300, editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words("id organisation programme code title deadline_at status criteria amount link search version"),
        "signatory": STAFF,
    }

    class Meta:
        ordering = ["-deadline_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code"],
                name="one_call_per_code",
                violation_error_message=_("Un appel porte déjà ce code."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "deadline_at", "id"], name="call_by_deadline"),
            # The search walks it and opens no call, of ours or of another house.
            models.Index(fields=["organisation", "search"], name="call_by_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def is_missed(self, at: datetime) -> bool:
        """Has the hour passed while the call was still ours to answer?"""
        return self.status in OPEN and self.deadline_at is not None and self.deadline_at < at


class CallCompetence(OwnedModel):
    """A policy that a call stands under."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="competences")
    competence = models.CharField(_("compétence"), max_length=20, choices=Competence.choices)

    privacy = words("id organisation call competence")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["call", "competence"], name="one_competence_per_call")]


class CallNeed(OwnedModel):
    """A need of ours that a call could answer."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="call_needs")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="call_needs")

    privacy = words("id organisation call need")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "need"], name="need_once_per_call")]


class Decision(OwnedModel):
    """Go or no-go, with its reason: next year's team reads why. Decisions are added, never changed."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="decisions")
    is_go = models.BooleanField(_("on répond"))
    reason = models.TextField(_("pourquoi"))
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    privacy = {**words("id organisation call is_go reason decided_at"), "decided_by": STAFF}

    class Meta:
        ordering = ["-decided_at", "-id"]
