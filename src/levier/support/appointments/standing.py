"""Where an appointment stands: computed from its facts, with the sentence that says why, and as a condition on rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.kit import formats
from levier.support.appointments.enums import Side, Stage
from levier.support.appointments.models import Appointment

TONES = {
    Stage.INVITED: "sky",
    Stage.EXPIRED: "ochre",
    Stage.PLANNED: "sky",
    Stage.TO_NOTE: "ochre",
    Stage.SEEN: "good",
    Stage.MISSED: "bad",
}
OPEN = (Stage.INVITED, Stage.EXPIRED, Stage.PLANNED, Stage.TO_NOTE)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an appointment is at a moment, and why."""

    stage: Stage
    sentence: str

    @property
    def tone(self) -> str:
        return TONES.get(self.stage, "")

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN


def state_of(appointment: Appointment, now: datetime) -> Standing:
    """The one place where the facts of an appointment become a state.

    What was noted counts before what was planned; a time that has come without a word is to be noted.
    """
    one = appointment
    if one.closed_at:
        return Standing(Stage.CLOSED, _with(_("Clos le %(day)s, sans autre rendez-vous.") % _day(one.closed_at), one))
    if one.cancelled_at:
        who = Side(one.cancelled_by).label
        said = _("Annulé le %(day)s par %(who)s.") % {**_day(one.cancelled_at), "who": who}
        return Standing(Stage.CANCELLED, _with(said, one))
    if one.seen_at:
        return Standing(Stage.SEEN, _("La personne est venue : noté le %(day)s.") % _day(one.seen_at))
    if one.excused_at:
        return Standing(Stage.EXCUSED, _with(_("La personne s'est excusée le %(day)s.") % _day(one.excused_at), one))
    if one.missed_at:
        return Standing(Stage.MISSED, _("La personne n'est pas venue : noté le %(day)s.") % _day(one.missed_at))
    if one.booking is not None:
        return _booked(one, one.booking.starts_at, now)
    return _invited(one, now)


def _booked(one: Appointment, starts_at: datetime, now: datetime) -> Standing:
    words = {"moment": formats.moment(starts_at)}
    if starts_at <= now:
        return Standing(Stage.TO_NOTE, _("C'était prévu %(moment)s : a-t-il eu lieu ?") % words)
    if one.confirmed_at:
        return Standing(Stage.PLANNED, _("Prévu %(moment)s. La personne a confirmé.") % words)
    if one.moved_from:
        words["before"] = formats.moment(one.moved_from)
        return Standing(Stage.PLANNED, _("Prévu %(moment)s, déplacé : c'était %(before)s.") % words)
    return Standing(Stage.PLANNED, _("Prévu %(moment)s.") % words)


def _invited(one: Appointment, now: datetime) -> Standing:
    if one.expires_on and one.expires_on < timezone.localdate(now):
        said = _("Invitation du %(day)s, restée sans réponse jusqu'au %(end)s.")
        stage = Stage.EXPIRED
    else:
        said = _("Invitation du %(day)s : aucun moment n'est encore choisi. Réponse attendue jusqu'au %(end)s.")
        stage = Stage.INVITED
    return Standing(stage, said % {**_day(one.invited_at), "end": formats.day(one.expires_on)})


def _day(moment: datetime | None) -> dict[str, Any]:
    return {"day": formats.day(moment)}


def _with(sentence: str, one: Appointment) -> str:
    return f"{sentence} « {one.remark} »" if one.remark else sentence


def at_stage(stage: str, now: datetime) -> Q:
    """The same as a condition on rows: `state_of` and this one never disagree, a test holds both against each other."""
    quiet = Q(closed_at=None, cancelled_at=None, seen_at=None, excused_at=None, missed_at=None)
    today = timezone.localdate(now)
    noted = {
        Stage.CLOSED: Q(closed_at__isnull=False),
        Stage.CANCELLED: Q(closed_at=None, cancelled_at__isnull=False),
        Stage.SEEN: Q(closed_at=None, seen_at__isnull=False),
        Stage.EXCUSED: Q(closed_at=None, excused_at__isnull=False),
        Stage.MISSED: Q(closed_at=None, missed_at__isnull=False),
        Stage.TO_NOTE: quiet & Q(booking__starts_at__lte=now),
        Stage.PLANNED: quiet & Q(booking__starts_at__gt=now),
        Stage.EXPIRED: quiet & Q(booking=None, expires_on__lt=today),
        Stage.INVITED: quiet & Q(booking=None) & (Q(expires_on=None) | Q(expires_on__gte=today)),
    }
    return noted[Stage(stage)]


def to_relaunch(now: datetime) -> Q:
    """No-shows, and invitations without an answer, after which nothing was tried."""
    unanswered = at_stage(Stage.MISSED, now) | at_stage(Stage.EXPIRED, now)
    return unanswered & Q(relaunched_by=None)
