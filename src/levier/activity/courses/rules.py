"""Who settles a course, who follows people in it, who decides; who leads a collective."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from levier.activity.courses.enums import Choice, StepResult
from levier.activity.courses.models import Candidate, Collective
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Decision, permission

SEE_COURSES = permission(
    "courses.see",
    _("voir les formations, leurs candidatures, contrats, stages, résultats et heures"),
    roles=(
        *(Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR, Role.ANIMATOR, Role.PROJECT_OFFICER),
        *(Role.FINANCE, Role.AUDITOR),
    ),
)
RUN_COURSES = permission(
    "courses.run",
    _("noter les candidatures, leurs étapes, les contrats, les stages et les résultats d'une formation"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR, Role.ANIMATOR, Role.PROJECT_OFFICER),
)
SET_COURSES = permission(
    "courses.set",
    _("ouvrir le dossier d'une formation, régler ses modules et ses heures conventionnées"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.PROJECT_OFFICER),
)
DECIDE = permission(
    "courses.decide",
    _("décider qui est accepté dans une formation, mis en réserve ou refusé"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.PROJECT_OFFICER),
)
SEE_COLLECTIVES = permission(
    "courses.see_collectives",
    _("voir les collectifs, leurs membres, leurs réunions et leurs décisions"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.COUNSELLOR, Role.ANIMATOR, Role.PROJECT_OFFICER),
)
RUN_COLLECTIVES = permission(
    "courses.run_collectives",
    _("animer un collectif : ses membres, ses réunions, qui fait quoi"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.ANIMATOR, Role.PROJECT_OFFICER),
)
HAND_OVER = permission(
    "courses.hand_over", _("confier un collectif à une autre organisation"), roles=(Role.DIRECTION, Role.COORDINATION)
)


def may_accept(results: Collection[str], *, free: int | None, before: int) -> Decision:
    """Somebody who was met is accepted while a place is left for them: those in reserve before them come first.

    `results` are those of their steps; `free` is None where places have no limit.
    """
    if StepResult.CAME not in results:
        return Decision(False, _("Notez d'abord une étape où cette personne est venue."))
    if free == 0:
        return Decision(False, _("Toutes les places sont prises : mettez cette personne en réserve."))
    return Decision(
        free is None or free > before,
        _("Des personnes sont en réserve avant elle, et les places libres sont pour elles."),
    )


def may_place(candidate: Candidate) -> Decision:
    """Contracts, internships and results are of who is in the course."""
    return Decision(candidate.decision == Choice.ACCEPTED, _("Cette personne n'est pas acceptée dans la formation."))


def may_change(collective: Collective) -> Decision:
    """What was handed to others is read, not changed."""
    return Decision(
        collective.handed_on is None, _("Ce collectif est confié à une autre organisation : rien n'y change plus.")
    )
