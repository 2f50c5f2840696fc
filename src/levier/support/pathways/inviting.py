"""The letter of an appointment, for who has no phone or keeps it on the fridge: day, hour, place, in plain words."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.paper import Paper, Signs, Text
from levier.support.pathways.enums import Place
from levier.support.pathways.models import Appointment

SPOKEN = ("fr", "nl", "en")
"""Languages in which the letter is written; in French for the others."""


def paper_of(appointment: Appointment, at: datetime) -> Paper:
    """The letter. It says neither why nor, when asked to be discreet, who we are beyond a phone number."""
    spoken = appointment.person.language if appointment.person.language in SPOKEN else "fr"
    house = Organisation.objects.get(pk=appointment.organisation_id)
    with override(spoken):
        return _paper(appointment, house, at)


def _paper(one: Appointment, house: Organisation, at: datetime) -> Paper:
    starts = one.agreed.starts_at
    rows = [
        ("steps", formats.day(starts, style="full").capitalize()),
        ("clock", formats.clock(starts)),
        *_where(one, house),
        ("person", str(one.worker)),
        *([("phone", formats.phone(house.phone))] if house.phone else []),
    ]
    call = _("Vous ne pouvez pas venir ? Appelez-nous : nous trouvons un autre jour.")
    return Paper(
        house="" if one.is_discreet else house.name,
        title=_("Votre rendez-vous"),
        under=str(one.person),
        running=str(one.person),
        blocks=[Text([_("Bonjour,"), _("Vous avez un rendez-vous.")]), Signs(rows), Text([call])],
        at=at,
    )


def _where(one: Appointment, house: Organisation) -> list[tuple[str, str]]:
    if one.kind == Place.PHONE:
        return [("phone", _("Nous vous appelons. Gardez votre téléphone près de vous."))]
    if one.kind == Place.VIDEO:
        return [("place", _("En vidéo. Nous vous donnons le lien."))]
    if one.kind == Place.HOME:
        return [("home", _("Nous venons chez vous."))]
    place = one.agreed.place or " ".join(house.address.split())
    return [("place", place)] if place else []
