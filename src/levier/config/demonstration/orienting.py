"""Where some of the people accompanied were sent, what they took up, and who opened a file they do not read."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from levier.config.demonstration.chronicle import Act, Chronicle, House
from levier.config.demonstration.entitled import COUNSELLORS
from levier.config.demonstration.people import moment, open_day
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.actors import house as the_house
from levier.foundation.kit.working_days import next_open_day
from levier.register.partners.models import Partner
from levier.register.people.consent import give_mandates
from levier.register.people.enums import DataKind, Length, Purpose
from levier.register.people.models import Person
from levier.support.appointments.models import Appointment
from levier.support.jobsearch.actions import InterpretingDraft, book_interpreter
from levier.support.jobsearch.enums import InterpreterState
from levier.support.pathways.actions import (
    ReferralDraft,
    Reply,
    Taken,
    answer_referral,
    open_exceptionally,
    refer,
    remind,
    review_access,
    take_note,
    take_steps,
)
from levier.support.pathways.enums import Part, ReferralAnswer
from levier.support.pathways.models import PlanTemplate, Referent, Referral

SITE = "http://127.0.0.1:8000"
TOLD = (DataKind.IDENTITY, DataKind.CONTACT, DataKind.PATHWAY)
ACCEPTED, PROPOSED, REFUSED = ReferralAnswer.ACCEPTED, ReferralAnswer.PROPOSED, ReferralAnswer.REFUSED


@dataclass(frozen=True)
class Sent:
    """One referral; days are counted back from today. `proposed` is counted ahead."""

    partner: str
    why: str
    days: int
    reminded: int = 0
    answered: int = 0
    answer: str = ""
    by: str = ""
    reason: str = ""
    proposed: int = 0
    is_read: bool = False


SENT = (
    Sent("centre-formation", "Une place dans la classe d'accueil du matin", 3),
    Sent("promotion-sociale", "Reprendre le français écrit, deux soirs par semaine", 16, reminded=6),
    Sent("employeur", "Un stage de quinze jours pour essayer le métier", 20, 0, 2, PROPOSED, "Samir Kaya", proposed=9),
    Sent("cpas", "Ouvrir le droit à l'aide médicale urgente", 24, 0, 18, ACCEPTED, "Anita Lopez", is_read=True),
    Sent(
        "accueil-hotel",
        "Une place de nuit, en contrat de six mois",
        30,
        20,
        15,
        REFUSED,
        "Greet Maes",
        "Les deux places sont prises jusqu'à l'automne ; rappelez-nous alors.",
        is_read=True,
    ),
)
TEMPLATES = ("numerique", "recherche-emploi")
OPENED = (
    (Role.EPN, 12, "La personne s'est sentie mal à l'espace numérique : qui prévenir chez elle ?", "Bien fait."),
    (Role.RECEPTION, 1, "Une lettre du tribunal est arrivée à l'accueil : à quel collègue la remettre ?", ""),
)
INTERPRETERS = ((InterpreterState.CONFIRMED, "ar"), (InterpreterState.ASKED, "tr"))
SERVICE = "Interprètes de quartier (fictif)"


def send_on(house: House, today: date, chronicle: Chronicle) -> None:
    """Those who came last are sent on; the ones before them take up a plan, and files of others are opened once."""
    users = [house.staff[name] for name in COUNSELLORS]
    rows = Referent.objects.filter(organisation=house.organisation, user__in=users, part=Part.REFERENT, ended_on=None)
    referents = list(rows.select_related("pathway__person", "user").order_by("-pathway__person_id"))
    accompanied = [(actor_for(one.user, house.organisation), one.pathway.person) for one in referents]
    for (by, person), sent in zip(accompanied, SENT, strict=False):
        _refers(house, by, person, sent, today, chronicle)
    for (by, person), code in zip(accompanied[len(SENT) :], TEMPLATES, strict=False):
        chronicle.add(moment(open_day(today, 10), 16), _takes(by, person, code, open_day(today, 10)))
    for (_by, person), (role, days, reason, remark) in zip(accompanied, OPENED, strict=False):
        _opens(house, role, person, open_day(today, days), reason, remark, chronicle)
    _interprets(house, today, chronicle)


def _refers(house: House, by: Actor, person: Person, sent: Sent, today: date, chronicle: Chronicle) -> None:
    partner = Partner.objects.get(organisation=house.organisation, code=sent.partner)
    system, held = the_house(house.organisation.pk), list[Referral]()
    on = open_day(today, sent.days)

    def allow(at: datetime) -> None:
        give_mandates(
            by=by,
            person=person,
            partner=partner,
            purpose=Purpose.REFERRAL,
            data=TOLD,
            length=Length.HALF,
            read_in="fr",
            on=on,
            at=at,
        )

    def ask(at: datetime) -> None:
        draft = ReferralDraft(sent.why, partner, told=tuple(TOLD))
        held.append(refer(by=by, person=person, draft=draft, site=SITE, at=at))

    def hear(at: datetime) -> None:
        proposed_on = next_open_day(today + timedelta(days=sent.proposed)) if sent.proposed else None
        reply = Reply(sent.answer, sent.by, sent.reason, proposed_on)
        answer_referral(by=system, referral=held[0], reply=reply, at=at)

    chronicle.add(moment(on, 13, 30), allow)
    chronicle.add(moment(on, 13, 40), ask)
    if sent.reminded:
        chronicle.add(moment(open_day(today, sent.reminded), 8), lambda at: remind(by=system, referral=held[0], at=at))
    if sent.answered:
        chronicle.add(moment(open_day(today, sent.answered), 9, 50), hear)
    if sent.is_read:
        chronicle.add(
            moment(open_day(today, sent.answered), 16, 10), lambda at: take_note(by=by, referral=held[0], at=at)
        )


def _takes(by: Actor, person: Person, code: str, start: date) -> Act:
    def take(at: datetime) -> None:
        template = PlanTemplate.objects.visible_to(by).get(code=code)
        taken = [
            Taken(step, next_open_day(start + timedelta(days=step.offset)), tuple(step.items.all()))
            for step in template.steps.prefetch_related("items")[:4]
        ]
        take_steps(by=by, person=person, goal=None, new_goal=template.goal, taken=taken, at=at)

    return take


def _opens(house: House, role: Role, person: Person, on: date, reason: str, remark: str, chronicle: Chronicle) -> None:
    by = house.actor(role)
    held = []

    def read(at: datetime) -> None:
        held.append(open_exceptionally(by=by, person=person, reason=reason, site=SITE, at=at))

    chronicle.add(moment(on, 14, 25), read)
    if remark:
        lead = house.actor(Role.COORDINATION)
        chronicle.add(moment(on, 17), lambda at: review_access(by=lead, access=held[0], remark=remark, at=at))


def _interprets(house: House, today: date, chronicle: Chronicle) -> None:
    """The next people received need somebody who speaks their language."""
    by = house.actor(Role.COUNSELLOR)
    coming = Appointment.objects.visible_to(by).filter(booking__starts_at__gt=moment(today, 20), cancelled_at=None)
    for appointment, (state, language) in zip(coming.order_by("booking__starts_at", "pk"), INTERPRETERS, strict=False):
        draft = InterpretingDraft(language, SERVICE, state)

        def ask(at: datetime, appointment: Appointment = appointment, draft: InterpretingDraft = draft) -> None:
            book_interpreter(by=by, appointment=appointment, draft=draft, at=at)

        chronicle.add(moment(open_day(today, 2), 15, 45), ask)
