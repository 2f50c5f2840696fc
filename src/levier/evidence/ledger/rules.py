"""Who may see and ask hours."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import permission

SEE_HOURS = permission(
    "ledger.see_hours",
    _("voir les heures demandées à chaque bailleur"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.PROJECT_OFFICER, Role.FINANCE, Role.AUDITOR),
)
CLAIM_HOURS = permission(
    "ledger.claim_hours",
    _("demander des heures à un bailleur, et les libérer"),
    roles=(Role.DIRECTION, Role.PROJECT_OFFICER, Role.FINANCE),
)
