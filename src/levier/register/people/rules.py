"""Who may meet people."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import permission

SEE_PEOPLE = permission(
    "people.see",
    _("chercher une personne et voir son identité et ses coordonnées"),
    roles=(
        Role.DIRECTION,
        Role.COORDINATION,
        Role.COUNSELLOR,
        Role.PROJECT_OFFICER,
        Role.RECEPTION,
        Role.ANIMATOR,
        Role.EPN,
    ),
)
CHANGE_PEOPLE = permission(
    "people.change",
    _("créer une personne et modifier son identité et ses coordonnées"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR, Role.PROJECT_OFFICER, Role.RECEPTION),
)
MERGE_PEOPLE = permission(
    "people.merge",
    _("chercher les doublons, réunir deux fiches d'une même personne et annuler une fusion"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR),
)
COPY_PEOPLE = permission(
    "people.copy",
    _("préparer la copie de tout ce que la maison garde d'une personne, pour elle"),
    roles=(Role.DIRECTION, Role.COORDINATION),
)
ERASE_PEOPLE = permission(
    "people.erase",
    _("effacer une personne, après avoir vu ce qui part et ce qui doit rester"),
    roles=(Role.DIRECTION, Role.COORDINATION),
)
OPEN_PROOFS = permission(
    "people.proofs",
    _("ouvrir, pour un contrôle, les preuves gardées d'une personne effacée"),
    roles=(Role.DIRECTION, Role.FINANCE, Role.AUDITOR),
)
