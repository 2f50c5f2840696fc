"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OpeningKind(models.TextChoices):
    """For what the space is open at an hour."""

    FREE = "free", _("accès libre")
    ACCOMPANIED = "accompanied", _("accès accompagné")
    TRAINING = "training", _("formation")


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("lundi")
    TUESDAY = 1, _("mardi")
    WEDNESDAY = 2, _("mercredi")
    THURSDAY = 3, _("jeudi")
    FRIDAY = 4, _("vendredi")
    SATURDAY = 5, _("samedi")
    SUNDAY = 6, _("dimanche")


class StationState(models.TextChoices):
    """What a station can be told to be; free and in use are told by the visits."""

    FREE = "free", pgettext_lazy("station", "libre")
    IN_USE = "in_use", pgettext_lazy("station", "occupé")
    OUT = "out", _("hors service")


class Upkeep(models.TextChoices):
    """What was done to a station or a thing that is lent."""

    FAULT = "fault", _("panne : hors service")
    REPAIR = "repair", _("réparation : de nouveau en service")
    CARE = "care", _("entretien, mise à jour")


class Purpose(models.TextChoices):
    """Why somebody comes in, in the order of their number keys, each with its pictogram (`SIGNS`)."""

    COMPUTER = "computer", _("utiliser un ordinateur")
    FORMALITY = "formality", _("faire une démarche en ligne")
    WORK = "work", _("chercher un emploi, CV")
    MAIL = "mail", _("lire ou écrire un mail")
    PRINT = "print", _("imprimer ou scanner")
    PHONE = "phone", _("aide avec un téléphone")
    LEARN = "learn", _("apprendre, s'exercer")
    ASK = "ask", _("poser une question")


SIGNS = {
    Purpose.COMPUTER: "screen",
    Purpose.FORMALITY: "paper",
    Purpose.WORK: "search",
    Purpose.MAIL: "mail",
    Purpose.PRINT: "print",
    Purpose.PHONE: "phone",
    Purpose.LEARN: "up",
    Purpose.ASK: "help",
}


class PrintsPer(models.TextChoices):
    """What the number of free pages is counted for."""

    VISIT = "visit", _("par visite")
    PERSON = "person", _("par personne et par mois")


class Autonomy(models.IntegerChoices):
    """How far somebody does a thing by themselves."""

    ACCOMPANIED = 1, _("avec quelqu'un à côté")
    PARTLY = 2, _("en partie")
    ALONE = 3, _("sans aide")


class Crowd(models.TextChoices):
    """What is counted of people who are not noted one by one."""

    PASSED = "passed", _("est passé sans s'inscrire")
    INFORMED = "informed", _("a reçu une information")
    PRINTED = "printed", _("a seulement imprimé")
    WIFI = "wifi", _("a seulement utilisé le Wi-Fi")


class Depth(models.TextChoices):
    """How far one looks."""

    GESTURES = "gestures", _("douze gestes de tous les jours")
    FULL = "full", _("les vingt et une compétences")


class Mode(models.TextChoices):
    """In which way a diagnosis is made."""

    WRITTEN = "written", _("la personne lit et répond")
    ORAL = "oral", _("quelqu'un lit les questions")
    OBSERVED = "observed", _("on regarde la personne faire, sans rien lire")


class Reader(models.TextChoices):
    """Whom a diagnosis is made with. Three groups who do not read French are three different groups."""

    READS = "reads", _("lit le français")
    WEAK_FRENCH = "weak_french", _("lit bien une autre langue, apprend le français")
    OTHER_SCRIPT = "other_script", _("lit un autre alphabet")
    NEVER_SCHOOLED = "never_schooled", _("n'a pas appris à lire")


class Mastery(models.IntegerChoices):
    """What somebody does of a gesture or a competence."""

    NOT_YET = 0, _("pas encore")
    HELPED = 1, _("avec de l'aide")
    ALONE = 2, _("sans aide")
    SHOWS = 3, _("peut le montrer à d'autres")
