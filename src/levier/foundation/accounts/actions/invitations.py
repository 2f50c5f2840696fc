"""Colleagues come by invitation: a mail, a link that serves once, the role that was written down."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.signing import Signer
from django.db import transaction

from levier.foundation.accounts.letters import invitation_letter
from levier.foundation.accounts.models import Invitation, Membership, Organisation, User
from levier.foundation.accounts.phrases import DEAD_INVITATION
from levier.foundation.accounts.rules import MANAGE_TEAM, may_invite, may_join
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.registers import carriers

OPEN_FOR = timedelta(days=7)
SALT = "accounts.invitation"
Link = Callable[[str], str]
"""From the token of an invitation to the full address that the mail shows."""


@transaction.atomic
def invite(*, by: Actor, email: str, role: str, at: datetime, link: Link) -> Invitation:
    """Invite one address with one role; the mail leaves with this transaction.

    Raises Refused for a colleague who has the role already or an address that has an open invitation.
    """
    demand_permission(by, MANAGE_TEAM)
    address = email.strip().lower()
    demand(may_invite(by, address, role))
    invitation = Invitation(
        organisation_id=by.organisation_id, email=address, role=role, invited_by_id=by.user_id or 0, made_at=at
    )
    _send(by, invitation, at, link)
    record(by=by, verb="team.invited", object=_name(invitation), change={"role": [None, role]}, at=at)
    return invitation


@transaction.atomic
def resend_invitation(*, by: Actor, invitation: Invitation, at: datetime, link: Link) -> Invitation:
    """Send a new link; the one sent before stops working. Raises Refused once used or revoked."""
    demand_permission(by, MANAGE_TEAM)
    invitation = _pending(invitation)
    _send(by, invitation, at, link)
    record(by=by, verb="team.invitation_resent", object=_name(invitation), at=at)
    return invitation


@transaction.atomic
def revoke_invitation(*, by: Actor, invitation: Invitation, at: datetime) -> Invitation:
    """The link stops working. Raises Refused once used or revoked."""
    demand_permission(by, MANAGE_TEAM)
    invitation = _pending(invitation)
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    record(by=by, verb="team.invitation_revoked", object=_name(invitation), at=at)
    return invitation


@transaction.atomic
def join(*, invitation: Invitation, user: User, at: datetime) -> Membership:
    """An existing account takes the role it was invited for; the organisation's work must be open.

    Raises Refused when the invitation is for another address, used, revoked or out of time.
    """
    invitation = _pending(invitation)
    demand(may_join(invitation, user.email, at))
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    membership, _ = Membership.objects.get_or_create(
        organisation_id=invitation.organisation_id,
        user=user,
        role=invitation.role,
        ended_at=None,
        defaults={"given_at": at},
    )
    newcomer = Actor(invitation.organisation_id, user.pk, str(user))
    record(by=newcomer, verb="team.joined", object=_name(invitation), change={"role": [None, invitation.role]}, at=at)
    return membership


@transaction.atomic
def accept_with_new_account(*, invitation: Invitation, name: str, password: str, at: datetime) -> User:
    """Make the account of the invited address, with the role written in the invitation.

    Raises Refused as `join` does, ValidationError for a weak password.
    """
    invitation = _pending(invitation)
    if User.objects.filter(email=invitation.email).exists():
        raise Refused(str(DEAD_INVITATION))
    validate_password(password, User(email=invitation.email, name=name))
    organisation = Organisation.objects.get(pk=invitation.organisation_id)
    user = User.objects.create_user(invitation.email, password, name=name, language=organisation.language)
    join(invitation=invitation, user=user, at=at)
    return user


def token_parts(token: str) -> tuple[int, str]:
    """Organisation and hash of the secret of a link. Raises BadSignature when the house did not make it."""
    organisation, _, secret = Signer(salt=SALT).unsign(token).partition(".")
    return int(organisation), _hash(secret)


def _send(by: Actor, invitation: Invitation, at: datetime, link: Link) -> None:
    secret = secrets.token_urlsafe(32)
    invitation.secret_hash, invitation.expires_at = _hash(secret), at + OPEN_FOR
    invitation.save()
    url = link(Signer(salt=SALT).sign(f"{by.organisation_id}.{secret}"))
    letter = invitation_letter(
        invitation, organisation=Organisation.objects.get(pk=by.organisation_id), inviter=by.name, url=url
    )
    for carry in carriers:
        carry(by=by, letter=letter, at=at)


def _pending(invitation: Invitation) -> Invitation:
    """The same, locked and read again; so two clicks at once use it once."""
    found = Invitation.objects.select_for_update().get(pk=invitation.pk, organisation_id=invitation.organisation_id)
    if found.used_at or found.revoked_at:
        raise Refused(str(DEAD_INVITATION))
    return found  # type: ignore[no-any-return]


def _name(invitation: Invitation) -> str:
    return f"accounts.invitation:{invitation.pk}"


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
