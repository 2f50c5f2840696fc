"""Kinds of deadline, which the team owns, and the versions of their rules."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.privacy import STAFF, words
from levier.support.rights.enums import Origin, Start, Unit


class DeadlineKind(OwnedModel):
    """One kind of deadline. Its code never changes; a retired one is no longer proposed.

    `origin` and `letter_kinds` (codes parted by spaces) say which letters propose it. `is_earliest`: not a deadline,
    but the day before which nothing happens. `is_theirs`: the office has to act, the person waits and reminds.
    """

    code = models.SlugField(max_length=40)
    fr = models.CharField(_("nom en français"), max_length=80)
    nl = models.CharField(_("nom en néerlandais"), max_length=80, blank=True)
    en = models.CharField(_("nom en anglais"), max_length=80, blank=True)
    note = models.CharField(_("ce qu'il faut savoir"), max_length=300, blank=True)
    origin = models.CharField(_("courrier de"), max_length=12, choices=Origin.choices, blank=True)
    letter_kinds = models.CharField(_("sortes de courrier"), max_length=120, blank=True)
    is_earliest = models.BooleanField(_("au plus tôt"), default=False)
    is_theirs = models.BooleanField(_("c'est l'administration qui doit répondre"), default=False)
    recurs = models.BooleanField(_("revient chaque mois"), default=False)
    order = models.PositiveSmallIntegerField(default=500)
    retired_on = models.DateField(_("retirée le"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = words(
        "id organisation code fr nl en note origin letter_kinds is_earliest is_theirs recurs order retired_on version"
    )

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code"],
                name="one_deadline_kind_per_code",
                violation_error_message=_("Une sorte d'échéance porte déjà ce code."),
            )
        ]

    def __str__(self) -> str:
        """The name in the language of the page; French where there is none."""
        return {"nl": self.nl, "en": self.en}.get((get_language() or "fr")[:2]) or self.fr

    def rule_on(self, day: date) -> "DeadlineRule | None":
        """The version that holds for what happens on a day, among the rules of this kind already loaded."""
        return next((rule for rule in self.rules.all() if rule.holds_on(day)), None)


class RuleQuerySet(OwnedQuerySet):
    def valid_on(self, day: date) -> Self:
        """The versions that hold for what happens on a day."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day))


class DeadlineRule(OwnedModel):
    """One version of a rule, never changed once made: deadlines keep the one they were counted with.

    Both ends of validity are included; None is open. `amount` counts `unit`s, and is None for a written date.
    """

    kind = models.ForeignKey(DeadlineKind, on_delete=models.PROTECT, related_name="rules")
    amount = models.SmallIntegerField(_("combien"), null=True, blank=True)
    unit = models.CharField(_("compté en"), max_length=12, choices=Unit.choices)
    counted_from = models.CharField(_("à partir de"), max_length=12, choices=Start.choices)
    saturday_counts = models.BooleanField(_("le samedi compte"), default=False)
    shifts_if_closed = models.BooleanField(_("passe au prochain jour ouvert"), default=False)
    source = models.CharField(_("source"), max_length=150)
    is_to_confirm = models.BooleanField(_("à confirmer"), default=False)
    valid_from = models.DateField(_("valable depuis"), null=True, blank=True)
    valid_until = models.DateField(_("valable jusqu'au"), null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects: ClassVar[Any] = RuleQuerySet.as_manager()

    privacy = {
        **words(
            "id organisation kind amount unit counted_from saturday_counts shifts_if_closed source is_to_confirm"
            " valid_from valid_until made_at"
        ),
        "made_by": STAFF,
    }

    class Meta:
        ordering = ["kind", "valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit=Unit.WRITTEN, amount=None) | (~Q(unit=Unit.WRITTEN) & Q(amount__isnull=False)),
                name="amount_unless_written",
                violation_error_message=_("Dites combien, sauf quand la date est écrite sur le papier."),
            ),
            models.CheckConstraint(
                condition=~Q(unit=Unit.WORKING_DAYS) | Q(amount__gte=1),
                name="working_days_count_forward",
                violation_error_message=_("Les jours ouvrables se comptent à partir d'un."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=models.F("valid_from")),
                name="rule_ends_after_start",
                violation_error_message=_("La règle finit avant de commencer."),
            ),
        ]

    def holds_on(self, day: date) -> bool:
        """Does this version hold for what happens on a day?"""
        is_begun = self.valid_from is None or self.valid_from <= day
        return is_begun and (self.valid_until is None or self.valid_until >= day)
