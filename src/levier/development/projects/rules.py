"""Who may meet projects."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import EVERYBODY, Role
from levier.foundation.kit.permissions import permission

SEE_PROJECTS = permission("projects.see", _("voir les projets de l'association"), roles=EVERYBODY)
CHANGE_PROJECTS = permission(
    "projects.change",
    _("créer et modifier un projet, ses partenaires, ses conventions et ses promesses"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.PROJECT_OFFICER),
)
