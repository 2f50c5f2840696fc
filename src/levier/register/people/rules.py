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
WELCOME_PEOPLE = permission(
    "people.welcome",
    _("accueillir une personne sans nom ou par son prénom seulement"),
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
GATHER_MANDATES = permission(
    "people.mandates",
    _("recueillir et retirer ce qu'une personne permet de transmettre à un partenaire"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR, Role.RECEPTION),
)
KEEP_PHOTOS = permission(
    "people.photos",
    _("garder la photo d'une personne qui le permet, et la retirer"),
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
SET_NATIONAL_NUMBERS = permission(
    "people.national_numbers_set",
    _("permettre de noter le numéro national, avec la référence de l'autorisation"),
    roles=(Role.DIRECTION,),
)
NATIONAL_NUMBERS = permission(
    "people.national_numbers",
    _("noter et lire en entier le numéro national d'une personne, si la maison y est autorisée"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR),
)
