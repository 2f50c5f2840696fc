"""Who comes, of those who were expected: by kind, public, day, hour, channel, reminder; one rule for every table.

A line of a sheet counts as expected unless it says "not expected"; it counts as come when it says present, late or
left early. Sessions that were cancelled, and totals of months, have no lines that are read here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay
from django.utils.translation import gettext as _

from levier.activity.activities.enums import CAME, ActivityKind, NoticeKind, Presence, Reply, SessionKind
from levier.activity.activities.models import Attendance, Notice
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import BRUSSELS, Period
from levier.foundation.kit.suppression import LEAST, hidden
from levier.register.agenda.enums import Weekday
from levier.register.people.enums import Channel, Gender

AGES = ((0, 17), (18, 29), (30, 44), (45, 54), (55, 200))


@dataclass(frozen=True, slots=True)
class Row:
    """Lines expected, those that came, and how many people they are of; `is_hidden` when these are too few to show."""

    label: str
    people: int
    expected: int
    came: int
    is_hidden: bool = False

    @property
    def rate(self) -> int | None:
        """Of a hundred expected, how many came; None when nobody was."""
        return round(100 * self.came / self.expected) if self.expected else None


@dataclass(frozen=True, slots=True)
class Table:
    """One question, and what its rows mean."""

    key: str
    title: str
    about: str
    rows: list[Row] = field(default_factory=list)


def participation_of(actor: Actor, period: Period, kind: str = "", least: int = LEAST) -> tuple[Row, list[Table]]:
    """All of a period, and table by table; eight queries whatever its length."""
    lines = lines_in(actor, period, kind)
    [(people, expected, came)] = [tuple(lines.aggregate(**_COUNTS).values())]
    return Row(_("En tout"), people, expected, came), [
        _table("type", _("Par type d'activité"), "", _counted(lines, "session__activity__kind"), ActivityKind.choices),
        _public("genre", _("Par genre"), _("Comme la personne le dit."), _genders(lines), least),
        _public("age", _("Par âge"), _("Au dernier jour de la période."), _ages(lines, period.last), least),
        _table("jour", _("Par jour"), "", _counted(lines.annotate(day=ExtractIsoWeekDay("session__on")), "day"), _DAYS),
        _hours(lines),
        _table(
            "canal",
            _("Par canal"),
            _("Le canal que la personne préfère, et par lequel on l'invite."),
            _counted(lines, "person__channel"),
            Channel.choices,
        ),
        _table(
            "rappel",
            _("Par rappel"),
            _("La personne a-t-elle été rappelée avant la séance, et qu'a-t-elle répondu ?"),
            _counted(lines.annotate(reply=_reply()), "reply"),
            (
                (Reply.COMING, _("rappelée, a dit venir")),
                (Reply.NOT_COMING, _("rappelée, a dit ne pas venir")),
                ("silent", _("rappelée, sans réponse")),
                ("", _("sans rappel")),
            ),
        ),
    ]


def lines_in(actor: Actor, period: Period, kind: str = "") -> Any:
    """The lines of people expected at the sessions of a period, its last day included."""
    rows = Attendance.objects.visible_to(actor).filter(
        session__on__range=(period.first, period.last),
        session__kind=SessionKind.MOMENT,
        session__cancelled_at=None,
    )
    rows = rows.exclude(presence=Presence.NOT_EXPECTED).order_by()
    return rows.filter(session__activity__kind=kind) if kind else rows


_COUNTS = {
    "people": Count("person", distinct=True),
    "expected": Count("pk"),
    "there": Count("pk", filter=Q(presence__in=[str(one) for one in CAME])),
}
_DAYS = [(day.value + 1, day.label) for day in Weekday]


def _counted(lines: Any, column: str) -> dict[Any, tuple[int, int, int]]:
    return {
        key: (people, expected, came) for key, people, expected, came in lines.values_list(column).annotate(**_COUNTS)
    }


def _table(key: str, title: str, about: str, found: dict[Any, tuple[int, int, int]], choices: Sequence[Any]) -> Table:
    return Table(key, title, about, [Row(str(label), *found[code]) for code, label in choices if code in found])


def _public(key: str, title: str, about: str, rows: list[Row], least: int) -> Table:
    """The same with rows of few people hidden, and what would give them away."""
    cells = {str(place): row.people for place, row in enumerate(rows)}
    secret = hidden(cells | {"total": sum(cells.values())}, list(cells), least=least)
    shown = [Row(row.label, row.people, row.expected, row.came, str(place) in secret) for place, row in enumerate(rows)]
    return Table(key, title, about, shown)


def _genders(lines: Any) -> list[Row]:
    found = _counted(lines, "person__gender")
    return [Row(str(one.label), *found[one.value]) for one in Gender if one.value in found]


def _ages(lines: Any, on: date) -> list[Row]:
    """By class of age, from the day of birth or its year alone."""
    classes = []
    for place, (low, high) in enumerate(AGES):
        youngest, oldest = _years_before(on, low), _years_before(on, high + 1)
        by_day = Q(person__birth_date__lte=youngest, person__birth_date__gt=oldest)
        by_year = Q(person__birth_date=None, person__birth_year__range=(on.year - high, on.year - low))
        classes.append(When(by_day | by_year, then=Value(place)))
    found = _counted(lines.annotate(age=Case(*classes, default=Value(len(AGES)))), "age")
    names = [
        _("moins de 18 ans"),
        _("18 à 29 ans"),
        _("30 à 44 ans"),
        _("45 à 54 ans"),
        _("55 ans et plus"),
        _("âge non précisé"),
    ]
    return [Row(name, *found[place]) for place, name in enumerate(names) if place in found]


def _years_before(on: date, years: int) -> date:
    is_leap_day = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year - years, day=28 if is_leap_day else on.day)


def _hours(lines: Any) -> Table:
    found = _counted(lines.annotate(hour=ExtractHour("session__starts_at", tzinfo=BRUSSELS)), "hour")
    named = [(hour, _("à %(hour)s h") % {"hour": hour}) for hour in range(24)]
    return _table("heure", _("Par heure de début"), "", found, [*named, (None, _("heure non notée"))])


def _reply() -> Any:
    """Of each line: what its person said to the reminder that they had before the session, "silent" for nothing."""
    reminded = Notice.objects.filter(
        kind=NoticeKind.REMINDER,
        session=OuterRef("session"),
        person=OuterRef("person"),
        told_at__lt=OuterRef("session__starts_at"),
    ).order_by()
    said = [When(Exists(reminded.filter(answer=one)), then=Value(one.value)) for one in Reply]
    return Case(*said, When(Exists(reminded), then=Value("silent")), default=Value(""))
