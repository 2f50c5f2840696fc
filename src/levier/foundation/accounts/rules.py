"""Who may settle accounts."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import EVERYBODY, Role
from levier.foundation.kit.permissions import permission

USE_ACCOUNT = permission("accounts.use", _("régler votre langue et votre affichage"), roles=EVERYBODY)
MANAGE_TEAM = permission(
    "accounts.manage", _("inviter des collègues et changer leurs rôles"), roles=(Role.DIRECTION, Role.ADMINISTRATOR)
)
