"""The letter of an appointment, for who has no phone or keeps it on the fridge: day, hour, place, in plain words."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.calendar import start_of_day
from levier.foundation.kit.languages import read_by
from levier.foundation.kit.paper import Back, Paper, Signs, Text
from levier.support.appointments.enums import Place
from levier.support.appointments.models import Appointment

PURPOSE = "appointment"
SHOWN_AFTER = timedelta(days=31)
"""How long the link still shows what was chosen, after the last day to choose."""


def link_of(appointment: Appointment) -> str:
    """The token by which the person chooses the time of an invitation; later, it shows what was chosen."""
    until = appointment.expires_on or timezone.localdate(appointment.made_at)
    return link_token(appointment.organisation_id, PURPOSE, appointment.pk, start_of_day(until + SHOWN_AFTER))


def paper_of(appointment: Appointment, at: datetime, url: str = "") -> Paper:
    """The letter: when, or for an invitation the address at which one chooses. It says neither why nor, when asked to
    be discreet, who we are beyond a phone number."""
    said_in = read_by(appointment.person.language)
    house = Organisation.objects.get(pk=appointment.organisation_id)
    with override(said_in):
        made = _paper(appointment, house, at) if appointment.booking else _asking(appointment, house, at, url)
    return replace(made, language=said_in)


def _asking(one: Appointment, house: Organisation, at: datetime, url: str) -> Paper:
    until = {"day": formats.day(one.expires_on, style="near")}
    call = [("phone", formats.phone(house.phone))] if house.phone else []
    lines = [_("Bonjour,"), _("Choisissez le moment qui vous convient, jusqu'au %(day)s.") % until]
    back = Back(url, _("Avec votre téléphone : visez le carré, ou tapez cette adresse."))
    return Paper(
        house="" if one.says_nothing_of_us else house.name,
        title=_("Choisissez votre moment"),
        under=str(one.person),
        running=str(one.person),
        blocks=[Text(lines), back, Text([_("Vous préférez parler ? Appelez-nous.")]), Signs(call)],
        at=at,
    )


def _paper(one: Appointment, house: Organisation, at: datetime) -> Paper:
    starts = one.agreed.starts_at
    rows = [
        ("wing-activity", formats.day(starts, style="full").capitalize()),
        ("clock", formats.clock(starts)),
        *_where(one, house),
        ("person", str(one.worker)),
        *([("phone", formats.phone(house.phone))] if house.phone else []),
    ]
    call = _("Vous ne pouvez pas venir ? Appelez-nous : nous trouvons un autre jour.")
    return Paper(
        house="" if one.says_nothing_of_us else house.name,
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
