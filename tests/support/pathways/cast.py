"""What tests of this room ask for again and again."""

from datetime import UTC, date, datetime
from typing import Any

from levier.foundation.kit.actors import Actor
from levier.register.partners.models import Partner
from levier.register.people.consent import give_mandates
from levier.register.people.enums import DataKind, Length, Purpose
from levier.register.people.models import Mandate, Person
from levier.support.pathways.actions import (
    Answer,
    ReferralDraft,
    StepDraft,
    add_goal,
    add_step,
    note_findings,
    open_pathway,
    refer,
)
from levier.support.pathways.models import Finding, Item, Pathway, Referral, Step
from tests.cast import organisation

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
TODAY = date(2026, 6, 15)
SPRING = date(2026, 3, 2)
SITE = "http://testserver"


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


def allowed(
    by: Actor, somebody: Person, whom: Partner, *kinds: str, purpose: str = Purpose.REFERRAL, on: date = TODAY
) -> list[Mandate]:
    """What somebody allows to be told to a partner: the name, when nothing is said."""
    data = kinds or (DataKind.IDENTITY,)
    return give_mandates(
        by=by,
        person=somebody,
        partner=whom,
        purpose=purpose,
        data=data,
        length=Length.HALF,
        read_in="fr",
        on=on,
        at=NOW,
    )


def draft(whom: Partner, *kinds: str, **more: Any) -> ReferralDraft:
    told = kinds or (DataKind.IDENTITY,)
    return ReferralDraft("Elle veut apprendre", whom, None, "Un cours du soir", told, **more)


def sent(by: Actor, somebody: Person, whom: Partner, *kinds: str, at: datetime = NOW, **more: Any) -> Referral:
    """Somebody sent to a partner, with the agreement for it."""
    allowed(by, somebody, whom, *kinds, on=more.pop("on", TODAY))
    site = more.pop("site", SITE)
    return refer(by=by, person=somebody, draft=draft(whom, *kinds, **more), site=site, at=at)
