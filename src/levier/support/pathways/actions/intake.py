"""A first talk is noted at once: who comes, what they ask, what blocks, what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import User
from levier.foundation.kit.actors import Actor
from levier.register.people.actions import Identity, create_person
from levier.register.people.models import Person
from levier.support.pathways.actions.accompaniment import open_pathway
from levier.support.pathways.actions.findings import Answer, note_findings
from levier.support.pathways.actions.plans import StepDraft, add_goal, add_step
from levier.support.pathways.enums import Level, Origin
from levier.support.pathways.models import Item


@dataclass(frozen=True, slots=True)
class FirstTalk:
    """What a first talk of five minutes gives. `holds` are codes of what blocks today; a step needs a title."""

    on: date
    origin: str = Origin.ITSELF
    request: str = ""
    referent: User | None = None
    holds: Sequence[str] = ()
    step: str = ""
    step_due_on: date | None = None


@transaction.atomic
def receive(*, by: Actor, identity: Identity, talk: FirstTalk, at: datetime) -> Person:
    """A new person, accompanied from now on: what blocks is noted as strong, the step stands under a first goal.

    The goal says what the person asks, in their words. Raises Refused, or ValidationError; then nothing is written.
    """
    person = create_person(by=by, identity=identity, at=at)
    open_pathway(
        by=by, person=person, on=talk.on, origin=talk.origin, request=talk.request, referent=talk.referent, at=at
    )
    if talk.holds:
        strong = {code: Answer(Level.STRONG) for code in talk.holds}
        note_findings(by=by, person=person, answers=strong, on=talk.on, at=at)
    if talk.step:
        goal = add_goal(by=by, person=person, title=(talk.request or _("Faire le point ensemble"))[:200], at=at)
        answered = Item.objects.visible_to(by).filter(code__in=talk.holds).order_by("order")
        draft = StepDraft(title=talk.step, due_on=talk.step_due_on, items=tuple(answered))
        add_step(by=by, goal=goal, draft=draft, at=at)
    return person
