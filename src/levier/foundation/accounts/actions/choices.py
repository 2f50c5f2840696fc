"""What an association chooses for itself: numbers that rules read, and how long things are kept."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.actions.organisations import change_setting, locked_organisation
from levier.foundation.accounts.keeping import KEEPING, LONGEST, let_go
from levier.foundation.accounts.numbers import numbers
from levier.foundation.accounts.rules import SET_ORGANISATION
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.registers import keepings


def choose_number(*, by: Actor, name: str, value: int, at: datetime) -> None:
    """Choose one of the numbers that rooms signed in. Raises Refused outside its bounds."""
    demand_permission(by, SET_ORGANISATION)
    number = numbers[name]
    if not number.accepts(value):
        raise Refused(_("Choisissez un nombre de %(least)s à %(most)s.") % {"least": number.least, "most": number.most})
    change_setting(by=by, name=name, value=value, at=at)


@transaction.atomic
def choose_keeping(*, by: Actor, name: str, months: int | None, at: datetime) -> None:
    """Choose how many months something is kept; None keeps it. The choice acts from the next night."""
    demand_permission(by, SET_ORGANISATION)
    if name not in keepings or (months is not None and not 1 <= months <= LONGEST):
        raise Refused(_("Choisissez un nombre de mois de 1 à %(most)s, ou rien.") % {"most": LONGEST})
    kept: dict[str, Any] = locked_organisation(by).settings.get(KEEPING, {})
    chosen_on = timezone.localdate(at).isoformat()
    change_setting(by=by, name=KEEPING, value=kept | {name: {"months": months, "chosen_on": chosen_on}}, at=at)


@transaction.atomic
def let_old_things_go(*, by: Actor, at: datetime) -> dict[str, int]:
    """What the actor's association no longer keeps goes; the journal says how much of it. How many, by name.

    For the house alone: nobody lets things go by hand. Raises Refused.
    """
    if not by.is_house:
        raise Refused(_("Ce qui est trop ancien s'efface la nuit, jamais à la main."))
    gone = let_go(by.organisation_id, locked_organisation(by).settings, at)
    if gone:
        object = f"accounts.organisation:{by.organisation_id}"
        record(by=by, verb="organisation.old_let_go", object=object, change=gone, at=at)
    return gone
