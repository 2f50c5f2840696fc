"""What colleagues do day after day, through the house's own actions, in the order of time: the journal tells it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from levier.activity.activities.models import Activity, Session
from levier.config.demonstration import names
from levier.config.demonstration.people import moment
from levier.config.demonstration.sheets import end_of, note_sheet, unnoted
from levier.config.demonstration.stays import PAPERS
from levier.development.projects.enums import ProjectStatus
from levier.development.projects.models import Condition
from levier.evidence.outcomes.actions import observe, prove_eligibility
from levier.evidence.outcomes.enums import Horizon
from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.actions import record
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.screens import reference
from levier.register.agenda.actions import add_todo, finish_todo
from levier.register.people.actions import keep_contact_point
from levier.register.people.enums import ContactKind
from levier.register.people.models import ContactPoint, Person

Act = Callable[[datetime], object]
TASKS = (
    "Rappeler le centre de formation pour la liste signée",
    "Imprimer les affiches de l'atelier",
    "Vérifier les cartes d'identité périmées",
    "Préparer la réunion d'équipe",
    "Envoyer la convention de stage",
    "Réserver la grande salle",
)


@dataclass
class Chronicle:
    """Acts to come, told in the order of their moments."""

    acts: list[tuple[datetime, Act]] = field(default_factory=list)

    def add(self, at: datetime, act: Act) -> None:
        self.acts.append((at, act))

    def tell(self) -> None:
        for at, act in sorted(self.acts, key=lambda pair: pair[0]):
            act(at)


@dataclass(frozen=True)
class House:
    """An association and its colleagues by role."""

    organisation: Organisation
    staff: dict[str, User]

    def actor(self, role: str) -> Actor:
        return actor_for(self.staff[role], self.organisation)


def live_through(house: House, first: date, last: date, dice: random.Random, chronicle: Chronicle) -> None:
    """Working days from `first` to `last`: files are opened, papers shown, news asked, numbers and tasks noted."""
    people = list(Person.objects.filter(organisation=house.organisation, merged_into=None).order_by("pk")[:400])
    activities = list(Activity.objects.filter(organisation=house.organisation).order_by("pk")[:60])
    day = first
    while day <= last:
        if day.weekday() < 5:
            _a_day(house, day, people, activities, dice, chronicle)
        day += timedelta(days=1)


def _a_day(
    house: House,
    day: date,
    people: list[Person],
    activities: list[Activity],
    dice: random.Random,
    chronicle: Chronicle,
) -> None:
    for hour in sorted(dice.sample(range(9, 17), 4)):
        person, role = dice.choice(people), dice.choice((Role.COUNSELLOR, Role.COUNSELLOR, Role.RECEPTION))
        chronicle.add(moment(day, hour, dice.randrange(60)), _reads(house, role, "person.read", reference(person)))
    trainer, there = dice.choice((Role.ANIMATOR, Role.EPN)), reference(dice.choice(activities))
    chronicle.add(moment(day, 8, dice.randrange(40, 60)), _reads(house, trainer, "activity.read", there))
    chronicle.add(moment(day, 11, 20), lambda at: _ask_news(house, at, dice))
    chronicle.add(moment(day, 15, 10), lambda at: _show_paper(house, at))
    if day.weekday() == 1:
        person = dice.choice(people)
        chronicle.add(moment(day, 14, 5), lambda at: _note_number(house, person, at))
    if day.weekday() == 3:
        title = dice.choice(TASKS)
        chronicle.add(moment(day, 16, 30), lambda at: _task_done(house, title, at))


def _reads(house: House, role: str, verb: str, object: str) -> Act:
    return lambda at: record(by=house.actor(role), verb=verb, object=object, at=at)


def _ask_news(house: House, at: datetime, dice: random.Random) -> None:
    """One person who left some weeks ago says what became of them."""
    since = at.date() - timedelta(days=24)
    rows = Participation.objects.filter(
        organisation=house.organisation, exit_on__range=(since, at.date() - timedelta(days=6)), observations=None
    )
    participation = rows.order_by("exit_on", "pk").first()
    if participation:
        observe(
            by=house.actor(Role.COUNSELLOR),
            participation=participation,
            horizon=Horizon.EXIT,
            observed_on=at.date() - timedelta(days=1),
            situation=dice.choice([one for one in names.AFTER if one != "not_reached"]),
            at=at,
        )


def _show_paper(house: House, at: datetime) -> None:
    """One condition that nobody had proven yet is shown by its paper."""
    conditions = Condition.objects.filter(
        organisation=house.organisation, agreement__project__status=ProjectStatus.RUNNING
    )
    for condition in conditions.select_related("agreement").order_by("pk"):
        rows = Participation.objects.filter(project=condition.agreement.project_id, entry_on__lt=at.date())
        participation = rows.exclude(proofs__condition=condition).order_by("-entry_on", "pk").first()
        if participation:
            prove_eligibility(
                by=house.actor(Role.PROJECT_OFFICER),
                participation=participation,
                condition=condition,
                paper=PAPERS.get(condition.code, condition.label),
                paper_on=at.date() - timedelta(days=4),
                at=at,
            )
            return


def _note_number(house: House, person: Person, at: datetime) -> None:
    """A new number, of the 0400 that no operator gives."""
    value = f"+32400{900_000 + person.pk % 90_000:06d}"
    if not person.contact_points.filter(key=value).exists():
        point = ContactPoint(person=person, kind=ContactKind.PHONE)
        values = {"value": value, "key": value, "starts_on": at.date()}
        keep_contact_point(by=house.actor(Role.RECEPTION), point=point, values=values, at=at)


def _task_done(house: House, title: str, at: datetime) -> None:
    by = house.actor(Role.COORDINATION)
    finish_todo(by=by, todo=add_todo(by=by, title=title, due_on=at.date(), at=at), at=at)


def note_lately(house: House, first: date, last: date, dice: random.Random, chronicle: Chronicle) -> None:
    """The sheets of these days, noted by whoever led; the last one of the animator and of the facilitator wait."""
    sessions = list(unnoted(house.organisation, first, last))
    for role in (Role.ANIMATOR, Role.EPN):
        mine = [one for one in sessions if one.trainer == house.staff[role]]
        sessions = [one for one in sessions if one not in mine[-1:]]
    for session in sessions:
        chronicle.add(end_of(session), _notes(house.organisation, session, dice))


def _notes(organisation: Organisation, session: Session, dice: random.Random) -> Act:
    return lambda at: note_sheet(organisation, session, dice, at)
