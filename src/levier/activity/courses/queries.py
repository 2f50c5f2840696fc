"""Hours of a course: promised, held, attended; by module, by partner. What its pages and lists ask."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from levier.activity.activities.enums import SessionKind
from levier.activity.activities.models import Attendance, Session
from levier.activity.courses.enums import Choice
from levier.activity.courses.models import (
    Candidate,
    Collective,
    Course,
    CourseModule,
    InternshipWeek,
    Member,
    Step,
    Task,
)

BEHIND = 90
"""Per cent of what the calendar asks, under which a course is behind."""


@dataclass(slots=True)
class Line:
    """Minutes of one module, of one partner, or in all. `held` is the length of sessions that took place, `planned` of
    those to come, `attended` the minutes of each trainee added up. `address` is the list of the sessions."""

    label: str
    promised: int = 0
    held: int = 0
    planned: int = 0
    attended: int = 0
    address: str = ""
    key: int | None = None
    is_internship: bool = False

    def add(self, other: "Line") -> None:
        for name in ("held", "planned", "attended"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Stays:
    """Minutes of internship: agreed, done, confirmed by the place; apart from those of the course."""

    people: int = 0
    planned: int = 0
    done: int = 0
    confirmed: int = 0


@dataclass(slots=True)
class Progress:
    """Where a course is. `due` are the minutes that the calendar asks so far, of `taught` promised outside internships.

    `trainee_promised` is `taught` for each place, None without a number of places.
    """

    total: Line
    modules: list[Line] = field(default_factory=list)
    partners: list[Line] = field(default_factory=list)
    stays: Stays = field(default_factory=Stays)
    taught: int = 0
    due: int = 0
    trainee_promised: int | None = None

    @property
    def is_behind(self) -> bool:
        return self.total.held * 100 < self.due * BEHIND

    @property
    def missing(self) -> int:
        return max(self.due - self.total.held, 0)


def progress_of(course: Course, modules: list[CourseModule], now: datetime, today: date) -> Progress:
    """The hours of a course: four queries whatever its length. `modules` are its own, with their partners."""
    here = f"{reverse('courses:hours')}?formation={course.pk}"
    by_module = {one.pk: Line(one.title, one.minutes, key=one.pk, is_internship=one.is_internship) for one in modules}
    for pk, line in by_module.items():
        line.address = f"{here}&module={pk}"
    rest = Line(_("sans module"), address=f"{here}&module=aucun")
    for module, line in _sessions(course, now):
        (by_module.get(module, rest) if module else rest).add(line)
    lines = [*by_module.values(), *([rest] if rest.held or rest.planned or rest.attended else [])]
    inside = sum(one.minutes for one in modules if one.is_internship)
    promised = course.promised_minutes or sum(one.minutes for one in modules)
    found = Progress(Line(_("en tout"), promised, address=here), lines, taught=max(promised - inside, 0))
    for line in lines:
        found.total.add(line)
    found.partners = _by_partner(course, modules, by_module, rest, here)
    found.stays = _stays(course)
    found.due = _due(course, found.taught, today)
    if course.activity.capacity:
        found.trainee_promised = found.taught * course.activity.capacity
    return found


def _sessions(course: Course, now: datetime) -> list[tuple[int | None, Line]]:
    rows = Session.objects.filter(activity=course.activity_id, cancelled_at=None).order_by()
    came = Attendance.objects.filter(session__activity=course.activity_id, minutes__gt=0).order_by()
    minutes = dict(came.values_list("session").annotate(Sum("minutes")))
    found = []
    columns = ("pk", "kind", "starts_at", "planned_minutes", "course_module__module")
    for pk, kind, starts, planned, module in rows.values_list(*columns):
        line = Line("", attended=minutes.get(pk, 0))
        if kind == SessionKind.MOMENT:
            name = "planned" if starts and starts > now else "held"
            setattr(line, name, planned)
        found.append((module, line))
    return found


def _by_partner(
    course: Course, modules: list[CourseModule], lines: dict[int, Line], rest: Line, here: str
) -> list[Line]:
    """What has no partner of its own is the partner's of the activity, or the house's."""
    usual = course.activity.partner
    found: dict[int | None, Line] = {}
    named = [(one.partner or usual, lines[one.pk], one.minutes) for one in modules if not one.is_internship]
    for partner, line, promised in [*named, (usual, rest, 0)]:
        key = partner.pk if partner else None
        label = str(partner) if partner else _("la maison")
        address = f"{here}&partenaire={key or 'maison'}"
        one = found.setdefault(key, Line(label, address=address, key=key))
        one.promised += promised
        one.add(line)
    return [one for one in found.values() if one.promised or one.held or one.planned or one.attended]


def _stays(course: Course) -> Stays:
    rows = course.candidates.filter(internships__isnull=False).order_by()
    people, planned = rows.aggregate(Count("pk", distinct=True), Sum("internships__planned_minutes")).values()
    weeks = InternshipWeek.objects.filter(internship__candidate__course=course)
    done = weeks.aggregate(done=Sum("minutes"), confirmed=Sum("minutes", filter=Q(confirmed_on__isnull=False)))
    return Stays(people, planned or 0, done["done"] or 0, done["confirmed"] or 0)


def _due(course: Course, taught: int, today: date) -> int:
    """What the calendar asks: as large a part of the hours as of the days, the day itself left out."""
    first, last = course.activity.starts_on, course.activity.ends_on
    if first is None or last is None or today <= first:
        return 0
    days = (last - first).days + 1
    return taught * min((today - first).days, days) // days


def add_counts(courses: list[Course]) -> None:
    """Candidates to decide upon, people in the course, hours held: for one page of courses."""
    ids = [one.pk for one in courses]
    rows = Candidate.objects.filter(course__in=ids).order_by().values_list("course")
    counted = rows.annotate(
        open=Count("pk", filter=Q(decision="")), inside=Count("pk", filter=Q(decision=Choice.ACCEPTED))
    )
    found = {pk: numbers for pk, *numbers in counted}
    held = Session.objects.filter(activity__course__in=ids, cancelled_at=None, closed_at__isnull=False).order_by()
    minutes = dict(held.values_list("activity__course").annotate(Sum("planned_minutes")))
    for one in courses:
        one.open, one.inside = found.get(one.pk, (0, 0))  # type: ignore[attr-defined]
        one.held = minutes.get(one.pk, 0)  # type: ignore[attr-defined]


def add_steps(candidates: list[Candidate]) -> None:
    """{kind: step} of each candidate of one page."""
    found: dict[int, dict[str, Any]] = {}
    for step in Step.objects.filter(candidate__in=[one.pk for one in candidates]):
        found.setdefault(step.candidate_id, {})[step.kind] = step
    for one in candidates:
        one.by_kind = found.get(one.pk, {})  # type: ignore[attr-defined]


def add_weeks(internships: list[Any]) -> None:
    """Minutes done, minutes confirmed and visits, for one page of internships."""
    ids = [one.pk for one in internships]
    rows = InternshipWeek.objects.filter(internship__in=ids).order_by().values_list("internship")
    summed = rows.annotate(done=Sum("minutes"), sure=Sum("minutes", filter=Q(confirmed_on__isnull=False)))
    found = {pk: numbers for pk, *numbers in summed}
    for one in internships:
        done, confirmed = found.get(one.pk, (0, 0))
        one.done, one.confirmed = done, confirmed or 0


def add_attended(sessions: list[Session]) -> None:
    """Who came and for how long, for one page of sessions."""
    rows = Attendance.objects.filter(session__in=[one.pk for one in sessions], minutes__gt=0).order_by()
    found = {pk: numbers for pk, *numbers in rows.values_list("session").annotate(Count("pk"), Sum("minutes"))}
    for one in sessions:
        one.came, one.attended = found.get(one.pk, (0, 0))  # type: ignore[attr-defined]


def add_life(collectives: list[Collective]) -> None:
    """Members, the last meeting and open tasks, for one page of collectives."""
    ids = [one.pk for one in collectives]
    members = dict(_counted(Member.objects.filter(left_on=None), "collective", ids))
    tasks = dict(_counted(Task.objects.filter(done_on=None), "meeting__collective", ids))
    last = dict(Collective.objects.filter(pk__in=ids).order_by().values_list("pk").annotate(Max("meetings__on")))
    for one in collectives:
        one.people, one.tasks = members.get(one.pk, 0), tasks.get(one.pk, 0)  # type: ignore[attr-defined]
        one.met_on = last.get(one.pk)  # type: ignore[attr-defined]


def _counted(rows: Any, name: str, ids: Iterable[int]) -> Any:
    return rows.filter(**{f"{name}__in": ids}).order_by().values_list(name).annotate(Count("pk"))
