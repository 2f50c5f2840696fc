"""What a template would put into somebody's plan: which steps, for which days, answering what."""

from dataclasses import dataclass
from datetime import date, timedelta

from levier.foundation.kit.actors import Actor
from levier.foundation.kit.texts import fold
from levier.foundation.kit.working_days import next_open_day
from levier.register.people.models import Person
from levier.support.pathways.models import Item, PlanTemplate, Step, TemplateStep
from levier.support.pathways.queries import diagnosis_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """One step proposed. `counted_on` is the start and its days, `due_on` the same day or the next open one.

    `items` are the obstacles that it would answer, `unexplored` those of them nobody has spoken of yet. `is_there`: the
    running plan holds it already.
    """

    step: TemplateStep
    counted_on: date
    due_on: date
    items: tuple[Item, ...]
    unexplored: frozenset[int]
    is_there: bool

    @property
    def is_moved(self) -> bool:
        return self.due_on != self.counted_on


def proposals(actor: Actor, person: Person, template: PlanTemplate, start: date) -> list[Proposal]:
    """The steps of a template for somebody, in the order of their days.

    A step answers the obstacles of its template that hold the person, and those not spoken of yet; never one that the
    person does not have. What is restricted is tied only when it is known to hold, and may be read.
    """
    holds, blank = _known(actor, person)
    there = {
        fold(title)
        for title in Step.objects.visible_to(actor).open().filter(person=person).values_list("title", flat=True)
    }
    found = []
    for step in TemplateStep.objects.visible_to(actor).filter(template=template).prefetch_related("items"):
        named = [one.replaced_by_id or one.pk for one in step.items.all()]
        items = {key: holds.get(key) or blank[key] for key in named if key in holds or key in blank}
        counted = start + timedelta(days=step.offset)
        unexplored = frozenset(key for key in items if key not in holds)
        due = next_open_day(counted)
        found.append(Proposal(step, counted, due, tuple(items.values()), unexplored, fold(step.title) in there))
    return found


def _known(actor: Actor, person: Person) -> tuple[dict[int, Item], dict[int, Item]]:
    """Obstacles that hold somebody, and open ones that nobody explored, by key."""
    themes = diagnosis_of(actor, person).themes
    holds = {state.item.pk: state.item for theme in themes for state in theme.holds}
    blank = {
        state.item.pk: state.item
        for theme in themes
        for state in theme.states
        if not state.level and state.item.is_in_use and not state.item.is_restricted
    }
    return holds, blank
