"""The photo of a person, who said yes to it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.documents.models import Document
from levier.foundation.kit.privacy import LINK, STAFF, Word, words
from levier.register.people.models.mandates import CONSENT
from levier.register.people.models.person import Person


class Photo(OwnedModel):
    """A person allows their photo on the sheets of what they attend, in this house and nowhere else.

    Given aloud most often: `read_in` is the language of the text that was read. Taken back, the row and its file go.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="photo")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField(_("accord donné le"))
    read_in = models.CharField(_("lu en"), max_length=8)
    is_oral = models.BooleanField(_("donné de vive voix"), default=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    privacy: ClassVar[dict[str, Word]] = {
        **words("id organisation document made_at"),
        "person": LINK,
        **dict.fromkeys(["given_on", "read_in", "is_oral"], CONSENT),
        "made_by": STAFF,
    }

    class Meta:
        verbose_name_plural = _("Photo")

    def __str__(self) -> str:
        return str(self.document)
