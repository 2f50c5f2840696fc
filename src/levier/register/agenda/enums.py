"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Weekday(models.IntegerChoices):
    """As Python counts the days of a week."""

    MONDAY = 0, _("lundi")
    TUESDAY = 1, _("mardi")
    WEDNESDAY = 2, _("mercredi")
    THURSDAY = 3, _("jeudi")
    FRIDAY = 4, _("vendredi")
    SATURDAY = 5, _("samedi")
    SUNDAY = 6, _("dimanche")


class ChangeKind(models.TextChoices):
    """What is otherwise than in a usual week."""

    CLOSED = "closed", _("pas de rendez-vous")
    EXTRA = "extra", _("une plage en plus")


class ResourceKind(models.TextChoices):
    """What may be booked besides the time of colleagues."""

    ROOM = "room", _("salle")
    EQUIPMENT = "equipment", _("matériel")
