"""Items that may be claimed, their shares claimed (in basis points: 10,000 = 100 %), and to whom they are shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.development.projects.models import Agreement, Project
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit import formats
from levier.foundation.kit.privacy import LINK, REPORTED, STAFF, words

WHOLE = 10_000


class LedgerItem(OwnedModel):
    """One thing that can be paid: minutes of one trainee at one session. `source` names the line that proves it.

    `claimed` is the running total of its claims, kept under lock; the database itself refuses more than the whole.
    """

    class Kind(models.TextChoices):
        TRAINEE = "trainee", _("heures-stagiaires")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TRAINEE)
    source = models.CharField(max_length=60)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="ledger_items")
    on = models.DateField(_("jour"))
    minutes = models.PositiveIntegerField()
    claimed = models.PositiveIntegerField(default=0)

    privacy = {**words("id organisation kind project on claimed"), "source": LINK, "minutes": REPORTED}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "source"], name="one_item_per_source"),
            models.CheckConstraint(
                condition=models.Q(claimed__lte=WHOLE),
                name="never_more_than_whole",
                violation_error_message=_("Cette heure est déjà demandée à 100 %."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "project", "on"], name="ledger_item_by_day"),
            models.Index(fields=["organisation", "on", "id"], name="ledger_item_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.project.code}, {formats.day(self.on)}"


class Claim(OwnedModel):
    """What one agreement is asked to pay for one item."""

    item = models.ForeignKey(LedgerItem, on_delete=models.PROTECT, related_name="claims")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="claims")
    share = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    privacy = {**words("id organisation item agreement share made_at"), "made_by": STAFF}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "agreement"],
                name="one_claim_per_agreement",
                violation_error_message=_("Cette convention paie déjà une part de cette heure."),
            ),
            models.CheckConstraint(
                condition=models.Q(share__gte=1) & models.Q(share__lte=WHOLE), name="share_between_nothing_and_whole"
            ),
        ]


class Shown(OwnedModel):
    """One item shown as a result to the funder of an agreement. What that funder pays of it is a `Claim`, apart."""

    item = models.ForeignKey(LedgerItem, on_delete=models.PROTECT, related_name="shown")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="shown")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    privacy = {**words("id organisation item agreement made_at"), "made_by": STAFF}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "agreement"],
                name="shown_once_per_agreement",
                violation_error_message=_("Cette heure est déjà présentée comme résultat à ce bailleur."),
            )
        ]
