"""What changes needs and calls."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from levier.development.calls.enums import STEPS, CallStatus
from levier.development.calls.models import Call, CallCompetence, CallNeed, Decision, Evidence, Need
from levier.development.calls.rules import CHANGE_CALLS, CHANGE_NEEDS, DECIDE_CALLS
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import fold, slug


@transaction.atomic
def create_need(*, by: Actor, values: dict[str, Any], at: datetime) -> Need:
    """A need in a sentence; its code is made from its title. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_NEEDS)
    need = Need(organisation_id=by.organisation_id, **values)
    need.code = need.code or _free_code(by, Need, need.title)
    _keep(need, f"{need.title} {need.statement}")
    record(by=by, verb="need.created", object=reference(need), at=at)
    return need


@transaction.atomic
def change_need(*, by: Actor, need: Need, values: dict[str, Any], at: datetime) -> Need:
    """Give a need these columns. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_NEEDS)
    changed = _change(need, values)
    need.version += 1
    _keep(need, f"{need.title} {need.statement}")
    record(by=by, verb="need.changed", object=reference(need), change=changed, at=at)
    return need


@transaction.atomic
def add_evidence(*, by: Actor, need: Need, values: dict[str, Any], at: datetime) -> Evidence:
    """A dated figure with its source. Raises Refused, also for a day to come, or ValidationError."""
    demand_permission(by, CHANGE_NEEDS)
    if values["observed_on"] > timezone.localdate(at):
        raise Refused(_("Un constat porte la date d'un jour passé."))
    evidence = Evidence(organisation_id=by.organisation_id, need=need, **values)
    evidence.keep()
    record(by=by, verb="need.evidence_added", object=reference(need), change={"evidence": evidence.pk}, at=at)
    return evidence


@transaction.atomic
def remove_evidence(*, by: Actor, evidence: Evidence, at: datetime) -> Need:
    """Take back a figure that was wrong; the journal keeps what it said."""
    demand_permission(by, CHANGE_NEEDS)
    need = evidence.need
    said = {"statement": evidence.statement, "source": evidence.source, "observed_on": evidence.observed_on}
    evidence.delete()
    record(by=by, verb="need.evidence_removed", object=reference(need), change=said, at=at)
    return need


@transaction.atomic
def create_call(
    *, by: Actor, values: dict[str, Any], competences: Iterable[str] = (), needs: Iterable[Need] = (), at: datetime
) -> Call:
    """A call that we saw; its code is made from its title. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_CALLS)
    call = Call(organisation_id=by.organisation_id, **values)
    call.code = call.code or _free_code(by, Call, call.title)
    _keep(call, f"{call.title} {call.programme.name} {call.programme.funder.name}")
    _tie(call, competences, needs)
    record(by=by, verb="call.created", object=reference(call), at=at)
    return call


@transaction.atomic
def change_call(
    *,
    by: Actor,
    call: Call,
    values: dict[str, Any],
    competences: Iterable[str] = (),
    needs: Iterable[Need] = (),
    at: datetime,
) -> Call:
    """Give a call these columns, competences and needs. Raises Refused, or ValidationError."""
    demand_permission(by, CHANGE_CALLS)
    changed = _change(call, values)
    call.version += 1
    _keep(call, f"{call.title} {call.programme.name} {call.programme.funder.name}")
    _tie(call, competences, needs)
    record(by=by, verb="call.changed", object=reference(call), change=changed, at=at)
    return call


@transaction.atomic
def decide(*, by: Actor, call: Call, is_go: bool, reason: str, at: datetime) -> Decision:
    """Go or no-go, with the reason. Raises Refused once the answer has left, or without a reason."""
    demand_permission(by, DECIDE_CALLS)
    held = _locked(by, call)
    if held.status not in (CallStatus.WATCHED, CallStatus.PREPARED, CallStatus.DISMISSED):
        raise Refused(_("La réponse est déjà partie : la décision ne change plus."))
    if not reason.strip():
        raise Refused(_("Dites pourquoi : l'équipe de l'année prochaine vous lira."))
    decision = Decision.objects.create(
        organisation_id=by.organisation_id,
        call=held,
        is_go=is_go,
        reason=reason.strip(),
        decided_at=at,
        decided_by_id=by.user_id,
    )
    _step(held, CallStatus.PREPARED if is_go else CallStatus.DISMISSED)
    record(by=by, verb="call.decided", object=reference(held), change={"is_go": is_go, "reason": reason}, at=at)
    return decision


@transaction.atomic
def move_call(*, by: Actor, call: Call, status: str, at: datetime) -> Call:
    """One step further: answered, won or lost. Raises Refused for a step that the table does not allow."""
    demand_permission(by, CHANGE_CALLS)
    held = _locked(by, call)
    if status not in STEPS.get(held.status, ()):
        state = held.get_status_display()
        raise Refused(_("Ce pas n'est pas possible depuis l'état « %(state)s ».") % {"state": state})
    before = held.status
    _step(held, status)
    record(by=by, verb="call.moved", object=reference(held), change={"status": [before, status]}, at=at)
    return held


def _locked(by: Actor, call: Call) -> Call:
    held: Call | None = Call.objects.visible_to(by).select_for_update().filter(pk=call.pk).first()
    if held is None:
        raise Refused(_("Cet appel n'existe pas."))
    return held


def _step(call: Call, status: str) -> None:
    call.status = status
    call.version += 1
    call.save(update_fields=["status", "version"])


def _tie(call: Call, competences: Iterable[str], needs: Iterable[Need]) -> None:
    mine = {"organisation_id": call.organisation_id, "call": call}
    CallCompetence.objects.filter(call=call).delete()
    CallCompetence.objects.bulk_create([CallCompetence(**mine, competence=code) for code in dict.fromkeys(competences)])
    CallNeed.objects.filter(call=call).delete()
    CallNeed.objects.bulk_create([CallNeed(**mine, need=need) for need in needs])


def _keep(instance: Any, words: str) -> None:
    instance.search = fold(words)[:300]
    instance.keep()


def _change(instance: Any, values: dict[str, Any]) -> dict[str, list[str]]:
    """Set columns; returns those that changed, old and new as text."""
    changed = {
        name: [str(getattr(instance, name)), str(value)]
        for name, value in values.items()
        if getattr(instance, name) != value
    }
    for name, value in values.items():
        setattr(instance, name, value)
    return changed


def _free_code(by: Actor, model: Any, title: str) -> str:
    """A code from a title that no other row of this association has."""
    base = slug(title)[:36] or "code"
    taken = set(model.objects.visible_to(by).filter(code__startswith=base).values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, 1_000))) if code not in taken)
