"""A person's identity, contact points, the numbers others know them by; pairs that look alike, and merges."""

from typing import Any, ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.privacy import CONTACT, FREE_TEXT, IDENTITY, LINK, STAFF, Personal, words
from levier.register.people.enums import ContactKind, Gender, PairState, Scheme

PROOF = Personal("identity", "legal_duty", "agreement")


class PersonQuerySet(OwnedQuerySet):
    """People; a file that was merged into another one, or erased, is no longer met."""

    def visible_to(self, actor: Actor) -> Self:
        return super().visible_to(actor).filter(merged_into=None, erased_at=None)


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
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.CASCADE, related_name="merged", db_index=False
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = PersonQuerySet.as_manager()

    privacy = {
        **words("id organisation made_at version erased_at"),
        "merged_into": LINK,
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
                condition=~models.Q(first_name="", last_name="") | models.Q(erased_at__isnull=False),
                name="person_has_a_name",
                violation_error_message=_("Donnez au moins un prénom ou un nom."),
            )
        ]
        indexes = [
            # Without it, each person deleted is looked for in all the others: an import taken back would take minutes.
            models.Index(
                fields=["merged_into"], condition=models.Q(merged_into__isnull=False), name="people_merged_away"
            ),
            models.Index(fields=["organisation", "last_name", "first_name", "id"], name="person_by_name"),
            models.Index(fields=["organisation", "birth_date"], name="person_by_birth_date"),
            models.Index(fields=["organisation", "name_key"], name="person_by_name_key"),
            models.Index(fields=["organisation", "sound_key"], name="person_by_sound"),
            # Holds all that the search reads: it walks this index and never opens a person.
            models.Index(fields=["organisation", "search", "merged_into", "erased_at"], name="person_by_search"),
        ]

    def __str__(self) -> str:
        if self.erased_at:
            return gettext("Personne effacée")
        return f"{self.first_name} {self.last_name}".strip()


class SealedProof(OwnedModel):
    """Whom the proofs of an erased person speak of: sealed, opened for a control only, gone after `until`.

    `sealed` holds the names and the birth date as `accounts.sealing` keeps a text.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="sealed_proof")
    sealed = models.TextField()
    until = models.DateField(_("jusqu'au"))

    privacy = {**words("id organisation until"), "person": LINK, "sealed": PROOF}

    class Meta:
        indexes = [models.Index(fields=["organisation", "until"], name="sealed_proof_by_end")]

    def __str__(self) -> str:
        return gettext("Preuves de la personne effacée n° %(number)s") % {"number": self.person_id}


class ContactPoint(OwnedModel):
    """A way to reach a person. Neither unique nor identity: couples share a phone and a mailbox.

    `whose` is empty when it is the person's own; `ended_on` the last day it was good.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(_("type"), max_length=5, choices=ContactKind.choices)
    value = models.CharField(_("numéro ou adresse"), max_length=254)
    key = models.CharField(max_length=254, editable=False)
    whose = models.CharField(_("à qui"), max_length=80, blank=True)
    may_leave_message = models.BooleanField(_("on peut y laisser un message"), default=False)
    is_preferred = models.BooleanField(_("à essayer d'abord"), default=False)
    starts_on = models.DateField(_("depuis le"), null=True, blank=True)
    ended_on = models.DateField(_("jusqu'au"), null=True, blank=True)

    privacy = {
        **words("id organisation kind"),
        "person": LINK,
        **dict.fromkeys(
            ["value", "key", "whose", "may_leave_message", "is_preferred", "starts_on", "ended_on"], CONTACT
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


class NameInUse(OwnedModel):
    """A word met in names of this association, once: a typing error is put right by the nearest of them."""

    word = models.CharField(max_length=100)
    sound = models.CharField(max_length=12, blank=True)

    privacy = {**words("id organisation"), "word": IDENTITY, "sound": IDENTITY}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "word"], name="name_once_in_use")]
        indexes = [models.Index(fields=["organisation", "sound"], name="name_by_sound")]


class Pair(OwnedModel):
    """Two files that may be of one person, and what was decided. `score` in hundredths; `first` is the older file."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200)
    state = models.CharField(max_length=7, choices=PairState.choices, default=PairState.WAITING)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    privacy = {
        **words("id organisation score why state found_at settled_at"),
        "first": LINK,
        "second": LINK,
        "settled_by": STAFF,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_of_two"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="lower_number_first"),
        ]
        indexes = [models.Index(fields=["organisation", "state", "score", "id"], name="pair_by_score")]


class Merge(OwnedModel):
    """Two files made one. `before` is the kept identity as it was, `moved` what each room did, so that it is undone."""

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    removed = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    moved = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        **words("id organisation made_at undone_at"),
        "kept": LINK,
        "removed": LINK,
        "before": IDENTITY,
        "moved": FREE_TEXT,
        "made_by": STAFF,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "-made_at"], name="merge_by_age")]
