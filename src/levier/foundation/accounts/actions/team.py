"""What changes the team: roles, absences. Each act locks the organisation, so that two never remove the last one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from levier.foundation.accounts.letters import second_factor_reset_letter
from levier.foundation.accounts.models import Membership, Organisation, User
from levier.foundation.accounts.rules import MANAGE_TEAM, keeps_an_administrator, may_give, may_reset, may_suspend
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import demand, demand_permission
from levier.foundation.kit.registers import carriers


@transaction.atomic
def set_roles(*, by: Actor, user: User, roles: Iterable[str], at: datetime) -> list[str]:
    """Give `user` exactly these roles in the actor's organisation, from the next request on; returns them sorted.

    No role at all ends the membership. Raises Refused when nobody would administer any more, or when one gives
    oneself a role that a colleague should give.
    """
    demand_permission(by, MANAGE_TEAM)
    _lock(by)
    held = _held(by, user)
    before, after = {membership.role for membership in held}, set(roles)
    demand(may_give(by, user.pk, after - before))
    demand(keeps_an_administrator(by, user.pk, after))
    suspended_at = held[0].suspended_at if held else None
    for membership in held:
        if membership.role not in after:
            membership.ended_at = at
            membership.save(update_fields=["ended_at"])
    for role in sorted(after - before):
        Membership.objects.create(
            organisation_id=by.organisation_id, user=user, role=role, given_at=at, suspended_at=suspended_at
        )
    _note(by, "team.roles_changed", user, {"roles": [sorted(before), sorted(after)]}, at)
    return sorted(after)


@transaction.atomic
def suspend_member(*, by: Actor, user: User, at: datetime) -> None:
    """Close the house to a colleague who is away, from the next request on; the roles are kept.

    Raises Refused for oneself, and when nobody would administer any more.
    """
    demand_permission(by, MANAGE_TEAM)
    _lock(by)
    demand(may_suspend(by, user.pk))
    demand(keeps_an_administrator(by, user.pk, ()))
    changed = _open(by, user).filter(suspended_at=None).update(suspended_at=at)
    if changed:
        _note(by, "team.suspended", user, {}, at)


@transaction.atomic
def restore_member(*, by: Actor, user: User, at: datetime) -> None:
    """Open the house again to a colleague who is back, with the roles they had."""
    demand_permission(by, MANAGE_TEAM)
    _lock(by)
    changed = _open(by, user).exclude(suspended_at=None).update(suspended_at=None)
    if changed:
        _note(by, "team.restored", user, {}, at)


@transaction.atomic
def reset_second_factor(*, by: Actor, user: User, at: datetime) -> None:
    """Forget the code generator, keys and recovery codes of a colleague who lost them, and end their sessions.

    The password still opens, to the page where a new double check is set; a mail tells the colleague. Raises Refused
    for oneself.
    """
    demand_permission(by, MANAGE_TEAM)
    demand(may_reset(by, user.pk))
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user).order_by("pk"):
        session.end()
    for carry in carriers:
        carry(by=by, letter=second_factor_reset_letter(user, by=by.name, at=at), at=at)
    _note(by, "team.second_factor_reset", user, {}, at)


def _lock(by: Actor) -> None:
    Organisation.objects.select_for_update().get(pk=by.organisation_id)


def _open(by: Actor, user: User) -> Any:
    return Membership.objects.visible_to(by).filter(user=user, ended_at=None)


def _held(by: Actor, user: User) -> list[Membership]:
    return list(_open(by, user).order_by("pk"))


def _note(by: Actor, verb: str, user: User, change: dict[str, Any], at: datetime) -> None:
    record(by=by, verb=verb, object=f"accounts.user:{user.pk}", change=change, at=at)
