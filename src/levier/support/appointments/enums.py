"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Place(models.TextChoices):
    """Where an appointment is."""

    OFFICE = "office", _("au bureau")
    PHONE = "phone", _("par téléphone")
    VIDEO = "video", _("en vidéo")
    HOME = "home", _("chez la personne")


class Side(models.TextChoices):
    """Who cancels."""

    PERSON = "person", _("la personne")
    HOUSE = "house", _("nous")


class Stage(models.TextChoices):
    """Where an appointment stands; always computed, never kept."""

    INVITED = "invited", _("invitation en cours")
    EXPIRED = "expired", _("invitation sans réponse")
    PLANNED = "planned", _("prévu")
    TO_NOTE = "to_note", _("à noter")
    SEEN = "seen", _("venue")
    EXCUSED = "excused", _("excusée")
    MISSED = "missed", _("absente")
    CANCELLED = "cancelled", _("annulé")
    CLOSED = "closed", _("clos")


class OfferAnswer(models.TextChoices):
    """What became of an earlier moment that was offered."""

    TAKEN = "taken", pgettext_lazy("offer", "accepté")
    DECLINED = "declined", pgettext_lazy("offer", "refusé")
    LAPSED = "lapsed", pgettext_lazy("offer", "resté sans réponse")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer", "retiré")
