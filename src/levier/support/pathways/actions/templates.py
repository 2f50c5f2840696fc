"""Plans made beforehand: written, copied, retired, and put into somebody's plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import User
from levier.foundation.accounts.queries import colleagues
from levier.foundation.accounts.tenancy import one_at_a_time
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.permissions import Refused, demand_permission
from levier.foundation.kit.screens import reference
from levier.foundation.kit.texts import fold
from levier.register.people.models import Person
from levier.support.pathways.actions.plans import add_goal
from levier.support.pathways.enums import Doer, GoalState
from levier.support.pathways.models import (
    Goal,
    Item,
    PlanTemplate,
    Step,
    StepItem,
    TemplateStep,
    TemplateStepItem,
)
from levier.support.pathways.models.telling import FRENCH
from levier.support.pathways.rules import EDIT_TEMPLATES, WRITE_PATHWAYS

NAME = 80
"""Length of a template's name, as its column holds."""


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """What a template is called, for which situation, and the goal that it proposes (may be empty)."""

    name: str
    situation: str
    goal: str = ""


@dataclass(frozen=True, slots=True)
class TemplateStepDraft:
    """A step of a template: `offset` days after the start; `items` are the obstacles that it answers."""

    title: str
    doer: str = Doer.PERSON
    offset: int = 0
    items: Sequence[Item] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A step taken from a template into a plan: for which day, tied to which of its obstacles."""

    step: TemplateStep
    due_on: date | None
    items: Sequence[Item] = ()


@transaction.atomic
def add_template(*, by: Actor, draft: TemplateDraft, at: datetime) -> PlanTemplate:
    """A template without a step yet. Raises Refused, or ValidationError."""
    demand_permission(by, EDIT_TEMPLATES)
    template = PlanTemplate(organisation_id=by.organisation_id, made_at=at, made_by_id=by.user_id)
    _say(template, draft)
    record(by=by, verb="template.added", object=reference(template), at=at)
    return template


@transaction.atomic
def change_template(*, by: Actor, template: PlanTemplate, draft: TemplateDraft, at: datetime) -> PlanTemplate:
    """Say a template otherwise; plans made with it do not move. Raises Refused, or ValidationError."""
    demand_permission(by, EDIT_TEMPLATES)
    held = _held(by, template)
    held.version += 1
    _say(held, draft)
    record(by=by, verb="template.changed", object=reference(held), at=at)
    return held


@transaction.atomic
def copy_template(*, by: Actor, template: PlanTemplate, at: datetime) -> PlanTemplate:
    """The same template once more, under a name that is free, with all its steps. Raises Refused."""
    demand_permission(by, EDIT_TEMPLATES)
    held = _held(by, template)
    draft = TemplateDraft(_free_name(by, held.name), held.situation, held.goal)
    made = PlanTemplate(organisation_id=by.organisation_id, made_at=at, made_by_id=by.user_id)
    made.texts = {column: said for column, said in held.texts.items() if column != "name"}
    _say(made, draft)
    for step in held.steps.prefetch_related("items"):
        items = tuple(step.items.all())
        _fill(
            TemplateStep(template=made, texts=step.texts), TemplateStepDraft(step.title, step.doer, step.offset, items)
        )
    record(by=by, verb="template.copied", object=reference(made), change={"from": held.pk}, at=at)
    return made


@transaction.atomic
def retire_template(*, by: Actor, template: PlanTemplate, on: date, at: datetime) -> PlanTemplate:
    """A template is proposed no more; plans made with it stay. Raises Refused when it is retired already."""
    demand_permission(by, EDIT_TEMPLATES)
    held = _held(by, template)
    if not held.is_in_use:
        raise Refused(_("Ce modèle est déjà retiré."))
    held.retired_on, held.version = on, held.version + 1
    held.keep()
    record(by=by, verb="template.retired", object=reference(held), at=at)
    return held


@transaction.atomic
def restore_template(*, by: Actor, template: PlanTemplate, at: datetime) -> PlanTemplate:
    """Propose a template again. Raises Refused, or ValidationError when another one took its name."""
    demand_permission(by, EDIT_TEMPLATES)
    held = _held(by, template)
    if held.is_in_use:
        raise Refused(_("Ce modèle est en usage."))
    held.retired_on, held.version = None, held.version + 1
    held.keep()
    record(by=by, verb="template.restored", object=reference(held), at=at)
    return held


@transaction.atomic
def add_template_step(*, by: Actor, template: PlanTemplate, draft: TemplateStepDraft, at: datetime) -> TemplateStep:
    """A step more in a template. Raises Refused, or ValidationError."""
    demand_permission(by, EDIT_TEMPLATES)
    held = _held(by, template)
    step = TemplateStep(template=held)
    _fill(step, draft)
    record(by=by, verb="template.step_added", object=reference(held), at=at)
    return step


@transaction.atomic
def change_template_step(*, by: Actor, step: TemplateStep, draft: TemplateStepDraft, at: datetime) -> TemplateStep:
    """Say a step of a template otherwise. Raises Refused, or ValidationError."""
    demand_permission(by, EDIT_TEMPLATES)
    held: TemplateStep = TemplateStep.objects.visible_to(by).select_for_update().get(pk=step.pk)
    _fill(held, draft)
    record(by=by, verb="template.step_changed", object=reference(held.template), at=at)
    return held


@transaction.atomic
def drop_template_step(*, by: Actor, step: TemplateStep, at: datetime) -> None:
    """Take a step out of a template; steps of plans stay. Raises Refused."""
    demand_permission(by, EDIT_TEMPLATES)
    held: TemplateStep = TemplateStep.objects.visible_to(by).select_for_update().get(pk=step.pk)
    template = held.template
    held.delete()
    record(by=by, verb="template.step_dropped", object=reference(template), at=at)


@transaction.atomic
def take_steps(
    *,
    by: Actor,
    person: Person,
    goal: Goal | None,
    new_goal: str = "",
    taken: Sequence[Taken],
    worker: User | None = None,
    at: datetime,
) -> list[Step]:
    """Steps of a template join somebody's plan under an open goal, or under a new one; the team's are `worker`'s.

    One that stands open in the plan already, under the same words, is not added again, however often one clicks; a
    new goal without a step to add is not made. Returns what was added. Raises Refused, or ValidationError.
    """
    demand_permission(by, WRITE_PATHWAYS)
    if not taken:
        raise Refused(_("Cochez au moins une étape."))
    if worker is not None and not colleagues(by).filter(pk=worker.pk).exists():
        raise Refused(_("Cette personne ne travaille pas dans votre association."))
    one_at_a_time(f"plan:{person.pk}")
    new = _not_there(by, person, taken)
    if not new:
        return []
    held = _goal(by, person, goal) if goal else _new_goal(by, person, new_goal, taken[0].step.template, at)
    made = [_take(by, held, one, worker, at) for one in new]
    change = {"steps": [one.pk for one in made], "template": taken[0].step.template_id}
    record(by=by, verb="step.taken", object=reference(person), change=change, at=at)
    return made


def _not_there(by: Actor, person: Person, taken: Sequence[Taken]) -> list[Taken]:
    """Of these, those that the running plan does not hold yet, each once."""
    rows = Step.objects.visible_to(by).open().filter(person=person)
    there = {fold(title) for title in rows.values_list("title", flat=True)}
    found = {fold(one.step.title): one for one in reversed(taken)}
    return [one for one in taken if fold(one.step.title) not in there and found[fold(one.step.title)] is one]


def _goal(by: Actor, person: Person, goal: Goal) -> Goal:
    held: Goal = Goal.objects.visible_to(by).select_for_update().get(pk=goal.pk, person=person)
    if held.state != GoalState.OPEN:
        raise Refused(_("Ce but est terminé : reprenez-le avant d'y ajouter une étape."))
    return held


def _new_goal(by: Actor, person: Person, title: str, template: PlanTemplate, at: datetime) -> Goal:
    """A goal in the person's words; when they are the template's in any language, it is known in all of its."""
    said = {FRENCH: template.goal} | template.texts.get("goal", {})
    if title not in said.values():
        return add_goal(by=by, person=person, title=title, at=at)
    return add_goal(by=by, person=person, title=template.goal, texts={"title": said}, at=at)


def _take(by: Actor, goal: Goal, one: Taken, worker: User | None, at: datetime) -> Step:
    step = Step(
        organisation_id=by.organisation_id,
        goal=goal,
        person_id=goal.person_id,
        title=one.step.title,
        texts={"title": {FRENCH: one.step.title} | one.step.texts.get("title", {})},
        doer=one.step.doer,
        worker=worker if one.step.doer == Doer.WORKER else None,
        due_on=one.due_on,
        made_at=at,
        made_by_id=by.user_id,
    )
    step.keep()
    StepItem.objects.bulk_create(
        [StepItem(organisation_id=by.organisation_id, step=step, item=item) for item in one.items]
    )
    return step


def _say(template: PlanTemplate, draft: TemplateDraft) -> None:
    template.name, template.situation, template.goal = draft.name, draft.situation, draft.goal
    template.search = template.searched()
    template.keep()


def _fill(step: TemplateStep, draft: TemplateStepDraft) -> None:
    step.organisation_id = step.template.organisation_id
    step.title, step.doer, step.offset = draft.title, draft.doer, draft.offset
    step.keep()
    wanted = {one.pk for one in draft.items}
    tied = set(step.ties.values_list("item", flat=True))
    step.ties.exclude(item__in=wanted).delete()
    TemplateStepItem.objects.bulk_create(
        [
            TemplateStepItem(organisation_id=step.organisation_id, step=step, item_id=key)
            for key in sorted(wanted - tied)
        ]
    )


def _free_name(by: Actor, name: str) -> str:
    """The first of "Nom (copie)", "Nom (copie 2)"... that no template in use bears."""
    used = set(PlanTemplate.objects.visible_to(by).in_use().values_list("name", flat=True))
    number = 1
    while True:
        mark = f" ({_('copie')})" if number == 1 else f" ({_('copie')} {number})"
        found = name[: NAME - len(mark)] + mark
        if found not in used:
            return found
        number += 1


def _held(by: Actor, template: PlanTemplate) -> PlanTemplate:
    held: PlanTemplate = PlanTemplate.objects.visible_to(by).select_for_update().get(pk=template.pk)
    return held
