"""What a person lives on, and what happens to their rights."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import FREE_TEXT, LINK, SOCIAL, STAFF, words
from levier.register.people.models import Person
from levier.support.rights.enums import Appeal, LossKind, Right
from levier.support.rights.models.papers import Letter


class BenefitPeriod(OwnedModel):
    """One stretch of a person's income or status, both days included; open while `ends_on` is None.

    `status` is a code of the employment statuses, or "suspended". `announced_end_on` is the end of the right that a
    letter announces, copied and never computed. `source` says what was seen when no letter shows it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="benefit_periods", db_index=False)
    status = models.CharField(_("statut"), max_length=40)
    starts_on = models.DateField(_("depuis le"))
    ends_on = models.DateField(_("jusqu'au"), null=True, blank=True)
    announced_end_on = models.DateField(_("fin du droit annoncée"), null=True, blank=True)
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="periods")
    source = models.CharField(_("ce qui le montre"), max_length=150, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation noted_at version",
        person=LINK,
        letter=LINK,
        **dict.fromkeys(["status", "starts_on", "ends_on", "announced_end_on"], SOCIAL),
        source=FREE_TEXT,
        noted_by=STAFF,
    )

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="benefit_period_ends_after_start",
                violation_error_message=_("La fin tombe avant le début."),
            ),
            models.CheckConstraint(
                condition=Q(letter__isnull=False) | ~Q(source=""),
                name="benefit_period_has_a_source",
                violation_error_message=_("Choisissez le courrier qui le montre, ou dites ce que vous avez vu."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "person", "starts_on"], name="benefit_period_by_person")]


class Loss(OwnedModel):
    """A right threatened, cut or lost on a day, and the appeal against it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="losses", db_index=False)
    kind = models.CharField(_("ce qui arrive"), max_length=10, choices=LossKind.choices)
    right = models.CharField(_("droit"), max_length=12, choices=Right.choices)
    happened_on = models.DateField(_("le"))
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="losses")
    remark = models.CharField(_("précision"), max_length=300, blank=True)
    appeal = models.CharField(_("recours"), max_length=9, choices=Appeal.choices, default=Appeal.NONE)
    appealed_on = models.DateField(_("introduit le"), null=True, blank=True)
    decided_on = models.DateField(_("décidé le"), null=True, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation noted_at version",
        person=LINK,
        letter=LINK,
        **dict.fromkeys(["kind", "right", "happened_on", "appeal", "appealed_on", "decided_on"], SOCIAL),
        remark=FREE_TEXT,
        noted_by=STAFF,
    )

    class Meta:
        ordering = ["-happened_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__gte=F("appealed_on")),
                name="appeal_decided_after_it_was_lodged",
                violation_error_message=_("La décision tombe avant le recours : vérifiez les deux dates."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "person", "happened_on"], name="loss_by_person"),
            models.Index(fields=["organisation", "happened_on", "id"], name="loss_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_right_display()}, {self.get_kind_display()}"
