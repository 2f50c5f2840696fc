"""Who may see, freeze and reopen reports."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import permission

SEE_REPORTS = permission(
    "reports.see",
    _("voir les rapports et les participations derrière chaque chiffre"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.PROJECT_OFFICER, Role.FINANCE, Role.AUDITOR),
)
FREEZE_REPORTS = permission(
    "reports.freeze",
    _("figer un rapport et le rouvrir en donnant la raison"),
    roles=(Role.DIRECTION, Role.PROJECT_OFFICER),
)
