"""Who may meet partners."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import EVERYBODY, Role
from levier.foundation.kit.permissions import permission

SEE_PARTNERS = permission("partners.see", _("voir les partenaires, leurs contacts et leurs lieux"), roles=EVERYBODY)
CHANGE_PARTNERS = permission(
    "partners.change",
    _("ajouter et modifier un partenaire, ses contacts, ses lieux et ses programmes"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.PROJECT_OFFICER, Role.COUNSELLOR, Role.RECEPTION),
)
