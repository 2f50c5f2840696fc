"""What one changes of one's own account."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from levier.foundation.accounts.models import User
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor


@transaction.atomic
def set_preferences(*, by: Actor, language: str, theme: str, at: datetime | None = None) -> None:
    """One's own language and appearance."""
    User.objects.filter(pk=by.user_id or 0).update(language=language, theme=theme)
    record(by=by, verb="account.preferences", object=f"accounts.user:{by.user_id}", at=at)


@transaction.atomic
def choose_organisation(*, by: Actor, at: datetime) -> None:
    """Note that one went to work for another of one's organisations (`by` is the actor there)."""
    record(by=by, verb="account.organisation_chosen", object=f"accounts.organisation:{by.organisation_id}", at=at)


@transaction.atomic
def end_session(*, by: Actor, session: UserSession, at: datetime) -> None:
    """End one of one's own sessions on the server: its next request is led to the sign-in."""
    session.end()
    record(by=by, verb="account.session_ended", object=f"accounts.user:{by.user_id}", at=at)


@transaction.atomic
def end_other_sessions(*, by: Actor, keep: str, at: datetime) -> int:
    """End all one's sessions but the one whose key is `keep`; returns how many."""
    others = list(UserSession.objects.filter(user_id=by.user_id).exclude(session_key=keep).order_by("pk"))
    for session in others:
        session.end()
    record(
        by=by,
        verb="account.sessions_ended",
        object=f"accounts.user:{by.user_id}",
        change={"sessions": [len(others) + 1, 1]},
        at=at,
    )
    return len(others)
