"""What who leads the team looks at: counted from what is noted anyway, each table with how it is counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from levier.foundation.journal.sentences import named
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.register.vocabulary.lists import exit_reasons, situations
from levier.support.pathways.caseload import conditions
from levier.support.pathways.enums import HOLDS, ItemKind, Level, StepState, Theme
from levier.support.pathways.models import Finding, Item, Pathway, Referral, Step
from levier.support.pathways.registers import team_delays, team_tables

MOST = 15
"""Lines of a long table: the first ones say what to look at."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it is about, its numbers (None: nothing to say), and the list it opens."""

    label: str
    numbers: tuple[int | None, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A question that one asks about the team: `heads` name the numbers, `how` says how they are counted."""

    code: str
    title: str
    first: str
    heads: tuple[str, ...]
    how: str
    rows: list[Row] = field(default_factory=list)

    @property
    def lines(self) -> list[tuple[Row, list[tuple[str, int | None]]]]:
        """Each row with its numbers, each beside its head."""
        return [(row, list(zip(self.heads, row.numbers, strict=True))) for row in self.rows]


def tables_of(actor: Actor, period: Period) -> list[Table]:
    """All tables, in a number of queries that does not depend on how many people are accompanied."""
    return [
        today_of(actor, period.last),
        *(one(actor, period) for one in team_tables),
        delays_of(actor, period),
        obstacles_of(actor, period),
        *exits_of(actor, period),
    ]


def today_of(actor: Actor, today: date) -> Table:
    """Who is accompanied now, and whom nothing holds; each line opens its list."""
    asked = conditions(today)
    counts = {code: Count("pk", filter=Q(condition)) for code, condition in asked.items()}
    rows = Pathway.objects.visible_to(actor).open().filter(person__merged_into=None)
    found = rows.aggregate(all=Count("pk"), **{code.replace("-", "_"): one for code, one in counts.items()})
    url = reverse("pathways:pathways")
    labels = {
        "seule": _("sans référent·e"),
        "sans-etape": _("sans étape à venir"),
        "retard": _("avec une étape en retard"),
        "silence": _("sans nouvelles depuis 60 jours"),
        "fin": _("fin prévue dans 30 jours, ou passée"),
    }
    lines = [Row(labels[code], (found[code.replace("-", "_")],), f"{url}?etat={code}") for code in labels]
    how = _(
        "Une personne compte une fois par ligne, tant que son accompagnement est ouvert. Chaque ligne ouvre sa liste."
    )
    first = [Row(_("personnes accompagnées"), (found["all"],), url)]
    return Table("aujourdhui", _("Aujourd'hui"), _("Accompagnements"), (_("Personnes"),), how, first + lines)


def delays_of(actor: Actor, period: Period) -> Table:
    """How long people wait: half of them wait less than the median."""
    sent = Referral.objects.visible_to(actor).filter(**period.moments_of("made_at"), withdrawn_at=None)
    answered = [days_between(one) for one in sent.order_by("pk").values_list("made_at", "answered_at")]
    lines = [row for one in team_delays for row in one(actor, period)]
    lines.append(waited(_("de l'orientation à sa réponse"), answered))
    how = _(
        "Ce qui a commencé dans la période. La moitié des personnes attendent moins que le délai médian, l'autre "
        "moitié davantage. Ce qui n'a pas encore de suite n'entre pas dans ce délai : il est compté à part."
    )
    heads = (_("Avec une suite"), _("Délai médian, jours"), _("Sans suite encore"))
    return Table("delais", _("Délais"), _("Attente"), heads, how, [one for one in lines if any(one.numbers)])


def obstacles_of(actor: Actor, period: Period) -> Table:
    """By theme: how many people an obstacle holds now, for how many one was noted, and for how many one was lifted."""
    rows = Finding.objects.visible_to(actor).filter(item__kind=ItemKind.OBSTACLE, person__merged_into=None)
    noted = Q(since__range=(period.first, period.last))
    grouped = rows.order_by("item__theme").values_list("item__theme")
    counted = {
        theme: numbers
        for theme, *numbers in grouped.annotate(
            held=Count("person", distinct=True, filter=Q(until=None, level__in=HOLDS)),
            new=Count("person", distinct=True, filter=noted & Q(level__in=HOLDS)),
            lifted=Count("person", distinct=True, filter=noted & Q(level=Level.LIFTED)),
        )
    }
    lines = [Row(str(theme.label), tuple(counted[theme.value])) for theme in Theme if any(counted.get(theme.value, ()))]
    how = _(
        "Une personne compte une fois par thème. Un frein retient quand il est noté fort ou léger ; il est levé quand "
        "l'équipe l'a noté levé dans la période."
    )
    heads = (_("Retenues aujourd'hui"), _("Notés dans la période"), _("Levés dans la période"))
    return Table("freins", _("Freins"), _("Thème"), heads, how, lines)


def exits_of(actor: Actor, period: Period) -> list[Table]:
    """Accompaniments that ended in the period: why, and after which obstacles and activities the end was positive."""
    ended = list(
        Pathway.objects.visible_to(actor)
        .filter(closed_on__range=(period.first, period.last))
        .order_by("pk")
        .values_list("person", "exit_reason", "exit_situation")
    )
    good = {person for person, _reason, situation in ended if is_positive(situation)}
    reasons = [(exit_reasons().label(reason), person) for person, reason, _situation in ended]
    whole = Row(_("en tout"), (len(ended), len(good), share(len(good), len(ended))))
    how = _(
        "Une fin est positive quand la personne est au travail ou en formation à la fin de son accompagnement. "
        "Une personne compte une fois par fin."
    )
    heads = (_("Fins"), _("Positives"), _("Part, %"))
    first = Table("fins", _("Fins d'accompagnement"), _("Raison"), heads, how, _parted(reasons, good))
    if not ended:
        return [first]
    first.rows.append(whole)
    people = {person for person, _reason, _situation in ended}
    return [first, _by_obstacle(actor, period, people, good), _by_activity(actor, people, good)]


def _by_obstacle(actor: Actor, period: Period, people: set[int], good: set[int]) -> Table:
    rows = Finding.objects.visible_to(actor).filter(
        person__in=Subquery(_ended(actor, period)), item__kind=ItemKind.OBSTACLE, level__in=HOLDS
    )
    pairs = list(rows.order_by("item", "person").values_list("item", "person").distinct())
    names = Item.objects.visible_to(actor).in_bulk({item for item, _person in pairs})
    how = _("Les personnes dont l'accompagnement a pris fin dans la période, et que ce frein a retenues un jour.")
    heads = (_("Personnes"), _("Fin positive"), _("Part, %"))
    lines = _parted([(str(names[item]), person) for item, person in pairs if person in people], good)
    return Table("fins-par-frein", _("Fins positives, par frein"), _("Frein"), heads, how, lines)


def _by_activity(actor: Actor, people: set[int], good: set[int]) -> Table:
    done = Step.objects.visible_to(actor).filter(state=StepState.DONE, person__in=people).exclude(closes_with="")
    pairs = list(done.order_by("closes_with", "person").values_list("closes_with", "person").distinct())
    names = {key: title for key, (title, _url) in named({key for key, _person in pairs}, actor).items()}
    how = _(
        "Les personnes dont l'accompagnement a pris fin dans la période, et qui avaient dans leur plan une étape faite "
        "en venant à cette activité. Cela ne prouve pas que l'activité en est la cause."
    )
    heads = (_("Personnes"), _("Fin positive"), _("Part, %"))
    lines = _parted([(names[key], person) for key, person in pairs if key in names], good)
    return Table("fins-par-activite", _("Fins positives, par activité"), _("Activité"), heads, how, lines)


def is_positive(situation: str) -> bool:
    """At work or in training, by the two answers that a situation of the vocabulary holds."""
    found = situations().get(situation)
    return found is not None and (found.work == "employed" or found.training == "yes")


def _parted(pairs: Iterable[tuple[str, int]], good: set[int]) -> list[Row]:
    """Of (label, person) pairs: how many people, of whom how many with a positive end; the greatest first."""
    pairs = list(pairs)
    every, positive = Counter(label for label, _p in pairs), Counter(label for label, one in pairs if one in good)
    lines = [Row(label, (count, positive[label], share(positive[label], count))) for label, count in every.items()]
    return sorted(lines, key=lambda one: (-(one.numbers[0] or 0), one.label))[:MOST]


def _ended(actor: Actor, period: Period) -> Any:
    ended = Pathway.objects.visible_to(actor).filter(closed_on__range=(period.first, period.last))
    return ended.order_by().values("person")


def days_between(pair: tuple[datetime, datetime | None]) -> int | None:
    """Whole days; None while the second moment has not come."""
    began, ended = pair
    return None if ended is None else (ended - began) // timedelta(days=1)


def waited(label: str, days: list[int | None]) -> Row:
    """A line of the delays: how many have what they waited for, the median of their days, how many still wait."""
    known = [one for one in days if one is not None]
    return Row(label, (len(known), round(median(known)) if known else None, len(days) - len(known)))


def share(part: int, whole: int) -> int | None:
    """In per cent, None of nothing."""
    return round(100 * part / whole) if whole else None
