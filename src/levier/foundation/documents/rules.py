"""Who may meet documents. Beyond these, each document names the permission that opens it."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import EVERYBODY, Role
from levier.foundation.kit.permissions import permission

OPEN_DOCUMENTS = permission(
    "documents.open", _("ouvrir un document, là où vous voyez ce qu'il concerne"), roles=EVERYBODY
)
CHANGE_DOCUMENTS = permission(
    "documents.change",
    _("ajouter ou retirer un document, là où vous modifiez ce qu'il concerne"),
    roles=tuple(role for role in EVERYBODY if role != Role.AUDITOR),
)
SEE_LIST = permission(
    "documents.list",
    _("voir d'un coup tous les documents que vous pouvez ouvrir, et la place qu'ils prennent"),
    roles=(
        Role.DIRECTION,
        Role.COORDINATION,
        Role.PROJECT_OFFICER,
        Role.FINANCE,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    ),
)
