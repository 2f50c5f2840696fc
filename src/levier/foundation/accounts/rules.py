"""Who may settle accounts."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from levier.foundation.accounts.enums import EVERYBODY, Role
from levier.foundation.accounts.models import Invitation, KeptFilters, Membership
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import YES, Decision, permission

MANAGERS = (Role.DIRECTION, Role.ADMINISTRATOR)
USE_ACCOUNT = permission("accounts.use", _("régler votre compte, votre langue et vos appareils"), roles=EVERYBODY)
SEE_ROLES = permission("accounts.see_roles", _("lire ce que chaque rôle ouvre"), roles=EVERYBODY)
MANAGE_TEAM = permission("accounts.manage", _("inviter des collègues et changer leurs rôles"), roles=MANAGERS)
SET_ORGANISATION = permission(
    "accounts.set_organisation", _("changer le nom, l'adresse et la langue de l'association"), roles=MANAGERS
)


def keeps_an_administrator(by: Actor, user_id: int, roles: Collection[str]) -> Decision:
    """Would somebody still administer the house if `user_id` had only `roles`?"""
    if Role.ADMINISTRATOR in roles or _at_work(by, (Role.ADMINISTRATOR,)).exclude(user_id=user_id).exists():
        return YES
    if not _at_work(by, (Role.ADMINISTRATOR,)).filter(user_id=user_id).exists():
        return YES
    return Decision(
        False,
        _("Il faut toujours une personne qui administre Levier. Donnez d'abord ce rôle à quelqu'un d'autre."),
    )


def may_give(by: Actor, user_id: int, added: Collection[str]) -> Decision:
    """One gives oneself no role while a colleague could: what one may open is decided by two."""
    if not added or by.user_id != user_id or not _at_work(by, MANAGERS).exclude(user_id=user_id).exists():
        return YES
    return Decision(
        False, _("On ne se donne pas un rôle à soi-même : demandez-le à une autre personne qui gère l'équipe.")
    )


def may_suspend(by: Actor, user_id: int) -> Decision:
    """Nobody closes the door behind oneself."""
    if by.user_id != user_id:
        return YES
    return Decision(False, _("Vous ne pouvez pas suspendre votre propre accès : demandez-le à un·e collègue."))


def may_reset(by: Actor, user_id: int) -> Decision:
    """A lost telephone is told to a colleague; one's own double check is changed from one's own account."""
    if by.user_id != user_id:
        return YES
    return Decision(False, _("Votre double vérification se règle dans « Mon compte »."))


def may_invite(by: Actor, email: str, role: str) -> Decision:
    """One open invitation an address, and none for a role that is held already."""
    held = Membership.objects.visible_to(by).filter(user__email=email, role=role, ended_at=None)
    if held.exists():
        return Decision(False, _("Cette personne a déjà ce rôle."))
    if Invitation.objects.visible_to(by).filter(email=email, used_at=None, revoked_at=None).exists():
        return Decision(False, _("Cette adresse a déjà une invitation ouverte : renvoyez-la ou retirez-la d'abord."))
    return YES


def may_join(invitation: Invitation, email: str, at: datetime) -> Decision:
    """An invitation serves once, in time, and only for the address it was written to."""
    if not invitation.is_open(at):
        return Decision(False, _("Cette invitation n'est plus valable. Demandez-en une autre."))
    if invitation.email != email:
        return Decision(
            False,
            _("Cette invitation a été écrite pour une autre adresse que celle de votre compte. Rien n'a changé."),
        )
    return YES


def may_change_filters(by: Actor, kept: KeptFilters) -> Decision:
    """A name and its filters are changed by whoever keeps them."""
    return Decision(by.user_id == kept.user_id, _("Cette vue est d'une ou d'un collègue : gardez la vôtre."))


def may_drop_filters(by: Actor, kept: KeptFilters) -> Decision:
    """One's own; those that the whole team sees, also by who manages the team: their colleague may have left."""
    if kept.is_shared and MANAGE_TEAM.allows(by):
        return YES
    return may_change_filters(by, kept)


def _at_work(by: Actor, roles: Collection[str]) -> Any:
    return Membership.objects.visible_to(by).filter(
        role__in=roles, ended_at=None, suspended_at=None, user__is_active=True
    )
