"""How one message reaches several people: a mail to whom it is safe to write, a colleague's voice or letter else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from levier.foundation.kit.formats import is_mobile
from levier.foundation.outbox import sms
from levier.register.people.enums import Channel
from levier.register.people.models import Person
from levier.register.people.reaching import Unreachable, recipient_of
from levier.support.pathways.enums import WRITTEN, Reached


@dataclass(frozen=True, slots=True)
class Reach:
    """One person and the way to them. `address` is a mailbox, or the number of an SMS; `reason` says why there is none.

    `same_as` is somebody before them whose mailbox or number it is too: one message serves both.
    """

    person: Person
    way: Reached
    reason: str = ""
    address: str = ""
    same_as: Person | None = None


def reach_all(people: Iterable[Person], *, on: date, may_text: bool = False) -> list[Reach]:
    """Each of these people, in their order, with the way to them on a day; two queries however many.

    With `may_text` the message is short enough for an SMS, where this house sends some.
    """
    may_text = may_text and sms.is_set()
    listed = list(people)
    prefetch_related_objects(listed, "contact_points", "languages")
    boxes: dict[str, Person] = {}
    found = []
    for person in listed:
        reach = _reach(person, on, may_text=may_text)
        if reach.way in WRITTEN:
            first = boxes.setdefault(reach.address.casefold(), person)
            reach = Reach(person, reach.way, address=reach.address, same_as=None if first is person else first)
        found.append(reach)
    return found


def channel_of(reach: Reach) -> Literal["mail", "sms"]:
    """How a message to them leaves the house, for one that it writes."""
    return "sms" if reach.way == Reached.SMS else "mail"


def _reach(person: Person, on: date, *, may_text: bool) -> Reach:
    try:
        to = recipient_of(person, on=on)
    except Unreachable as error:
        return Reach(person, Reached.NOT, str(error))
    if to.way == "letter":
        return Reach(person, Reached.LETTER, _("La personne demande des lettres."))
    if to.way == "mail" and to.reads:
        return Reach(person, Reached.MAIL, address=to.address)
    if to.way == "mail":
        return _aloud(person, on)
    if to.way == "sms" and may_text and to.reads and is_mobile(to.address):
        return Reach(person, Reached.SMS, address=to.address)
    asks = person.channel in (Channel.SMS, Channel.CALL)
    return Reach(
        person, Reached.CALL, _("La personne préfère le téléphone.") if asks else _("Aucune adresse mail où écrire.")
    )


def _aloud(person: Person, on: date) -> Reach:
    """Somebody who does not read: a mail would stay a riddle."""
    try:
        recipient_of(person, on=on, ways=("call",))
    except Unreachable:
        return Reach(person, Reached.NOT, _("La personne lit peu, et aucun téléphone ne convient : dites-le-lui."))
    return Reach(person, Reached.CALL, _("La personne lit peu : dites-le de vive voix."))
