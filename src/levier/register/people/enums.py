"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gender(models.TextChoices):
    """As the person says; unknown is not an answer but its absence."""

    WOMAN = "W", _("femme")
    MAN = "M", _("homme")
    NON_BINARY = "N", _("non binaire")
    UNKNOWN = "", _("non précisé")


class ContactKind(models.TextChoices):
    PHONE = "phone", _("téléphone")
    MAIL = "mail", _("adresse mail")


class Scheme(models.TextChoices):
    """Where a number that names a person comes from."""

    WORKBOOK = "workbook", _("numéro dans le classeur d'un projet")
