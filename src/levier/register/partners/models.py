"""Organisations outside, who we speak with there, their programmes and places."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.ownership import OwnedModel
from levier.foundation.kit.privacy import Personal, words

PROFESSIONAL = Personal("contact", "public_task", "file")


class Partner(OwnedModel):
    """One organisation that we meet: a funder, a training centre, an employer, a public service."""

    class Kind(models.TextChoices):
        FUNDER = "funder", _("bailleur")
        PUBLIC_SERVICE = "public_service", _("service public")
        TRAINING = "training", _("centre de formation")
        SCHOOL = "school", _("promotion sociale")
        EMPLOYER = "employer", _("employeur")
        WELFARE = "welfare", _("CPAS")
        ASSOCIATION = "association", _("association")
        MUNICIPALITY = "municipality", _("commune")

    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("nom"), max_length=150)
    kind = models.CharField(_("type"), max_length=20, choices=Kind.choices)
    enterprise_number = models.CharField(_("numéro d'entreprise"), max_length=12, blank=True)
    mail = models.EmailField(_("adresse mail générale"), blank=True)
    phone = models.CharField(_("téléphone général"), max_length=30, blank=True)
    site = models.URLField(_("site"), blank=True)
    street = models.CharField(_("rue et numéro"), max_length=150, blank=True)
    postcode = models.CharField(_("code postal"), max_length=10, blank=True)
    commune = models.CharField(_("commune"), max_length=80, blank=True)
    note = models.TextField(_("remarque"), blank=True)
    search = models.CharField(max_length=400, editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words("id organisation code name kind enterprise_number street postcode commune site note search version"),
        "mail": PROFESSIONAL,
        "phone": PROFESSIONAL,
    }

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code"],
                name="one_partner_per_code",
                violation_error_message=_("Un partenaire porte déjà ce code."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "name"], name="partner_by_name"),
            models.Index(fields=["organisation", "kind"], name="partner_by_kind"),
            # The search walks it and opens no partner, of ours or of another house.
            models.Index(fields=["organisation", "search"], name="partner_by_search"),
        ]

    def __str__(self) -> str:
        return self.name


class Contact(OwnedModel):
    """Somebody we speak with at a partner. Ended, not deleted: letters of then still say who they were for."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(_("nom"), max_length=120)
    function = models.CharField(_("fonction"), max_length=120, blank=True)
    mail = models.EmailField(_("adresse mail"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    note = models.CharField(_("bon à savoir"), max_length=200, blank=True)
    starts_on = models.DateField(_("depuis le"), null=True, blank=True)
    ended_on = models.DateField(_("jusqu'au"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words("id organisation partner starts_on ended_on version"),
        **dict.fromkeys(["name", "function", "mail", "phone", "note"], PROFESSIONAL),
    }

    class Meta:
        ordering = ["ended_on", "name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on=None)
                | models.Q(starts_on=None)
                | models.Q(ended_on__gte=models.F("starts_on")),
                name="contact_ends_after_start",
                violation_error_message=_("La fin du contact tombe avant son début."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Programme(OwnedModel):
    """A programme of a funder, in which calls are opened and projects funded."""

    funder = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="programmes", verbose_name=_("bailleur"))
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("nom"), max_length=150)
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin"), null=True, blank=True)

    privacy = words("id organisation funder code name starts_on ends_on")

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code"],
                name="one_programme_per_code",
                violation_error_message=_("Un programme porte déjà ce code."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="programme_ends_after_it_starts",
                violation_error_message=_("La fin du programme tombe avant son début."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Place(OwnedModel):
    """Where things happen: a room of ours, or an address of a partner."""

    name = models.CharField(_("nom"), max_length=120)
    street = models.CharField(_("rue et numéro"), max_length=150, blank=True)
    postcode = models.CharField(_("code postal"), max_length=10, blank=True)
    commune = models.CharField(_("commune"), max_length=80, blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="places", verbose_name=_("partenaire")
    )

    privacy = words("id organisation name street postcode commune capacity partner")

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["organisation", "name"], name="place_by_name")]

    def __str__(self) -> str:
        return self.name
