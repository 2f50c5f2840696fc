"""A series before it is written: its days, which are closed, where who leads or the room is taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from levier.activity.activities.actions import moments_of
from levier.activity.activities.clashes import Moment, clashes_of
from levier.activity.activities.models import Activity
from levier.activity.activities.planning_forms import MOST_SESSIONS, SeriesForm
from levier.activity.activities.rhythm import days_of
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.school_holidays import KNOWN_UNTIL
from levier.register.agenda.actions.resources import Claim, first_over, sentence_of
from levier.register.agenda.models import Resource
from levier.register.agenda.queries import rooms_at, taken_of
from levier.register.partners.models import Place


@dataclass(slots=True)
class Preview:
    """`choices` are (day, what one reads) of all days, closed ones too; `ticked` those without a reason against.

    `clashes` are sentences about who leads, `taken` about rooms and things: a day of these cannot be planned as it is.
    """

    choices: list[tuple[str, str]] = field(default_factory=list)
    ticked: list[str] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    half_days: int = 0
    minutes: int = 0
    is_school_unknown: bool = False


def preview_of(actor: Actor, activity: Activity, asked: SeriesForm) -> Preview:
    """The series that a valid form asks for. Raises Refused: no day is left, there are too many, hours turned round."""
    rhythm = asked.rhythm()
    days = days_of(rhythm, most=MOST_SESSIONS)
    if not days.kept:
        raise Refused(_("Aucun jour ne reste : changez les jours, ou ce qui est laissé de côté."))
    moments = moments_of(days.kept, asked.half_days())
    setting = asked.setting(knows_clashes=False)
    clashes = clashes_of(actor, moments, trainer=setting.trainer, contact=setting.contact)
    place = setting.place or activity.place
    taken = taken_at(actor, moments, place, setting.equipment)
    there = set(activity.sessions.filter(on__in=days.kept, cancelled_at=None).values_list("starts_at", flat=True))
    notes: dict[date, list[Any]] = {day: [reason] for day, reason in days.left_out}
    blocked = set(notes)
    for one in moments:
        said = notes.setdefault(one.on, [])
        if one.starts_at in there:
            said.append(_("une séance y est déjà"))
        said += [text for text in (clashes.get(one.starts_at), taken.get(one.starts_at)) if text]
        if one.starts_at in there or one.starts_at in taken:
            blocked.add(one.on)
    found = Preview(clashes=list(clashes.values()), taken=list(taken.values()))
    for day in sorted({*days.kept, *(day for day, _reason in days.left_out)}):
        found.choices.append((day.isoformat(), _told(day, notes.get(day, ()))))
        if day not in blocked:
            found.ticked.append(day.isoformat())
    open_ones = [one for one in moments if one.on not in blocked]
    found.half_days, found.minutes = len(open_ones), sum(one.minutes for one in open_ones)
    found.is_school_unknown = rhythm.without_school and days.kept[-1] > KNOWN_UNTIL
    return found


def taken_at(
    actor: Actor, moments: Sequence[Moment], place: Place | None, equipment: Iterable[Resource]
) -> dict[Any, str]:
    """{start of a moment: a sentence} where a room or a thing is not free. Two queries."""
    wanted = [*rooms_at(actor, [place] if place else []).values(), *equipment]
    if not wanted or not moments:
        return {}
    first, last = min(one.starts_at for one in moments), max(one.ends_at for one in moments)
    held, found = taken_of(actor, wanted, first, last), dict[Any, str]()
    for one in moments:
        for resource in wanted:
            claim = Claim(resource, one.starts_at, one.ends_at, "")
            if booking := first_over(held, claim):
                found.setdefault(one.starts_at, sentence_of(claim, booking))
    return found


def _told(day: date, notes: Iterable[Any]) -> str:
    said = " ".join(str(one) for one in notes)
    shown = formats.day(day, style="full")
    return f"{shown} – {said}" if said else shown
