"""What changes accounts."""

from datetime import datetime
from typing import Any

from django.db import transaction

from levier.foundation.accounts.models import Organisation, User
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor


@transaction.atomic
def set_preferences(*, by: Actor, language: str, theme: str) -> None:
    """One's own language and appearance."""
    User.objects.filter(pk=by.user_id or 0).update(language=language, theme=theme)
    record(by=by, verb="account.preferences", object=f"accounts.user:{by.user_id}")


@transaction.atomic
def change_setting(*, by: Actor, name: str, value: Any, at: datetime) -> Organisation:
    """Keep one setting of the actor's organisation. The room it belongs to has checked who may."""
    organisation: Organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    old = organisation.settings.get(name)
    organisation.settings = organisation.settings | {name: value}
    organisation.version += 1
    organisation.save(update_fields=["settings", "version"])
    record(
        by=by,
        verb="organisation.setting_changed",
        object=f"accounts.organisation:{by.organisation_id}",
        change={name: [old, value]},
        at=at,
    )
    return organisation
