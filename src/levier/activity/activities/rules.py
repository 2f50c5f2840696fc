"""Who may plan, fill and note."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import EVERYBODY, Role
from levier.foundation.kit.permissions import permission

TEAM = (
    Role.DIRECTION,
    Role.COORDINATION,
    Role.COUNSELLOR,
    Role.ANIMATOR,
    Role.PROJECT_OFFICER,
    Role.RECEPTION,
    Role.EPN,
)
SEE_ACTIVITIES = permission("activities.see", _("voir les activités et leur calendrier"), roles=EVERYBODY)
SEE_PRESENCES = permission(
    "activities.see_presences", _("voir qui est inscrit et les présences"), roles=(*TEAM, Role.FINANCE, Role.AUDITOR)
)
CHANGE_ACTIVITIES = permission(
    "activities.change",
    _("créer une activité, planifier et annuler ses séances"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR, Role.ANIMATOR, Role.PROJECT_OFFICER, Role.EPN),
)
NOTE_PRESENCES = permission("activities.note", _("inscrire des personnes et noter les présences"), roles=TEAM)
IMPORT_HOURS = permission(
    "activities.import_hours",
    _("importer le classeur des heures d'un projet"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.PROJECT_OFFICER),
)
