"""Places of an activity, or of one of its sessions, that are for some people first, or of which some have no more."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import Public
from levier.activity.activities.models.activity import Activity
from levier.activity.activities.models.sessions import Session
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import words
from levier.register.partners.models import Partner


class Quota(OwnedModel):
    """Of the places of an activity, `least` are kept for a public until the day `until` has gone by, `most` are theirs.

    Those of a `session` stand, that day, in the stead of those of its activity.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="quotas")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.CASCADE, related_name="quotas")
    public = models.CharField(_("pour qui"), max_length=8, choices=Public.choices)
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    least = models.PositiveSmallIntegerField(_("au moins"), null=True, blank=True, validators=[MinValueValidator(1)])
    most = models.PositiveSmallIntegerField(_("au plus"), null=True, blank=True, validators=[MinValueValidator(1)])
    until = models.DateField(_("gardées jusqu'au"), null=True, blank=True)

    privacy = words("id organisation activity session public partner least most until")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(least__isnull=False, until__isnull=False) | Q(least=None, until=None, most__isnull=False),
                name="quota_keeps_until_a_day",
                violation_error_message=_("Dites combien de places, et jusqu'à quel jour elles sont gardées."),
            ),
            models.CheckConstraint(
                condition=Q(least=None) | Q(most=None) | Q(least__lte=F("most")),
                name="quota_least_below_most",
                violation_error_message=_("« Au moins » ne peut pas dépasser « au plus »."),
            ),
            models.CheckConstraint(
                condition=(Q(public=Public.PARTNER) & Q(partner__isnull=False))
                | (~Q(public=Public.PARTNER) & Q(partner=None)),
                name="quota_of_a_partner_names_it",
                violation_error_message=_("Choisissez un partenaire, et seulement pour les personnes d'un partenaire."),
            ),
        ]

    def __str__(self) -> str:
        if self.public == Public.PARTNER:
            return str(_("personnes inscrites par %(partner)s") % {"partner": self.partner})
        return str(self.get_public_display())
