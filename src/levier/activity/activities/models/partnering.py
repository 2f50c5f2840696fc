"""A partner signs people up by a link: what the link may do, and each person that was proposed by it."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import RequestState
from levier.activity.activities.models.activity import Activity
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import CONTACT, IDENTITY, LINK, SOCIAL, STAFF, TRACE, words
from levier.register.partners.models import Partner
from levier.register.people.models import Person

MOST_PLACES = 30


class PartnerLink(OwnedModel):
    """By this link, until `ends_on`, one partner proposes people for an activity: `places` of them at most.

    The token of its address names the row and its `code`; it opens no form any more once it is revoked.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="partner_links")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("partenaire"))
    ends_on = models.DateField(_("jusqu'au"))
    places = models.PositiveSmallIntegerField(
        _("places"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    code = models.CharField(max_length=16, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    revoked_at = models.DateTimeField(null=True, blank=True)

    privacy = words("id organisation activity partner ends_on places code made_at revoked_at", made_by=STAFF)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "partner"],
                condition=Q(revoked_at=None),
                name="one_link_of_a_partner",
                violation_error_message=_("Ce partenaire a déjà un lien pour cette activité : retirez-le d'abord."),
            )
        ]

    def __str__(self) -> str:
        return str(self.partner)

    def is_open(self, on: date) -> bool:
        """May people be proposed by it on that day?"""
        return self.revoked_at is None and on <= self.ends_on


class PartnerRequest(OwnedModel):
    """Somebody whom a partner proposes, who agrees to it in the words of `consent`; a colleague says yes or no.

    What it holds of somebody goes: the way to reach them once they have a file, all of it thirty days after it was sent
    or refused, the name thirty days after the link of an accepted one has ended.
    """

    link = models.ForeignKey(PartnerLink, on_delete=models.CASCADE, related_name="requests")
    first_name = models.CharField(_("prénom"), max_length=100)
    last_name = models.CharField(_("nom ou initiale"), max_length=100, blank=True)
    reach = models.CharField(_("téléphone ou mail"), max_length=150, blank=True)
    language = models.CharField(_("langue"), max_length=2, default="fr")
    consent = models.CharField(_("accord"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("reçue le"))
    state = models.CharField(_("réponse"), max_length=8, choices=RequestState.choices, default=RequestState.OPEN)
    reason = models.CharField(_("raison du refus"), max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="partner_requests", db_index=False
    )

    privacy = words(
        "id organisation link language state",
        first_name=IDENTITY,
        last_name=IDENTITY,
        reach=CONTACT,
        consent=SOCIAL,
        made_at=TRACE,
        reason=SOCIAL,
        answered_at=TRACE,
        answered_by=STAFF,
        person=LINK,
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN, answered_at=None)
                | (~Q(state=RequestState.OPEN) & Q(answered_at__isnull=False)),
                name="request_answered_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.ACCEPTED, person__isnull=False)
                | (~Q(state=RequestState.ACCEPTED) & Q(person=None)),
                name="accepted_request_has_a_person",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="partner_request_by_person")]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or "–"
