"""Papers of a search for work: versions of the CV, the individual contract."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit import formats
from levier.foundation.kit.privacy import FREE_TEXT, LINK, SOCIAL, STAFF, words
from levier.register.people.models import Person


class Resume(OwnedModel):
    """One version of a person's CV; the latest is the current one. Its file is a document that it holds."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="resumes", db_index=False)
    label = models.CharField(_("quelle version"), max_length=100)
    on = models.DateField(_("du"))
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    privacy = words("id organisation noted_at version", person=LINK, label=SOCIAL, on=SOCIAL, noted_by=STAFF)

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["organisation", "person", "on"], name="resume_by_person")]

    def __str__(self) -> str:
        return self.label


class Contract(OwnedModel):
    """The individual contract (contrat de projet professionnel): the goal agreed, and who commits to what.

    Commitments are lines of text. Once `signed_on` is known the words no longer change; the signed scan is a document
    that it holds.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contracts", db_index=False)
    goal = models.CharField(_("projet convenu"), max_length=300)
    person_does = models.TextField(_("ce que la personne fait"))
    house_does = models.TextField(_("ce que nous faisons"))
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))
    signed_on = models.DateField(_("signé le"), null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation made_at version",
        person=LINK,
        **dict.fromkeys(["starts_on", "ends_on", "signed_on"], SOCIAL),
        **dict.fromkeys(["goal", "person_does", "house_does"], FREE_TEXT),
        made_by=STAFF,
    )

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="contract_ends_after_start",
                violation_error_message=_("La fin du contrat tombe avant son début."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "person"], name="contract_by_person"),
            models.Index(fields=["organisation", "signed_on"], name="contract_by_signature"),
        ]

    def __str__(self) -> str:
        return str(_("Contrat du %(day)s") % {"day": formats.day(self.starts_on)})
