"""What is shown of opinions: by batches of whole days with five answers at least, so that nobody's is found.

Days are taken in their order, today not among them, until there are five answers; that is a batch, which is shown whole
and never changes, because what is typed later counts on a later day. Whatever two views differ in (two activities, two
periods, yesterday and today) is made of batches: no subtraction finds fewer than five.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, OuterRef, StringAgg, Subquery, Value
from django.db.models.functions import Cast

from levier.activity.activities.enums import TOUCHED, Face, Question
from levier.activity.activities.models import Tally
from levier.foundation.accounts.numbers import number_in, number_of
from levier.foundation.kit.expressions import Joined
from levier.foundation.kit.suppression import LEAST, SMALL_FIGURES

Line = tuple[date, str, str, int]
"""(day, question, face, how many)."""
EACH = list(Question.values)


@dataclass(frozen=True, slots=True)
class Batch:
    """Whole days with enough answers; `counts` by (question, face)."""

    last_on: date
    counts: Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: how many touched each face, and left it out."""

    label: str
    counts: dict[str, int]

    @property
    def answers(self) -> int:
        return sum(self.counts[face] for face in TOUCHED)

    @property
    def good(self) -> int | None:
        """Of a hundred who touched a face, how many the smiling one."""
        return round(100 * self.counts[Face.GOOD] / self.answers) if self.answers else None


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown: how many answers, and each question; nothing while there are fewer than `least`."""

    answers: int = 0
    questions: list[Asked] = field(default_factory=list)

    @property
    def good(self) -> int | None:
        """Of a hundred faces touched, whatever the question, how many smile."""
        faces = sum(one.answers for one in self.questions)
        return round(100 * sum(one.counts[Face.GOOD] for one in self.questions) / faces) if faces else None


def least_of(organisation_id: int) -> int:
    """How many answers are shown at least: five, or more where the association says so."""
    return max(number_of(organisation_id, SMALL_FIGURES), LEAST)


def least_in(settings: Mapping[str, Any]) -> int:
    """The same, of an association whose settings are there already."""
    return max(number_in(settings, SMALL_FIGURES), LEAST)


def batches_of(lines: Iterable[Line], today: date, least: int) -> list[Batch]:
    """The batches of one activity."""
    days: dict[date, Counter[tuple[str, str]]] = {}
    for on, question, face, count in lines:
        if on < today:
            days.setdefault(on, Counter())[question, face] += count
    found, open_one = [], Counter[tuple[str, str]]()
    for on in sorted(days):
        open_one += days[on]
        if answers_in(open_one) >= least:
            found.append(Batch(on, open_one))
            open_one = Counter()
    return found


def answers_in(counts: Counter[tuple[str, str]]) -> int:
    """How many answers: each touched a face, or none, for each question."""
    by_question: Counter[str] = Counter()
    for (question, _face), count in counts.items():
        by_question[question] += count
    return max(by_question.values(), default=0)


def shown_of(batches: Iterable[Batch]) -> Shown:
    """Several batches together."""
    found, answers = Counter[tuple[str, str]](), 0
    for one in batches:
        found += one.counts
        answers += answers_in(one.counts)
    asked = {question for question, _face in found}
    questions = [
        Asked(str(one.label), {str(face): found[one.value, str(face)] for face in Face})
        for one in Question
        if one.value in asked
    ]
    return Shown(answers, questions)


def lines_of(activities: Iterable[int]) -> dict[int, list[Line]]:
    """The counts of these activities, by day: one query."""
    found: dict[int, list[Line]] = {}
    rows = Tally.objects.filter(activity__in=list(activities), count__gt=0).order_by("pk")
    for activity, *line in rows.values_list("activity", "on", "question", "face", "count"):
        found.setdefault(activity, []).append(tuple(line))
    return found


def folded_lines() -> Subquery:
    """The same of the activity of an outer query, in one text: a page that asks its activity asks nothing more."""
    told = Joined(
        Cast("on", CharField()), Value("|"), "question", Value("|"), "face", Value("|"), Cast("count", CharField())
    )
    rows = Tally.objects.filter(activity=OuterRef("pk"), count__gt=0).order_by().values("activity")
    return Subquery(rows.annotate(told=StringAgg(told, Value(" "))).values("told"), output_field=CharField())


def unfolded(text: Any) -> list[Line]:
    """The lines of a text of `folded_lines`."""
    parts = [one.split("|") for one in str(text or "").split()]
    return [(date.fromisoformat(on), question, face, int(count)) for on, question, face, count in parts]
