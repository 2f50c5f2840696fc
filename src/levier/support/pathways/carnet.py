"""The carnet: what is agreed with a person, on paper, in words for them. Theirs to keep."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from levier.foundation.accounts.models import Organisation
from levier.foundation.kit import formats
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.languages import read_by
from levier.foundation.kit.paper import Block, Cell, Listing, Noted, Paper, Table, Text
from levier.foundation.kit.registers import ahead as person_ahead
from levier.register.people.models import Person
from levier.support.pathways.enums import Doer, StepState
from levier.support.pathways.models import Step
from levier.support.pathways.queries import ItemState, diagnosis_of, open_pathway_of, plan_of, referents_of


def carnet_of(
    actor: Actor, person: Person, at: datetime, *, with_restricted: bool = False, language: str = ""
) -> Paper:
    """Who accompanies them, what comes, their goals, what helps and what got better, as an A4 paper.

    In `language`, or in that of the person where we speak it, else in French. What is restricted (health, violence,
    residence) stays out, unless the person asks for it and `actor` may read it; what was never spoken of is not there.
    """
    said_in = read_by(language or person.language)
    with translation.override(said_in):
        house = Organisation.objects.get(pk=actor.organisation_id)
        blocks = [Text([_why(house)]), *_companions(actor, person), *_coming(actor, person, at)]
        goals = plan_of(actor, person)
        blocks += [block for goal in goals for block in _goal(goal)]
        if any(one.told_title.language for goal in goals for one in [goal, *goal.taken]):  # type: ignore[attr-defined]
            blocks.append(Text([_("Ce qui n'est pas encore traduit est écrit en français.")]))
        blocks += _known(actor, person, with_restricted)
        title = _("Mon carnet")
        return Paper(house.name, title, str(person), f"{title} · {person}", blocks, at, language=said_in)


def _why(house: Organisation) -> str:
    return _("Ce carnet est à vous. Il dit ce qui est convenu avec %(house)s. Montrez-le à qui vous voulez.") % {
        "house": house.name
    }


def _companions(actor: Actor, person: Person) -> Iterator[Block]:
    pathway = open_pathway_of(actor, person)
    if pathway is None:
        return
    lines = [f"{one.user} – {one.get_part_display()}" for one in referents_of(pathway) if one.ended_on is None]
    lines.append(_("Prévu jusqu'au %(day)s ; on peut prolonger.") % {"day": formats.day(pathway.planned_end_on)})
    if pathway.request:
        lines.insert(0, _("Ma demande : %(request)s") % {"request": pathway.request})
    yield Listing(lines, heading=_("Avec qui"))


def _coming(actor: Actor, person: Person, at: datetime) -> Iterator[Block]:
    """What every room knows of the days to come, the nearest first."""
    today = at.astimezone(BRUSSELS).date()
    found = [one for _name, of in person_ahead.pairs() for one in of(actor, person, today)]
    dated = sorted((_day(one.at), str(one.title), str(one.kind)) for one in found if one.at)
    rows: list[list[Cell]] = [
        [formats.day(day, style="table"), Noted(title, kind)] for day, title, kind in dated if day >= today
    ]
    if rows:
        yield Table([_("Jour"), _("Quoi")], rows, widths=[0, 1], heading=_("Ce qui vient"))


def _day(at: Any) -> Any:
    return at.astimezone(BRUSSELS).date() if isinstance(at, datetime) else at


def _goal(goal: Any) -> Iterator[Block]:
    """A goal of `plan_of` that is under way, with a box before each step that one can tick by hand."""
    if goal.ended_on is not None:
        return
    heading = _("Mon but : %(goal)s") % {"goal": goal.told_title}
    steps = [one for one in goal.taken if one.is_open or one.state == StepState.DONE]
    if steps:
        head = [_("Fait"), _("Étape"), _("Qui"), _("Pour le")]
        yield Table(head, [_step(one) for one in steps], widths=[0, 1, 0, 0], heading=heading)
    else:
        yield Text([_("Aucune étape n'est encore convenue.")], heading=heading)


def _step(step: Step) -> list[Any]:
    who = {Doer.PERSON: _("moi"), Doer.WORKER: str(step.worker or ""), Doer.PARTNER: str(step.partner or "")}
    done = _("oui") if step.state == StepState.DONE else "☐"
    return [done, step.told_title.text, who[Doer(step.doer)] or str(step.get_doer_display()), formats.day(step.due_on)]


def _known(actor: Actor, person: Person, with_restricted: bool) -> Iterator[Block]:
    diagnosis = diagnosis_of(actor, person)

    def told(states: list[ItemState]) -> list[str]:
        return [capfirst(str(one.item)) for one in states if with_restricted or not one.item.is_restricted]

    for heading, kept in (
        (_("Ce qui m'aide"), "helps"),
        (_("Ce qui va mieux"), "lifted"),
        (_("Ce qui reste difficile"), "holds"),
    ):
        lines = told([one for theme in diagnosis.themes for one in getattr(theme, kept)])
        if lines:
            yield Listing(lines, heading=heading)
