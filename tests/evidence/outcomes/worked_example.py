"""The worked example of the domain: one operation of 2026, people A to F, figures asked on 1 May 2027."""

from datetime import UTC, date, datetime
from typing import Any

from levier.development.projects.models import Project
from levier.evidence.outcomes.actions import enter, leave, observe
from levier.evidence.outcomes.enums import Horizon
from levier.evidence.outcomes.models import Participation
from levier.evidence.outcomes.situation import EntrySituation
from levier.foundation.kit.actors import Actor
from levier.register.people.models import Person
from tests.cast import person, project

ASKED_AT = datetime(2027, 5, 1, 8, 0, tzinfo=UTC)
NO_TRAINING = {"in_training": "no"}

EXPECTED = {
    "EECO01": 6,
    "EECO02": 3,
    "EECO03": 1,
    "EECO04": 1,
    "EECO05": 1,
    "EECO06": 1,
    "EECO07": 1,
    "EECO08": 1,
    "EECO09": 2,
    "EECO10": 2,
    "EECO11": 1,
    "EECR01": 1,
    "EECR02": 1,
    "EECR03": 1,
    "EECR04": 1,
    "EECR05": 1,
    "EECR06": 1,
}
"""Totals of the period 1 January to 31 December 2026; complete records: 5."""


def worked_example(by: Actor) -> tuple[Project, dict[str, Participation]]:
    """The project and the six participations by letter, written by the actions of the room as `by`."""
    operation = project("FSE-2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    operation.organisation_id = by.organisation_id
    operation.save()
    here = {letter: _enter(by, operation, letter) for letter in PEOPLE}
    for letter, (exit_on, reason) in EXITS.items():
        here[letter] = leave(by=by, participation=here[letter], on=exit_on, reason=reason, at=ASKED_AT)
    for letter, horizon, observed_on, said in ANSWERS:
        observe(by=by, participation=here[letter], horizon=horizon, observed_on=observed_on, at=ASKED_AT, **said)
    return operation, {letter: Participation.objects.get(pk=one.pk) for letter, one in here.items()}


def _enter(by: Actor, operation: Project, letter: str) -> Participation:
    gender, born, entry_on, situation = PEOPLE[letter]
    who: Person = person(f"Personne {letter}", "Exemple", gender=gender, birth_date=born)
    who.organisation_id = by.organisation_id
    who.save()
    frozen = EntrySituation(gender=gender, birth_date=born, **situation)
    return enter(by=by, project=operation, person=who, on=entry_on, situation=frozen, at=ASKED_AT)


def _unemployed(since: date, studies: str, **answers: str) -> dict[str, Any]:
    return {"status": "unemployed_benefit", "unemployed_since": since, "studies": studies, "answers": answers}


PEOPLE: dict[str, tuple[str, date, date, dict[str, Any]]] = {
    "A": ("W", date(1970, 4, 15), date(2026, 2, 2), _unemployed(date(2025, 1, 10), "ceb")),
    "B": (
        "M",
        date(1998, 3, 3),
        date(2026, 3, 2),
        {"status": "at_home", "studies": "cess", "answers": NO_TRAINING},
    ),
    "C": ("N", date(2008, 9, 1), date(2026, 8, 31), _unemployed(date(2026, 3, 1), "cesi")),
    "D": ("W", date(1985, 10, 10), date(2026, 5, 4), {"status": "at_home"}),
    "E": ("M", date(1980, 11, 22), date(2026, 1, 12), {"status": "employee_fixed", "studies": "bachelor"}),
    "F": ("W", date(1995, 8, 8), date(2026, 5, 20), _unemployed(date(2025, 5, 20), "seventh")),
}
EXITS = {
    "A": (date(2026, 6, 30), "completed"),
    "B": (date(2026, 5, 15), "completed"),
    "D": (date(2026, 9, 30), "dropped"),
    "E": (date(2026, 8, 31), "completed"),
    "F": (date(2026, 9, 10), "job"),
}
ANSWERS: tuple[tuple[str, str, date, dict[str, str]], ...] = (
    ("A", Horizon.EXIT, date(2026, 7, 20), {"situation": "job"}),
    ("A", Horizon.SIX_MONTHS, date(2027, 1, 4), {"situation": "job"}),
    ("B", Horizon.EXIT, date(2026, 6, 12), {"situation": "training_and_searching"}),
    ("B", Horizon.SIX_MONTHS, date(2026, 11, 20), {"reach": "not_reached"}),
    ("D", Horizon.EXIT, date(2026, 10, 5), {"situation": "job"}),
    ("E", Horizon.EXIT, date(2026, 8, 31), {"qualification": "yes"}),
    ("E", Horizon.SIX_MONTHS, date(2027, 3, 5), {"situation": "permanent", "improvement": "stable"}),
    ("F", Horizon.EXIT, date(2026, 9, 15), {"situation": "job"}),
    ("F", Horizon.EXIT, date(2026, 10, 2), {"situation": "searching"}),
    ("F", Horizon.SIX_MONTHS, date(2027, 4, 20), {"situation": "job"}),
)
