"""A person's identity, contact points, and the numbers others know them by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import CONTACT, IDENTITY, LINK, words
from levier.register.people.enums import ContactKind, Gender, Scheme


class Person(OwnedModel):
    """One human being known to the organisation. Names of one letter, one name only, any script."""

    first_name = models.CharField(_("prénom"), max_length=100, blank=True)
    last_name = models.CharField(_("nom"), max_length=100, blank=True)
    birth_date = models.DateField(_("date de naissance"), null=True, blank=True)
    gender = models.CharField(_("genre"), max_length=1, choices=Gender.choices, default="", blank=True)
    nationalities = models.CharField(_("nationalités"), max_length=20, blank=True, help_text=_("codes de deux lettres"))
    language = models.CharField(_("langue de contact"), max_length=8, default="fr")
    postcode = models.CharField(_("code postal"), max_length=10, blank=True)
    commune = models.CharField(_("commune"), max_length=80, blank=True)
    search = models.CharField(max_length=250, editable=False, default="")
    name_key = models.CharField(max_length=210, editable=False, default="")
    sound_key = models.CharField(max_length=60, editable=False, default="")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words("id organisation made_at version"),
        "first_name": IDENTITY,
        "last_name": IDENTITY,
        "birth_date": IDENTITY,
        "gender": IDENTITY,
        "nationalities": IDENTITY,
        "language": IDENTITY,
        "postcode": CONTACT,
        "commune": CONTACT,
        "search": IDENTITY,
        "name_key": IDENTITY,
        "sound_key": IDENTITY,
    }

    class Meta:
        ordering = ["last_name", "first_name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(first_name="", last_name=""),
                name="person_has_a_name",
                violation_error_message=_("Donnez au moins un prénom ou un nom."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "last_name", "first_name", "id"], name="person_by_name"),
            models.Index(fields=["organisation", "birth_date"], name="person_by_birth_date"),
            models.Index(fields=["organisation", "name_key"], name="person_by_name_key"),
            models.Index(fields=["organisation", "sound_key"], name="person_by_sound"),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class ContactPoint(OwnedModel):
    """A way to reach a person. Neither unique nor identity: couples share a phone and a mailbox."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(_("type"), max_length=5, choices=ContactKind.choices)
    value = models.CharField(_("numéro ou adresse"), max_length=254)
    key = models.CharField(max_length=254, editable=False)

    privacy = {**words("id organisation kind"), "person": LINK, "value": CONTACT, "key": CONTACT}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "key"], name="one_contact_point_per_value")]
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
