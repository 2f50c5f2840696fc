"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ItemKind(models.TextChoices):
    OBSTACLE = "obstacle", _("frein")
    FACT = "fact", pgettext_lazy("item", "fait")
    STRENGTH = "strength", _("atout")


class Theme(models.TextChoices):
    """In the order of an interview: first what may stop everything else."""

    HOUSING = "housing", _("logement")
    ADMINISTRATION = "administration", _("papiers")
    RIGHTS = "rights", _("droits")
    MONEY = "money", _("argent")
    MOBILITY = "mobility", _("déplacements")
    HEALTH = "health_effect", _("effets de la santé")
    FAMILY = "family", _("famille")
    LANGUAGE = "language_literacy", _("langues, lire et écrire")
    DIGITAL = "digital", _("numérique")
    TRAINING = "training", _("formation")
    JOB_SEARCH = "job_search", _("recherche d'emploi")
    LINKS = "confidence_links", _("confiance et liens")


class Level(models.TextChoices):
    """How strong. An obstacle is none, light, strong or lifted; a fact or a strength is there or not.

    What nobody has spoken of has no finding at all: "not explored" is the absence of an answer, never an answer.
    """

    STRONG = "strong", _("fort")
    LIGHT = "light", _("léger")
    LIFTED = "lifted", _("levé")
    NONE = "none", _("aucun")
    YES = "yes", _("oui")
    NO = "no", _("non")


LEVELS = {
    ItemKind.OBSTACLE: (Level.NONE, Level.LIGHT, Level.STRONG, Level.LIFTED),
    ItemKind.FACT: (Level.NO, Level.YES),
    ItemKind.STRENGTH: (Level.NO, Level.YES),
}
WEIGHTS = {Level.STRONG: 2, Level.LIGHT: 1}
"""What an obstacle weighs on the radar, and when one asks whether it got lighter."""
HOLDS = (Level.STRONG, Level.LIGHT)
"""Levels at which an obstacle holds somebody back."""


class Part(models.TextChoices):
    """What a colleague does with somebody. One referent at a time; the others beside."""

    REFERENT = "referent", _("référent·e")
    SECOND = "second", _("second·e référent·e")
    SOCIAL = "social", _("accompagnement social")
    JOB = "job", _("aide à la recherche d'emploi")
    TRAINING = "training", _("suivi de formation")


class Origin(models.TextChoices):
    ITSELF = "self", _("de sa propre initiative")
    ACTIRIS = "actiris", _("par Actiris")
    CPAS = "cpas", _("par un CPAS")
    PARTNER = "partner", _("par un partenaire")
    RELATIVE = "relative", _("par un proche")


class GoalState(models.TextChoices):
    OPEN = "open", _("en cours")
    REACHED = "reached", _("atteint")
    DROPPED = "dropped", _("abandonné")


class StepState(models.TextChoices):
    PLANNED = "planned", _("prévue")
    UNDER_WAY = "under_way", _("en cours")
    WAITING = "waiting", _("en attente")
    DONE = "done", _("faite")
    DROPPED = "dropped", _("abandonnée")


OPEN_STEPS = (StepState.PLANNED, StepState.UNDER_WAY, StepState.WAITING)


class Doer(models.TextChoices):
    """Whose step it is."""

    PERSON = "person", _("la personne")
    WORKER = "worker", _("l'équipe")
    PARTNER = "partner", _("un partenaire")


class RevisionKind(models.TextChoices):
    ADDED = "added", _("ajouté")
    RENAMED = "renamed", _("renommé")
    MERGED = "merged", _("fondu dans un autre")
    SPLIT = "split", _("divisé")
    RETIRED = "retired", _("retiré")
    RESTORED = "restored", _("remis")


class NoteKind(models.TextChoices):
    """What a note tells."""

    INTERVIEW = "interview", _("entretien")
    CALL = "call", _("appel")
    MESSAGE = "message", _("message")
    ACT = "act", _("démarche")
    OTHER = "other", _("autre")


class Audience(models.TextChoices):
    """Who reads a note; chosen while writing, and shown on it."""

    TEAM = "team", _("l'équipe d'accompagnement")
    RESTRICTED = "restricted", _("les collègues de la personne seulement")
    MINE = "mine", _("moi seul·e, 90 jours")


class ReferralAnswer(models.TextChoices):
    """What was answered to a referral."""

    ACCEPTED = "accepted", pgettext_lazy("referral", "acceptée")
    PROPOSED = "proposed", _("une date est proposée")
    REFUSED = "refused", pgettext_lazy("referral", "refusée")


class ReferralStatus(models.TextChoices):
    """Where a referral stands; computed from facts, never kept."""

    SENT = "sent", pgettext_lazy("referral", "envoyée")
    REMINDED = "reminded", pgettext_lazy("referral", "rappelée")
    ACCEPTED = ReferralAnswer.ACCEPTED.value, ReferralAnswer.ACCEPTED.label
    PROPOSED = ReferralAnswer.PROPOSED.value, ReferralAnswer.PROPOSED.label
    REFUSED = ReferralAnswer.REFUSED.value, ReferralAnswer.REFUSED.label
    EXPIRED = "expired", _("restée sans réponse")
    WITHDRAWN = "withdrawn", pgettext_lazy("referral", "retirée")


WAITS = (ReferralStatus.SENT, ReferralStatus.REMINDED)
"""An answer is still expected."""


class Reached(models.TextChoices):
    """How a message to several people reaches one of them."""

    MAIL = "mail", _("par mail")
    SMS = "sms", _("par SMS")
    CALL = "call", _("par téléphone")
    LETTER = "letter", _("par lettre")
    NOT = "not", _("laissée de côté")


WRITTEN = (Reached.MAIL, Reached.SMS)
"""The house writes by itself."""
BY_HAND = (Reached.CALL, Reached.LETTER)
"""A colleague passes it on."""
