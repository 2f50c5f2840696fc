"""What tests of this room ask for again and again."""

from datetime import UTC, date, datetime
from typing import Any

from levier.foundation.kit.actors import Actor
from levier.register.partners.models import Partner
from levier.register.people.models import Person
from levier.support.pathways.actions import Answer, StepDraft, add_goal, add_step, note_findings, open_pathway
from levier.support.pathways.models import Finding, Item, Pathway, Step
from tests.cast import organisation

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
TODAY = date(2026, 6, 15)
SPRING = date(2026, 3, 2)


def accompanied(by: Actor, person: Person, **more: Any) -> Pathway:
    return open_pathway(by=by, person=person, on=more.pop("on", SPRING), at=NOW, **more)


def noted(by: Actor, person: Person, on: date = SPRING, **levels: str) -> list[Finding]:
    """Note levels by code: `noted(by, mariam, HOU01="strong")`."""
    return note_findings(
        by=by, person=person, answers={code: Answer(level) for code, level in levels.items()}, on=on, at=NOW
    )


def item(by: Actor, code: str) -> Item:
    found: Item = Item.objects.visible_to(by).get(code=code)
    return found


def step_towards(by: Actor, person: Person, title: str = "Visiter la crèche", *codes: str, **more: Any) -> Step:
    goal = more.pop("goal", None) or add_goal(by=by, person=person, title="Travailler à mi-temps", at=NOW)
    draft = StepDraft(title, items=tuple(item(by, code) for code in codes), **more)
    return add_step(by=by, goal=goal, draft=draft, at=NOW)


def partner(code: str = "school", name: str = "École du soir", mail: str = "") -> Partner:
    return Partner.objects.create(organisation=organisation(), code=code, name=name, kind="school", mail=mail)
