"""A year of the digital space: its hours and stations, who came and why, help, loans, and what people learnt."""

import random
from datetime import date, datetime, time, timedelta

from levier.activity.epn.actions import (
    AssessmentDraft,
    accept_rules,
    add_equipment,
    add_hours,
    add_space,
    add_station,
    assess,
    give_card,
    lend,
    make_mandate,
    note_upkeep,
)
from levier.activity.epn.enums import Crowd, OpeningKind, Purpose
from levier.activity.epn.gestures import GESTURES
from levier.activity.epn.models import DayCount, Equipment, HelpGiven, HelpTopic, OpeningHours, Space, Station, Visit
from levier.config.demonstration.chronicle import Chronicle, House
from levier.config.demonstration.people import moment, open_day
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import User
from levier.foundation.kit.actors import Actor
from levier.register.partners.models import Place
from levier.register.people.models import Person

Kind = OpeningKind
WEEK = (
    (0, 9, 0, 12, 0, Kind.FREE),
    (0, 13, 0, 16, 0, Kind.ACCOMPANIED),
    (1, 10, 0, 11, 30, Kind.TRAINING),
    (2, 13, 0, 18, 0, Kind.FREE),
    (3, 9, 0, 12, 0, Kind.ACCOMPANIED),
    (4, 9, 0, 12, 0, Kind.FREE),
)
"""Free access and accompanied access reach their minimum; training lacks half an hour, so that one sees it said."""
STATIONS = 6
THINGS = (
    ("Ordinateur portable", "PC-01"),
    ("Ordinateur portable", "PC-02"),
    ("Téléphone de prêt", "TEL-01"),
    ("Clé internet", "CLE-01"),
)
REGULARS, MEASURED, CARDS = 40, 10, 12
TOLD_YEAR = 350
PURPOSES = (*Purpose, Purpose.COMPUTER, Purpose.FORMALITY, Purpose.FORMALITY, Purpose.WORK, Purpose.PRINT)
READERS = ("never_schooled", "other_script", "weak_french", "reads", "reads")


def hold_space(house: House, today: date, chronicle: Chronicle, dice: random.Random) -> None:
    """The space as it was settled a year ago, its visits in bulk, what was done lately told day by day."""
    by, organisation = house.actor(Role.EPN), house.organisation
    began = moment(today - timedelta(days=TOLD_YEAR + 5), 9)
    space, stations = _settle(by, began)
    people = list(Person.objects.visible_to(by).order_by("pk")[:REGULARS])
    hours = list(OpeningHours.objects.filter(space=space))
    visits = []
    for back in range(TOLD_YEAR, 0, -1):
        day = today - timedelta(days=back)
        visits += _a_day(space, stations, [one for one in hours if one.weekday == day.weekday()], people, day, dice)
    Visit.objects.bulk_create(visits, batch_size=2_000)
    _help_in_bulk(organisation.pk, visits, house.staff[Role.EPN], dice)
    _count_in_bulk(space, today, dice)
    _learn(by, people, today, chronicle, dice)
    _lend(by, space, people, today, chronicle)


def _settle(by: Actor, at: datetime) -> tuple[Space, list[Station]]:
    place = Place.objects.visible_to(by).order_by("pk").first()
    values = {
        "name": "EPN Bosnie",
        "place": place,
        "visit_minutes": 60,
        "free_prints": 10,
        "prints_per": "visit",
    }
    space = add_space(by=by, values=values, at=at)
    for weekday, hour, minute, until, minutes, kind in WEEK:
        starts, ends = time(hour, minute), time(until, minutes)
        add_hours(by=by, space=space, weekday=weekday, starts=starts, ends=ends, kind=kind, at=at)
    remarks = {1: "grand écran", 2: "lecteur de carte d'identité"}
    numbers = range(1, STATIONS + 1)
    stations = [add_station(by=by, space=space, number=n, remark=remarks.get(n, ""), at=at) for n in numbers]
    for name, inventory in THINGS:
        add_equipment(by=by, values={"name": name, "inventory": inventory, "space": space}, at=at)
    return space, stations


def _a_day(
    space: Space,
    stations: list[Station],
    hours: list[OpeningHours],
    people: list[Person],
    day: date,
    dice: random.Random,
) -> list[Visit]:
    """Some visits at each opening; half of them without a name."""
    found: list[Visit] = []
    for opened in hours:
        for _ in range(dice.randrange(2, 8)):
            came = moment(day, opened.starts.hour, dice.randrange(0, 59)) + timedelta(hours=dice.randrange(0, 2))
            stayed = timedelta(minutes=dice.randrange(10, 75))
            found.append(
                Visit(
                    organisation_id=space.organisation_id,
                    space=space,
                    person=dice.choice(people) if people and dice.random() < 0.5 else None,
                    on=day,
                    ticket=len(found) + 1,
                    purpose=dice.choice(PURPOSES),
                    kind=opened.kind,
                    station=dice.choice(stations),
                    arrived_at=came,
                    seated_at=came,
                    until=came + timedelta(hours=1),
                    ended_at=came + stayed,
                    prints=dice.choice((0, 0, 0, 1, 2, 6)),
                )
            )
    return found


def _help_in_bulk(organisation: int, visits: list[Visit], giver: User, dice: random.Random) -> None:
    """One visit in three is helped; most people do more alone afterwards."""
    topics = list(HelpTopic.objects.filter(organisation_id=organisation, retired_on=None))
    rows = []
    for visit in visits:
        if dice.random() < 0.35:
            before = dice.choice((1, 1, 2))
            rows.append(
                HelpGiven(
                    organisation_id=organisation,
                    space=visit.space,
                    visit=visit,
                    person=visit.person,
                    topic=dice.choice(topics),
                    on=visit.on,
                    before=before,
                    after=min(3, before + dice.choice((0, 0, 1, 1, 2))),
                    minutes=dice.choice((5, 10, 15, 20, 30, 45)),
                    given_by=giver,
                    noted_at=visit.arrived_at + timedelta(minutes=10),
                )
            )
    HelpGiven.objects.bulk_create(rows, batch_size=2_000)


def _count_in_bulk(space: Space, today: date, dice: random.Random) -> None:
    rows = [
        DayCount(organisation_id=space.organisation_id, space=space, on=day, kind=kind, count=dice.randrange(1, 7))
        for back in range(1, TOLD_YEAR)
        if (day := today - timedelta(days=back)).weekday() in {one[0] for one in WEEK}
        for kind in dice.sample(list(Crowd), 2)
    ]
    DayCount.objects.bulk_create(rows, batch_size=2_000)


def _learn(by: Actor, people: list[Person], today: date, chronicle: Chronicle, dice: random.Random) -> None:
    """Some were measured twice, some once; twelve have a card."""
    for number, person in enumerate(people[:MEASURED]):
        level = dice.randrange(0, 2)
        for back, more in ((190, 0), (38 - number, 1))[: 1 if number % 4 == 3 else 2]:
            on = open_day(today, back)
            answers = {one.code: min(3, max(0, level + more + dice.choice((-1, 0, 0, 1)))) for one in GESTURES}
            reader = READERS[number % len(READERS)]
            draft = AssessmentDraft(
                on, "gestures", "observed" if reader == "never_schooled" else "oral", reader, answers
            )

            def note(at: datetime, person: Person = person, draft: AssessmentDraft = draft) -> None:
                assess(by=by, person=person, draft=draft, at=at)

            chronicle.add(moment(on, 11, 10 + number), note)
    for number, person in enumerate(people[:CARDS]):

        def give(at: datetime, person: Person = person) -> None:
            accept_rules(by=by, person=person, at=at)
            give_card(by=by, person=person, at=at)

        chronicle.add(moment(open_day(today, 20), 9, 10 + number), give)


def _lend(by: Actor, space: Space, people: list[Person], today: date, chronicle: Chronicle) -> None:
    things = list(Equipment.objects.filter(space=space).order_by("pk"))

    def act(at: datetime) -> None:
        lend(by=by, person=people[0], equipment=things[0], due_on=today + timedelta(days=9), at=at)
        lend(by=by, person=people[1], equipment=things[2], due_on=today - timedelta(days=2), at=at)
        topic = HelpTopic.objects.visible_to(by).get(code="actiris")
        purpose, until = "Demander l'attestation d'inscription", today + timedelta(days=14)
        make_mandate(by=by, person=people[0], topic=topic, purpose=purpose, ends_on=until, at=at)

    def breaks(at: datetime) -> None:
        last = Station.objects.get(space=space, number=STATIONS)
        note_upkeep(by=by, station=last, kind="fault", text="Écran noir, câble à remplacer", at=at)

    if len(people) > 1:
        chronicle.add(moment(open_day(today, 16), 10, 5), act)
    chronicle.add(moment(open_day(today, 3), 16, 30), breaks)
