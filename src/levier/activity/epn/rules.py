"""Who runs the space, who settles it, who measures what people can do."""

from django.utils.translation import gettext_lazy as _

from levier.activity.epn.models import Visit
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Decision, permission

SEE_SPACES = permission(
    "epn.see",
    _("voir les espaces numériques, leurs horaires, leurs postes et leur matériel"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR, Role.ANIMATOR, Role.RECEPTION, Role.EPN),
)
RUN_SPACES = permission(
    "epn.run",
    _("noter les visites, l'aide donnée, les impressions, les prêts et les passages à l'espace numérique"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.RECEPTION, Role.EPN),
)
SET_SPACES = permission(
    "epn.set",
    _("régler l'espace numérique : horaires, postes, matériel, thèmes d'aide, minima du label"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.EPN),
)
SEE_SKILLS = permission(
    "epn.see_skills",
    _("lire ce qu'une personne sait faire avec le numérique, ses visites et l'aide reçue"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR, Role.ANIMATOR, Role.RECEPTION, Role.EPN),
)
MEASURE_SKILLS = permission(
    "epn.measure",
    _("faire un diagnostic numérique avec une personne"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR, Role.ANIMATOR, Role.EPN),
)
SEE_FIGURES = permission(
    "epn.figures",
    _("lire les chiffres de l'espace numérique, sans aucun nom"),
    roles=(
        Role.DIRECTION,
        Role.COORDINATION,
        Role.PROJECT_OFFICER,
        Role.FINANCE,
        Role.RECEPTION,
        Role.EPN,
        Role.AUDITOR,
    ),
)


def may_extend(visit: Visit, *, waiting: int) -> Decision:
    """A place is kept longer while nobody waits for one."""
    if visit.ended_at or not visit.station_id:
        return Decision(False, _("Cette visite n'occupe aucun poste."))
    return Decision(waiting == 0, _("Quelqu'un attend un poste : le temps ne se prolonge pas."))
