"""What other rooms and the door ask of accounts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.signing import BadSignature
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from levier.foundation.accounts.actions.invitations import token_parts
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Invitation, KeptFilters, Membership, Organisation, User
from levier.foundation.accounts.rules import MANAGE_TEAM
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import REGISTER
from levier.foundation.kit.registers import NamedFilters
from levier.foundation.kit.texts import fold

SESSION_KEY = "organisation"


def actor_of(request: HttpRequest) -> Actor | None:
    """Who sends this request, with today's roles: one query, so that a right withdrawn counts at once.

    The organisation is the one chosen in the session when the membership still stands, else the first one; pages offer
    to change it when `request.houses`, how many there are, is more than one, and say which by `request.house_name`.
    """
    user: Any = request.user
    if not user.is_authenticated:
        return None
    chosen = request.session.get(SESSION_KEY)
    roles: dict[int, set[str]] = {}
    names: dict[int, str] = {}
    for organisation_id, name, role in _memberships(user.pk):
        roles.setdefault(organisation_id, set()).add(role)
        names[organisation_id] = name
    if not roles:
        return None
    request.houses = len(roles)  # type: ignore[attr-defined]
    organisation_id = chosen if chosen in roles else min(roles)
    request.house_name = names[organisation_id]  # type: ignore[attr-defined]
    return Actor(organisation_id, user.pk, str(user), frozenset(roles[organisation_id]))


def _memberships(user_id: int) -> list[tuple[int, str, str]]:
    at_work = Membership.objects.filter(user_id=user_id, ended_at=None, suspended_at=None)
    rows = at_work.values_list("organisation_id", "organisation__name", "role").order_by("pk")
    if connection.vendor != "postgresql":
        return list(rows)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.user', %s, true)", [str(user_id)])
        return list(rows)


def actor_for(user: User, organisation: Organisation) -> Actor:
    """The actor that `user` is in `organisation`, roles of now included (possibly none)."""
    roles = Membership.objects.filter(
        user=user, organisation=organisation, ended_at=None, suspended_at=None
    ).values_list("role", flat=True)
    return Actor(organisation.pk, user.pk, str(user), frozenset(roles))


def organisations_of(user_id: int) -> list[Organisation]:
    """Where this user works, by name; what the page of choice shows."""
    return list(
        Organisation.objects.filter(pk__in={pk for pk, _name, _role in _memberships(user_id)}).order_by("name", "pk")
    )


def names_of(actor: Actor, ids: set[int]) -> dict[int, str]:
    """Names of the colleagues of this organisation, those who left included, by user."""
    members = Membership.objects.filter(organisation_id=actor.organisation_id, user_id__in=ids)
    return dict(members.values_list("user_id", "user__name"))


def colleagues(actor: Actor) -> QuerySet[User]:
    """Who works in this association today, by name."""
    mine = {"memberships__organisation": actor.organisation_id, "memberships__ended_at": None}
    return User.objects.filter(is_active=True, **mine).distinct().order_by("name", "pk")


def everybody(actor: Actor) -> dict[int, str]:
    """Names of all who work or worked in this organisation, by user, in the order of names."""
    members = Membership.objects.visible_to(actor).order_by("user__name", "user__email", "user_id")
    return {pk: name or email for pk, name, email in members.values_list("user_id", "user__name", "user__email")}


def filters_met(actor: Actor) -> QuerySet[KeptFilters]:
    """Filters of lists that this colleague finds again: one's own, and those that others share."""
    met = KeptFilters.objects.visible_to(actor).filter(Q(user=actor.user_id) | Q(is_shared=True))
    rows: QuerySet[KeptFilters] = met.select_related("user")
    return rows


def filters_of_list(actor: Actor, page: str) -> list[NamedFilters]:
    """The same of one list, one's own first, then by name; one query."""
    rows = list(filters_met(actor).filter(page=page).order_by("pk"))
    rows.sort(key=lambda one: (one.user_id != actor.user_id, fold(one.name)))
    return [NamedFilters(one.name, one.query, "" if one.user_id == actor.user_id else str(one.user)) for one in rows]


def has_account(email: str) -> bool:
    """Has this address an account? Told only to who holds an invitation written to it."""
    return User.objects.filter(email=email).exists()


def own_sessions(user_id: int) -> list[UserSession]:
    """Sessions of this user that still stand, last opened first; one query for the sessions, one for what is kept."""
    sessions = list(UserSession.objects.filter(user_id=user_id).order_by("-created_at", "pk"))
    alive = set(
        Session.objects.filter(
            session_key__in=[one.session_key for one in sessions], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    return [one for one in sessions if one.session_key in alive]


def has_second_factor(request: HttpRequest) -> bool:
    """Has this user a TOTP or a passkey? Asked anew at each request: it may be taken away meanwhile."""
    return bool(is_mfa_enabled(request.user))


@dataclass(slots=True)
class Member:
    """One colleague as the team page shows them."""

    user: User
    roles: list[Role] = field(default_factory=list)
    since: datetime | None = None
    is_suspended: bool = False
    has_second_factor: bool = False


def team(actor: Actor) -> list[Member]:
    """Colleagues of the actor's organisation, by name, whether at work or suspended: two queries."""
    rows = _open(actor).select_related("user").order_by("user__name", "user__email", "role", "pk")
    return _members(rows)


def member(actor: Actor, user_id: int) -> Member | None:
    """One colleague of the actor's organisation; None when that person is not one."""
    if user_id >= 2**63:  # no column holds such a number, and a related one does not say so itself
        return None
    return next(
        iter(_members(_open(actor).filter(user_id=user_id).select_related("user").order_by("role", "pk"))), None
    )


def membership_version(actor: Actor, user_id: int) -> int:
    """Grows with each role given or ended: tells whether the roles on a form are still today's."""
    ended = Membership.objects.visible_to(actor).filter(user_id=user_id).values_list("ended_at", flat=True)
    return 1 + sum(2 if moment else 1 for moment in ended)


def past_roles(actor: Actor, user_id: int) -> list[Membership]:
    """Roles that somebody had here and has no more, last ended first."""
    rows = Membership.objects.visible_to(actor).filter(user_id=user_id).exclude(ended_at=None)
    return list(rows.order_by("-ended_at", "pk"))


def open_invitations(actor: Actor) -> list[Invitation]:
    """Invitations neither used nor revoked, out of time ones included, last made first."""
    waiting = Invitation.objects.visible_to(actor).filter(used_at=None, revoked_at=None)
    return list(waiting.select_related("invited_by").order_by("-made_at", "pk"))


def addresses_of_invitations(actor: Actor, ids: set[int]) -> dict[int, str]:
    """Addresses that invitations were written to, for who manages the team."""
    if not MANAGE_TEAM.allows(actor):
        return {}
    return dict(Invitation.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "email"))


def invitation_of(organisation_id: int, secret_hash: str) -> Invitation | None:
    """The invitation that a link speaks of; the work of its organisation must be open."""
    return Invitation.objects.filter(organisation_id=organisation_id, secret_hash=secret_hash).first()


def read_token(token: str) -> tuple[int, str] | None:
    """Organisation and secret's hash of an invitation's link; None when the house did not make it."""
    try:
        return token_parts(token)
    except (BadSignature, ValueError):
        return None


def rights_by_role() -> list[tuple[Role, list[Any]]]:
    """For each role, the sentences of what it opens, in the order of the rooms: what the page of roles shows."""
    return [(role, [entry.sentence for entry in REGISTER.values() if role in entry.roles]) for role in Role]


def _open(actor: Actor) -> Any:
    return Membership.objects.visible_to(actor).filter(ended_at=None)


def _members(rows: Iterable[Membership]) -> list[Member]:
    found: dict[int, Member] = {}
    for row in rows:
        one = found.setdefault(row.user_id, Member(row.user))
        one.roles.append(Role(row.role))
        one.since = min(one.since or row.given_at, row.given_at)
        one.is_suspended = row.suspended_at is not None
    strong = Authenticator.objects.filter(user_id__in=found).exclude(type=Authenticator.Type.RECOVERY_CODES)
    for user_id in strong.values_list("user_id", flat=True).distinct().order_by("user_id"):
        found[user_id].has_second_factor = True
    return list(found.values())
