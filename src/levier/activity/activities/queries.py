"""What other rooms ask of activities."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Substr, TruncMonth

from levier.activity.activities.enums import ActivityKind, SessionKind
from levier.activity.activities.models import Activity, Attendance, Session
from levier.activity.activities.registers import of_the_project
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period, add_months

SOURCE = "activities.attendance:"
"""How an attendance is named where it proves an hour."""


def hours_of_projects(organisation_id: int, project_ids: Iterable[int], period: Period) -> QuerySet[Attendance]:
    """Presences that count as hours of these projects (of the whole house when none is named) in a period.

    The one rule for what a funder is shown or asked: somebody who takes no part in a project gives it no hour.
    """
    rows: QuerySet[Attendance] = Attendance.objects.filter(
        of_the_project(),
        session__organisation=organisation_id,
        session__on__range=(period.first, period.last),
        minutes__gt=0,
    ).order_by()
    asked = list(project_ids)
    return rows.filter(session__project__in=asked) if asked else rows


def minutes_by_month(organisation_id: int, project_ids: tuple[int, ...], period: Period) -> dict[date, int]:
    """Minutes done by first day of month, for sessions whose day lies in the period; every month is there.

    A monthly total has the first day of its month, so that it belongs to the period when that day does.
    """
    found = dict.fromkeys(_months(period), 0)
    # By day, in the order of an index of the sessions: a month is made of at most 31 rows, here.
    days = hours_of_projects(organisation_id, project_ids, period).values_list("session__on")
    for day, minutes in days.annotate(Sum("minutes")):
        found[day.replace(day=1)] += minutes
    return found


def _months(period: Period) -> list[date]:
    """First days of all months that the period touches, from its first whole or partial month on."""
    month, found = period.first.replace(day=1), []
    while month <= period.last:
        found.append(month)
        month = add_months(month, 1)
    return found


def months_of(activity: Activity) -> list[dict[str, Any]]:
    """[{"month", "people", "minutes"}] of an activity, newest first: who came at all and for how long."""
    rows = Attendance.objects.filter(session__activity=activity, minutes__gt=0)
    months = rows.annotate(month=TruncMonth("session__on")).order_by("-month").values("month")
    return list(months.annotate(people=Count("person", distinct=True), minutes=Sum("minutes")))


def search_rows(actor: Actor, words: str) -> Any:
    """Rows for the one search box: (kind, id, title, detail)."""
    rows = Activity.objects.visible_to(actor).order_by()
    for word in words.split()[:5]:
        rows = rows.filter(search__contains=word)
    near = Activity.objects.filter(pk__in=rows.order_by("-starts_on", "pk").values("pk")[:10]).order_by()
    return near.annotate(
        row_kind=Value("activity", output_field=CharField()),
        key=Cast("pk", IntegerField()),
        name=Cast("title", CharField()),
        detail=Case(*(When(kind=code, then=Value(str(label))) for code, label in ActivityKind.choices)),
    ).values_list("row_kind", "key", "name", "detail")


def search_sessions(actor: Actor, words: str) -> Any:
    """Sessions by a date (15/06/2026), by words of their activity and of their place: (kind, id, title, detail)."""
    rows = Session.objects.visible_to(actor).filter(kind=SessionKind.MOMENT)
    day, rest = _day_in(words.split()[:8])
    rows = rows.filter(on=day) if day else rows
    for word in rest[:5]:
        rows = rows.filter(Q(activity__search__contains=word) | Q(place__name__icontains=word))
    near = rows.order_by("-on", "pk").values_list("pk", flat=True)[:10] if day or rest else []
    text = Cast("on", CharField())
    written = [Substr(text, 9, 2), Value("/"), Substr(text, 6, 2), Value("/"), Substr(text, 1, 4)]
    detail = Concat(*written, Value(" "), Coalesce("place__name", Value("")), output_field=CharField())
    return (
        Session.objects.filter(pk__in=near)
        .order_by()
        .annotate(
            row_kind=Value("session", output_field=CharField()),
            key=Cast("pk", IntegerField()),
            name=Cast("activity__title", CharField()),
            detail=detail,
        )
        .values_list("row_kind", "key", "name", "detail")
    )


def _day_in(words: list[str]) -> tuple[date | None, list[str]]:
    """A day written in three numbers among folded words ("15 06 2026"), and the other words."""
    for start in range(len(words) - 2):
        day, month, year = words[start : start + 3]
        if all(one.isdecimal() for one in (day, month, year)) and len(year) == 4:
            try:
                return date(int(year), int(month), int(day)), words[:start] + words[start + 3 :]
            except ValueError:
                return None, words
    return None, words


def proven_lines(organisation_id: int, project_id: int, period: Period) -> list[tuple[str, date, int]]:
    """("activities.attendance:12", day, minutes) of each hour done for a project in a period; no name, no person.

    Hours of somebody who takes no part in the project are left out.
    """
    rows = hours_of_projects(organisation_id, [project_id], period).order_by("pk")
    return [(f"{SOURCE}{pk}", on, minutes) for pk, on, minutes in rows.values_list("pk", "session__on", "minutes")]


def sessions_of(organisation_id: int, sources: Iterable[str]) -> dict[str, tuple[int, str]]:
    """{"activities.attendance:12": (session id, title of its activity)}, for those that still exist."""
    ids = [source.removeprefix(SOURCE) for source in sources if source.startswith(SOURCE)]
    rows = Attendance.objects.filter(organisation_id=organisation_id, pk__in=ids).order_by("pk")
    found = rows.values_list("pk", "session", "session__activity__title")
    return {f"{SOURCE}{pk}": (session, title) for pk, session, title in found}


def minutes_of_projects(projects: Iterable[int]) -> dict[int, int]:
    """Minutes done in all, by project."""
    rows = Attendance.objects.filter(of_the_project(), session__project__in=list(projects)).order_by()
    return dict(rows.values_list("session__project").annotate(Sum("minutes")))
