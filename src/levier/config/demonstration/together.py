"""What colleagues do for several people at once: views of their lists, one message to many, what could come next."""

from datetime import date, datetime

from levier.activity.activities.models import Activity
from levier.config.demonstration.chronicle import Act, Chronicle, House
from levier.config.demonstration.people import moment, open_day
from levier.development.projects.models import Project
from levier.evidence.outcomes.enums import RefusedFor, Reply
from levier.evidence.outcomes.following_actions import answer_proposal, propose_next
from levier.evidence.outcomes.following_queries import suggestions_for
from levier.evidence.outcomes.models import Proposal
from levier.foundation.accounts.actions import keep_filters
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.actors import Actor
from levier.register.agenda.actions import finish_todo
from levier.register.agenda.models import Todo
from levier.register.people.models import Person
from levier.support.pathways.actions import write_to_all
from levier.support.pathways.models import Pathway

VIEWS = (
    (Role.COUNSELLOR, "pathways:mine", "etat=silence&tri=contact", "À rappeler d'abord", False),
    (Role.COORDINATION, "pathways:pathways", "etat=seule", "À confier", True),
    (Role.COORDINATION, "activities:activities", "etat=running&tri=debut", "En ce moment", True),
)
WRITTEN_TO, ASKED = 8, 30
SUBJECT = "Portes ouvertes jeudi"
TEXT = (
    "Bonjour,\n\nJeudi, la maison est ouverte de 14 h à 17 h.\nVous pouvez voir les ateliers et poser vos questions.\n"
    "C'est gratuit. Venez avec qui vous voulez."
)
ANSWERS = (
    (Reply.ACCEPTED, ""),
    (Reply.REFUSED, RefusedFor.CHILDCARE),
    (Reply.WAITING, ""),
    (Reply.REFUSED, RefusedFor.HOURS),
    (Reply.REFUSED, RefusedFor.CHILDCARE),
)


def work_together(house: House, today: date, chronicle: Chronicle) -> None:
    """Two colleagues keep views, one writes to several people, and what could come next is proposed to some."""
    for role, page, query, name, is_shared in VIEWS:
        chronicle.add(moment(open_day(today, 15), 11), _keep(house, role, page, query, name, is_shared))
    by = house.actor(Role.COUNSELLOR)
    mine = list(Pathway.objects.visible_to(by).open().of(by).select_related("person").order_by("pk")[:ASKED])

    def write(at: datetime) -> None:
        write_to_all(by=by, pathways=mine[:WRITTEN_TO], subject=SUBJECT, text=TEXT, language="fr", at=at)

    def call(at: datetime) -> None:
        """All but one have heard it since."""
        for todo in Todo.objects.visible_to(by).filter(about__startswith="pathways.groupmessageto:").order_by("pk")[1:]:
            finish_todo(by=by, todo=todo, at=at)

    if mine:
        chronicle.add(moment(open_day(today, 4), 10, 20), write)
        chronicle.add(moment(open_day(today, 3), 16, 15), call)
    held: list[Proposal] = []
    people = [one.person for one in mine]
    chronicle.add(moment(open_day(today, 9), 15, 5), lambda at: _propose(by, people, held, at))
    chronicle.add(moment(open_day(today, 6), 16, 40), lambda at: _answer(by, held, at))


def _keep(house: House, role: Role, page: str, query: str, name: str, is_shared: bool) -> Act:
    by = house.actor(role)
    return lambda at: keep_filters(by=by, page=page, query=query, name=name, is_shared=is_shared, at=at)


def _propose(by: Actor, people: list[Person], held: list[Proposal], at: datetime) -> None:
    """To the first people for whom something speaks, the first thing that does."""
    for person in people:
        found = suggestions_for(by, person, [], at.date()) if len(held) < len(ANSWERS) else []
        if found:
            (kind, key), first = found[0].offer.place, found[0].reasons[0].why
            project = Project.objects.visible_to(by).get(pk=key) if kind == "project" else None
            activity = Activity.objects.visible_to(by).get(pk=key) if kind == "activity" else None
            held.append(propose_next(by=by, person=person, project=project, activity=activity, why=first, at=at))


def _answer(by: Actor, held: list[Proposal], at: datetime) -> None:
    for proposal, (reply, why) in zip(held, ANSWERS, strict=False):
        if reply != Reply.WAITING:
            answer_proposal(by=by, proposal=proposal, reply=reply, on=at.date(), refused_for=why, at=at)
