"""What other rooms and the door ask of accounts."""

from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest

from levier.foundation.accounts.models import Membership, Organisation, User
from levier.foundation.kit.actors import Actor

SESSION_KEY = "organisation"


def actor_of(request: HttpRequest) -> Actor | None:
    """Who sends this request, with today's roles: one query, so that a right withdrawn counts at once.

    The organisation is the one chosen in the session when the membership still stands, else the first one.
    """
    user: Any = request.user
    if not user.is_authenticated:
        return None
    chosen = request.session.get(SESSION_KEY)
    roles: dict[int, set[str]] = {}
    for organisation_id, role in _memberships(user.pk):
        roles.setdefault(organisation_id, set()).add(role)
    if not roles:
        return None
    organisation_id = chosen if chosen in roles else min(roles)
    return Actor(organisation_id, user.pk, str(user), frozenset(roles[organisation_id]))


def _memberships(user_id: int) -> list[tuple[int, str]]:
    open_ones = Membership.objects.filter(user_id=user_id, ended_at=None).values_list("organisation_id", "role")
    if connection.vendor != "postgresql":
        return list(open_ones)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.user', %s, true)", [str(user_id)])
        return list(open_ones)


def actor_for(user: User, organisation: Organisation) -> Actor:
    """The actor that `user` is in `organisation`, roles of now included (possibly none)."""
    roles = Membership.objects.filter(user=user, organisation=organisation, ended_at=None).values_list(
        "role", flat=True
    )
    return Actor(organisation.pk, user.pk, str(user), frozenset(roles))


def names_of(actor: Actor, ids: set[int]) -> dict[int, str]:
    """Names of the colleagues of this organisation, those who left included, by user."""
    members = Membership.objects.filter(organisation_id=actor.organisation_id, user_id__in=ids)
    return dict(members.values_list("user_id", "user__name"))


def has_second_factor(request: HttpRequest) -> bool:
    """Has this user a TOTP or a passkey? Remembered in the session once true."""
    if request.session.get("second_factor"):
        return True
    from allauth.mfa.utils import is_mfa_enabled

    if is_mfa_enabled(request.user):
        request.session["second_factor"] = True
        return True
    return False
