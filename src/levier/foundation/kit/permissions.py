"""Permissions: declared once by each room, granted to roles, explained in words."""

from dataclasses import dataclass
from typing import Any

from levier.foundation.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class Permission:
    """One right of the house. `code` is "room.verb_object"; `sentence` completes "Vous pouvez ..."."""

    code: str
    sentence: Any
    roles: frozenset[str]

    def allows(self, actor: Actor) -> bool:
        return actor.is_house or bool(self.roles & actor.roles)


REGISTER: dict[str, Permission] = {}


def permission(code: str, sentence: Any, *, roles: tuple[str, ...]) -> Permission:
    """Declare a permission in the register; two declarations of one code are a fault of the programmer."""
    if code in REGISTER:
        raise ValueError(f"permission {code} is declared twice")
    REGISTER[code] = Permission(code, sentence, frozenset(roles))
    return REGISTER[code]


@dataclass(frozen=True, slots=True)
class Decision:
    """Answer of a rule: allowed or not, and why not in the user's language."""

    allowed: bool
    reason: Any = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(True)


class Refused(Exception):
    """An action refused by a rule. `str(error)` is the sentence the user reads."""


def demand(decision: Decision) -> None:
    """Raise Refused with the reason of `decision` when it says no."""
    if not decision:
        raise Refused(str(decision.reason))


def demand_permission(actor: Actor, needed: Permission) -> None:
    """Raise Refused when none of the actor's roles grants `needed`."""
    if not needed.allows(actor):
        from django.utils.translation import gettext as _

        raise Refused(_("Votre rôle ne permet pas de faire cela."))
