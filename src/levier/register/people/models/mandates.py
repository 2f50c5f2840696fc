"""What a person allows to be handed on."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import LINK, STAFF, Personal, Word, words
from levier.register.partners.models import Partner
from levier.register.people.enums import DataKind, Length, Purpose
from levier.register.people.models.person import Person

CONSENT = Personal("social", "consent", "file")


class Mandate(OwnedModel):
    """A person allows one kind of their data to go to one partner, for a purpose, until a day; each taken back alone.

    Given aloud most often: `read_in` is the language of the text that was read. `ends_on` is its last day.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mandates")
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("partenaire")
    )
    purpose = models.CharField(_("pour quoi"), max_length=10, choices=Purpose.choices)
    data = models.CharField(_("quelles données"), max_length=10, choices=DataKind.choices)
    length = models.CharField(_("durée"), max_length=6, choices=Length.choices)
    given_on = models.DateField(_("donné le"))
    ends_on = models.DateField(_("jusqu'au"))
    revoked_on = models.DateField(_("retiré le"), null=True, blank=True)
    read_in = models.CharField(_("lu en"), max_length=8)
    is_oral = models.BooleanField(_("donné de vive voix"), default=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    privacy: ClassVar[dict[str, Word]] = {
        **words("id organisation partner made_at"),
        "person": LINK,
        **dict.fromkeys(
            ["purpose", "data", "length", "given_on", "ends_on", "revoked_on", "read_in", "is_oral"], CONSENT
        ),
        "made_by": STAFF,
    }

    class Meta:
        ordering = ["-given_on", "partner", "data", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("given_on")),
                name="mandate_ends_after_it_is_given",
                violation_error_message=_("La fin tombe avant le début."),
            )
        ]
        indexes = [models.Index(fields=["organisation", "person", "partner", "data"], name="mandate_asked")]

    def __str__(self) -> str:
        return f"{self.partner}, {self.get_data_display()}"
