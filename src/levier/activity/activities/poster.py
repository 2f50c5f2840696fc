"""The poster of an activity: what, when, where, what to bring, in plain words with a sign before each."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from levier.activity.activities.enums import LanguageLevel, SessionKind
from levier.activity.activities.models import Activity, Session
from levier.foundation.kit import formats
from levier.foundation.kit.paper import Block, Paper, Signs, Text

NEXT = 4
"""Dates on a poster: those that follow are told by phone."""


def poster_of(activity: Activity, at: datetime) -> Paper:
    """An A4 paper in large type. Dates are the next ones that take place; who leads or comes is not named."""
    house = activity.organisation
    text = activity.poster or activity.summary
    blocks: list[Block] = [Text([line for line in text.splitlines() if line.strip()])] if text else []
    blocks.append(Signs(list(_signs(activity, at)), heading=""))
    under = capfirst(str(activity.get_kind_display()))
    return Paper(house.name, activity.title, under, activity.title, blocks, at, is_loud=True)


def _signs(activity: Activity, at: datetime) -> Iterator[tuple[str, str]]:
    coming = activity.sessions.filter(kind=SessionKind.MOMENT, cancelled_at=None, starts_at__gt=at)
    held = list(coming.order_by("starts_at", "pk")[: NEXT + 1])
    for one in held[:NEXT]:
        yield "clock", _when(one)
    if len(held) > NEXT:
        rest = coming.count() - NEXT
        yield "info", ngettext("et %(n)s autre date", "et %(n)s autres dates", rest) % {"n": rest}
    if activity.place:
        place = activity.place
        address = ", ".join(part for part in (place.street, f"{place.postcode} {place.commune}".strip()) if part)
        yield "place", f"{place.name}, {address}" if address else place.name
    if any(one.link for one in held):
        yield "mail", _("À distance, par internet. Demandez-nous le lien.")
    if activity.public:
        yield "person", activity.public
    if activity.languages:
        yield "info", _("On y parle : %(languages)s.") % {"languages": ", ".join(activity.language_labels)}
    if activity.level == LanguageLevel.NONE:
        yield "good", _("Pas besoin de bien parler la langue.")
    elif activity.level:
        yield "info", _("Niveau de langue : %(level)s.") % {"level": activity.get_level_display()}
    if activity.bring:
        yield "add", _("Apportez : %(what)s") % {"what": activity.bring}
    if activity.accessibility:
        yield "heart", activity.accessibility
    if activity.organisation.phone:
        yield "phone", _("Appelez-nous : %(phone)s") % {"phone": formats.phone(activity.organisation.phone)}


def _when(session: Session) -> str:
    starts, ends = session.starts_at, session.ends_at
    if starts is None or ends is None:
        return formats.day(session.on, style="near")
    said = {"day": formats.day(timezone.localtime(starts), style="near"), "start": formats.clock(starts)}
    return _("%(day)s, de %(start)s à %(end)s") % (said | {"end": formats.clock(ends)})
