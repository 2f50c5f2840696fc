"""Files of an organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.documents import enums
from levier.foundation.kit.privacy import STAFF, TRACE, words


class Document(OwnedModel):
    """One stored file, or after `emptied_at` the memory of one that is no longer kept: `emptied_for` says why.

    `place` is the name under `files/`; `about` the object it belongs to ("projects.project:3").

    `permission` is the code of what one needs to open it; `sha256` tells whether the bytes are still those.
    """

    Kind = enums.Kind

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(_("nom"), max_length=150)
    title = models.CharField(_("ce que c'est"), max_length=150, blank=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("taille en octets"))
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=200, unique=True)
    about = models.CharField(max_length=80, blank=True)
    permission = models.CharField(max_length=60)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    emptied_at = models.DateTimeField(null=True, blank=True)
    emptied_for = models.CharField(max_length=10, choices=enums.Gone.choices, blank=True)

    privacy = {
        **words("id organisation kind media_type size sha256 place about permission made_at emptied_at emptied_for"),
        "name": TRACE,
        "title": TRACE,
        "made_by": STAFF,
    }

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(emptied_at=None, emptied_for="")
                | (models.Q(emptied_at__isnull=False) & ~models.Q(emptied_for="")),
                name="emptied_document_says_why",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "about"], name="document_by_object"),
            models.Index(fields=["organisation", "made_at", "id"], name="document_by_age"),
        ]

    def __str__(self) -> str:
        return self.title or self.name
