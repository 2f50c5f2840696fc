"""Who may import."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import permission

USE_IMPORTS = permission(
    "imports.use",
    _("importer un classeur et annuler cet import"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.PROJECT_OFFICER),
)
