"""What the room shows elsewhere: in "my day", that messages do not leave."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.registers import DueItem
from levier.foundation.outbox.enums import State
from levier.foundation.outbox.models import Message
from levier.foundation.outbox.queries import RECENT
from levier.foundation.outbox.rules import SETTLE_MESSAGES


def due(actor: Actor, today: date, until: date) -> list[DueItem]:
    """For those who settle it: the messages given up this week, whose readers still know nothing."""
    if not SETTLE_MESSAGES.allows(actor):
        return []
    recent = Message.objects.visible_to(actor).filter(made_at__gte=start_of_day(today) - RECENT)
    count = recent.filter(state=State.GIVEN_UP).exclude(failure="").count()
    if not count:
        return []
    title = ngettext("%(n)s message n'est pas parti", "%(n)s messages ne sont pas partis", count)
    address = reverse("outbox:messages") + f"?etat={State.GIVEN_UP}"
    return [DueItem(today, title % {"n": formats.number(count)}, address, _("envoi"))]
