"""Figures of the digital space over a period, as the label and projects ask them: marginals that were asked, no more.

Each table sums to the number it is about; what is not known has its row. Counters of who was not noted stand apart.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Sum
from django.utils.translation import gettext as _

from levier.activity.epn.enums import Autonomy, Crowd, OpeningKind, Purpose
from levier.activity.epn.models import Assessment, DayCount, HelpGiven, Visit
from levier.activity.epn.queries import scores_of
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period, age_on
from levier.foundation.kit.suppression import LEAST, hidden
from levier.register.people.enums import Gender

AGES = ((0, 17), (18, 29), (30, 54), (55, 200))


@dataclass(slots=True)
class Line:
    """A row of a table: its label and one figure a column; None where a figure is hidden."""

    label: str
    values: list[int | None]


@dataclass(slots=True)
class Table:
    """Rows that add up to `total` in each column. `about` says what is counted."""

    key: str
    title: str
    about: str
    heads: list[str]
    lines: list[Line]
    total: list[int | None]


def figures_of(actor: Actor, period: Period) -> list[Table]:
    """Every table of a period, the days of its ends included."""
    visits = Visit.objects.visible_to(actor).filter(on__range=(period.first, period.last))
    helps = HelpGiven.objects.visible_to(actor).filter(on__range=(period.first, period.last))
    counts = DayCount.objects.visible_to(actor).filter(on__range=(period.first, period.last))
    people = _people(visits)
    return [
        _by_choice("pourquoi", _("Visites par motif"), visits, "purpose", [(one.value, one.label) for one in Purpose]),
        _by_choice(
            "ouverture",
            _("Visites par type d'ouverture"),
            visits,
            "kind",
            [*((one.value, one.label) for one in OpeningKind), ("", _("en dehors des heures"))],
        ),
        _by_gender(people, visits.filter(person=None).count()),
        _by_age(people, visits.filter(person=None).count(), period.last),
        _help(helps),
        _autonomy(helps),
        _crowd(counts),
        _skills(actor, period),
    ]


def for_outside(table: Table, least: int = LEAST) -> Table:
    """The same with small figures hidden, and what would give them away."""
    columns = list(zip(*(line.values for line in table.lines), strict=True)) or [()] * len(table.heads)
    shown: list[list[int | None]] = []
    totals: list[int | None] = []
    for values, total in zip(columns, table.total, strict=True):
        if total is None:
            shown.append(list(values))
            totals.append(None)
            continue
        cells = {str(place): value or 0 for place, value in enumerate(values)}
        secret = hidden(cells | {"total": total}, list(cells), least=least)
        shown.append([None if str(place) in secret else value for place, value in enumerate(values)])
        totals.append(None if "total" in secret else total)
    lines = [Line(line.label, [column[place] for column in shown]) for place, line in enumerate(table.lines)]
    return Table(table.key, table.title, table.about, table.heads, lines, totals)


def _by_choice(key: str, title: str, visits: Any, column: str, choices: Sequence[tuple[str, Any]]) -> Table:
    stayed = ExpressionWrapper(F("ended_at") - F("arrived_at"), output_field=DurationField())
    rows = (
        visits.order_by().values(column).annotate(n=Count("pk"), stayed=Sum(stayed, filter=Q(ended_at__isnull=False)))
    )
    found = {row[column]: (row["n"], row["stayed"].total_seconds() if row["stayed"] else 0.0) for row in rows}
    visits_of = [found.get(value, (0, 0.0)) for value, _label in choices]
    hours = _whole_hours([seconds for _count, seconds in visits_of])
    lines = [
        Line(str(label), [count, some])
        for (_value, label), (count, _seconds), some in zip(choices, visits_of, hours, strict=True)
    ]
    return _summed(key, title, _("visites notées, avec ou sans nom"), [_("Visites"), _("Heures")], lines)


def _whole_hours(seconds: Sequence[float]) -> list[int]:
    """Whole hours of each line, by largest remainder: every table of the same visits adds up to the same hours."""
    whole = [int(some // 3600) for some in seconds]
    missing = round(sum(seconds) / 3600) - sum(whole)
    nearest = sorted(range(len(whole)), key=lambda place: (-(seconds[place] % 3600), place))
    return [hours + (place in nearest[:missing]) for place, hours in enumerate(whole)]


def _people(visits: Any) -> list[dict[str, Any]]:
    """Who came, once each, with how often; only people with a name of their file are told apart."""
    rows = (
        visits.exclude(person=None)
        .order_by()
        .values("person_id", "person__gender", "person__birth_date", "person__birth_year")
    )
    return list(rows.annotate(n=Count("pk")))


def _by_gender(people: Sequence[dict[str, Any]], nameless: int) -> Table:
    once, often = Counter(row["person__gender"] for row in people), Counter[str]()
    for row in people:
        often[row["person__gender"]] += row["n"]
    lines = [Line(str(one.label).capitalize(), [once[one.value], often[one.value]]) for one in Gender]
    lines.append(Line(_("Visites sans personne connue"), [0, nameless]))
    about = _("personnes connues, comptées une fois, et leurs visites")
    return _summed("genre", _("Par genre"), about, [_("Personnes"), _("Visites")], lines)


def _by_age(people: Sequence[dict[str, Any]], nameless: int, on: date) -> Table:
    once, often = Counter[int](), Counter[int]()
    for row in people:
        place = _age_class(row, on)
        once[place] += 1
        often[place] += row["n"]
    names = [_("moins de 18 ans"), _("18 à 29 ans"), _("30 à 54 ans"), _("55 ans et plus"), _("âge non précisé")]
    lines = [Line(name, [once[place], often[place]]) for place, name in enumerate(names)]
    lines.append(Line(_("Visites sans personne connue"), [0, nameless]))
    about = _("âge au dernier jour de la période")
    return _summed("age", _("Par âge"), about, [_("Personnes"), _("Visites")], lines)


def _age_class(row: dict[str, Any], on: date) -> int:
    born, year = row["person__birth_date"], row["person__birth_year"]
    if not born and not year:
        return len(AGES)
    age = age_on(born, on) if born else on.year - year
    return next((place for place, (low, high) in enumerate(AGES) if low <= age <= high), len(AGES))


def _help(helps: Any) -> Table:
    gained = Count("pk", filter=Q(after__gt=F("before")))
    rows = (
        helps.order_by()
        .values("topic", "topic__fr", "topic__rank")
        .annotate(n=Count("pk"), sum=Sum("minutes"), up=gained)
    )
    ordered = sorted(rows, key=lambda row: (row["topic__rank"], row["topic__fr"]))
    lines = [Line(row["topic__fr"], [row["n"], row["sum"], row["up"]]) for row in ordered]
    heads = [_("Aides"), _("Minutes"), _("Plus autonome après")]
    return _summed("aide", _("Aide par thème"), _("aides données"), heads, lines)


def _autonomy(helps: Any) -> Table:
    before = dict(helps.order_by().values_list("before").annotate(n=Count("pk")))
    after = dict(helps.order_by().values_list("after").annotate(n=Count("pk")))
    lines = [Line(str(one.label).capitalize(), [before.get(one, 0), after.get(one, 0)]) for one in Autonomy]
    about = _("aides données, selon ce que la personne faisait au début et à la fin")
    return _summed("autonomie", _("Autonomie"), about, [_("Au début"), _("À la fin")], lines)


def _crowd(counts: Any) -> Table:
    found = dict(counts.order_by().values_list("kind").annotate(n=Sum("count")))
    lines = [Line(str(one.label).capitalize(), [found.get(one.value, 0)]) for one in Crowd]
    about = _("compteurs à part : ces passages ne sont pas des visites et ne s'y ajoutent pas")
    return _summed("passages", _("Passages comptés sans inscription"), about, [_("Passages")], lines)


def _skills(actor: Actor, period: Period) -> Table:
    """People measured at least twice, the last time in the period: did the mean of their areas rise?"""
    rows = Assessment.objects.visible_to(actor).filter(on__lte=period.last).prefetch_related("answers")
    by_person: dict[int, list[Assessment]] = {}
    for one in rows.order_by("on", "pk"):
        by_person.setdefault(one.person_id, []).append(one)
    verdicts = Counter(_went(made) for made in by_person.values() if made[-1].on >= period.first)
    names = [("once", _("Mesurées une seule fois")), ("up", _("En progrès")), ("same", _("Au même point"))]
    names.append(("down", _("En recul")))
    lines = [Line(label, [verdicts[key]]) for key, label in names]
    about = _("personnes dont le dernier diagnostic tombe dans la période, première mesure contre dernière")
    return _summed("competences", _("Compétences mesurées"), about, [_("Personnes")], lines)


def _went(made: list[Assessment]) -> str:
    """From the first to the last of the same depth, over the areas seen both times."""
    last = made[-1]
    first = next(one for one in made if one.depth == last.depth)
    if first.pk == last.pk:
        return "once"
    then, now = scores_of(first), scores_of(last)
    both = [(a, b) for code in then if (a := then[code]) is not None and (b := now[code]) is not None]
    change = sum(b - a for a, b in both)
    return "up" if change > 0 else "down" if change < 0 else "same"


def _summed(key: str, title: str, about: str, heads: list[str], lines: list[Line]) -> Table:
    total: list[int | None] = [sum(line.values[place] or 0 for line in lines) for place in range(len(heads))]
    return Table(key, title, about, heads, lines, total)
