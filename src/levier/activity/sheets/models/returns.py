"""What came back."""

from django.db import models

from levier.activity.sheets.models.sheets import Sheet, SheetColumn
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.documents.models import Document
from levier.foundation.kit.privacy import LINK, STAFF, words
from levier.register.people.models import Person


class Scan(OwnedModel):
    """A file that holds `pages` (numbers) of a sheet. A better one took the place of those that it `replaced`; the file
    stays."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="scans")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    pages = models.JSONField(default=list)
    replaced = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    privacy = words("id organisation sheet document pages replaced made_at", made_by=STAFF)

    class Meta:
        ordering = ["made_at", "id"]

    @property
    def in_force(self) -> list[int]:
        """Its pages that nothing replaced."""
        return [page for page in self.pages if page not in self.replaced]


class MissingSignature(OwnedModel):
    """A box of the paper that is empty although it should not be; without a person, the trainer's."""

    column = models.ForeignKey(SheetColumn, on_delete=models.CASCADE, related_name="missing")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="missing_signatures", db_index=False
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    privacy = words("id organisation column noted_at", person=LINK, noted_by=STAFF)

    class Meta:
        ordering = ["column__rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["column", "person"], name="one_missing_signature_a_box"),
            models.UniqueConstraint(
                fields=["column"], condition=models.Q(person=None), name="one_missing_trainer_a_column"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="missing_signature_by_person")]
