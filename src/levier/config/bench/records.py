"""Participations, answers and presences by the million, in one organisation with many projects.

Twelve people an activity, twenty sessions an activity: each participation has twenty presences. 2,457 participations a
project, the size of a large one.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from levier.activity.activities.models import Activity, Attendance, Session
from levier.config.bench.bulk import insert, loading, without_index
from levier.config.demonstration import names
from levier.development.projects.models import Project
from levier.evidence.outcomes.enums import Horizon
from levier.evidence.outcomes.models import Observation, Participation
from levier.evidence.outcomes.situation import ANSWERS, observation
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.calendar import Period, add_months, age_on, whole_months_before
from levier.register.people.models import Person
from levier.register.people.names import name_key, search_text, sound_key
from levier.register.vocabulary.lists import statuses, studies

PERIOD = Period(date(2024, 1, 1), date(2024, 12, 31))
A_PROJECT = 2_457
AN_ACTIVITY = 12
SESSIONS = 20
NOTED_AT = "2026-01-05 09:00:00"
START = date(2022, 7, 1)
DAYS = 1_200

Say = Callable[[str], None]


def fill_records(house: Organisation, count: int, say: Say) -> None:
    """Write `count` participations, their stays and answers, and twenty times as many presences."""
    dice = random.Random(count)  # noqa: S311 - not a secret
    with loading():
        people = max(count // 4, A_PROJECT)
        insert(Person, PERSON, _people(people, dice), organisation_id=house.pk, made_at=NOTED_AT)
        say(f"{people} personnes")
        projects = -(-count // A_PROJECT)
        insert(Project, ("id", "code", "title"), _projects(projects), organisation_id=house.pk, **_RUNNING)
        say(f"{projects} projets")
        entries = [START + timedelta(days=dice.randrange(DAYS)) for _ in range(count)]
        insert(Participation, PARTICIPATION, _participations(entries, people, dice), organisation_id=house.pk)
        say(f"{count} participations")
        _stays_and_answers(house, dice)
        say(f"{Observation.objects.count()} réponses")
        activities = -(-count // AN_ACTIVITY)
        insert(Activity, ("id", "project_id"), _activities(activities), organisation_id=house.pk, **_WEEKLY)
        insert(Session, SESSION, _sessions(activities), organisation_id=house.pk, planned_minutes=180)
        say(f"{activities * SESSIONS} séances")
        with without_index(Attendance, "attendance_by_person"):
            _presences(house, activities * SESSIONS, say)


_RUNNING = {"status": "running", "starts_on": "2022-07-01", "rule_set": "esf-plus-2021", "search": "banc"}
_WEEKLY = {"title": "Atelier", "kind": "course", "search": "atelier"}
PERSON = (
    *("id", "first_name", "last_name", "gender", "birth_date", "postcode", "commune"),
    *("search", "name_key", "sound_key"),
)
PARTICIPATION = (
    *("id", "project_id", "person_id", "entry_on", "exit_on", "gender", "birth_date", "age", "status", "category"),
    *("unemployed_since", "unemployed_months", "studies", "isced", "isced_recognised", "third_country", *ANSWERS),
)
SESSION = ("id", "activity_id", "project_id", "on")
_SAID = ("observed_on", "days_after", "reach", "situation", "work", "training", "qualification", "improvement")


def person_row(number: int, dice: random.Random) -> tuple[Any, ...]:
    """The columns of `PERSON` of an invented person, whose id is `number`."""
    gender = dice.choices(["W", "M", "N", ""], weights=[53, 45, 1, 1])[0]
    first, last = dice.choice(names.FIRST[gender or "W"]), dice.choice(names.LAST)
    if dice.random() < 0.3:
        last = f"{last} {dice.choice(names.LAST)}"
    born = date(1962, 1, 1) + timedelta(days=dice.randrange(16_000))
    keys = (search_text(first, last), name_key(first, last), sound_key(first, last))
    return (number, first, last, gender, str(born), *dice.choice(names.COMMUNES), *keys)


def _people(count: int, dice: random.Random) -> Iterator[tuple[Any, ...]]:
    return (person_row(number, dice) for number in range(1, count + 1))


def _projects(count: int) -> Iterator[tuple[Any, ...]]:
    return ((number, f"BANC-{number}", f"Projet {number}") for number in range(1, count + 1))


def _participations(entries: list[date], people: int, dice: random.Random) -> Iterator[tuple[Any, ...]]:
    category_of = {code: statuses()[code].category if code else "" for code in set(names.STATUSES)}
    isced_of = {code: studies()[code].isced if code else None for code in set(names.STUDIES)}
    said = ["no"] * 16 + ["yes"] * 2 + ["refused", ""]
    genders, statuses_, levels = ["W"] * 53 + ["M"] * 45 + ["N", ""], list(names.STATUSES), list(names.STUDIES)
    for place, entry in enumerate(entries):
        born = entry - timedelta(days=dice.randrange(17 * 365, 64 * 365)) if dice.random() > 0.01 else None
        status, level = dice.choice(statuses_), dice.choice(levels)
        category, since = category_of[status], None
        if category == "unemployed" and dice.random() > 0.02:
            since = entry - timedelta(days=dice.randrange(10, 1_400))
        left = entry + timedelta(days=dice.randrange(20, 400))
        yield (
            place + 1,
            place // A_PROJECT + 1,
            place % people + 1,
            str(entry),
            str(left) if dice.random() < 0.85 else None,
            dice.choice(genders),
            str(born) if born else None,
            age_on(born, entry) if born else None,
            status,
            category,
            str(since) if since else None,
            whole_months_before(since, entry) if since else None,
            level,
            isced_of[level],
            isced_of[level],
            *dice.choices(said, k=1 + len(ANSWERS)),
        )


def _stays_and_answers(house: Organisation, dice: random.Random) -> None:
    same: dict[str, Any] = {"organisation_id": house.pk, "recorded_at": NOTED_AT}
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(
            "INSERT INTO outcomes_episode (organisation_id, participation_id, starts_on, ends_on, exit_reason,"
            " source_row) SELECT organisation_id, id, entry_on, exit_on, '', id FROM outcomes_participation"
        )
    left = Participation.objects.exclude(exit_on=None).order_by("pk").values_list("pk", "exit_on")
    columns = ("participation_id", "horizon", "improved", *_SAID)
    insert(Observation, columns, _answers(list(left), dice), **same)


def _answers(left: list[tuple[int, date | None]], dice: random.Random) -> Iterator[tuple[Any, ...]]:
    for pk, exit_on in left:
        assert exit_on is not None
        for horizon, share, day in (
            (Horizon.EXIT, 0.8, exit_on + timedelta(days=dice.randrange(32))),
            (Horizon.SIX_MONTHS, 0.5, add_months(exit_on, 6) + timedelta(days=dice.randrange(32))),
        ):
            if dice.random() < share:
                words: dict[str, Any] = {"situation": dice.choice(names.AFTER), "exit_on": exit_on}
                if horizon == Horizon.EXIT:
                    words["qualification"] = "yes" if dice.random() < 0.2 else "no"
                elif dice.random() < 0.3:
                    words["improvement"] = "improved"
                kept = observation(horizon, observed_on=day, **words)
                assert kept is not None
                yield (pk, str(horizon), kept["improved"], str(day), *(kept[name] for name in _SAID[1:]))


def _activities(count: int) -> Iterator[tuple[Any, ...]]:
    return ((number + 1, number * AN_ACTIVITY // A_PROJECT + 1) for number in range(count))


def _sessions(activities: int) -> Iterator[tuple[Any, ...]]:
    for number in range(activities):
        project, first = number * AN_ACTIVITY // A_PROJECT + 1, START + timedelta(days=number * 37 % DAYS)
        for week in range(SESSIONS):
            day = first + timedelta(weeks=week)
            yield number * SESSIONS + week + 1, number + 1, project, str(day)


def _presences(house: Organisation, sessions: int, say: Say, step: int = 100_000) -> None:
    """Each of the twelve of an activity at each of its sessions: there four times of five."""
    there = "(s.id * 7 + p.id * 13) %% 100 < 80"
    statement = (
        "INSERT INTO activities_attendance (organisation_id, session_id, person_id, presence, minutes, reason, source,"  # noqa: S608
        f" recorded_at) SELECT s.organisation_id, s.id, p.person_id, CASE WHEN {there} THEN 'present' ELSE 'absent'"
        f" END, CASE WHEN {there} THEN 180 ELSE 0 END, '', 'screen', '{NOTED_AT}'"
        " FROM activities_session s JOIN outcomes_participation p"
        f" ON p.id > (s.activity_id - 1) * {AN_ACTIVITY} AND p.id <= s.activity_id * {AN_ACTIVITY}"
        " WHERE s.id > %s AND s.id <= %s ORDER BY s.id, p.person_id"
    )
    for start in range(0, sessions, step):
        with connection.cursor() as cursor, transaction.atomic():
            cursor.execute(statement, [start, start + step])
        say(f"{min(start + step, sessions) * AN_ACTIVITY} présences")
