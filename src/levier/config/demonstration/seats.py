"""Who sits in which group: participants of its project while they stay, the next one when a seat becomes free."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from levier.activity.activities.models import Enrolment, Session
from levier.config.demonstration.people import moment
from levier.config.demonstration.programme import Diary, Planned
from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.models import Organisation
from levier.register.people.models import Person

SHORTEST = timedelta(days=12)
"""Nobody is taken into a group for less."""
AHEAD = timedelta(days=14)
"""How long before its first session a group is filled."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may come from `first` to `last` (None: as long as they like)."""

    person_id: int
    first: date
    last: date | None

    def may_come(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day + SHORTEST <= self.last)


Seated = dict[int, list[int]]
"""{position of a session in its activity: people expected}."""


def seat(
    house: Organisation, planned: list[Planned], people: list[Person], today: date, dice: random.Random
) -> tuple[list[Enrolment], list[list[list[int]]]]:
    """Fill the groups. Returns enrolments, and for each activity the people expected at each of its sessions."""
    members = _members(house)
    visitors = [Candidate(one.pk, today - timedelta(days=400), None) for one in people]
    diary = Diary()
    enrolments: list[Enrolment] = []
    expected = []
    for one in sorted(planned, key=lambda plan: plan.activity.starts_on or today):
        pool = members.get(one.activity.project_id or 0) or dice.sample(visitors, min(80, len(visitors)))
        expected.append((one, _fill(one, pool, diary, enrolments, today, dice)))
    order = {id(plan): days for plan, days in expected}
    return enrolments, [order[id(plan)] for plan in planned]


def _members(house: Organisation) -> dict[int, list[Candidate]]:
    found: dict[int, list[Candidate]] = defaultdict(list)
    rows = Participation.objects.filter(organisation=house).order_by("entry_on", "pk")
    for project, person, first, last in rows.values_list("project", "person", "entry_on", "exit_on"):
        found[project].append(Candidate(person, first, last))
    return found


def _fill(
    one: Planned, pool: list[Candidate], diary: Diary, enrolments: list[Enrolment], today: date, dice: random.Random
) -> list[list[int]]:
    """People expected at each session of an activity."""
    activity = one.activity
    free = dice.choice((0, 0, 1, 2)) if one.sessions[0].on <= today else dice.choice((3, 5))
    target, ends = one.series.seats - free, activity.ends_on or today
    seated: list[Candidate] = []
    known: set[int] = set()
    days = []
    for session in one.sessions:
        seated = [held for held in seated if held.last is None or held.last >= session.on]
        if len(seated) < target and session.on <= today + AHEAD:
            for taken in _taken(one, pool, known, diary, session, target - len(seated)):
                last = taken.last if taken.last and taken.last < ends else None
                diary.take(taken.person_id, one.slots, session.on, last or ends)
                enrolments.append(
                    Enrolment(
                        organisation_id=activity.organisation_id,
                        activity=activity,
                        person_id=taken.person_id,
                        made_at=moment(min(session.on, today) - timedelta(days=3), 10),
                        starts_on=session.on,
                        ended_on=last,
                    )
                )
                known.add(taken.person_id)
                seated.append(taken)
        days.append([held.person_id for held in seated])
    return days


def _taken(
    one: Planned, pool: list[Candidate], known: set[int], diary: Diary, session: Session, seats: int
) -> Iterable[Candidate]:
    """The next people of a pool for some free seats, who are nowhere else at that time of the week."""
    ends = one.activity.ends_on or session.on
    found: list[Candidate] = []
    for candidate in pool:
        if len(found) == seats:
            break
        is_new = candidate.person_id not in known and candidate.may_come(session.on)
        if is_new and diary.is_free(candidate.person_id, one.slots, session.on, candidate.last or ends):
            found.append(candidate)
    return found
