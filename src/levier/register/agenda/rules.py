"""Who keeps tasks."""

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import EVERYBODY, Role
from levier.foundation.kit.permissions import permission

KEEP_TASKS = permission(
    "agenda.keep_tasks",
    _("noter vos tâches, en confier une à un·e collègue, dire qu'elles sont faites"),
    roles=tuple(role for role in EVERYBODY if role != Role.AUDITOR),
)
