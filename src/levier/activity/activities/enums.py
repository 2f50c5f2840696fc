"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    WORKSHOP = "workshop", _("atelier")
    ORIENTATION = "orientation", _("atelier d'orientation professionnelle")
    COURSE = "course", _("formation")
    LITERACY = "literacy", _("alphabétisation")
    DIGITAL = "digital", _("alphabétisation numérique")
    OPEN = "open", _("activité ouverte")
    COLLECTIVE = "collective", _("collectif")


class SessionKind(models.TextChoices):
    """A session is a moment; a monthly total stands for a month whose sessions are not known one by one."""

    MOMENT = "moment", _("séance")
    MONTH = "month", _("total d'un mois, repris d'un classeur")


class Presence(models.TextChoices):
    """Closing a sheet refuses a name without an answer."""

    PRESENT = "present", _("présent")
    LATE = "late", _("en retard ou parti plus tôt")
    EXCUSED = "excused", _("absence justifiée")
    ABSENT = "absent", _("absent")


class Source(models.TextChoices):
    SCREEN = "screen", _("saisi à l'écran")
    IMPORT = "import", _("repris d'un fichier")
