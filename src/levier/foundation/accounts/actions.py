"""What changes accounts."""

from django.db import transaction

from levier.foundation.accounts.models import User
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor


@transaction.atomic
def set_preferences(*, by: Actor, language: str, theme: str) -> None:
    """One's own language and appearance."""
    User.objects.filter(pk=by.user_id or 0).update(language=language, theme=theme)
    record(by=by, verb="account.preferences", object=f"accounts.user:{by.user_id}")
