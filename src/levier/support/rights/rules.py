"""Who may meet the rights of people, and the rules that count their deadlines."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import CASE_WORKERS, Role
from levier.foundation.kit.permissions import YES, Decision, permission
from levier.support.rights.enums import APPEAL_STEPS, STEPS, Appeal, DeadlineState
from levier.support.rights.models import Deadline, Loss

SEE_RIGHTS = permission(
    "rights.see",
    _("lire les droits d'une personne : statut, courriers, échéances, pertes de droits"),
    roles=CASE_WORKERS,
)
WRITE_RIGHTS = permission(
    "rights.write",
    _("noter un courrier, une échéance, un statut ou une perte de droits"),
    roles=CASE_WORKERS,
)
MANAGE_KINDS = permission(
    "rights.manage_kinds",
    _("ajouter une sorte d'échéance et changer la règle qui la calcule"),
    roles=(Role.DIRECTION, Role.COORDINATION),
)
COUNT_RIGHTS = permission(
    "rights.count",
    _("voir combien de droits sont menacés, perdus ou retrouvés, sans aucun nom"),
    roles=(*CASE_WORKERS, Role.PROJECT_OFFICER),
)


def may_go_to(deadline: Deadline, state: DeadlineState) -> Decision:
    """May a deadline go to this state?"""
    if state in STEPS[deadline.state]:
        return YES
    words = {"now": deadline.get_state_display()}
    return Decision(False, _("Cette échéance est déjà « %(now)s ». Remettez-la d'abord à faire.") % words)


def may_appeal(loss: Loss, appeal: Appeal) -> Decision:
    """May what is known of the appeal against a loss become this?"""
    if appeal in APPEAL_STEPS[loss.appeal]:
        return YES
    if loss.appeal == Appeal.NONE:
        return Decision(False, _("Notez d'abord que le recours est introduit, et quel jour."))
    return Decision(False, _("Ce recours est déjà noté « %(now)s ».") % {"now": loss.get_appeal_display()})
