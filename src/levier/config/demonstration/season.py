"""What happened once this season: a workbook came in, hours were asked to funders, a report was frozen, mails left."""

from datetime import date, datetime, timedelta

from levier.config.demonstration.chronicle import Act, Chronicle, House
from levier.config.demonstration.people import moment
from levier.config.demonstration.workbook import first_rows, sheet_of_beginners
from levier.development.projects.models import Agreement, Project
from levier.evidence.ledger.actions import claim_hours
from levier.evidence.reports.freezing import freeze_report
from levier.evidence.reports.rule_sets import rule_sets
from levier.foundation.accounts.enums import Role
from levier.foundation.imports.actions import decide, execute, start_run
from levier.foundation.imports.importer import importers
from levier.foundation.kit.calendar import Period, add_months
from levier.foundation.kit.registers import Letter
from levier.foundation.kit.screens import reference
from levier.foundation.outbox.actions import send_later
from levier.foundation.outbox.enums import Failure
from levier.foundation.outbox.models import Message
from levier.register.agenda.actions import add_todo
from levier.register.people.enums import ContactKind, PairState
from levier.register.people.merging import find_pairs, keep_apart, merge_people
from levier.register.people.models import ContactPoint, Pair
from levier.register.people.rows import OTHER

IMPORTED = "stagiaires-premier-groupe.xlsx"
BEGINNERS = "orientation-nouveaux-inscrits.xlsx"
# (for whom, asked by, what, days to the day)
TASKS = (
    (Role.DIRECTION, Role.PROJECT_OFFICER, "Signer le rapport intermédiaire FSE+", 5),
    (Role.DIRECTION, Role.DIRECTION, "Préparer le comité d'accompagnement", 14),
    (Role.COORDINATION, Role.COORDINATION, "Trouver une salle pour les tables de conversation", -2),
    (Role.COORDINATION, Role.ANIMATOR, "Remplacer la formatrice le 2 du mois prochain", 8),
    (Role.COUNSELLOR, Role.COUNSELLOR, "Rappeler les personnes sorties il y a six mois", 1),
    (Role.COUNSELLOR, Role.RECEPTION, "Une dame a rappelé pour sa place de crèche", 0),
    (Role.ANIMATOR, Role.COORDINATION, "Choisir la date de la visite à l'Atelier Bosnie", 3),
    (Role.PROJECT_OFFICER, Role.PROJECT_OFFICER, "Demander la liste signée au centre de formation", 0),
    (Role.PROJECT_OFFICER, Role.DIRECTION, "Relire le dossier « 45 ans et plus » avant signature", 7),
    (Role.FINANCE, Role.PROJECT_OFFICER, "Rapprocher les heures demandées à Actiris et au FSE", 2),
    (Role.RECEPTION, Role.COUNSELLOR, "Imprimer dix invitations pour l'atelier numérique", 0),
    (Role.EPN, Role.EPN, "Mettre à jour les six postes de l'espace numérique", 4),
    (Role.AUDITOR, Role.DIRECTION, "Choisir les vingt fiches à contrôler", 12),
    (Role.ADMINISTRATOR, Role.DIRECTION, "Vérifier que la sauvegarde de la semaine se relit", 1),
)


CLOSING = timedelta(days=10)
"""Figures of a period are closed so many days after it."""


def past_semester(today: date) -> Period:
    """The last half-year whose figures are closed."""
    day = today - CLOSING
    if day.month > 6:
        return Period(date(day.year, 1, 1), date(day.year, 6, 30))
    return Period(date(day.year - 1, 7, 1), date(day.year - 1, 12, 31))


def past_quarter(today: date) -> Period:
    """The last quarter whose figures are closed."""
    day = today - CLOSING
    last = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1) - timedelta(days=1)
    return Period(add_months(last.replace(day=1), -2), last)


def tell_season(house: House, projects: dict[str, Project], today: date, born: date, chronicle: Chronicle) -> None:
    """Everything that the house did once, at its day before `today`."""

    def on(days: int, hour: int, minute: int = 0) -> datetime:
        return moment(today - timedelta(days=days), hour, minute)

    officer, course = house.actor(Role.PROJECT_OFFICER), projects["FSE-PLUS"]
    began = today - timedelta(days=118)
    data = first_rows(today, born)
    chronicle.add(moment(began, 10, 15), lambda at: _import(house, course, data, at))
    chronicle.add(on(30, 9, 40), lambda at: find_pairs(by=house.actor(Role.COORDINATION), at=at))
    chronicle.add(on(29, 9, 55), lambda at: _settle_pairs(house, at))
    chronicle.add(on(8, 10, 5), lambda at: claim_quarter(house, course, today, at))
    chronicle.add(on(5, 15, 20), lambda at: freeze_semester(house, course, today, at))
    for number, (owner, asker, title, days) in enumerate(TASKS):
        due = today + timedelta(days=days)
        chronicle.add(on(6 + number % 4, 9, 2 + number), _task(house, owner, asker, title, due))
    beginners = sheet_of_beginners(today, born)
    importer, about = importers["people"], reference(projects["AOP-45"])
    chronicle.add(
        on(1, 16, 45),
        lambda at: start_run(by=officer, importer=importer, about=about, name=BEGINNERS, data=beginners, at=at),
    )
    send_mails(house, today, chronicle)


def _import(house: House, project: Project, data: bytes, at: datetime) -> None:
    by, importer = house.actor(Role.PROJECT_OFFICER), importers["people"]
    run = start_run(by=by, importer=importer, about=reference(project), name=IMPORTED, data=data, at=at)
    # Among ten thousand people some look alike: the trainees of the workbook are nobody that the house knows.
    execute(by=by, run=decide(by=by, run=run, decisions={"all:person": OTHER}), at=at)


def _settle_pairs(house: House, at: datetime) -> None:
    """One pair is of two people, one of one person; the others wait for a decision."""
    by = house.actor(Role.COORDINATION)
    waiting = Pair.objects.visible_to(by).filter(state=PairState.WAITING).order_by("-score", "pk")
    apart, same = waiting.exclude(why__contains="birth").last(), waiting.filter(why__contains="birth").first()
    if apart and same:
        keep_apart(by=by, pair=apart, at=at)
        merge_people(by=by, pair=same, at=at)


def claim_quarter(house: House, project: Project, today: date, at: datetime) -> None:
    """Each funder of the course is asked its share of the hours of the past quarter, never more than the whole."""
    by, period = house.actor(Role.FINANCE), past_quarter(today)
    for agreement in Agreement.objects.filter(project=project).select_related("project").order_by("pk"):
        claim_hours(by=by, agreement=agreement, period=period, share=agreement.share, at=at)


def freeze_semester(house: House, project: Project, today: date, at: datetime) -> None:
    """The report of the past half-year, as it was given to the funder."""
    rule_set = rule_sets()[project.rule_set]
    by = house.actor(Role.PROJECT_OFFICER)
    freeze_report(by=by, project=project, rule_set=rule_set, period=past_semester(today), at=at)


def _task(house: House, owner: str, asker: str, title: str, due: date) -> Act:
    return lambda at: add_todo(by=house.actor(asker), title=title, owner=house.staff[owner], due_on=due, at=at)


def send_mails(house: House, today: date, chronicle: Chronicle) -> None:
    """Reminders of the past weeks that have left; one came back."""
    points = ContactPoint.objects.filter(organisation=house.organisation, kind=ContactKind.MAIL, ended_on=None)
    for number, point in enumerate(points.select_related("person").order_by("pk")[:40]):
        day = today - timedelta(days=1 + number % 21)
        if day.weekday() < 5:
            chronicle.add(moment(day, 8, 30 + number % 20), _mail(house, point, number == 3))


def _mail(house: House, point: ContactPoint, came_back: bool) -> Act:
    return lambda at: _send(house, point, came_back, at)


def _send(house: House, point: ContactPoint, came_back: bool, at: datetime) -> None:
    """A discreet reminder: it names neither the service nor the subject."""
    letter = Letter(
        kind="activities.reminder",
        key=f"reminder:{point.pk}:{at:%Y%m%d}",
        address=point.value,
        language="fr",
        subject="Rendez-vous de demain",
        body=f"Bonjour {point.person.first_name},\n\nNous vous attendons demain à l'heure convenue.\n"
        "Un empêchement ? Appelez-nous ou répondez à ce message.\n\nL'équipe",
    )
    message = send_later(by=house.actor(Role.COORDINATION), letter=letter, at=at)
    message.attempts, message.next_try_at = 1, None
    message.state = Message.State.GIVEN_UP if came_back else Message.State.SENT
    message.failure = Failure.REFUSED if came_back else ""
    message.sent_at = None if came_back else at + timedelta(minutes=1)
    message.save()
