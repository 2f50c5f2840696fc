"""Organisations outside, their programmes and places."""

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
    contact_name = models.CharField(_("personne de contact"), max_length=120, blank=True)
    mail = models.EmailField(_("adresse mail"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    street = models.CharField(_("rue et numéro"), max_length=150, blank=True)
    postcode = models.CharField(_("code postal"), max_length=10, blank=True)
    commune = models.CharField(_("commune"), max_length=80, blank=True)
    note = models.TextField(_("remarque"), blank=True)
    search = models.CharField(max_length=400, editable=False, default="")
    version = models.PositiveIntegerField(default=1)

    privacy = {
        **words("id organisation code name kind enterprise_number street postcode commune note search version"),
        "contact_name": PROFESSIONAL,
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
        indexes = [models.Index(fields=["organisation", "name"], name="partner_by_name")]

    def __str__(self) -> str:
        return self.name


class Programme(OwnedModel):
    """A programme of a funder, in which calls are opened and projects funded."""

    funder = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="programmes")
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("nom"), max_length=150)
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin"), null=True, blank=True)

    privacy = words("id organisation funder code name starts_on ends_on")

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_programme_per_code")]

    def __str__(self) -> str:
        return self.name


class Place(OwnedModel):
    """Where things happen: a room of ours, or an address of a partner."""

    name = models.CharField(_("nom"), max_length=120)
    street = models.CharField(_("rue et numéro"), max_length=150, blank=True)
    postcode = models.CharField(_("code postal"), max_length=10, blank=True)
    commune = models.CharField(_("commune"), max_length=80, blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="places")

    privacy = words("id organisation name street postcode commune capacity partner")

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
