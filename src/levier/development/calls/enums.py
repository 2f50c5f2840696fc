"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Competence(models.TextChoices):
    """The policies under which calls are opened; one call may stand under several."""

    EMPLOYMENT = "employment", _("emploi")
    TRAINING = "training", _("formation")
    POVERTY = "poverty", _("lutte contre la pauvreté")
    POPULAR_EDUCATION = "popular_education", _("éducation permanente")
    COHESION = "cohesion", _("Cohésion sociale")
    NEIGHBOURHOOD = "neighbourhood", _("Contrats de Quartiers Durables")
    SOCIAL_ECONOMY = "social_economy", _("économie sociale")
    OTHER = "other", _("autre")


class CallStatus(models.TextChoices):
    """Where a call stands for us."""

    WATCHED = "watched", _("repéré")
    PREPARED = "prepared", _("dossier en préparation")
    ANSWERED = "answered", _("réponse envoyée")
    WON = "won", _("retenu")
    LOST = "lost", _("non retenu")
    DISMISSED = "dismissed", _("écarté")


STEPS: dict[str, tuple[str, ...]] = {
    CallStatus.PREPARED: (CallStatus.ANSWERED,),
    CallStatus.ANSWERED: (CallStatus.WON, CallStatus.LOST),
    CallStatus.LOST: (CallStatus.WON,),
}
"""Steps that need no reason. Into `prepared` and `dismissed` one goes by a decision."""
OPEN = (CallStatus.WATCHED, CallStatus.PREPARED)
"""States in which the deadline is still ours to keep."""
