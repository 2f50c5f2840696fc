"""A space, when it is open, what stands in it and what it lends."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from levier.activity.epn.enums import OpeningKind, PrintsPer, Upkeep, Weekday
from levier.foundation.accounts.models import User
from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import FREE_TEXT, LINK, SOCIAL, STAFF, words
from levier.register.partners.models import Place
from levier.register.people.models import Person


class Space(OwnedModel):
    """A digital space. A visit at a station lasts `visit_minutes`; `free_prints` pages are free, `prints_per`."""

    name = models.CharField(_("nom"), max_length=120)
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("lieu")
    )
    visit_minutes = models.PositiveSmallIntegerField(_("durée d'une place, en minutes"), default=60)
    free_prints = models.PositiveSmallIntegerField(_("pages gratuites"), default=10)
    prints_per = models.CharField(_("gratuites"), max_length=6, choices=PrintsPer.choices, default=PrintsPer.VISIT)
    version = models.PositiveIntegerField(default=1)

    privacy = words("id organisation name place visit_minutes free_prints prints_per version")

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="space_by_name",
                violation_error_message=_("Un espace porte déjà ce nom."),
            ),
            models.CheckConstraint(
                condition=Q(visit_minutes__range=(10, 480)),
                name="a_visit_lasts_some_minutes",
                violation_error_message=_("Une place dure de 10 minutes à 8 heures."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OpeningHours(OwnedModel):
    """Hours of each week at which a space is open, and for what."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("jour"), choices=Weekday.choices)
    starts = models.TimeField(_("de"))
    ends = models.TimeField(_("à"))
    kind = models.CharField(_("pour quoi"), max_length=11, choices=OpeningKind.choices)

    privacy = words("id organisation space weekday starts ends kind")

    class Meta:
        ordering = ["weekday", "starts", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="hours_end_after_they_start",
                violation_error_message=_("La fermeture tombe avant l'ouverture."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}-{self.ends:%H:%M}"

    @property
    def minutes(self) -> int:
        return (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute


class LabelMinimum(OwnedModel):
    """Minutes a week that the label asks of a space for a kind of opening, from a day on. Nobody read them at their
    source until `is_confirmed`; `source` says where they are from.
    """

    kind = models.CharField(_("pour quoi"), max_length=11, choices=OpeningKind.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes par semaine"))
    starts_on = models.DateField(_("à partir du"))
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_confirmed = models.BooleanField(_("vérifié à la source"), default=False)
    version = models.PositiveIntegerField(default=1)

    privacy = words("id organisation kind minutes starts_on source is_confirmed version")

    class Meta:
        ordering = ["kind", "-starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "starts_on"],
                name="one_minimum_a_day",
                violation_error_message=_("Un minimum de ce type commence déjà ce jour-là : corrigez-le."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Station(OwnedModel):
    """A place to sit with a computer. Out of service since `out_since`, if it is."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="stations")
    number = models.PositiveSmallIntegerField(_("numéro"))
    remark = models.CharField(_("précision"), max_length=120, blank=True)
    out_since = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    privacy = words("id organisation space number remark out_since version")

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "number"],
                name="one_station_a_number",
                violation_error_message=_("Un poste de cet espace porte déjà ce numéro."),
            )
        ]

    def __str__(self) -> str:
        return _("Poste %(number)s") % {"number": self.number}


class Equipment(OwnedModel):
    """A thing that a space lends: a laptop, a telephone, a key with internet."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="equipment", verbose_name=_("espace"))
    name = models.CharField(_("objet"), max_length=120)
    inventory = models.CharField(_("numéro d'inventaire"), max_length=40)
    out_since = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    privacy = words("id organisation space name inventory out_since version")

    class Meta:
        ordering = ["name", "inventory", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "inventory"],
                name="one_thing_a_number",
                violation_error_message=_("Un objet porte déjà ce numéro d'inventaire."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.inventory})"


class Loan(OwnedModel):
    """A thing lent to somebody, to be back on `due_on`."""

    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="loans", verbose_name=_("objet"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="epn_loans", db_index=False)
    lent_on = models.DateField(_("prêté le"))
    due_on = models.DateField(_("à rendre le"))
    returned_on = models.DateField(_("rendu le"), null=True, blank=True)
    remark = models.CharField(_("état au retour"), max_length=200, blank=True)
    lent_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    privacy = words(
        "id organisation",
        equipment=SOCIAL,
        person=LINK,
        **dict.fromkeys(["lent_on", "due_on", "returned_on"], SOCIAL),
        remark=FREE_TEXT,
        lent_by=STAFF,
    )

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["equipment"],
                condition=Q(returned_on=None),
                name="lent_once_at_a_time",
                violation_error_message=_("Cet objet est déjà prêté : notez d'abord son retour."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("lent_on")),
                name="due_after_it_was_lent",
                violation_error_message=_("La date de retour tombe avant le prêt."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="epn_loan_by_person")]

    def __str__(self) -> str:
        return str(self.equipment)


class UpkeepNote(OwnedModel):
    """A line of the log of upkeep, of a station or of a thing that is lent."""

    station = models.ForeignKey(Station, null=True, blank=True, on_delete=models.PROTECT, related_name="upkeep")
    equipment = models.ForeignKey(Equipment, null=True, blank=True, on_delete=models.PROTECT, related_name="upkeep")
    kind = models.CharField(_("quoi"), max_length=6, choices=Upkeep.choices)
    text = models.CharField(_("en une phrase"), max_length=200)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    privacy = words("id organisation station equipment kind text noted_at", noted_by=STAFF)

    class Meta:
        ordering = ["-noted_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(station=None, equipment__isnull=False) | Q(station__isnull=False, equipment=None),
                name="upkeep_of_one_thing",
                violation_error_message=_("Une ligne du carnet parle d'un poste ou d'un objet."),
            )
        ]

    def __str__(self) -> str:
        return self.text
