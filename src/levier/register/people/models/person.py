"""Who somebody is: names in any script, a birth as far as it is known, languages."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.ownership import OwnedModel, OwnedQuerySet
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.privacy import CONTACT, IDENTITY, LINK, words
from levier.register.people.enums import Channel, Gender, Level, NameKind, Reading, Speaking


class PersonQuerySet(OwnedQuerySet):
    """People; a file that was merged into another one, or erased, is no longer met."""

    def visible_to(self, actor: Actor) -> Self:
        return super().visible_to(actor).filter(merged_into=None, erased_at=None)


class Person(OwnedModel):
    """One human being known to the organisation. Names of one letter, one name only, any script; or no name yet.

    `birth_date` is a day that is known; of who knows less, `birth_year` and perhaps `birth_month` are kept instead.
    `interpreter` is the language in which one is needed, empty when none is. `visitor_number` names who has no name.
    """

    first_name = models.CharField(_("prénom"), max_length=100, blank=True)
    last_name = models.CharField(_("nom"), max_length=100, blank=True)
    level = models.CharField(_("niveau d'identité"), max_length=11, choices=Level.choices, default=Level.PARTICIPANT)
    visitor_number = models.PositiveIntegerField(_("numéro de visite"), null=True, blank=True, editable=False)
    birth_date = models.DateField(_("date de naissance"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("année de naissance"), null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(_("mois de naissance"), null=True, blank=True)
    gender = models.CharField(_("genre"), max_length=1, choices=Gender.choices, default="", blank=True)
    nationalities = models.CharField(_("nationalités"), max_length=20, blank=True, help_text=_("codes de deux lettres"))
    language = models.CharField(_("langue de contact"), max_length=8, default="fr")
    interpreter = models.CharField(_("interprète nécessaire"), max_length=8, blank=True)
    channel = models.CharField(_("comment la joindre"), max_length=6, choices=Channel.choices, default="", blank=True)
    is_written_discreetly = models.BooleanField(_("messages discrets"), default=False)
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
        **words("id organisation made_at version erased_at level visitor_number"),
        "merged_into": LINK,
        "first_name": IDENTITY,
        "last_name": IDENTITY,
        "birth_date": IDENTITY,
        "birth_year": IDENTITY,
        "birth_month": IDENTITY,
        "interpreter": IDENTITY,
        "channel": CONTACT,
        "is_written_discreetly": CONTACT,
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
                condition=~models.Q(first_name="", last_name="")
                | models.Q(erased_at__isnull=False)
                | models.Q(level=Level.ANONYMOUS),
                name="person_has_a_name",
                violation_error_message=_("Donnez au moins un prénom ou un nom."),
            ),
            models.CheckConstraint(
                condition=models.Q(birth_year=None, birth_month=None)
                | models.Q(birth_date=None, birth_year__isnull=False),
                name="birth_is_a_day_or_less",
                violation_error_message=_("Notez la date de naissance entière, ou l'année seule."),
            ),
            models.CheckConstraint(
                condition=models.Q(birth_month=None) | models.Q(birth_month__range=(1, 12)),
                name="birth_month_is_a_month",
                violation_error_message=_("Le mois de naissance va de 1 à 12."),
            ),
            models.UniqueConstraint(fields=["organisation", "visitor_number"], name="one_visitor_per_number"),
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
        name = f"{self.first_name} {self.last_name}".strip()
        return name or gettext("Visite n° %(number)s") % {"number": self.visitor_number or self.pk}


class OtherName(OwnedModel):
    """Another name by which somebody is found: a name at birth, a nickname, another spelling or script."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="other_names")
    kind = models.CharField(_("type de nom"), max_length=8, choices=NameKind.choices)
    value = models.CharField(_("autre nom"), max_length=150)

    privacy = {**words("id organisation kind"), "person": LINK, "value": IDENTITY}

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "value"],
                name="one_other_name_once",
                violation_error_message=_("Ce nom est déjà noté pour cette personne."),
            )
        ]

    def __str__(self) -> str:
        return self.value


class LanguageSkill(OwnedModel):
    """A language that somebody speaks or reads, and how well."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(_("langue"), max_length=8)
    speaks = models.CharField(_("parle"), max_length=6, choices=Speaking.choices, blank=True)
    reads = models.CharField(_("lit"), max_length=6, choices=Reading.choices, blank=True)

    privacy = {**words("id organisation"), "person": LINK, "language": IDENTITY, "speaks": IDENTITY, "reads": IDENTITY}

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "language"],
                name="one_language_once",
                violation_error_message=_("Cette langue est déjà notée pour cette personne."),
            )
        ]


class NameInUse(OwnedModel):
    """A word met in names of this association, once: a typing error is put right by the nearest of them."""

    word = models.CharField(max_length=100)
    sound = models.CharField(max_length=12, blank=True)

    privacy = {**words("id organisation"), "word": IDENTITY, "sound": IDENTITY}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "word"], name="name_once_in_use")]
        indexes = [models.Index(fields=["organisation", "sound"], name="name_by_sound")]
