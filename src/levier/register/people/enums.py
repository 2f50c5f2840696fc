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


class PairState(models.TextChoices):
    """What was decided of two files that look alike."""

    WAITING = "waiting", _("à décider")
    APART = "apart", _("deux personnes")
    MERGED = "merged", _("réunies")


class ErasureReason(models.TextChoices):
    """Why a person is erased."""

    ASKED = "asked", _("la personne le demande")
    RETENTION = "retention", _("la durée de conservation est passée")
    MISTAKE = "mistake", _("la fiche a été créée par erreur")


LANGUAGES = (
    ("fr", "Français"),
    ("nl", "Nederlands"),
    ("en", "English"),
    ("ar", "العربية"),
    ("tr", "Türkçe"),
    ("ro", "Română"),
    ("uk", "Українська"),
    ("es", "Español"),
)
"""Languages in which we can write to a person, each in its own word."""
