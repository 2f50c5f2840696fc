"""Who keeps tasks and hours, and whose they are."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import CASE_WORKERS, EVERYBODY, Role
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import permission
from levier.register.agenda.models import Todo

BOOKERS = (
    Role.DIRECTION,
    Role.COORDINATION,
    Role.COUNSELLOR,
    Role.ANIMATOR,
    Role.PROJECT_OFFICER,
    Role.EPN,
)
KEEP_TASKS = permission(
    "agenda.keep_tasks",
    _("noter vos tâches, en confier une à un·e collègue, dire qu'elles sont faites"),
    roles=tuple(role for role in EVERYBODY if role != Role.AUDITOR),
)
KEEP_HOURS = permission(
    "agenda.keep_hours",
    _("dire quand vous recevez, et voir votre semaine"),
    roles=tuple(role for role in EVERYBODY if role != Role.AUDITOR),
)


SEE_WEEKS = permission(
    "agenda.see_weeks",
    _("voir quand vos collègues reçoivent et ce qui est pris dans leur semaine"),
    roles=(*CASE_WORKERS, Role.RECEPTION),
)


def own_todos(actor: Actor) -> QuerySet[Todo]:
    """Tasks of this colleague, nobody else's."""
    rows: QuerySet[Todo] = Todo.objects.visible_to(actor).filter(owner=actor.user_id)
    return rows


def own_or_asked(actor: Actor) -> QuerySet[Todo]:
    """Tasks that this colleague may change: their own, and those they gave."""
    mine = Q(owner=actor.user_id) | Q(asked_by=actor.user_id)
    rows: QuerySet[Todo] = Todo.objects.visible_to(actor).filter(mine)
    return rows


SEE_RESOURCES = permission(
    "agenda.see_resources", _("voir les salles et le matériel, et quand ils sont pris"), roles=EVERYBODY
)
BOOK_RESOURCES = permission(
    "agenda.book_resources",
    _("réserver une salle ou du matériel, et rendre ce qui est réservé"),
    roles=(*BOOKERS, Role.RECEPTION),
)
KEEP_RESOURCES = permission(
    "agenda.keep_resources",
    _("dire quelles salles et quel matériel se réservent"),
    roles=(Role.DIRECTION, Role.COORDINATION, Role.RECEPTION),
)
