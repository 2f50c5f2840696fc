"""Who may see and write participations."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import permission

SEE_PARTICIPATIONS = permission(
    "outcomes.see",
    _("voir les participations aux projets et la situation à l'entrée"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR, Role.PROJECT_OFFICER, Role.AUDITOR),
)
WRITE_PARTICIPATIONS = permission(
    "outcomes.write",
    _("noter une entrée, une sortie, une observation, une preuve"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR, Role.PROJECT_OFFICER),
)
IMPORT_TRAINEES = permission(
    "outcomes.import",
    _("importer le classeur des stagiaires d'un projet"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.PROJECT_OFFICER),
)
CORRECT_ENTRY = permission(
    "outcomes.correct",
    _("corriger une situation d'entrée figée, en donnant la raison"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.PROJECT_OFFICER),
)
SET_SAMPLE = permission(
    "outcomes.sample",
    _("choisir qui est interrogé six mois après la sortie : tout le monde, ou un échantillon"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.PROJECT_OFFICER),
)
