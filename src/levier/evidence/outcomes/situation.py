"""Pure rules of domain.md section 3: what is frozen at entry, and where an observation falls."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from levier.evidence.outcomes.enums import Category, Horizon, Reach
from levier.evidence.outcomes.models import Participation
from levier.foundation.kit.calendar import add_months, age_on, whole_months_before
from levier.register.vocabulary.lists import improvements, situations, statuses, studies
from levier.register.vocabulary.nationalities import is_third_country

SHARES = "six_month_shares"
"""Setting of the organisation: {rule-set: per cent of people asked at six months}."""

WINDOW = timedelta(days=28)
"""How long after its reference day an answer is asked for; what a report counts is a parameter of its rule-set."""

AGES = range(12, 101)
"""Full years at entry that a date of birth may give without being a mistake."""

ANSWERS = (
    "in_training",
    "foreign_background",
    "disability",
    "minority",
    "homeless",
    "rural",
    "jobless_household",
    "single_adult_household",
    "dependent_children",
    "other_disadvantage",
)


@dataclass(frozen=True, slots=True)
class EntrySituation:
    """What is asked at entry, as answered. Codes of the vocabulary; "" where nothing is known.

    `studies` is the level declared; `recognised` the one that a foreign diploma is recognised at, if it is.
    `unemployed_floor` stands for a length said in words: the whole months that are surely behind (-1: nothing said).
    """

    gender: str = ""
    birth_date: date | None = None
    status: str = ""
    unemployed_since: date | None = None
    unemployed_floor: int = -1
    studies: str = ""
    recognised: str = ""
    nationalities: str = ""
    answers: dict[str, str] = field(default_factory=dict)


def freeze(situation: EntrySituation, entry_on: date) -> dict[str, Any]:
    """Columns of Participation for an entry situation, derived ones included (rules 7 and 10 to 14)."""
    category = statuses()[situation.status].category if situation.status else ""
    is_unemployed = category == "unemployed"
    return {
        "gender": situation.gender,
        "birth_date": situation.birth_date,
        "age": age_on(situation.birth_date, entry_on) if situation.birth_date else None,
        "status": situation.status,
        "category": category,
        "unemployed_since": situation.unemployed_since if is_unemployed else None,
        "unemployed_months": _months_without_work(situation, entry_on) if is_unemployed else None,
        "studies": situation.studies,
        "isced": studies()[situation.studies].isced if situation.studies else None,
        "recognised": situation.recognised,
        "isced_recognised": studies()[level].isced if (level := situation.recognised or situation.studies) else None,
        "nationalities": situation.nationalities,
        "third_country": is_third_country(filter(None, situation.nationalities.split(",")), entry_on),
        **{name: situation.answers.get(name, "") for name in ANSWERS},
    }


def situation_of(participation: Participation) -> EntrySituation:
    """The frozen situation of a participation as it was answered, so that it can be corrected and frozen again."""
    in_words = participation.unemployed_since is None and participation.unemployed_months is not None
    return EntrySituation(
        gender=participation.gender,
        birth_date=participation.birth_date,
        status=participation.status,
        unemployed_since=participation.unemployed_since,
        unemployed_floor=participation.unemployed_months or 0 if in_words else -1,
        studies=participation.studies,
        recognised=participation.recognised,
        nationalities=participation.nationalities,
        answers={name: getattr(participation, name) for name in ANSWERS},
    )


def missing(participation: Participation) -> list[str]:
    """What a record lacks to be complete (rule 7): names of columns of Participation, in the order they are asked."""
    needed = ["gender", "birth_date", "status", "studies"]
    lacking = [name for name in needed if not getattr(participation, name)]
    if participation.category == Category.UNEMPLOYED and participation.unemployed_months is None:
        lacking.append("unemployed_since")
    return lacking


def _months_without_work(situation: EntrySituation, entry_on: date) -> int | None:
    if situation.unemployed_since:
        return max(whole_months_before(situation.unemployed_since, entry_on), 0)
    return situation.unemployed_floor if situation.unemployed_floor >= 0 else None


def reference_day(horizon: str, exit_on: date) -> date:
    """The day from which the window of a horizon runs: the exit, or six months after it (rules 16 and 21)."""
    return exit_on if horizon == Horizon.EXIT else add_months(exit_on, 6)


def days_after(horizon: str, observed_on: date | None, exit_on: date | None) -> int | None:
    """Days from the reference day to the day an answer speaks of; None when one of them is not known.

    Bounded to two decades either way, beyond which no window reaches.
    """
    if observed_on is None or exit_on is None:
        return None
    return max(-8_000, min(8_000, (observed_on - reference_day(horizon, exit_on)).days))


def observation(
    horizon: str,
    *,
    situation: str = "",
    observed_on: date | None = None,
    work: str = "",
    training: str = "",
    qualification: str = "",
    improvement: str = "",
    reach: str = "",
    exit_on: date | None,
) -> dict[str, Any] | None:
    """Columns of Observation for one answer; None when nothing was said and nobody tried.

    A label says work and training together; `work` and `training` said apart win over it. A label such as "pas joint"
    is an attempt without answer: kept, dated, never counted.
    """
    if situation:
        work, training = work or situations()[situation].work, training or situations()[situation].training
    said = bool(work or training or qualification == "yes" or improvement)
    if not said and not situation and not reach:
        return None
    silent = Reach.REFUSED if situation == "refused" else Reach.NOT_REACHED
    return {
        "horizon": horizon,
        "observed_on": observed_on,
        "days_after": days_after(horizon, observed_on, exit_on),
        "reach": reach or (Reach.ANSWERED if said else silent),
        "situation": situation,
        "work": work,
        "training": training or ("no" if work else ""),
        "qualification": qualification,
        "improvement": improvement,
        "improved": bool(improvement) and improvements()[improvement].counts,
    }
