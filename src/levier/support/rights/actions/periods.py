"""What a person lives on, stretch after stretch, without overlap."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from levier.foundation.journal.actions import record
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.support.rights.holding import demand_own, demand_past, demand_person, demand_sensible, held
from levier.support.rights.models import BenefitPeriod, Letter
from levier.support.rights.rules import WRITE_RIGHTS
from levier.support.rights.statuses import label_of, statuses_to_choose


@dataclass(frozen=True, slots=True)
class PeriodDraft:
    """One stretch: the columns of BenefitPeriod. Days are copied from what was seen."""

    status: str
    starts_on: date
    ends_on: date | None = None
    announced_end_on: date | None = None
    letter: Letter | None = None
    source: str = ""

    def columns(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@transaction.atomic
def add_period(
    *, by: Actor, person: Person, draft: PeriodDraft, closes_last: bool = False, at: datetime
) -> BenefitPeriod:
    """A stretch of a person's timeline. `closes_last` ends the one that is open on the day before.

    Raises Refused when it overlaps another, for an unknown status or for days that cannot be; ValidationError without
    a source.
    """
    demand_permission(by, WRITE_RIGHTS)
    demand_person(by, person)
    Person.objects.select_for_update().get(pk=person.pk)
    if closes_last:
        _close_last(by, person, draft.starts_on, at)
    _check(by, person, draft, at)
    period = BenefitPeriod(
        organisation_id=by.organisation_id, person=person, noted_at=at, noted_by_id=by.user_id, **draft.columns()
    )
    period.keep()
    record(by=by, verb="rights.period_added", object=reference(period), change={"person": person.pk}, at=at)
    return period


@transaction.atomic
def change_period(*, by: Actor, period: BenefitPeriod, draft: PeriodDraft, at: datetime) -> BenefitPeriod:
    """Correct a stretch, or end it. Raises as `add_period` does."""
    demand_permission(by, WRITE_RIGHTS)
    row: BenefitPeriod = held(by, period, "person")
    Person.objects.select_for_update().get(pk=row.person_id)
    _check(by, row.person, draft, at, but=row.pk)
    changed = sorted(name for name, value in draft.columns().items() if getattr(row, name) != value)
    for name, value in draft.columns().items():
        setattr(row, name, value)
    row.version += 1
    row.keep()
    record(by=by, verb="rights.period_changed", object=reference(row), change={"columns": changed}, at=at)
    return row


@transaction.atomic
def withdraw_period(*, by: Actor, period: BenefitPeriod, at: datetime) -> None:
    """Take away a stretch that was noted by mistake."""
    demand_permission(by, WRITE_RIGHTS)
    row: BenefitPeriod = held(by, period)
    named, change = reference(row), {"status": row.status, "starts_on": row.starts_on, "ends_on": row.ends_on}
    row.delete()
    record(by=by, verb="rights.period_withdrawn", object=named, change=change, at=at)


def _check(by: Actor, person: Person, draft: PeriodDraft, at: datetime, *, but: int = 0) -> None:
    if draft.status not in statuses_to_choose():
        raise Refused(_("Choisissez un statut de la liste."))
    demand_past(draft.starts_on, at)
    demand_sensible(draft.ends_on, at)
    demand_sensible(draft.announced_end_on, at)
    demand_own(person, draft.letter)
    others = BenefitPeriod.objects.visible_to(by).filter(person=person).exclude(pk=but)
    meeting = others.filter(Q(ends_on=None) | Q(ends_on__gte=draft.starts_on))
    if draft.ends_on:
        meeting = meeting.filter(starts_on__lte=draft.ends_on)
    other = meeting.order_by("starts_on").first()
    if other is not None:
        raise Refused(_overlap(other))


def _overlap(other: BenefitPeriod) -> str:
    words = {"status": label_of(other.status), "start": formats.day(other.starts_on)}
    if other.ends_on is None:
        return _("« %(status)s » court depuis le %(start)s : donnez-lui d'abord une fin.") % words
    words["end"] = formats.day(other.ends_on)
    return _("Ces dates touchent « %(status)s », du %(start)s au %(end)s : corrigez l'un des deux.") % words


def _close_last(by: Actor, person: Person, before: date, at: datetime) -> None:
    rows = BenefitPeriod.objects.visible_to(by).select_for_update().filter(person=person, ends_on=None)
    last = rows.filter(starts_on__lt=before).first()
    if last is not None:
        last.ends_on = before - timedelta(days=1)
        last.version += 1
        last.save(update_fields=["ends_on", "version"])
        record(by=by, verb="rights.period_changed", object=reference(last), change={"columns": ["ends_on"]}, at=at)
