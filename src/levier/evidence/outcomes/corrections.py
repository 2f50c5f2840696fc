"""Putting an error right: in the frozen entry situation, in the dates of a stay. Always with its reason."""

from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.evidence.outcomes.actions import locked, refreeze, settle
from levier.evidence.outcomes.checks import SituationRefused, StayRefused, check_overlap, check_stay
from levier.evidence.outcomes.models import EntryCorrection, Episode, Observation, Participation
from levier.evidence.outcomes.rules import CORRECT_ENTRY
from levier.evidence.outcomes.situation import ANSWERS, EntrySituation, days_after, situation_of
from levier.evidence.outcomes.stays import in_order
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import demand_permission
from levier.foundation.kit.screens import reference

CORRECTABLE = tuple(f.name for f in fields(EntrySituation) if f.name != "answers") + ANSWERS


@transaction.atomic
def correct_entry(
    *, by: Actor, participation: Participation, changes: dict[str, Any], reason: str, at: datetime
) -> list[EntryCorrection]:
    """Put right what was noted of the entry situation: values by name of CORRECTABLE; derived columns follow.

    Returns what is kept of it, one line a column that changed: author, moment, old and new value, reason. Reports
    already frozen do not move (domain.md 3.1, item 4). Raises SituationRefused without a reason, for an unknown name
    or code, and when nothing changes.
    """
    demand_permission(by, CORRECT_ENTRY)
    _demand_reason(reason)
    if not set(changes) <= set(CORRECTABLE):
        raise SituationRefused(_("Cette donnée ne fait pas partie de la situation à l'entrée."))
    held = locked(by, participation)
    before = situation_of(held)
    answers = before.answers | {name: changes[name] for name in ANSWERS if name in changes}
    own = {name: value for name, value in changes.items() if name not in ANSWERS}
    corrections = refreeze(held, replace(before, answers=answers, **own), held.entry_on, reason, by, at)
    if not corrections:
        raise SituationRefused(_("Rien n'a changé : la situation à l'entrée est déjà celle-là."))
    held.version += 1
    held.save()
    change = {one.field: [one.old, one.new] for one in corrections}
    record(by=by, verb="participation.entry_corrected", object=reference(held), change=change, at=at)
    return corrections


@transaction.atomic
def correct_stay(
    *,
    by: Actor,
    stay: Episode,
    starts_on: date,
    ends_on: date | None,
    exit_reason: str = "",
    reason: str,
    at: datetime,
) -> Participation:
    """Put right the days of a stay. Age and length of unemployment follow the first day, windows the last one.

    Raises StayRefused when the stay would meet another one or the calendar.
    """
    demand_permission(by, CORRECT_ENTRY)
    _demand_reason(reason)
    check_stay(starts_on, ends_on, exit_reason, at)
    held = locked(by, stay.participation)
    stays = in_order(held.episodes.all())
    mine = next(one for one in stays if one.pk == stay.pk)
    old = [mine.starts_on, mine.ends_on, mine.exit_reason]
    mine.starts_on, mine.ends_on, mine.exit_reason = starts_on, ends_on, exit_reason if ends_on else ""
    check_overlap(stays)
    mine.save()
    _follow(held, stays, reason, by, at)
    change = {"old": old, "new": [starts_on, ends_on, exit_reason], "reason": reason}
    record(by=by, verb="participation.stay_corrected", object=reference(held), change=change, at=at)
    return held


@transaction.atomic
def withdraw_stay(*, by: Actor, stay: Episode, reason: str, at: datetime) -> Participation:
    """Take back a stay that never was. The exit before it stands again, and its answers count again.

    Raises StayRefused for the only stay: a participation has at least one.
    """
    demand_permission(by, CORRECT_ENTRY)
    _demand_reason(reason)
    held = locked(by, stay.participation)
    stays = in_order(held.episodes.all())
    if len(stays) == 1:
        raise StayRefused(_("C'est le seul passage de cette personne dans le projet : il ne peut pas être retiré."))
    kept = [one for one in stays if one.pk != stay.pk]
    change = {"starts_on": stay.starts_on, "ends_on": stay.ends_on, "reason": reason}
    stay.delete()
    _follow(held, kept, reason, by, at)
    record(by=by, verb="participation.stay_withdrawn", object=reference(held), change=change, at=at)
    return held


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise SituationRefused(_("Donnez la raison : elle est gardée avec la correction."))


def _follow(held: Participation, stays: list[Episode], reason: str, by: Actor, at: datetime) -> None:
    """Make everything that days decide follow the stays: the frozen columns, the exit, the answers' windows."""
    old_exit, first = held.exit_on, in_order(stays)[0]
    if first.starts_on != held.entry_on:
        refreeze(held, situation_of(held), first.starts_on, reason, by, at)
    settle(held, stays)
    if held.exit_on != old_exit:
        _move_answers(held)


def _move_answers(held: Participation) -> None:
    """Answers that count are counted from the corrected exit; those given about that very exit count again.

    Without an exit none counts, until one is noted.
    """
    answers = list(held.observations.all())
    for one in answers:
        days = days_after(one.horizon, one.observed_on, held.exit_on)
        one.is_current = held.exit_on is not None and (one.is_current or one.days_after == days)
        if one.is_current:
            one.days_after = days
    Observation.objects.bulk_update(answers, ["is_current", "days_after"])
