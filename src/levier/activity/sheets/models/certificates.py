"""What was certified."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.models import Activity
from levier.activity.sheets.enums import CertificateKind
from levier.activity.sheets.numbering import shown
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import LINK, SOCIAL, STAFF, words
from levier.register.people.models import Person


class Certificate(OwnedModel):
    """What was said of somebody's presences, as it was said: `said` is what `certifying.facts_of` gives.

    One made again revokes the one before: whoever holds the old paper reads so.
    """

    number = models.PositiveIntegerField(_("numéro"))
    kind = models.CharField(_("sorte"), max_length=8, choices=CertificateKind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates", db_index=False)
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("activité")
    )
    first_on = models.DateField(_("du"))
    last_on = models.DateField(_("au"))
    said = models.JSONField(default=dict)
    issued_at = models.DateTimeField(_("faite le"))
    issued_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    revoked_at = models.DateTimeField(_("remplacée le"), null=True, blank=True)

    privacy = words(
        "id organisation number",
        person=LINK,
        issued_by=STAFF,
        **dict.fromkeys(["kind", "activity", "first_on", "last_on", "said", "issued_at", "revoked_at"], SOCIAL),
    )

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_certificate_a_number"),
            models.CheckConstraint(condition=Q(last_on__gte=models.F("first_on")), name="certificate_ends_after_start"),
        ]
        indexes = [
            models.Index(fields=["organisation", "issued_at", "id"], name="certificate_by_moment"),
            models.Index(fields=["organisation", "person"], name="certificate_by_person"),
        ]

    def __str__(self) -> str:
        return shown(self.number)
