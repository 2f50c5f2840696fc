"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SheetKind(models.TextChoices):
    """What one sheet is for: one grid, a column for each half-day."""

    SESSION = "session", _("une séance")
    WEEK = "week", _("une semaine")
    MONTH = "month", _("un mois")


class Format(models.TextChoices):
    """How a sheet looks for whoever pays; `data/formats.json` holds the rest."""

    PLAIN = "plain", _("simple, sans bailleur")
    ESF = "esf", _("Fonds social européen (FSE+)")
    ACTIRIS = "actiris", _("partenaire d'Actiris")
    COMMUNE = "commune", _("commune ou CPAS")


class Proof(models.TextChoices):
    """What an agreement takes as a proof that somebody was there."""

    PAPER = "paper", _("la feuille signée sur papier")
    TABLET = "tablet", _("la signature sur tablette")
    QR = "qr", _("le code QR montré à l'entrée")


class CertificateKind(models.TextChoices):
    MONTH = "month", _("présences d'un mois")
    ACTIVITY = "activity", _("participation à une activité")
    COURSE = "course", _("formation suivie")
