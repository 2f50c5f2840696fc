"""How a message reaches a person: the way they prefer, in their language, never where somebody else would read it."""

from datetime import date

from django.utils.translation import gettext as _

from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.recipient import Recipient, Way
from levier.register.people.enums import Channel, ContactKind, Reading, Whose
from levier.register.people.models import ContactPoint, Person

KIND = {"mail": ContactKind.MAIL, "sms": ContactKind.PHONE, "call": ContactKind.PHONE}
USUAL: tuple[Way, ...] = ("mail", "sms", "call")


class Unreachable(Refused):
    """No safe way leads to this person: the sentence says why."""


def recipient_of(person: Person, *, on: date, ways: tuple[Way, ...] = USUAL) -> Recipient:
    """The person as a message of one of these `ways` sees them on a day: the preferred way first, then in order.

    Who asked for letters gets a letter, whatever the ways. Numbers and addresses that are not safe to write to are
    left out of everything, calls included: somebody else would answer. Raises Unreachable. For many people at once,
    prefetch their `contact_points` and `languages`: nothing is then asked for one of them.
    """
    if person.channel == Channel.LETTER:
        return _recipient(person, "letter", None)
    points = [
        one
        for one in person.contact_points.all()
        if (one.ended_on is None or one.ended_on >= on) and (one.starts_on is None or one.starts_on <= on)
    ]
    safe = sorted(
        (one for one in points if one.is_safe), key=lambda one: (not one.is_preferred, one.whose != Whose.SELF)
    )
    for way in sorted(ways, key=lambda way: way != person.channel):
        for point in safe:
            if point.kind == KIND.get(way):
                return _recipient(person, way, point)
    if len(safe) < len(points):
        raise Unreachable(_("Écrire n'est pas sûr : quelqu'un d'autre lirait. Parlez-en quand la personne vient."))
    raise Unreachable(_("Aucun numéro, aucune adresse mail qui convienne : donnez le message de la main à la main."))


def _recipient(person: Person, way: Way, point: ContactPoint | None) -> Recipient:
    poorly = (Reading.NONE, Reading.WORDS)
    cannot = any(one.language == person.language and one.reads in poorly for one in person.languages.all())
    is_own = point is None or point.whose == Whose.SELF
    return Recipient(
        way=way,
        address=point.value if point else "",
        language=person.language,
        name=str(person),
        reads=not cannot,
        may_leave_message=point.may_leave_message if point else False,
        through="" if is_own or point is None else point.whose_name or str(point.get_whose_display()),
    )
