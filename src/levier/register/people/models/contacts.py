"""How to reach a person, and the numbers by which others know them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import CONTACT, IDENTITY, LINK, Personal, words
from levier.register.people.enums import ContactKind, Scheme, Whose
from levier.register.people.models.person import Person

NATIONAL = Personal("identity", "legal_duty", "file", export=False)


class ContactPoint(OwnedModel):
    """A way to reach a person. Neither unique nor identity: couples share a phone and a mailbox.

    `whose_name` says who, when it is not the person's own; `ended_on` the last day it was good. Nothing is written to
    what is not `is_safe`: somebody else would read it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(_("type"), max_length=5, choices=ContactKind.choices)
    value = models.CharField(_("numéro ou adresse"), max_length=254)
    key = models.CharField(max_length=254, editable=False)
    whose = models.CharField(_("à qui"), max_length=9, choices=Whose.choices, default=Whose.SELF)
    whose_name = models.CharField(_("chez qui"), max_length=80, blank=True)
    is_safe = models.BooleanField(_("on peut y écrire sans risque"), default=True)
    may_leave_message = models.BooleanField(_("on peut y laisser un message"), default=False)
    is_preferred = models.BooleanField(_("à essayer d'abord"), default=False)
    starts_on = models.DateField(_("depuis le"), null=True, blank=True)
    ended_on = models.DateField(_("jusqu'au"), null=True, blank=True)

    privacy = {
        **words("id organisation kind"),
        "person": LINK,
        **dict.fromkeys(
            [
                "value",
                "key",
                "whose",
                "whose_name",
                "is_safe",
                "may_leave_message",
                "is_preferred",
                "starts_on",
                "ended_on",
            ],
            CONTACT,
        ),
    }

    class Meta:
        ordering = ["-is_preferred", "kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "key"],
                name="one_contact_point_per_value",
                violation_error_message=_("Ce numéro ou cette adresse est déjà noté pour cette personne."),
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None)
                | models.Q(starts_on=None)
                | models.Q(ended_on__gte=models.F("starts_on")),
                name="contact_point_ends_after_start",
                violation_error_message=_("La fin tombe avant le début."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "key"], name="contact_point_by_key")]

    def __str__(self) -> str:
        return self.value


class KnownNumber(OwnedModel):
    """The number by which somebody else's list names a person: "N° 12 in the workbook of project FSE-2024"."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="known_numbers")
    scheme = models.CharField(max_length=10, choices=Scheme.choices)
    context = models.CharField(max_length=60)
    value = models.CharField(max_length=40)

    privacy = {**words("id organisation scheme context"), "person": LINK, "value": IDENTITY}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "scheme", "context", "value"], name="one_person_per_number")
        ]


class NationalNumber(OwnedModel):
    """The national number of a person, where the house is allowed it: sealed, found again by a blind index only."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="national_number")
    sealed = models.CharField(max_length=120)
    blind = models.CharField(max_length=64)
    noted_at = models.DateTimeField()

    privacy = {**words("id organisation noted_at"), "person": LINK, "sealed": NATIONAL, "blind": NATIONAL}

    class Meta:
        verbose_name_plural = _("Numéro national")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "blind"],
                name="one_person_per_national_number",
                violation_error_message=_("Ce numéro national est déjà celui d'une autre fiche."),
            )
        ]
