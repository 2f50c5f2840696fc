"""Words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectStatus(models.TextChoices):
    """Where a project stands. The last five are the true ends (domain.md 2)."""

    IDEA = "idea", _("idée")
    SUBMITTED = "submitted", _("déposé")
    RUNNING = "running", _("en cours")
    COMPLETED = "completed", _("terminé")
    INTERRUPTED = "interrupted", _("interrompu")
    TRANSFERRED = "transferred", _("transmis")
    SPUN_OFF = "spun_off", _("devenu autonome")
    TAKEN_OVER = "taken_over", _("repris")


ENDED = (
    ProjectStatus.COMPLETED,
    ProjectStatus.INTERRUPTED,
    ProjectStatus.TRANSFERRED,
    ProjectStatus.SPUN_OFF,
    ProjectStatus.TAKEN_OVER,
)
"""In these a project says when it ended, how, and what is kept of it."""

STEPS: dict[str, tuple[str, ...]] = {
    ProjectStatus.IDEA: (ProjectStatus.SUBMITTED, ProjectStatus.RUNNING),
    ProjectStatus.SUBMITTED: (ProjectStatus.RUNNING, ProjectStatus.IDEA),
    ProjectStatus.RUNNING: ENDED,
    **dict.fromkeys(ENDED, (ProjectStatus.RUNNING,)),
}
"""Where a project may go from each state; one action a step, in `step_actions`."""


class ObligationKind(models.TextChoices):
    """What an agreement asks of the association, beside the work itself."""

    REPORT = "report", _("rapport")
    BALANCE = "balance", _("dossier de solde")
    PAYMENT = "payment", _("demande de paiement")
    COMMITTEE = "committee", _("comité d'accompagnement")
    PUBLICITY = "publicity", _("logos et publicité")
    ACCREDITATION = "accreditation", _("agrément à renouveler")
    ARCHIVE = "archive", _("fin de conservation des pièces")
    OTHER = "other", _("autre")
