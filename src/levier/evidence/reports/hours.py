"""Trainee-hours of a project: promised, done, proven. Without each proof of eligibility they are "not proven"."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from levier.activity.activities.models import Attendance
from levier.activity.activities.queries import SOURCE, hours_of_projects
from levier.development.projects.models import Agreement, Project
from levier.evidence.outcomes.models import Participation
from levier.evidence.outcomes.queries import lacks_proof
from levier.foundation.kit.calendar import Period


@dataclass(frozen=True, slots=True)
class AgreementHours:
    """What one agreement asks at entry, and the minutes of the period that its proofs cover."""

    reference: str
    funder: str
    conditions: tuple[str, ...]
    proven: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes of a period. `proven`, by first day of month, are those of people whose every condition is proven.

    `lacking` counts the participations with hours whose proofs are not all there.
    """

    promised: int | None
    done: dict[date, int]
    proven: dict[date, int]
    agreements: tuple[AgreementHours, ...]
    lacking: int

    @property
    def total_done(self) -> int:
        return sum(self.done.values())

    @property
    def total_proven(self) -> int:
        return sum(self.proven.values())


def hours_of(project: Project, period: Period, done: dict[date, int]) -> Hours:
    """Hours of one project; `done` are its minutes by month, as the figures give them."""
    present = _present(project, period)
    by_month = present.filter(_proven(project)).annotate(month=TruncMonth("session__on")).order_by()
    sums = dict(by_month.values_list("month").annotate(Sum("minutes")))
    lacking = present.filter(~_proven(project)).aggregate(people=Count("person", distinct=True))
    return Hours(
        project.promised_minutes,
        done,
        {month: int(sums.get(month, 0)) for month in done},
        tuple(_of_agreement(present, project, one) for one in _agreements(project)),
        lacking["people"],
    )


def _present(project: Project, period: Period) -> QuerySet[Attendance]:
    return hours_of_projects(project.organisation_id, [project.pk], period)


def _proven(project: Project, agreement: Agreement | None = None) -> Q:
    """Of a presence: does the person take part in the project, with the proof of each condition?"""
    mine = Participation.objects.filter(~lacks_proof(agreement), project=project, person_id=OuterRef("person_id"))
    return Q(Exists(mine))


def unproven_sources(agreement: Agreement, period: Period) -> set[str]:
    """For the ledger: hours of the period that lack a proof this agreement asks, as it names them."""
    ids = _unproven(agreement, period).values_list("pk", flat=True)
    return {f"{SOURCE}{pk}" for pk in ids}


def unproven_minutes(agreement: Agreement, period: Period) -> int:
    return int(_unproven(agreement, period).aggregate(sum=Sum("minutes"))["sum"] or 0)


def _unproven(agreement: Agreement, period: Period) -> QuerySet[Attendance]:
    """Where people are counted, an hour belongs to a participation; elsewhere only what the agreement asks is due."""
    project = agreement.project
    present = _present(project, period)
    if not project.rule_set and not agreement.conditions.exists():
        return present.none()
    return present.filter(~_proven(project, agreement))


def _agreements(project: Project) -> Any:
    return project.agreements.select_related("funder").prefetch_related("conditions").order_by("pk")


def _of_agreement(present: QuerySet[Attendance], project: Project, agreement: Agreement) -> AgreementHours:
    proven = present.filter(_proven(project, agreement)).aggregate(minutes=Sum("minutes"))["minutes"] or 0
    conditions = tuple(one.label for one in agreement.conditions.all())
    return AgreementHours(agreement.reference, str(agreement.funder), conditions, int(proven))
