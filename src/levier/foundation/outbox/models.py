"""Messages that leave."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import Personal, words

ADDRESS = Personal("contact", "public_task", "message")


class Message(OwnedModel):
    """One mail to one address. `key` makes it unique: the same act never sends twice."""

    class State(models.TextChoices):
        WAITING = "waiting", _("à envoyer")
        SENT = "sent", _("envoyé")
        FAILED = "failed", _("échec, sera réessayé")
        GIVEN_UP = "given_up", _("abandonné")

    channel = models.CharField(max_length=10, default="mail")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    address = models.CharField(_("adresse"), max_length=254)
    language = models.CharField(max_length=8, default="fr")
    subject = models.CharField(_("objet"), max_length=200)
    body = models.TextField(_("texte"))
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        **words("id organisation channel kind key language state attempts next_try_at last_error made_at sent_at"),
        "address": ADDRESS,
        "subject": ADDRESS,
        "body": ADDRESS,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_message_per_key")]
        indexes = [models.Index(fields=["organisation", "state", "next_try_at"], name="message_to_send")]
