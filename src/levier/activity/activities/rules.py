"""Who may plan, fill and note."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from levier.activity.activities.models import Activity
from levier.foundation.accounts.enums import EVERYBODY, Role
from levier.foundation.kit.permissions import Decision, permission

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


def may_join(activity: Activity, on: date) -> Decision:
    """People are sent to what goes on or is to come; to a sheet of the past one adds whoever was there."""
    return Decision(
        activity.ends_on is None or activity.ends_on >= on,
        _("Cette activité est terminée : choisissez-en une autre."),
    )
