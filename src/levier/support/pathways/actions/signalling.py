"""What happened elsewhere is brought to whoever accompanies a person: a task of the referent, not a sanction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from levier.foundation.kit.actors import Actor
from levier.register.agenda.actions import Task, add_todos, withdraw_todos
from levier.register.agenda.queries import todos_about
from levier.support.pathways.enums import Part
from levier.support.pathways.models import Referent


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that a referent should know. `about` is what happened, by its reference; the title names nobody."""

    person_id: int
    about: str
    title: str
    link: str
    due_on: date


def signal_referent(*, by: Actor, signals: Iterable[Signal], among: Iterable[str], at: datetime) -> list[int]:
    """Of what could be signalled (`among`), let exactly `signals` stand; the people about whom one is new.

    A signal goes to the referent of today, who alone reads it; of somebody who is not accompanied there is none. What
    was signalled once, even done, is not said again; what no longer stands is withdrawn while it waits. For the rooms
    above, `by` being the house. In the caller's transaction; three queries, and those that write.
    """
    wanted = {one.about: one for one in signals}
    known = todos_about(by, {*among, *wanted})
    said = {one.about for one in known if one.done_at or (one.about in wanted and one.title == wanted[one.about].title)}
    withdraw_todos(by=by, todos=[one for one in known if one.done_at is None and one.about not in said])
    new = [one for about, one in wanted.items() if about not in said]
    owners = _referents(by, [one.person_id for one in new]) if new else {}
    told = [one for one in new if one.person_id in owners]
    add_todos(
        by=by,
        tasks=[Task(owners[one.person_id], one.title, one.due_on, one.about, one.link) for one in told],
        at=at,
    )
    return sorted(one.person_id for one in told)


def _referents(by: Actor, people: list[int]) -> dict[int, int]:
    """{person: their referent of today}."""
    rows = Referent.objects.visible_to(by).filter(
        part=Part.REFERENT,
        ended_on=None,
        user__is_active=True,
        pathway__closed_on=None,
        pathway__person__in=people,
    )
    return dict(rows.order_by("pk").values_list("pathway__person", "user"))
