"""Goals are set, steps are taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.register.partners.models import Partner
from levier.register.people.models import Person
from levier.support.pathways.actions.accompaniment import touch
from levier.support.pathways.enums import OPEN_STEPS, Doer, GoalState, ReferralAnswer, StepState
from levier.support.pathways.models import Goal, Item, Referral, Step, StepItem
from levier.support.pathways.rules import WRITE_PATHWAYS


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step as it is agreed. `worker` and `partner` go with their `doer`; `items` are the obstacles it answers."""

    title: str
    doer: str = Doer.PERSON
    worker: User | None = None
    partner: Partner | None = None
    due_on: date | None = None
    closes_with: str = ""
    items: Sequence[Item] = ()


Texts = dict[str, dict[str, str]]
"""Words of columns in several languages: {column: {language: words}}."""


@transaction.atomic
def add_goal(*, by: Actor, person: Person, title: str, texts: Texts | None = None, at: datetime) -> Goal:
    """A goal, in the person's own words; `texts` are its template's. Raises Refused, or ValidationError."""
    demand_permission(by, WRITE_PATHWAYS)
    goal = Goal(organisation_id=by.organisation_id, person=person, title=title, made_at=at, made_by_id=by.user_id)
    goal.texts = texts or {}
    goal.keep()
    record(by=by, verb="goal.added", object=reference(person), at=at)
    return goal


@transaction.atomic
def change_goal(*, by: Actor, goal: Goal, title: str, at: datetime) -> Goal:
    """Say a goal otherwise. Raises Refused, or ValidationError."""
    demand_permission(by, WRITE_PATHWAYS)
    held = _goal(by, goal)
    if held.title != title:
        held.title, held.texts = title, {}
    held.version += 1
    held.keep()
    record(by=by, verb="goal.changed", object=reference(held.person), at=at)
    return held


@transaction.atomic
def end_goal(*, by: Actor, goal: Goal, state: str, on: date, at: datetime) -> Goal:
    """A goal is reached, dropped, or taken up again (`OPEN`). Steps still open are dropped with it, when it ends."""
    demand_permission(by, WRITE_PATHWAYS)
    held = _goal(by, goal)
    held.state = state
    held.ended_on = None if state == GoalState.OPEN else on
    held.version += 1
    held.keep()
    if state != GoalState.OPEN:
        held.steps.filter(state__in=OPEN_STEPS).update(state=StepState.DROPPED, ended_on=on)
    record(by=by, verb=f"goal.{state}", object=reference(held.person), at=at)
    return held


@transaction.atomic
def add_step(*, by: Actor, goal: Goal, draft: StepDraft, at: datetime) -> Step:
    """A step towards a goal that is still open. Raises Refused, or ValidationError."""
    demand_permission(by, WRITE_PATHWAYS)
    held = _goal(by, goal)
    if held.state != GoalState.OPEN:
        raise Refused(_("Ce but est terminé : reprenez-le avant d'y ajouter une étape."))
    step = Step(organisation_id=by.organisation_id, goal=held, person_id=held.person_id, made_at=at)
    step.made_by_id = by.user_id
    _fill(by, step, draft)
    record(by=by, verb="step.added", object=reference(held.person), change={"step": step.pk}, at=at)
    return step


@transaction.atomic
def change_step(*, by: Actor, step: Step, draft: StepDraft, at: datetime) -> Step:
    """Agree on a step otherwise. Raises Refused, or ValidationError."""
    demand_permission(by, WRITE_PATHWAYS)
    held = _step(by, step)
    was = held.due_on
    held.version += 1
    _fill(by, held, draft)
    moved = {"due_on": [was, held.due_on]} if was != held.due_on else {}
    record(by=by, verb="step.changed", object=reference(held.person), change={"step": held.pk} | moved, at=at)
    return held


@transaction.atomic
def move_step(*, by: Actor, step: Step, state: str, at: datetime) -> Step:
    """A step is planned, under way, or waits for something. Also takes up again one that was over."""
    demand_permission(by, WRITE_PATHWAYS)
    if state not in OPEN_STEPS:
        raise Refused(_("Dites ce que l'étape a donné."))
    held = _step(by, step)
    held.state, held.ended_on, held.outcome = state, None, ""
    held.version += 1
    held.keep()
    record(by=by, verb="step.moved", object=reference(held.person), change={"step": held.pk, "state": state}, at=at)
    return held


@transaction.atomic
def end_step(*, by: Actor, step: Step, state: str, outcome: str = "", on: date, at: datetime) -> Step:
    """A step is done or dropped, on a day, and what it gave. Raises Refused when it was said already."""
    demand_permission(by, WRITE_PATHWAYS)
    held = _step(by, step)
    if not held.is_open:
        raise Refused(_("Cette étape est déjà terminée."))
    _end(by, held, state, outcome, on, at)
    return held


def attended(*, by: Actor, people: Iterable[int], what: str, on: date, at: datetime) -> list[Step]:
    """People came to what their step waits for (`what` is its reference): the step closes by itself, on that day.

    For the rooms above, `by` being the house on behalf of who noted the presence. In the caller's transaction; one
    query when no step waits.
    """
    waiting = Step.objects.filter(
        organisation=by.organisation_id, person__in=list(people), closes_with=what, state__in=OPEN_STEPS
    )
    found = list(waiting.values_list("pk", flat=True))
    closed = list(Step.objects.filter(pk__in=found).select_related("person").order_by("pk")) if found else []
    for step in closed:
        _end(by, step, StepState.DONE, "", on, at)
    return closed


def send_with(*, by: Actor, step: Step, referral: Referral, at: datetime) -> Step:
    """A step waits for a referral of its person from now on. In the transaction of the act that sends it.

    Raises Refused for a step that is over, or another person's.
    """
    held = _step(by, step)
    if not held.is_open or held.person_id != referral.person_id:
        raise Refused(_("Cette étape est déjà terminée."))
    held.closes_with, held.state = reference(referral), StepState.WAITING
    if held.doer == Doer.PARTNER and referral.partner is not None:
        held.partner = referral.partner
    held.version += 1
    held.keep()
    return held


def heard(*, by: Actor, referral: Referral, on: date, at: datetime) -> list[Step]:
    """A referral was answered, or withdrawn: the steps that wait for it follow. In the transaction of that act.

    Accepted, they are done, and what was answered is what they gave; with a day proposed, they are under way for that
    day; refused or withdrawn, they are to do again: the plan shows why.
    """
    waiting = Step.objects.visible_to(by).filter(
        person=referral.person_id, closes_with=reference(referral), state__in=OPEN_STEPS
    )
    found = list(waiting.select_for_update(of=("self",)).select_related("person").order_by("pk"))
    for step in found:
        if referral.answer == ReferralAnswer.ACCEPTED:
            _end(by, step, StepState.DONE, referral.reason[:300], on, at)
            continue
        if referral.answer == ReferralAnswer.PROPOSED:
            step.state, step.due_on = StepState.UNDER_WAY, referral.proposed_on
        else:
            step.state = StepState.PLANNED
        step.version += 1
        step.keep()
        change = {"step": step.pk, "state": step.state}
        record(by=by, verb="step.moved", object=reference(step.person), change=change, at=at)
    return found


def _end(by: Actor, step: Step, state: str, outcome: str, on: date, at: datetime) -> None:
    if state in OPEN_STEPS:
        raise Refused(_("Dites si l'étape est faite ou abandonnée."))
    step.state, step.outcome, step.ended_on = state, outcome, on
    step.version += 1
    step.keep()
    touch(by=by, person=step.person, on=on)
    record(by=by, verb=f"step.{state}", object=reference(step.person), change={"step": step.pk}, at=at)


def _fill(by: Actor, step: Step, draft: StepDraft) -> None:
    if draft.worker is not None and not colleagues(by).filter(pk=draft.worker.pk).exists():
        raise Refused(_("Cette personne ne travaille pas dans votre association."))
    if step.title != draft.title:
        step.texts = {}  # what a template said is not what is agreed any more
    step.title, step.doer, step.due_on, step.closes_with = draft.title, draft.doer, draft.due_on, draft.closes_with
    step.worker = draft.worker if draft.doer == Doer.WORKER else None
    step.partner = draft.partner if draft.doer == Doer.PARTNER else None
    step.keep()
    tied: dict[int, Any] = {one.item_id: one for one in step.ties.all()}
    wanted = {one.pk for one in draft.items}
    StepItem.objects.filter(pk__in=[one.pk for key, one in tied.items() if key not in wanted]).delete()
    StepItem.objects.bulk_create(
        [StepItem(organisation_id=step.organisation_id, step=step, item_id=key) for key in sorted(wanted - set(tied))]
    )


def _goal(by: Actor, goal: Goal) -> Goal:
    held: Goal = Goal.objects.visible_to(by).select_for_update().get(pk=goal.pk)
    return held


def _step(by: Actor, step: Step) -> Step:
    held: Step = Step.objects.visible_to(by).select_for_update().get(pk=step.pk)
    return held
