"""What the pages and other rooms ask of the ledger."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Sum
from django.db.models.functions import TruncMonth

from levier.activity.activities.queries import excused_minutes, minutes_by_month
from levier.development.projects.models import Agreement, Project
from levier.evidence.ledger.actions import part_of
from levier.evidence.ledger.models import Claim, Shown
from levier.foundation.kit import formats
from levier.foundation.kit.calendar import Period


@dataclass(slots=True)
class MonthRow:
    """Hours of one month of a project: done, asked to each agreement, left. Minutes, shares counted in full."""

    month: date
    done: int
    asked: list[int] = field(default_factory=list)

    @property
    def left(self) -> int:
        return max(self.done - sum(self.asked), 0)

    @property
    def over(self) -> int:
        """More asked than done: a sheet was corrected after its hours were asked."""
        return max(sum(self.asked) - self.done, 0)


def months_of(project: Project, agreements: Iterable[Agreement], period: Period) -> list[MonthRow]:
    """Each month with hours done or asked, oldest first; `asked` in the order of `agreements`."""
    done = minutes_by_month(project.organisation_id, (project.pk,), period)
    claims = Claim.objects.filter(item__project=project, item__on__range=(period.first, period.last)).order_by()
    weighed = (
        claims.annotate(month=TruncMonth("item__on"))
        .values_list("month", "agreement")
        .annotate(weight=Sum(F("share") * F("item__minutes")))
    )
    asked: dict[date, dict[int, int]] = defaultdict(dict)
    for month, agreement, weight in weighed:
        asked[month][agreement] = part_of(weight, 1)
    keys = [one.pk for one in agreements]
    months = sorted({month for month, minutes in done.items() if minutes} | set(asked))
    return [MonthRow(one, done.get(one, 0), [asked[one].get(key, 0) for key in keys]) for one in months]


@dataclass(frozen=True, slots=True)
class TraineeHours:
    """Trainee-hours of one agreement, in minutes: `excused` is None where absences do not count.

    `promised` are its own; those of the whole project where the agreement says nothing (`is_of_project`).
    """

    agreement: Agreement
    promised: int
    present: int
    excused: int | None

    @property
    def is_of_project(self) -> bool:
        return bool(self.promised) and self.agreement.promised_minutes is None

    @property
    def done(self) -> int:
        return self.present + (self.excused or 0)

    @property
    def rate(self) -> str:
        """93 %, half a point counted up; nothing when no hour was promised."""
        if not self.promised:
            return ""
        return formats.share((200 * self.done + self.promised) // (2 * self.promised) * 100)


def trainee_hours(project: Project, agreements: list[Agreement], present: int, period: Period) -> list[TraineeHours]:
    """Promised and done of each agreement; a justified absence counts only where the agreement says so.

    A measure of the course, never of what is asked: an absence proves no hour of the ledger.
    """
    excused = 0
    if any(one.counts_excused for one in agreements):
        excused = excused_minutes(project.organisation_id, project.pk, period)
    return [
        TraineeHours(one, _promised(one, project), present, excused if one.counts_excused else None)
        for one in agreements
    ]


def _promised(agreement: Agreement, project: Project) -> int:
    own: int | None = agreement.promised_minutes
    return (project.promised_minutes or 0) if own is None else own


def asked_by_agreement(project: Project) -> dict[int, int]:
    """Minutes asked, by agreement of a project."""
    claims = Claim.objects.filter(item__project=project).order_by()
    weighed: Any = claims.values_list("agreement").annotate(weight=Sum(F("share") * F("item__minutes")))
    return {agreement: part_of(weight, 1) for agreement, weight in weighed}


def shown_minutes(project: Project) -> dict[int, int]:
    """Minutes shown as a result, by agreement of a project."""
    rows = Shown.objects.filter(item__project=project).order_by()
    return dict(rows.values_list("agreement").annotate(Sum("item__minutes")))


def asked_minutes(projects: Iterable[int]) -> dict[int, int]:
    """Minutes asked to all funders together, by project."""
    claims = Claim.objects.filter(item__project__in=list(projects)).order_by()
    weighed: Any = claims.values_list("item__project").annotate(weight=Sum(F("share") * F("item__minutes")))
    return {project: part_of(weight, 1) for project, weight in weighed}
