"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from levier.activity.activities.enums import ActivityKind

COURSES = (ActivityKind.COURSE, ActivityKind.LITERACY, ActivityKind.DIGITAL)
"""Kinds of activities that may have the file of a course."""


class StepKind(models.TextChoices):
    """Steps of a selection, in their usual order; the decision comes after them."""

    INFORMATION = "information", _("séance d'information")
    TEST = "test", _("test")
    INTERVIEW = "interview", _("entretien")


class StepResult(models.TextChoices):
    INVITED = "invited", _("invité·e")
    CAME = "came", _("est venu·e")
    MISSED = "missed", _("n'est pas venu·e")


class Choice(models.TextChoices):
    """What was decided of a candidate."""

    ACCEPTED = "accepted", _("accepté·e")
    RESERVE = "reserve", _("en réserve")
    REFUSED = "refused", _("refusé·e")
    WITHDREW = "withdrew", _("ne souhaite plus venir")


class Why(models.TextChoices):
    """Reasons of a decision, in words that one can say to the person."""

    READY = "ready", _("le cours correspond à son projet")
    FULL = "full", _("toutes les places sont prises")
    LEVEL = "level", _("le niveau demandé n'est pas encore là")
    LANGUAGE = "language", _("le français demandé n'est pas encore là")
    SCHEDULE = "schedule", _("l'horaire ne convient pas")
    CONDITIONS = "conditions", _("une condition du financement n'est pas remplie")
    OTHER_WAY = "other_way", _("un autre chemin convient mieux")
    ABSENT = "absent", _("n'est pas venu·e aux étapes")
    OWN_CHOICE = "own_choice", _("c'est son choix")
    OTHER = "other", _("autre raison")


class Told(models.TextChoices):
    """How somebody was told of a decision."""

    FACE = "face", _("de vive voix")
    CALL = "call", _("par téléphone")
    LETTER = "letter", _("par lettre remise ou envoyée")
    MAIL = "mail", _("par mail")
    SMS = "sms", _("par SMS")


class Mastery(models.TextChoices):
    """Where somebody is with a module."""

    UNDER_WAY = "under_way", _("en cours")
    ACQUIRED = "acquired", _("acquis")
    NOT_ACQUIRED = "not_acquired", _("pas acquis")
    EXEMPT = "exempt", _("dispensé·e")


class InternshipEnd(models.TextChoices):
    COMPLETED = "completed", _("mené jusqu'au bout")
    HIRED = "hired", _("engagé·e par l'employeur")
    STOPPED_BY_PERSON = "stopped_person", _("arrêté par la personne")
    STOPPED_BY_PLACE = "stopped_place", _("arrêté par l'employeur")
