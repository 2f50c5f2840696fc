"""What other rooms ask of activities."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, TruncMonth
from django.utils import timezone

from levier.activity.activities.enums import ActivityKind, Presence, SessionKind
from levier.activity.activities.models import Activity, ActivityWord, Attendance, Session
from levier.activity.activities.models.described import Described
from levier.activity.activities.registers import of_the_project
from levier.foundation.accounts.ownership import house_knowing, house_of
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period, add_months
from levier.foundation.kit.expressions import Joined
from levier.register.partners.models import Place
from levier.support.pathways.models import Item

SHOWN = 10
MOST_WORDS = 5
MOST_NEAR = 5_000
MOST_ACTIVITIES = 200
FORTNIGHT = timedelta(days=14)
SOURCE = "activities.attendance:"
"""How an attendance is named where it proves an hour."""


def hours_of_projects(organisation_id: int, project_ids: Iterable[int], period: Period) -> QuerySet[Attendance]:
    """Presences that count as hours of these projects (of the whole house when none is named) in a period.

    The one rule for what a funder is shown or asked: somebody who takes no part in a project gives it no hour.
    """
    rows = _of_projects(organisation_id, period).filter(minutes__gt=0)
    asked = list(project_ids)
    return rows.filter(session__project__in=asked) if asked else rows


def _of_projects(organisation_id: int, period: Period) -> QuerySet[Attendance]:
    rows: QuerySet[Attendance] = Attendance.objects.filter(
        of_the_project(), session__organisation=organisation_id, session__on__range=(period.first, period.last)
    ).order_by()
    return rows


def excused_minutes(organisation_id: int, project_id: int, period: Period) -> int:
    """Planned minutes of the sessions of a project from which somebody who takes part in it was excused."""
    rows = _of_projects(organisation_id, period).filter(
        session__project=project_id, session__cancelled_at=None, presence=Presence.EXCUSED
    )
    return rows.aggregate(minutes=Sum("session__planned_minutes"))["minutes"] or 0


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


@dataclass(frozen=True, slots=True)
class ActivityHours:
    """What one activity gave a project in a period; `partner` is who gives it with us, empty when we do it alone."""

    activity: int
    title: str
    partner: str
    people: int
    minutes: int


def hours_by_activity(organisation_id: int, project_id: int, period: Period) -> list[ActivityHours]:
    """Hours of a project activity by activity, by title: their minutes sum to those of `minutes_by_month`."""
    rows = hours_of_projects(organisation_id, [project_id], period).values_list(
        "session__activity", "session__activity__title", "session__activity__partner__name"
    )
    summed = rows.annotate(Count("person", distinct=True), Sum("minutes"))
    found = [ActivityHours(pk, title, partner or "", *numbers) for pk, title, partner, *numbers in summed]
    return sorted(found, key=lambda one: (one.title.casefold(), one.activity))


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
    near = Activity.objects.filter(pk__in=_named(actor, words.split()[:MOST_WORDS], SHOWN)).order_by()
    return near.values_list(Value("activity"), "pk", "title", "kind")


def search_sessions(actor: Actor, words: str) -> Any:
    """Sessions by a date (15/06/2026), by words of their activity and of their place: (kind, id, title, detail).

    Without a date, those of the coming fortnight and before, the last first: nobody looks for next year's.
    """
    day, rest = _day_in(words.split()[:8])
    rest = rest[:MOST_WORDS]
    told = [Q(activity__search__contains=word) | Q(place__name__icontains=word) for word in rest]
    ours = Session.objects.visible_to(actor)
    if day:
        near = _last(ours, *told, on=day)
    elif rest:
        # Each way reads an index of its own; those of a great many activities are of the last ones. Where there is no
        # place, no session is looked at.
        places = Place.objects.visible_to(actor).filter(reduce(or_, (Q(name__icontains=word) for word in rest)))
        held = {"organisation_id": house_of(places), "place__in": places.values("pk")}
        soon = timezone.localdate() + FORTNIGHT
        near = _last(Session.objects.all(), *told, on__lte=soon, **held)
        near |= _last(ours, activity__in=_named(actor, rest, MOST_ACTIVITIES), on__lte=soon)
    else:
        near = Q(pk__in=[])
    detail = Joined(Cast("on", CharField()), Value(" "), Coalesce("place__name", Value("")))
    return Session.objects.filter(near).order_by().values_list(Value("session"), "pk", "activity__title", detail)


def kind_read(text: str) -> str:
    """ "Atelier" of "workshop"."""
    return str(ActivityKind(text).label)


def day_read(text: str) -> str:
    """ "15/06/2026 Grande salle" of "2026-06-15 Grande salle"."""
    return f"{text[8:10]}/{text[5:7]}/{text[:4]}{text[10:]}".strip()


def words_near(actor: Actor, words: str) -> Any:
    """Words of activities that a mistyped one may mean: same first letters. Rows of kind and text."""
    near = Q(pk__in=[])
    for letter in {letter for word in words.split()[:MOST_WORDS] for letter in word[:2]}:
        near |= Q(word__startswith=letter)
    known = (
        ActivityWord.objects.visible_to(actor).filter(near, is_number=False).order_by("word").values("pk")[:MOST_NEAR]
    )
    return ActivityWord.objects.filter(pk__in=known).order_by().values_list(Value("activity"), "word")


def _named(actor: Actor, words: list[str], most: int) -> Any:
    """Ids of the last activities that hold each of the words. Their words in use are asked first."""
    house = house_knowing(ActivityWord.objects.visible_to(actor), map(_in_use, words))
    rows = Activity.objects.filter(*map(_holding, words), organisation_id=house)
    return rows.order_by("-starts_on", "-pk").values("pk")[:most]


def _in_use(word: str) -> Q:
    """Words of activities that this one is in; those that a number begins, read in the order of their index.

    Numbers are many: a phone number that is typed must not be looked for inside each of them.
    """
    if not _is_number(word):
        return Q(word__contains=word, is_number=False)
    beyond = str(int(word) + 1).zfill(len(word))
    before = Q(word__lt=beyond) if len(beyond) == len(word) else Q()
    return Q(before, is_number=True, word__gte=word) | Q(is_number=False, word__startswith=word)


def _holding(word: str) -> Q:
    """Activities found by a word wherever it stands in theirs; by a number at the beginning of one of theirs."""
    if not _is_number(word):
        return Q(search__contains=word)
    return Q(search__startswith=word) | Q(search__contains=f" {word}")


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _last(sessions: QuerySet[Session], *told: Q, **held: Any) -> Q:
    """The last moments among these sessions of which all that is true."""
    rows = sessions.filter(*told, kind=SessionKind.MOMENT, **held)
    return Q(pk__in=rows.order_by("-on", "pk").values("pk")[:SHOWN])


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


def first_day(organisation_id: int, project_id: int) -> date | None:
    """The first day of a session of a project: hours of its first month may be older than its start.

    None while it has no session.
    """
    rows = Session.objects.filter(organisation=organisation_id, project=project_id)
    day: date | None = rows.order_by("on").values_list("on", flat=True).first()
    return day


def minutes_of_projects(projects: Iterable[int]) -> dict[int, int]:
    """Minutes done in all, by project."""
    rows = Attendance.objects.filter(of_the_project(), session__project__in=list(projects)).order_by()
    return dict(rows.values_list("session__project").annotate(Sum("minutes")))


def obstacles_of(actor: Actor, described: Described) -> list[str]:
    """Names of the obstacles that an activity or a model answers; none is asked when it says none."""
    codes = described.obstacles.split()
    if not codes:
        return []
    rows = Item.objects.visible_to(actor).filter(code__in=codes, is_restricted=False).order_by("order", "pk")
    return [str(one) for one in rows]


def to_attend(actor: Actor, today: date) -> list[tuple[str, str]]:
    """(reference, title) of the activities that go on or are to come: what a step of a plan may wait for."""
    rows = Activity.objects.visible_to(actor).filter(Q(ends_on=None) | Q(ends_on__gte=today))
    named = rows.order_by("title", "pk").values_list("pk", "title")[:MOST_ACTIVITIES]
    return [(f"activities.activity:{pk}", title) for pk, title in named]
