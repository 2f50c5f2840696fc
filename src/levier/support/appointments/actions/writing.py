"""How somebody is written to about an appointment: by mail where one leads safely, else a colleague tells them."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.registers import Letter, carriers
from levier.foundation.outbox.recipient import Recipient
from levier.register.people.models import Person
from levier.register.people.reaching import Unreachable, recipient_of


def mail_or_how(person: Person, at: datetime) -> tuple[Recipient | None, str]:
    """Where a mail leads safely, and ""; or None, and how a colleague tells them, or why no way is safe."""
    try:
        to = recipient_of(person, on=timezone.localdate(at))
    except Unreachable as error:
        return None, str(error)
    if to.way == "mail":
        return to, ""
    return None, _("par téléphone") if to.way in ("sms", "call") else _("par lettre")


def phone_of(by: Actor) -> str:
    """The number of the association, as each message gives it."""
    found: str = Organisation.objects.values_list("phone", flat=True).get(pk=by.organisation_id)
    return found


def send(by: Actor, mail: Letter, at: datetime) -> None:
    """Hand a mail to what takes letters out of the house."""
    for carry in carriers:
        carry(by=by, letter=mail, at=at)
