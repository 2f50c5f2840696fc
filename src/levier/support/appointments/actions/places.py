"""Places of a group: held one at a time, never more than there are."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused
from levier.support.appointments.models import GroupMeeting


class Full(Refused):
    """Somebody was quicker: nothing is written."""


def held_group(by: Actor, group: GroupMeeting | int) -> GroupMeeting:
    """The row again, locked for this transaction: who comes second waits, then counts what the first one took.

    Raises Refused for another association's.
    """
    key = group if isinstance(group, int) else group.pk
    rows = GroupMeeting.objects.visible_to(by).select_for_update(of=("self",), no_key=True).filter(pk=key)
    found: GroupMeeting | None = rows.select_related("booking", "worker").first()
    if found is None:
        raise Refused(_("Cette séance n'existe pas."))
    return found


def demand_to_come(group: GroupMeeting, at: datetime) -> None:
    """Raises Refused for a meeting that is cancelled, or whose time has come."""
    if group.cancelled_at:
        raise Refused(_("Cette séance est annulée."))
    if group.booking.starts_at <= at:
        raise Refused(_("Cette séance a déjà eu lieu."))


def places_left(group: GroupMeeting) -> int:
    """Counted now; certain only while the group is held."""
    counted: int = GroupMeeting.objects.counted().values_list("taken", flat=True).get(pk=group.pk)
    return max(group.places - counted, 0)


def demand_places(group: GroupMeeting, wanted: int = 1) -> None:
    """Raises Full unless as many places are free; the group is held."""
    left = places_left(group)
    if left == 0:
        raise Full(_("Cette séance est complète."))
    if left < wanted:
        said = ngettext("Il ne reste que %(n)s place.", "Il ne reste que %(n)s places.", left)
        raise Full(said % {"n": left})
