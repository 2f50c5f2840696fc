"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """Labour-market status at entry (domain.md 3.2, item 11)."""

    UNEMPLOYED = "unemployed", _("sans emploi")
    INACTIVE = "inactive", _("inactif")
    EMPLOYED = "employed", _("en emploi")
    UNKNOWN = "", _("non précisé")


class Answer(models.TextChoices):
    """Answer to a question that one may refuse; unknown is the empty text."""

    YES = "yes", _("oui")
    NO = "no", _("non")
    REFUSED = "refused", _("ne souhaite pas répondre")
    UNKNOWN = "", _("non précisé")


class Horizon(models.TextChoices):
    """When an observation speaks of: from the exit on, or from six months after it."""

    EXIT = "exit", _("à la sortie")
    SIX_MONTHS = "six_months", _("six mois après")


class Work(models.TextChoices):
    """Work situation that an observation reports; the empty text when it says nothing of work."""

    EMPLOYED = "employed", _("en emploi")
    SEARCHING = "searching", _("cherche un emploi")
    NEITHER = "none", _("ni en emploi, ni en recherche")
    UNSAID = "", _("non précisé")


class Reach(models.TextChoices):
    """What came of an attempt to ask."""

    ANSWERED = "answered", _("a répondu")
    NOT_REACHED = "not_reached", _("pas joint")
    REFUSED = "refused", _("ne souhaite pas répondre")


class Why(models.TextChoices):
    """Why a project or an activity is proposed to somebody; which obstacle it was is never kept here."""

    OBSTACLE = "obstacle", _("répond à un frein encore présent")
    OFTEN = "often", _("d'autres personnes y sont allées en sortant du même endroit")
    EXIT_NEAR = "exit_near", _("une sortie est proche")
    WISH = "wish", _("la personne le demande")
    OTHER = "other", _("autre raison")


class Reply(models.TextChoices):
    """What the person says to a proposal."""

    WAITING = "waiting", _("en attente")
    ACCEPTED = "accepted", _("acceptée")
    REFUSED = "refused", _("refusée")


class RefusedFor(models.TextChoices):
    """Why a proposal is refused, so that one can count; nothing that a doctor would say."""

    HOURS = "hours", _("les horaires ne conviennent pas")
    CHILDCARE = "childcare", _("la garde des enfants manque")
    DISTANCE = "distance", _("c'est trop loin ou trop cher d'y aller")
    NOT_NOW = "not_now", _("ce n'est pas le moment")
    NOT_WANTED = "not_wanted", _("cela ne l'intéresse pas")
    ELSEWHERE = "elsewhere", _("a trouvé un emploi ou une formation")
    OTHER = "other", _("autre raison")
