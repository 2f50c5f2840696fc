"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """How a rule counts. A written date is copied from the paper, never computed."""

    WRITTEN = "written", _("date écrite sur le papier")
    DAYS = "days", _("jours")
    WORKING_DAYS = "working_days", _("jours ouvrables")
    MONTHS = "months", _("mois")
    END_OF_MONTH = "end_of_month", _("fin du mois")


class Start(models.TextChoices):
    """The day that a rule counts from."""

    PAPER = "paper", _("le papier lui-même")
    NOTIFICATION = "notification", _("la réception de la décision")
    POSTING = "posting", _("l'envoi du recommandé")
    REQUEST = "request", _("la demande")
    RECEIPT = "receipt", _("la réception du dossier complet")
    REGISTRATION = "registration", _("l'inscription ou la réinscription")
    FIRST_DAY = "first_day", _("le premier jour")
    MONTH = "month", _("le mois concerné")
    ABSENCE = "absence", _("l'absence")


class Origin(models.TextChoices):
    """Who sends letters that carry deadlines."""

    ACTIRIS = "actiris", _("Actiris")
    ONEM = "onem", _("ONEM")
    PAYMENT_BODY = "payment_body", _("syndicat ou CAPAC")
    CPAS = "cpas", _("CPAS")
    HEALTH_FUND = "health_fund", _("mutuelle")
    RESIDENCE = "residence", _("commune ou Office des étrangers")
    TRAINING = "training", _("centre de formation")
    COURT = "court", _("tribunal du travail")
    OTHER = "other", _("autre")


class LetterKind(models.TextChoices):
    """What a letter does."""

    DECISION = "decision", _("décision")
    SUMMONS = "summons", _("convocation")
    EVALUATION = "evaluation", _("évaluation")
    END_OF_RIGHT = "end_of_right", _("fin de droit")
    ACKNOWLEDGEMENT = "acknowledgement", _("accusé de réception d'une demande")
    REGISTRATION = "registration", _("attestation d'inscription")
    EXEMPTION = "exemption", _("dispense")
    NOTICE = "notice", _("avertissement ou demande de papiers")
    DOCUMENT = "document", _("titre, carte, attestation")
    OTHER = "other", _("autre courrier")


class DeadlineState(models.TextChoices):
    """Where a deadline stands."""

    OPEN = "open", _("ouverte")
    DONE = "done", _("faite")
    DROPPED = "dropped", _("sans objet")
    MISSED = "missed", _("manquée")


STEPS: dict[str, frozenset[str]] = {
    DeadlineState.OPEN: frozenset({DeadlineState.DONE, DeadlineState.DROPPED, DeadlineState.MISSED}),
    DeadlineState.DONE: frozenset({DeadlineState.OPEN}),
    DeadlineState.DROPPED: frozenset({DeadlineState.OPEN}),
    DeadlineState.MISSED: frozenset({DeadlineState.OPEN, DeadlineState.DONE}),
}
"""From each state, those that a deadline may go to. What was missed may still be done, late."""


class LossKind(models.TextChoices):
    """What happens to a right (domain.md 5.1)."""

    THREATENED = "threatened", _("menacé")
    SUSPENDED = "suspended", _("suspendu")
    REDUCED = "reduced", _("réduit")
    EXCLUDED = "excluded", _("exclusion")
    ENDED = "ended", _("arrivé à son terme")
    LOST = "lost", _("perdu")


class Right(models.TextChoices):
    """Which right."""

    UNEMPLOYMENT = "unemployment", _("allocations de chômage")
    INSERTION = "insertion", _("allocations d'insertion")
    CPAS = "cpas", _("revenu d'intégration ou aide du CPAS")
    REGISTRATION = "registration", _("inscription chez Actiris")
    HEALTH = "health", _("couverture de la mutuelle")
    RESIDENCE = "residence", _("titre de séjour")
    EXEMPTION = "exemption", _("dispense pour formation")
    OTHER = "other", _("autre droit")


class Appeal(models.TextChoices):
    """What was done against a loss, and what came of it."""

    NONE = "none", _("pas de recours")
    LODGED = "lodged", _("recours introduit")
    WON = "won", _("gagné")
    PARTLY = "partly", _("gagné en partie")
    LOST = "lost", _("perdu")
    WITHDRAWN = "withdrawn", _("retiré")


DECIDED = (Appeal.WON, Appeal.PARTLY, Appeal.LOST, Appeal.WITHDRAWN)
APPEAL_STEPS: dict[str, frozenset[str]] = {
    Appeal.NONE: frozenset({Appeal.LODGED}),
    Appeal.LODGED: frozenset(DECIDED),
    **{state: frozenset({Appeal.LODGED}) for state in DECIDED},
}
"""A decision noted by mistake goes back to an appeal that waits."""
SUSPENDED = "suspended"
"""The one status of a benefit period that the list of employment statuses does not know."""
