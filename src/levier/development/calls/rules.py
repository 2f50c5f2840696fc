"""Who may meet needs and calls."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import EVERYBODY, PROJECT_TEAM, Role
from levier.foundation.kit.permissions import permission

SEE_CALLS = permission("calls.see", _("voir les besoins constatés et les appels à projets"), roles=EVERYBODY)
CHANGE_NEEDS = permission(
    "calls.change_needs",
    _("noter un besoin constaté et les chiffres qui le montrent"),
    roles=(*PROJECT_TEAM, Role.COUNSELLOR, Role.EPN),
)
CHANGE_CALLS = permission(
    "calls.change_calls", _("noter un appel à projets et préparer la réponse"), roles=PROJECT_TEAM
)
DECIDE_CALLS = permission(
    "calls.decide", _("décider si l'association répond à un appel"), roles=(Role.DIRECTION, Role.COORDINATION)
)
