"""Needs and calls for projects."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import words
from levier.register.partners.models import Programme


class Need(OwnedModel):
    """A need that we observe, in a sentence, with the figure that shows it and its source."""

    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("besoin"), max_length=150)
    statement = models.TextField(_("constat"), blank=True)
    evidence = models.TextField(_("chiffre et source"), blank=True)
    observed_on = models.DateField(_("constaté le"), null=True, blank=True)
    search = models.CharField(max_length=300, editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    privacy = words("id organisation code title statement evidence observed_on search version")

    class Meta:
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_need_per_code")]

    def __str__(self) -> str:
        return self.title


class Call(OwnedModel):
    """A call for projects: a deadline has an hour, and one person who may sign."""

    class Status(models.TextChoices):
        WATCHED = "watched", _("repéré")
        ANSWERED = "answered", _("réponse envoyée")
        WON = "won", _("retenu")
        LOST = "lost", _("non retenu")
        DISMISSED = "dismissed", _("écarté")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="calls")
    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("intitulé"), max_length=150)
    deadline_at = models.DateTimeField(_("date limite"), null=True, blank=True)
    signatory = models.CharField(_("qui signe"), max_length=120, blank=True)
    status = models.CharField(_("état"), max_length=10, choices=Status.choices, default=Status.WATCHED)
    link = models.URLField(_("lien"), blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = words("id organisation programme code title deadline_at signatory status link version")

    class Meta:
        ordering = ["-deadline_at", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_call_per_code")]
        indexes = [models.Index(fields=["organisation", "deadline_at"], name="call_by_deadline")]

    def __str__(self) -> str:
        return self.title
