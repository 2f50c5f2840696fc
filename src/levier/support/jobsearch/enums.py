"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from levier.support.pathways.enums import Audience


class ApplicationKind(models.TextChoices):
    """What was done towards an employer."""

    APPLICATION = "application", _("candidature")
    CONTACT = "contact", _("contact avec l'employeur")


class ApplicationState(models.TextChoices):
    """Where an application stands; a contact with an employer has no state."""

    SENT = "sent", pgettext_lazy("application", "envoyée")
    INTERVIEW = "interview", pgettext_lazy("application", "entretien")
    ACCEPTED = "accepted", pgettext_lazy("application", "acceptée")
    REFUSED = "refused", pgettext_lazy("application", "refusée")
    NO_ANSWER = "no_answer", pgettext_lazy("application", "sans réponse")


class Channel(models.TextChoices):
    """By which way one goes to an employer."""

    MAIL = "mail", _("par mail")
    ONLINE = "online", _("sur un site")
    PHONE = "phone", _("par téléphone")
    ON_THE_SPOT = "spot", _("sur place")
    POST = "post", _("par courrier")


class Direction(models.TextChoices):
    """Who turned to whom."""

    TO_PERSON = "to_person", _("nous → la personne")
    FROM_PERSON = "from_person", _("la personne → nous")
    TO_OTHER = "to_other", _("nous → quelqu'un d'autre")
    FROM_OTHER = "from_other", _("quelqu'un d'autre → nous")


WITH_OTHERS = (Direction.TO_OTHER, Direction.FROM_OTHER)


class Means(models.TextChoices):
    """By what one speaks or writes."""

    PHONE = "phone", _("téléphone")
    SMS = "sms", _("SMS")
    MAIL = "mail", _("mail")
    CHAT = "chat", _("messagerie")


class Result(models.TextChoices):
    """What came of a call or a message."""

    SPOKE = "spoke", _("on s'est parlé")
    LEFT = "left", _("message laissé")
    NOBODY = "nobody", _("pas de réponse")


READERS = [(one.value, one.label) for one in (Audience.TEAM, Audience.RESTRICTED)]
"""Who may read a call or a message: the levels of a note, without the one that is for oneself only."""


class InterpreterState(models.TextChoices):
    """Where the booking of an interpreter stands."""

    ASKED = "asked", _("demandé")
    CONFIRMED = "confirmed", _("confirmé")
    CANCELLED = "cancelled", _("annulé")


class ActKind(models.TextChoices):
    """What is encoded at Actiris. The list is ours: Actiris' own codes were not read at their source."""

    OPENED = "opened", _("premier entretien, début de l'accompagnement")
    MEETING = "meeting", _("rendez-vous tenu")
    PLAN = "plan", _("plan : un but convenu")
    CONTRACT = "contract", _("contrat de projet professionnel signé")
    APPLICATION = "application", _("aide à une candidature")
    CONTACT = "contact", _("contact avec un employeur")
    CLOSED = "closed", _("fin de l'accompagnement")
