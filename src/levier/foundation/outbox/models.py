"""Messages that leave."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import Personal, words
from levier.foundation.outbox import enums

ADDRESS = Personal("contact", "public_task", "message")


class Message(OwnedModel):
    """One mail to one address, or one SMS to one number (`channel`). `key` makes it unique: the same act
    never sends twice.

    `claimed_until` is the moment until which one sender has it, and names that sender's claim. The text of a secret
    message is sealed; it is emptied once the message has left or is given up. A discreet one leaves without our name.
    """

    State = enums.State

    channel = models.CharField(max_length=10, default="mail")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    address = models.CharField(_("adresse"), max_length=254)
    language = models.CharField(max_length=8, default="fr")
    subject = models.CharField(_("objet"), max_length=200)
    body = models.TextField(_("texte"), blank=True)
    is_secret = models.BooleanField(default=False)
    is_discreet = models.BooleanField(default=False)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=12, choices=enums.Failure.choices, default="", blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        **words(
            "id organisation channel kind key language is_secret is_discreet state attempts next_try_at claimed_until"
            " failure made_at sent_at"
        ),
        "address": ADDRESS,
        "subject": ADDRESS,
        "body": ADDRESS,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_message_per_key")]
        indexes = [
            models.Index(fields=["organisation", "state", "next_try_at"], name="message_to_send"),
            models.Index(fields=["organisation", "-made_at"], name="message_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.address}"
