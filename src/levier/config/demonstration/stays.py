"""Who takes part in which project: entry frozen, exit, answers after it, papers that prove the conditions."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from levier.config.demonstration import names
from levier.config.demonstration.people import moment
from levier.development.projects.models import Condition, Project
from levier.evidence.outcomes.enums import Horizon
from levier.evidence.outcomes.models import EligibilityProof, Episode, Observation, Participation
from levier.evidence.outcomes.situation import ANSWERS, EntrySituation, freeze, observation
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.kit.calendar import add_months, age_on
from levier.register.people.models import Person

PAST = date(2018, 3, 30)
"""The day from which the course of 2015 to 2020 is told."""
PAPERS = {"inscription": "Attestation d'inscription", "residence": "Composition de ménage"}
SHARES = {"FSE-PLUS": 0.16, "AOP-45": 0.09, "COHESION": 0.11, "FSE-3.2": 0.06}
"""Part of the people of the house that a project met."""
EXITS = ["completed"] * 5 + ["job"] * 3 + ["training"] * 2 + ["dropped"] * 2 + ["moved"]


def let_in(
    house: Organisation,
    projects: dict[str, Project],
    people: list[Person],
    counsellor: User,
    today: date,
    dice: random.Random,
) -> None:
    """Let a share of the people into each funded project over the past year, and into the course of long ago."""
    rows, stays, said = [], [], []
    for code, share in SHARES.items():
        now, earliest, latest = (PAST, 560, 210) if code == "FSE-3.2" else (today, 350, 5)
        for person in _chosen(code, people, int(len(people) * share), now, dice):
            entry = now - timedelta(days=dice.randrange(latest, earliest))
            left = entry + timedelta(days=dice.randrange(30, 230))
            exit_on = left if left < now else None
            reason = dice.choice(EXITS) if exit_on else ""
            situation = _situation(code, person, entry, dice)
            rows.append(
                Participation(
                    organisation=house,
                    project=projects[code],
                    person=person,
                    entry_on=entry,
                    exit_on=exit_on,
                    exit_reason=reason,
                    **freeze(situation, entry),
                )
            )
            stays.append({"starts_on": entry, "ends_on": exit_on, "exit_reason": reason})
            said.append(_answers(exit_on, today, dice))
    Participation.objects.bulk_create(rows, batch_size=1_000)
    Episode.objects.bulk_create(
        (Episode(organisation=house, participation=row, **stay) for row, stay in zip(rows, stays, strict=True)),
        batch_size=2_000,
    )
    Observation.objects.bulk_create(
        (
            Observation(
                organisation=house,
                participation=row,
                recorded_at=moment(answer["observed_on"], 15),
                recorded_by=counsellor,
                **answer,
            )
            for row, answers in zip(rows, said, strict=True)
            for answer in answers
        ),
        batch_size=2_000,
    )
    _proofs(house, rows, counsellor, dice)


def _chosen(code: str, people: list[Person], count: int, now: date, dice: random.Random) -> Sequence[Person]:
    """Anybody, but 45 years and more where that is the project."""
    if code == "AOP-45":
        older = [one for one in people if one.birth_date and age_on(one.birth_date, now) >= 45]
        return dice.sample(older, min(count, len(older)))
    return dice.sample([one for one in people if not one.birth_date or age_on(one.birth_date, now) >= 18], count)


def _situation(code: str, person: Person, entry: date, dice: random.Random) -> EntrySituation:
    answers = {name: dice.choices(["no", "yes", "refused", ""], weights=[80, 12, 3, 5])[0] for name in ANSWERS}
    return EntrySituation(
        gender=person.gender,
        birth_date=person.birth_date,
        status=dice.choice(names.STATUSES),
        unemployed_since=entry - timedelta(days=dice.randrange(20, 1_400)) if dice.random() > 0.03 else None,
        studies=dice.choice(names.LOW_STUDIES if code == "COHESION" else names.STUDIES),
        nationalities=person.nationalities,
        answers=answers,
    )


def _answers(exit_on: date | None, today: date, dice: random.Random) -> list[dict[str, Any]]:
    """What was said on leaving and six months later: most answered in time, some late, some were not reached."""
    if exit_on is None:
        return []
    found = []
    soon = exit_on + timedelta(days=dice.randrange(32))
    if soon <= today and dice.random() < 0.8:
        qualified = "yes" if dice.random() < 0.2 else "no"
        after = dice.choice(names.AFTER)
        found.append(
            observation(Horizon.EXIT, situation=after, observed_on=soon, qualification=qualified, exit_on=exit_on)
        )
    later = add_months(exit_on, 6) + timedelta(days=dice.randrange(30))
    if later <= today and dice.random() < 0.7:
        after = dice.choice(names.AFTER)
        found.append(observation(Horizon.SIX_MONTHS, situation=after, observed_on=later, exit_on=exit_on))
    return [answer for answer in found if answer]


def _proofs(house: Organisation, rows: list[Participation], counsellor: User, dice: random.Random) -> None:
    """Nine of ten conditions of the agreements shown by a paper of the days before the entry."""
    asked: dict[int, list[Condition]] = defaultdict(list)
    for condition in Condition.objects.filter(organisation=house).select_related("agreement").order_by("pk"):
        asked[condition.agreement.project_id].append(condition)
    EligibilityProof.objects.bulk_create(
        (
            EligibilityProof(
                organisation=house,
                participation=row,
                condition=condition,
                paper=PAPERS.get(condition.code, condition.label),
                paper_on=row.entry_on - timedelta(days=dice.randrange(1, 20)),
                checked_at=moment(row.entry_on, 11),
                checked_by=counsellor,
            )
            for row in rows
            for condition in asked[row.project_id]
            if dice.random() < 0.9
        ),
        batch_size=2_000,
    )
