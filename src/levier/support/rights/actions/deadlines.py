"""Deadlines: kept with what they were counted from, given to somebody, settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import add_months
from levier.foundation.kit.permissions import Refused, demand, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.people.models import Person
from levier.support.rights.counting import count
from levier.support.rights.enums import DeadlineState, Unit
from levier.support.rights.holding import demand_own, demand_person, demand_sensible, held, rule_for
from levier.support.rights.models import Deadline, DeadlineKind, DeadlineRule, Letter
from levier.support.rights.rules import WRITE_RIGHTS, may_go_to

State = DeadlineState


@dataclass(frozen=True, slots=True)
class DeadlineDraft:
    """A deadline to keep. `counted_on` is the day of the fact that the rule counts from; `printed_on` the date written
    on the paper, which wins. One of them is there."""

    kind: DeadlineKind
    counted_on: date | None = None
    printed_on: date | None = None
    at_time: time | None = None
    owner: User | None = None


@transaction.atomic
def keep_deadlines(*, by: Actor, letter: Letter, drafts: Sequence[DeadlineDraft], at: datetime) -> list[Deadline]:
    """Keep the deadlines that a letter proposes: all, or none. Raises Refused when one is over already."""
    demand_permission(by, WRITE_RIGHTS)
    row: Letter = held(by, letter, "person")
    if not drafts:
        raise Refused(_("Cochez au moins une échéance, ou annulez."))
    return [_keep(by, row.person, draft, row, at) for draft in drafts]


@transaction.atomic
def add_deadline(
    *, by: Actor, person: Person, draft: DeadlineDraft, letter: Letter | None = None, at: datetime
) -> Deadline:
    """A deadline noted by hand. Raises Refused when it is over, when nothing dates it, for a stranger."""
    demand_permission(by, WRITE_RIGHTS)
    demand_person(by, person)
    demand_own(person, letter)
    return _keep(by, person, draft, letter, at)


@transaction.atomic
def give_deadline(*, by: Actor, deadline: Deadline, owner: User, at: datetime) -> Deadline:
    """Who follows a deadline. Raises Refused for somebody who does not work here."""
    demand_permission(by, WRITE_RIGHTS)
    row: Deadline = held(by, deadline)
    row.owner_id = _owner(by, owner)
    _bump(row, "owner_id")
    record(by=by, verb="rights.deadline_given", object=reference(row), change={"owner": owner.pk}, at=at)
    return row


@transaction.atomic
def finish_deadline(*, by: Actor, deadline: Deadline, what: str, result: str = "", at: datetime) -> Deadline:
    """Done: what was done, and the result. One that comes back each month makes the next. Returns the settled one."""
    if not what.strip():
        raise Refused(_("Dites ce qui a été fait."))
    row = _settle(by, deadline, State.DONE, at, what=what, result=result)
    kind = row.rule.kind
    if kind.recurs and row.counted_on and kind.retired_on is None and not row.next.exists():
        following = add_months(row.counted_on.replace(day=1), 1)
        draft = DeadlineDraft(kind, counted_on=following, owner=row.owner)
        _keep(by, row.person, draft, row.letter, at, follows=row, is_over_allowed=True)
    return row


@transaction.atomic
def drop_deadline(*, by: Actor, deadline: Deadline, reason: str, at: datetime) -> Deadline:
    """Nothing to do after all, and why."""
    if not reason.strip():
        raise Refused(_("Dites pourquoi cette échéance est sans objet."))
    return _settle(by, deadline, State.DROPPED, at, what=reason)


@transaction.atomic
def miss_deadline(*, by: Actor, deadline: Deadline, reason: str = "", at: datetime) -> Deadline:
    """It was not done in time. Raises Refused while there is time left."""
    row: Deadline = held(by, deadline)
    if row.end >= timezone.localdate(at):
        raise Refused(_("Il reste du temps : cette échéance n'est pas manquée."))
    return _settle(by, deadline, State.MISSED, at, what=reason)


@transaction.atomic
def reopen_deadline(*, by: Actor, deadline: Deadline, at: datetime) -> Deadline:
    """Put a settled deadline back to be done; what was said of it stays readable in the journal."""
    return _settle(by, deadline, State.OPEN, at)


def _settle(
    by: Actor, deadline: Deadline, state: DeadlineState, at: datetime, *, what: str = "", result: str = ""
) -> Deadline:
    demand_permission(by, WRITE_RIGHTS)
    row: Deadline = held(by, deadline, "rule__kind", "person", "letter", "owner")
    demand(may_go_to(row, state))
    before = {"what": row.what, "result": row.result}
    row.state, row.what, row.result = state, what.strip()[:300], result.strip()[:300]
    is_open = state == State.OPEN
    row.settled_on = None if is_open else timezone.localdate(at)
    row.settled_by_id = None if is_open else by.user_id
    _bump(row, "state", "what", "result", "settled_on", "settled_by_id")
    change = {"person": row.person_id} | ({"before": before} if is_open else {})
    record(by=by, verb=f"rights.deadline_{state.value}", object=reference(row), change=change, at=at)
    return row


def _keep(
    by: Actor,
    person: Person,
    draft: DeadlineDraft,
    letter: Letter | None,
    at: datetime,
    *,
    follows: Deadline | None = None,
    is_over_allowed: bool = False,
) -> Deadline:
    rule = rule_for(by, draft.kind, draft.counted_on or draft.printed_on or timezone.localdate(at))
    made = Deadline(
        organisation_id=by.organisation_id,
        person=person,
        rule=rule,
        letter=letter,
        at_time=draft.at_time if draft.printed_on else None,
        owner_id=_owner(by, draft.owner),
        follows=follows,
        made_at=at,
        **_dates(rule, draft, at),
    )
    today = timezone.localdate(at)
    if made.end < today and not (is_over_allowed or rule.kind.is_earliest):
        words = {"kind": rule.kind, "day": made.end.strftime("%d/%m/%Y")}
        raise Refused(
            _("« %(kind)s » : ce délai est passé depuis le %(day)s. Notez plutôt la perte de droits.") % words
        )
    made.keep()
    record(by=by, verb="rights.deadline_added", object=reference(made), change={"person": person.pk}, at=at)
    return made


def _dates(rule: DeadlineRule, draft: DeadlineDraft, at: datetime) -> dict[str, Any]:
    """The columns of the days: what was counted, from what, and the one to remind of."""
    demand_sensible(draft.printed_on, at)
    if rule.unit == Unit.WRITTEN or draft.counted_on is None:
        if draft.printed_on is None:
            raise Refused(_("« %(kind)s » : donnez la date écrite sur le papier.") % {"kind": rule.kind})
        return {"printed_on": draft.printed_on, "due_on": draft.printed_on}
    demand_sensible(draft.counted_on, at)
    worked = count(rule, draft.counted_on)
    return {
        "counted_on": draft.counted_on,
        "computed_on": worked.last_on,
        "shifted_on": worked.shifted_on,
        "printed_on": draft.printed_on,
        "due_on": draft.printed_on or worked.last_on,
    }


def _owner(by: Actor, owner: User | None) -> int | None:
    if owner is not None and not colleagues(by).filter(pk=owner.pk).exists():
        raise Refused(_("Cette personne ne travaille pas dans votre association."))
    return owner.pk if owner else by.user_id


def _bump(row: Deadline, *names: str) -> None:
    row.version += 1
    row.save(update_fields=[*names, "version"])
