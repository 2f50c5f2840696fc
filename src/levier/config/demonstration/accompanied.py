"""Who is accompanied: since when, by whom, what holds them back, what helps, what is agreed."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse

from levier.config.demonstration.people import moment
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.kit.calendar import add_months
from levier.foundation.kit.screens import reference
from levier.foundation.kit.working_days import is_open, next_open_day
from levier.register.agenda.models import Booking, Opening, OpeningChange
from levier.register.people.models import Person
from levier.support.appointments.models import Appointment
from levier.support.pathways.enums import Doer, Level, Origin, Part, StepState
from levier.support.pathways.models import Finding, Goal, Item, Pathway, Referent, Step, StepItem

SHARE = 0.1
"""Part of the people of the house that somebody accompanies."""
ASKS = (
    "Retrouver du travail à mi-temps, près de l'école",
    "Apprendre mieux le français pour chercher seule",
    "Changer de métier, le dos ne suit plus",
    "Une formation qui mène à un vrai contrat",
    "Comprendre les lettres reçues et savoir quoi faire",
    "Se remettre en route après des années à la maison",
)
GOALS = (
    ("Travailler dans la petite enfance", ("Visiter la crèche du quartier", "Préparer l'inscription à la formation")),
    ("Savoir remplir ses papiers en ligne", ("Venir à l'atelier numérique", "Créer une adresse mail ensemble")),
    ("Avoir un CV qui dit ce que je sais faire", ("Raconter les métiers exercés", "Mettre le CV en page")),
    ("Mettre mes papiers en ordre", ("Rassembler le courrier", "Prendre rendez-vous à la commune")),
)
BURDENS = ("FAM01", "LAN04", "DIG04", "DIG05", "JOB01", "JOB04", "ADM02", "MOB01", "LIN02", "TRA01", "MON02", "RIG05")
PLACE = "Rue de la Victoire 1, premier étage"
REASON = "Faire le point sur le plan"
RECEIVES = ((0, time(9), time(12)), (1, time(14), time(17)), (2, time(9), time(12)), (3, time(14), time(17)))
"""Weekday, from, to."""
HELPS = ("FAM07", "LAN07", "MOB05", "TRA04", "JOB08", "ADM06")


def accompany(
    house: Organisation, people: Sequence[Person], staff: dict[str, User], today: date, dice: random.Random
) -> None:
    """A tenth of the people is accompanied; two thirds of them have a plan, and most obstacles were seen twice."""
    for receiver in (staff[Role.COUNSELLOR], staff["Pascale Noël"]):
        _openings(house, receiver, today)
    items = {one.code: one for one in Item.objects.filter(organisation=house)}
    referents = [staff[Role.COUNSELLOR], staff["Pascale Noël"]]
    for person in dice.sample(list(people), max(int(len(people) * SHARE), 3)):
        referent = dice.choices(referents, (2, 1))[0]
        opened = today - timedelta(days=dice.randrange(20, 380))
        _pathway(house, person, referent, opened, today, dice)
        burdens = [items[code] for code in dice.sample(BURDENS, dice.randrange(2, 6))]
        step = _plan(house, person, referent, burdens[0], opened, today, dice) if dice.random() < 0.66 else None
        _diagnosis(house, person, referent, burdens, opened, step, dice)
        _meetings(house, person, referent, opened, today, dice)
        helps = [items[code] for code in dice.sample(HELPS, dice.randrange(1, 3))]
        Finding.objects.bulk_create(_found(house, person, referent, one, Level.YES, opened) for one in helps)


def _pathway(
    house: Organisation, person: Person, referent: User, opened: date, today: date, dice: random.Random
) -> None:
    held = Pathway.objects.create(
        organisation=house,
        person=person,
        opened_on=opened,
        planned_end_on=add_months(opened, 12),
        origin=dice.choices([Origin.ACTIRIS, Origin.ITSELF, Origin.CPAS], (5, 3, 2))[0],
        request=dice.choice(ASKS),
        last_contact_on=max(opened, today - timedelta(days=dice.randrange(1, 90))),
    )
    Referent.objects.create(
        organisation=house, pathway=held, user=referent, part=Part.REFERENT, started_on=opened, reason=""
    )


def _diagnosis(
    house: Organisation,
    person: Person,
    referent: User,
    burdens: list[Item],
    opened: date,
    step: Step | None,
    dice: random.Random,
) -> None:
    """Each obstacle as it was on the first day; the first one seen again after the step that answers it."""
    rows = [
        _found(house, person, referent, one, dice.choice([Level.STRONG, Level.STRONG, Level.LIGHT]), opened)
        for one in burdens
    ]
    if step is not None and step.ended_on is not None:
        rows[0].until = step.ended_on
        after = Level.LIGHT if rows[0].level == Level.STRONG and dice.random() < 0.6 else Level.LIFTED
        again = _found(house, person, referent, burdens[0], after, step.ended_on)
        again.answered_by = step
        rows.append(again)
    Finding.objects.bulk_create(rows)


def _found(house: Organisation, person: Person, by: User, item: Item, level: str, on: date) -> Finding:
    return Finding(
        organisation=house, person=person, item=item, level=level, since=on, noted_at=moment(on, 11), noted_by=by
    )


def _plan(
    house: Organisation,
    person: Person,
    referent: User,
    burden: Item,
    opened: date,
    today: date,
    dice: random.Random,
) -> Step:
    """A goal with a step that is done, or late, and one to come. Returns the first."""
    title, (first, second) = dice.choice(GOALS)
    goal = Goal.objects.create(
        organisation=house, person=person, title=title, made_at=moment(opened, 11), made_by=referent
    )
    due = min(opened + timedelta(days=dice.randrange(14, 90)), today + timedelta(days=10))
    is_done = due < today and dice.random() < 0.8
    step = Step.objects.create(
        organisation=house,
        goal=goal,
        person=person,
        title=first,
        due_on=due,
        state=StepState.DONE if is_done else StepState.PLANNED,
        ended_on=due if is_done else None,
        made_at=moment(opened, 11),
        made_by=referent,
    )
    StepItem.objects.create(organisation=house, step=step, item=burden)
    Step.objects.create(
        organisation=house,
        goal=goal,
        person=person,
        title=second,
        doer=Doer.WORKER,
        worker=referent,
        due_on=today + timedelta(days=dice.randrange(3, 60)),
        made_at=moment(opened, 11),
        made_by=referent,
    )
    return step


def _openings(house: Organisation, receiver: User, today: date) -> None:
    """Four half-days a week, and a day off in two weeks."""
    for weekday, starts, ends in RECEIVES:
        Opening.objects.create(
            organisation=house,
            worker=receiver,
            weekday=weekday,
            starts=starts,
            ends=ends,
            slot_minutes=60,
            place=PLACE,
            first_on=today - timedelta(days=400),
        )
    off = today + timedelta(days=14)
    OpeningChange.objects.create(organisation=house, worker=receiver, first_on=off, last_on=off, reason="formation")


def _meetings(
    house: Organisation, person: Person, referent: User, opened: date, today: date, dice: random.Random
) -> None:
    """What was, seen or missed; and for a part of them what comes: a time, or an invitation."""
    for back in sorted(dice.sample(range(2, 60), 2), reverse=True):
        on = today - timedelta(days=back)
        was = _met(house, person, referent, on, moment(on, 9), dice) if on > opened and is_open(on) else None
        if was is not None:
            fact = dice.choices(("seen_at", "missed_at", "excused_at", ""), (70, 15, 10, 5))[0]
            if fact:
                setattr(was, fact, was.agreed.ends_at)
            was.remark = "Enfant malade" if fact == "excused_at" else ""
            was.save()
    if dice.random() < 0.4:
        on = next_open_day(today + timedelta(days=dice.randrange(1, 15)))
        _met(house, person, referent, on, moment(today - timedelta(days=1), 11), dice)
    elif dice.random() < 0.2:
        _appointment(house, person, referent, invited_at=moment(today, 8), expires_on=today + timedelta(days=14)).save()


def _met(
    house: Organisation, person: Person, referent: User, on: date, made_at: datetime, dice: random.Random
) -> Appointment | None:
    """An appointment at an hour that nobody has that day; None when the day is full."""
    taken = Booking.objects.filter(organisation=house, worker=referent).values_list("starts_at", flat=True)
    free = sorted({moment(on, hour) for hour in (9, 10, 11, 14, 15, 16)} - set(taken.filter(starts_at__date=on)))
    if not free:
        return None
    start = dice.choice(free)
    booking = Booking.objects.create(
        organisation=house,
        worker=referent,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        title="rendez-vous",
        place=PLACE,
        made_at=min(made_at, start - timedelta(days=1)),
    )
    found = _appointment(house, person, referent, booking=booking, booked_at=booking.made_at)
    found.made_at = booking.made_at
    found.save()
    link = reverse("appointments:appointment", args=[found.pk])
    Booking.objects.filter(pk=booking.pk).update(about=reference(found), link=link)
    return found


def _appointment(house: Organisation, person: Person, referent: User, **facts: Any) -> Appointment:
    made_at: datetime = facts.get("invited_at") or facts["booked_at"]
    return Appointment(
        organisation=house, person=person, worker=referent, made_at=made_at, made_by=referent, reason=REASON, **facts
    )
