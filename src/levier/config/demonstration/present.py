"""A present year in full life: people, participations, activities, sessions, presences. Bulk, from one seed."""

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import F

from levier.activity.activities.enums import ActivityKind, Presence
from levier.activity.activities.models import Activity, Attendance, Enrolment, Session
from levier.config.demonstration import names
from levier.development.projects.models import Condition, Project
from levier.evidence.outcomes.enums import Horizon
from levier.evidence.outcomes.models import EligibilityProof, Episode, Observation, Participation
from levier.evidence.outcomes.situation import ANSWERS, EntrySituation, freeze, observation
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.kit.actors import house as the_house
from levier.foundation.kit.calendar import BRUSSELS, add_months
from levier.foundation.kit.texts import fold
from levier.register.agenda.models import Todo
from levier.register.partners.models import Place
from levier.register.people.actions import Identity, create_people
from levier.register.people.models import Person

TITLES = (
    ("Atelier CV et lettre", ActivityKind.WORKSHOP),
    ("Préparer un entretien", ActivityKind.WORKSHOP),
    ("Premiers pas à l'ordinateur", ActivityKind.DIGITAL),
    ("Mes démarches en ligne", ActivityKind.DIGITAL),
    ("Lire et écrire, groupe du matin", ActivityKind.LITERACY),
    ("Orientation 45+", ActivityKind.ORIENTATION),
    ("Retrouver un rythme", ActivityKind.ORIENTATION),
    ("Formation à l'accueil", ActivityKind.COURSE),
    ("Café-couture", ActivityKind.OPEN),
    ("Tables de conversation", ActivityKind.WORKSHOP),
)

SEEN = (Presence.PRESENT, Presence.LATE, Presence.EXCUSED, Presence.ABSENT)


@dataclass(frozen=True)
class Size:
    """How much life: people, activities, and presences in all."""

    people: int
    activities: int
    presences: int


PAST = date(2018, 3, 30)
"""The day from which the course of 2015 to 2020 is told."""
PAPERS = {"inscription": "Attestation d'inscription", "residence": "Composition de ménage"}

SIZES = {"small": Size(150, 12, 1_500), "year": Size(1_500, 60, 20_000), "region": Size(10_000, 300, 200_000)}


def fill(
    house: Organisation,
    projects: dict[str, Project],
    staff: dict[str, User],
    size: Size,
    today: date,
    dice: random.Random,
) -> None:
    """Fill a house whose projects are told already."""
    people = _people(house, size.people, today, dice)
    running = [projects[code] for code in ("FSE-PLUS", "AOP-45", "COHESION")]
    counsellor = staff["counsellor"]
    _participations(house, dict(zip(running, (0.16, 0.1, 0.12), strict=True)), people, counsellor, today, dice)
    _participations(house, {projects["FSE-3.2"]: 0.06}, people, counsellor, PAST, dice, since=(210, 560))
    sessions = _activities(house, [*running, None], staff, size.activities, today, dice)
    _presences(house, sessions, people, size.presences, today, dice)
    _todos(house, staff, today)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour of Brussels on a day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRUSSELS)


def _people(house: Organisation, count: int, today: date, dice: random.Random) -> list[Person]:
    identities = []
    for number in range(count):
        gender = dice.choices(["W", "M", "N", ""], weights=[53, 45, 1, 1])[0]
        first, last = dice.choice(names.FIRST[gender or "W"]), dice.choice(names.LAST)
        postcode, commune = dice.choice(names.COMMUNES)
        born = today - timedelta(days=int(dice.triangular(18, 63, 36) * 365.25) + dice.randrange(365))
        phone = f"+32400{number:06d}"
        mail = f"{fold(first).replace(' ', '')}.{fold(last).replace(' ', '')}{number}@example.org"
        identities.append(
            Identity(
                first,
                last,
                born if dice.random() > 0.02 else None,
                gender,
                dice.choice(names.NATIONALITIES),
                dice.choice(["fr"] * 6 + ["ar", "tr", "en"]),
                postcode,
                commune,
                (phone,) if dice.random() < 0.9 else (),
                (mail,) if dice.random() < 0.55 else (),
            )
        )
    at = moment(today - timedelta(days=200), 9)
    return create_people(by=the_house(house.pk), identities=identities, at=at)


def _participations(
    house: Organisation,
    shares: dict[Project, float],
    people: list[Person],
    counsellor: User,
    today: date,
    dice: random.Random,
    since: tuple[int, int] = (5, 360),
) -> None:
    """Let a share of the people into each project, `since` so many days before `today` at least and at most."""
    rows, stays, said = [], [], []
    for project, share in shares.items():
        for person in dice.sample(people, int(len(people) * share)):
            entry = today - timedelta(days=dice.randrange(*since))
            stay = dice.randrange(20, 200)
            exit_on = entry + timedelta(days=stay) if entry + timedelta(days=stay) < today else None
            situation = _situation(person, entry, dice)
            reason = dice.choice(["completed", "completed", "job", "training", "dropped", "moved"]) if exit_on else ""
            row = Participation(
                organisation=house,
                project=project,
                person=person,
                entry_on=entry,
                exit_on=exit_on,
                exit_reason=reason,
                **freeze(situation, entry),
            )
            rows.append(row)
            stays.append({"starts_on": entry, "ends_on": exit_on, "exit_reason": reason})
            said.append(_answers(exit_on, today, dice))
    Participation.objects.bulk_create(rows, batch_size=1_000)
    Episode.objects.bulk_create(
        [Episode(organisation=house, participation=row, **stay) for row, stay in zip(rows, stays, strict=True)],
        batch_size=2_000,
    )
    Observation.objects.bulk_create(
        [
            Observation(organisation=house, participation=row, recorded_at=datetime.now(UTC), **answer)
            for row, answers in zip(rows, said, strict=True)
            for answer in answers
        ],
        batch_size=2_000,
    )
    _proofs(house, rows, counsellor, dice)


def _proofs(house: Organisation, rows: list[Participation], counsellor: User, dice: random.Random) -> None:
    """Nine of ten conditions of the agreements shown by a paper of the days before the entry."""
    asked: dict[int, list[Condition]] = defaultdict(list)
    for condition in Condition.objects.filter(organisation=house).select_related("agreement").order_by("pk"):
        asked[condition.agreement.project_id].append(condition)
    EligibilityProof.objects.bulk_create(
        [
            EligibilityProof(
                organisation=house,
                participation=row,
                condition=condition,
                paper=PAPERS.get(condition.code, condition.label),
                paper_on=row.entry_on - timedelta(days=dice.randrange(1, 20)),
                checked_at=moment(row.entry_on, 11),
                checked_by=counsellor,
            )
            for row in rows
            for condition in asked[row.project_id]
            if dice.random() < 0.9
        ],
        batch_size=2_000,
    )


def _situation(person: Person, entry: date, dice: random.Random) -> EntrySituation:
    answers = {name: dice.choices(["no", "yes", "refused", ""], weights=[80, 12, 3, 5])[0] for name in ANSWERS}
    return EntrySituation(
        gender=person.gender,
        birth_date=person.birth_date,
        status=dice.choice(names.STATUSES),
        unemployed_since=entry - timedelta(days=dice.randrange(20, 1_400)) if dice.random() > 0.03 else None,
        studies=dice.choice(names.STUDIES),
        nationalities=person.nationalities,
        answers=answers,
    )


def _answers(exit_on: date | None, today: date, dice: random.Random) -> list[dict[str, Any]]:
    found = []
    if exit_on and dice.random() < 0.8:
        day = exit_on + timedelta(days=dice.randrange(32))
        if day <= today:
            qualified = "yes" if dice.random() < 0.2 else "no"
            found.append(
                observation(
                    Horizon.EXIT,
                    situation=dice.choice(names.AFTER),
                    observed_on=day,
                    qualification=qualified,
                    exit_on=exit_on,
                )
            )
    if (
        exit_on
        and (later := add_months(exit_on, 6) + timedelta(days=dice.randrange(30))) <= today
        and dice.random() < 0.7
    ):
        found.append(
            observation(Horizon.SIX_MONTHS, situation=dice.choice(names.AFTER), observed_on=later, exit_on=exit_on)
        )
    return [answer for answer in found if answer]


def _activities(
    house: Organisation,
    projects: list[Project | None],
    staff: dict[str, User],
    count: int,
    today: date,
    dice: random.Random,
) -> list[Session]:
    places = list(Place.objects.filter(organisation=house).order_by("pk"))
    trainers = [staff["animator"], staff["epn"], staff["counsellor"]]
    activities, sessions = [], []
    for number in range(count):
        title, kind = TITLES[number % len(TITLES)]
        first = today - timedelta(days=dice.randrange(10, 180))
        activity = Activity(
            organisation=house,
            title=f"{title} {number // len(TITLES) + 1}",
            kind=kind,
            project=projects[number % len(projects)],
            place=dice.choice(places),
            capacity=dice.choice([10, 12, 14]),
            starts_on=first,
            ends_on=first + timedelta(days=210),
            search=fold(title),
        )
        activities.append((activity, first, dice.choice(trainers), dice.choice([9, 9, 13])))
    Activity.objects.bulk_create([activity for activity, *_rest in activities])
    for activity, first, trainer, hour in activities:
        for week in range(30):
            day = first + timedelta(weeks=week)
            sessions.append(
                Session(
                    organisation=house,
                    activity=activity,
                    project=activity.project,
                    on=day,
                    starts_at=moment(day, hour),
                    ends_at=moment(day, hour + 3),
                    planned_minutes=180,
                    place=activity.place,
                    trainer=trainer,
                    closed_at=moment(day, hour + 3, 10) if day < today - timedelta(days=2) else None,
                )
            )
    Session.objects.bulk_create(sessions, batch_size=2_000)
    return sessions


def _presences(
    house: Organisation, sessions: list[Session], people: list[Person], wanted: int, today: date, dice: random.Random
) -> None:
    groups: dict[int, list[Person]] = {}
    members = _members(house)
    for session in sessions:
        groups.setdefault(session.activity_id, dice.sample(members.get(session.project_id) or people, 12))
    Enrolment.objects.bulk_create(
        [
            Enrolment(
                organisation=house, activity_id=activity, person=person, made_at=moment(today - timedelta(days=60), 10)
            )
            for activity, group in groups.items()
            for person in group
        ],
        batch_size=5_000,
    )
    rows: list[Attendance] = []
    for session in sorted(sessions, key=lambda one: one.on, reverse=True):
        if session.on >= today or len(rows) >= wanted:
            continue
        for person in groups[session.activity_id]:
            presence = dice.choices(SEEN, weights=[72, 8, 9, 11])[0]
            minutes = {Presence.PRESENT: 180, Presence.LATE: dice.choice([120, 140, 155, 165])}.get(presence, 0)
            rows.append(
                Attendance(
                    organisation=house,
                    session=session,
                    person=person,
                    presence=presence,
                    minutes=minutes,
                    reason="certificat médical" if presence == Presence.EXCUSED else "",
                    recorded_at=session.ends_at or moment(session.on, 12),
                    recorded_by=session.trainer,
                )
            )
    Attendance.objects.bulk_create(rows, batch_size=5_000)
    noted = Session.objects.filter(organisation=house, on__lt=today - timedelta(days=1), starts_at__isnull=False)
    noted.update(closed_at=F("ends_at"))


def _members(house: Organisation) -> dict[int | None, list[Person]]:
    """People by the project that they take part in."""
    found: dict[int | None, list[Person]] = defaultdict(list)
    for row in Participation.objects.filter(organisation=house).select_related("person").order_by("pk"):
        found[row.project_id].append(row.person)
    return found


def _todos(house: Organisation, staff: dict[str, User], today: date) -> None:
    rows = (
        ("project_officer", "Relire le rapport du trimestre avant signature", 3),
        ("project_officer", "Demander la liste signée au centre de formation", 0),
        ("counsellor", "Rappeler les personnes sorties il y a six mois", 1),
        ("direction", "Préparer le comité d'accompagnement", 6),
        ("coordination", "Trouver une salle pour les tables de conversation", -2),
    )
    Todo.objects.bulk_create(
        [
            Todo(
                organisation=house,
                title=title,
                owner=staff[role],
                due_on=today + timedelta(days=days),
                made_at=moment(today - timedelta(days=9), 9),
            )
            for role, title, days in rows
        ]
    )
