"""Somebody sent to another service, or to a colleague, with an answer expected."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.privacy import FREE_TEXT, LINK, SOCIAL, STAFF, words
from levier.register.partners.models import PROFESSIONAL, Partner
from levier.register.people.enums import DataKind
from levier.register.people.models import Person
from levier.support.pathways.enums import ReferralAnswer, ReferralStatus

REMIND_AFTER = timedelta(days=10)
"""Without an answer for so long, the partner is reminded once (domain.md section 5)."""
EXPIRES_AFTER = timedelta(days=30)
"""The link is good for so long; then the referral stays without an answer, unless one is noted by hand."""
LANGUAGES = (("fr", "français"), ("nl", "Nederlands"), ("en", "English"))
"""In which one writes to a partner; the names are their own."""


class ReferralQuerySet(OwnedQuerySet):
    def in_status(self, status: str, at: datetime) -> Self:
        """Those that stand there at a moment: the same table as `Referral.status_at`, for the database."""
        if status == ReferralStatus.WITHDRAWN:
            return self.exclude(withdrawn_at=None)
        kept = self.filter(withdrawn_at=None)
        if status in ReferralAnswer.values:
            return kept.filter(answer=status)
        kept = kept.filter(answer="")
        if status == ReferralStatus.EXPIRED:
            return kept.filter(made_at__lt=at - EXPIRES_AFTER)
        kept = kept.filter(made_at__gte=at - EXPIRES_AFTER)
        return kept.filter(reminded_at=None) if status == ReferralStatus.SENT else kept.exclude(reminded_at=None)

    def unanswered(self) -> Self:
        return self.filter(withdrawn_at=None, answer="")


class Referral(OwnedModel):
    """A person sent to a partner (`partner`, by a mail to `address` with a link) or to a colleague (`colleague`).

    `why` stays in the house; `message` is what the partner reads. `told` are the kinds of data that go along, as codes
    with commas between. Where it stands is computed: `status_at`. `site` is the address of the house in the link.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referrals", db_index=False)
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("partenaire")
    )
    colleague = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("collègue")
    )
    why = models.TextField(_("pourquoi"))
    message = models.TextField(_("ce que le partenaire lira"), blank=True)
    told = models.CharField(_("ce qui est transmis"), max_length=80, blank=True)
    address = models.EmailField(_("adresse mail du partenaire"), max_length=254, blank=True)
    language = models.CharField(_("langue du partenaire"), max_length=2, choices=LANGUAGES, default="fr")
    site = models.CharField(max_length=200, blank=True, editable=False)
    asked_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("réponse"), max_length=8, choices=ReferralAnswer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(_("qui a répondu"), max_length=120, blank=True)
    reason = models.CharField(_("un mot avec la réponse"), max_length=500, blank=True)
    proposed_on = models.DateField(_("date proposée"), null=True, blank=True)
    noted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ReferralQuerySet.as_manager()

    privacy = {
        **words("id organisation language site made_at reminded_at withdrawn_at answered_at seen_at"),
        "person": LINK,
        "partner": SOCIAL,
        "colleague": STAFF,
        "why": FREE_TEXT,
        "message": FREE_TEXT,
        "told": SOCIAL,
        "address": PROFESSIONAL,
        "answer": SOCIAL,
        "answered_by": PROFESSIONAL,
        "reason": FREE_TEXT,
        "proposed_on": SOCIAL,
        "asked_by": STAFF,
        "noted_by": STAFF,
    }

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(partner=None, colleague__isnull=False) | Q(partner__isnull=False, colleague=None),
                name="referral_goes_to_one",
                violation_error_message=_("Choisissez un partenaire, ou un·e collègue : l'un des deux."),
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="referral_answered_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(answer=ReferralAnswer.REFUSED) | ~Q(reason=""),
                name="referral_refused_with_a_reason",
                violation_error_message=_("Dites en quelques mots pourquoi ce n'est pas possible."),
            ),
            models.CheckConstraint(
                condition=~Q(answer=ReferralAnswer.PROPOSED) | Q(proposed_on__isnull=False),
                name="referral_proposed_with_a_day",
                violation_error_message=_("Donnez la date que vous proposez."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("made_at")), name="referral_answered_after_sending"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "person", "made_at"], name="referral_by_person"),
            models.Index(fields=["organisation", "answer", "made_at"], name="referral_by_answer"),
            models.Index(fields=["organisation", "partner", "made_at"], name="referral_by_partner"),
        ]

    def __str__(self) -> str:
        return str(self.partner or self.colleague)

    @property
    def kinds(self) -> list[DataKind]:
        """What goes along; a kind that is no longer known tells nothing."""
        return [DataKind(one) for one in self.told.split(",") if one in DataKind.values]

    @property
    def is_open(self) -> bool:
        """May it still be answered, however late?"""
        return not self.answer and self.withdrawn_at is None

    @property
    def expires_at(self) -> datetime:
        return self.made_at + EXPIRES_AFTER

    def status_at(self, at: datetime) -> ReferralStatus:
        """Where it stands: what was decided first, then time."""
        if self.withdrawn_at is not None:
            return ReferralStatus.WITHDRAWN
        if self.answer:
            return ReferralStatus(self.answer)
        if at > self.expires_at:
            return ReferralStatus.EXPIRED
        return ReferralStatus.REMINDED if self.reminded_at else ReferralStatus.SENT
