"""One message written to several people at once, and how it reached each of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import FREE_TEXT, LINK, SOCIAL, STAFF, words
from levier.register.people.enums import LANGUAGES
from levier.register.people.models import Person
from levier.support.pathways.enums import Reached


class GroupMessage(OwnedModel):
    """The same words to several people; each got a mail of their own, or hears it from a colleague."""

    subject = models.CharField(_("objet"), max_length=120)
    text = models.TextField(_("message"))
    language = models.CharField(_("langue du message"), max_length=8, choices=LANGUAGES, default="fr")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    privacy = {
        **words("id organisation language made_at"),
        "subject": FREE_TEXT,
        "text": FREE_TEXT,
        "made_by": STAFF,
    }

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["organisation", "made_at", "id"], name="group_message_by_moment")]

    def __str__(self) -> str:
        return self.subject


class GroupMessageTo(OwnedModel):
    """One person to whom a message was written, and why not by mail when it was not."""

    message = models.ForeignKey(GroupMessage, on_delete=models.CASCADE, related_name="recipients", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(_("comment"), max_length=6, choices=Reached.choices)
    reason = models.CharField(_("pourquoi"), max_length=150, blank=True)

    privacy = {**words("id organisation message"), "person": LINK, "way": SOCIAL, "reason": SOCIAL}

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["message", "person"], name="message_reaches_a_person_once")]
        indexes = [models.Index(fields=["organisation", "person"], name="group_message_by_person")]
