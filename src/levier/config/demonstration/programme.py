"""What is on: activities by series, each with its days, its room and its trainer, nobody twice at one place."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from levier.activity.activities.enums import ActivityKind as Kind
from levier.activity.activities.models import Activity, Session
from levier.config.demonstration.people import moment
from levier.development.projects.models import Project
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.kit.texts import fold
from levier.register.partners.models import Partner, Place


@dataclass(frozen=True)
class Series:
    """An activity that comes back with a new group: sessions a week, weeks, seats, for which project and with which partner ("": the house alone)."""

    title: str
    kind: Kind
    project: str
    a_week: int
    weeks: int
    seats: int
    summary: str
    partner: str = ""


SERIES = (
    Series("Formation à l'accueil", Kind.COURSE, "FSE-PLUS", 3, 24, 14, "Préformation avec le Centre du Parvis et deux stages.", "centre-formation"),
    Series("Lire et écrire", Kind.LITERACY, "COHESION", 2, 36, 14, "Petit groupe, chacun à son pas.", "promotion-sociale"),
    Series("Retrouver un rythme", Kind.ORIENTATION, "AOP-45", 2, 20, 12, "Se lever, venir, faire le point, choisir."),
    Series("Café des projets", Kind.OPEN, "", 1, 48, 14, "Ouvert à tous : un café, une question, un coup de main."),
    Series("Premiers pas à l'ordinateur", Kind.DIGITAL, "COHESION", 2, 20, 12, "Souris, clavier, mail, rendez-vous en ligne."),
    Series("Préparer un entretien", Kind.WORKSHOP, "FSE-PLUS", 1, 24, 12, "Se présenter, écouter, répondre : on s'exerce à deux."),
    Series("Orientation 45+", Kind.ORIENTATION, "AOP-45", 2, 20, 12, "Ce que je sais faire, ce que je veux, ce qui est possible."),
    Series("Mes démarches en ligne", Kind.DIGITAL, "", 2, 24, 12, "Actiris, CPAS, mutuelle, école : ensemble, sur son dossier."),
    Series("Français du métier", Kind.COURSE, "FSE-PLUS", 2, 24, 14, "Les mots et les phrases de l'accueil et de la vente."),
    Series("Tables de conversation", Kind.WORKSHOP, "COHESION", 1, 30, 14, "Parler, se faire comprendre, oser."),
    Series("Atelier CV et lettre", Kind.WORKSHOP, "", 1, 24, 12, "Repartir avec un CV imprimé et envoyé."),
    Series("Collectif des participants", Kind.COLLECTIVE, "", 1, 48, 14, "Ce qui va, ce qui ne va pas, ce qu'on propose."),
)  # fmt: skip
LENGTH = {Kind.COURSE: 210, Kind.OPEN: 150, Kind.COLLECTIVE: 120}
HALVES = ((9, 0), (13, 30))
FIRST_GROUP, LAST_GROUP = -352, 9
"""Days from today on which the first and the last group of a series begin."""
Slot = tuple[int, int]


@dataclass
class Planned:
    """An activity with its sessions, and when in the week they are."""

    activity: Activity
    series: Series
    slots: tuple[Slot, ...]
    sessions: list[Session] = field(default_factory=list)


@dataclass
class Diary:
    """Who and what is taken: [(first day, last day)] by room or trainer and half-day of the week."""

    taken: dict[tuple[object, Slot], list[tuple[date, date]]] = field(default_factory=lambda: defaultdict(list))

    def is_free(self, who: object, slots: tuple[Slot, ...], first: date, last: date) -> bool:
        return all(end < first or start > last for slot in slots for start, end in self.taken[who, slot])

    def take(self, who: object, slots: tuple[Slot, ...], first: date, last: date) -> None:
        for slot in slots:
            self.taken[who, slot].append((first, last))


def plan_year(
    house: Organisation,
    projects: dict[str, Project],
    trainers: list[User],
    count: int,
    today: date,
    dice: random.Random,
) -> list[Planned]:
    """So many activities around today with all their sessions; nothing is saved. The first trainer works today and
    tomorrow, whatever the day."""
    places = list(Place.objects.filter(organisation=house).order_by("pk"))
    partners = {one.code: one for one in Partner.objects.filter(organisation=house)}
    diary, found, has_mine = Diary(), [], False
    for number in range(count):
        series, group = SERIES[number % len(SERIES)], number // len(SERIES)
        began = FIRST_GROUP + (LAST_GROUP - FIRST_GROUP) * number // (count - 1) + dice.randrange(-5, 1)
        first = today + timedelta(days=began)
        last = first + timedelta(weeks=series.weeks)
        is_mine = not has_mine and series.a_week == 2 and first <= today < last - timedelta(days=8)
        has_mine = has_mine or is_mine
        slots, place, trainer = _room(diary, series, (first, last), places, trainers, today if is_mine else None, dice)
        title = f"{series.title}, groupe {group + 1}"
        activity = Activity(
            organisation=house,
            title=title,
            kind=series.kind,
            project=projects.get(series.project),
            partner=partners.get(series.partner),
            place=place,
            capacity=series.seats,
            starts_on=first,
            ends_on=last,
            summary=series.summary,
            search=fold(f"{title} {series.kind.label}"),
        )
        found.append(Planned(activity, series, slots, _sessions(activity, series, slots, (first, last), trainer)))
    return found


def _room(
    diary: Diary,
    series: Series,
    span: tuple[date, date],
    places: list[Place],
    trainers: list[User],
    today: date | None,
    dice: random.Random,
) -> tuple[tuple[Slot, ...], Place | None, User]:
    """Half-days of the week at which a room and a trainer are free all the time."""
    choices = [_week(series.a_week, start, half) for half in range(len(HALVES)) for start in dice.sample(range(5), 5)]
    who = trainers
    if today:
        choices = [((today.weekday(), half), ((today.weekday() + 1) % 7, half)) for half in range(len(HALVES))]
        who = trainers[:1]
    for slots in choices:
        place = next((one for one in places if diary.is_free(one, slots, *span)), None)
        trainer = next((one for one in _turned(who, series) if diary.is_free(one, slots, *span)), None)
        if place and trainer:
            diary.take(place, slots, *span)
            diary.take(trainer, slots, *span)
            return slots, place, trainer
    return choices[0], None, who[0] if today else dice.choice(trainers)


def _turned(trainers: list[User], series: Series) -> list[User]:
    """Each series has its usual trainer, and the others in turn."""
    start = SERIES.index(series) % len(trainers)
    return trainers[start:] + trainers[:start]


def _week(count: int, start: int, half: int) -> tuple[Slot, ...]:
    """`count` days of a working week from a start, not next to each other when there is room."""
    step = 2 if count <= 2 else 1
    return tuple(((start + step * number) % 5, half) for number in range(count))


def _sessions(
    activity: Activity, series: Series, slots: tuple[Slot, ...], span: tuple[date, date], trainer: User
) -> list[Session]:
    first, last = span
    minutes = LENGTH.get(series.kind, 180)
    halves = dict(slots)
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    return [
        Session(
            organisation_id=activity.organisation_id,
            activity=activity,
            project=activity.project,
            on=day,
            starts_at=(begins := moment(day, *HALVES[halves[day.weekday()]])),
            ends_at=begins + timedelta(minutes=minutes),
            planned_minutes=minutes,
            place=activity.place,
            trainer=trainer,
        )
        for day in days
        if day.weekday() in halves
    ]
