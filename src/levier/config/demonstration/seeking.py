"""How some people look for work with their counsellor: CVs, applications, calls, a contract, what Actiris was told."""

import random
from datetime import date, datetime, timedelta

from levier.config.demonstration.chronicle import Chronicle, House
from levier.config.demonstration.entitled import COUNSELLORS
from levier.config.demonstration.people import moment, open_day
from levier.foundation.accounts.queries import actor_for
from levier.foundation.documents.checks import check_upload
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import add_months
from levier.foundation.kit.paper import Listing, Paper, as_pdf
from levier.foundation.kit.working_days import next_open_day
from levier.register.people.models import Person
from levier.support.jobsearch.actions import (
    ApplicationDraft,
    ContractDraft,
    ConversationDraft,
    add_resume,
    make_contract,
    note_application,
    note_conversation,
    sign_contract,
    tick_acts,
)
from levier.support.jobsearch.acts import acts_of, week_of
from levier.support.jobsearch.models import Contract
from levier.support.jobsearch.queries import proposed_contract
from levier.support.pathways.enums import Part
from levier.support.pathways.models import Referent

MOST = 12
WITH_CV = 3
LOOKED_BACK = 45
"""Days: what was done for a search of work lies within the time that the journal tells."""
EMPLOYERS = (
    ("Crèche Les Petits Pas", "Aide-puéricultrice"),
    ("Titres-services du Parvis", "Aide-ménagère"),
    ("Hôtel du Parvis (fictif)", "Accueil de nuit"),
    ("Nettoyage Horta", "Agent d'entretien"),
    ("Maison de repos Les Tilleuls", "Aide logistique"),
)
STATES = ("sent", "sent", "interview", "refused", "no_answer", "accepted")
CALLS = (
    ("to_person", "", "left", "Rappeler avant jeudi pour préparer l'entretien"),
    ("from_person", "", "spoke", "A reçu une réponse et la lira avec nous mardi"),
    ("to_other", "le service du personnel", "spoke", "La place est encore libre, envoyer le CV par mail"),
    ("to_person", "", "nobody", "Rappeler demain matin"),
)


def look_for_work(house: House, today: date, chronicle: Chronicle, dice: random.Random) -> None:
    """A few of the people accompanied look for work; each has applications and calls, some a CV and a contract."""
    users = [house.staff[name] for name in COUNSELLORS]
    rows = Referent.objects.filter(
        organisation=house.organisation,
        user__in=users,
        part=Part.REFERENT,
        ended_on=None,
        started_on__lt=today - timedelta(days=LOOKED_BACK),
    )
    for number, referent in enumerate(rows.select_related("pathway__person", "user").order_by("pk")[:MOST]):
        by, person = actor_for(referent.user, house.organisation), referent.pathway.person
        _applies(by, person, today, chronicle, dice)
        _calls(by, person, today, chronicle, dice)
        if number < WITH_CV:
            _has_a_cv(by, person, house.organisation.name, today, chronicle)
        if number % 2 == 0:
            _agrees(by, person, today, chronicle, is_signed=number % 4 == 0)
    last = week_of(today - timedelta(days=14)).last
    monday = next_open_day(last + timedelta(days=1))
    chronicle.add(moment(monday, 9, 5), lambda at: _encodes(actor_for(users[0], house.organisation), last, at))


def _applies(by: Actor, person: Person, today: date, chronicle: Chronicle, dice: random.Random) -> None:
    for place, (employer, job) in enumerate(dice.sample(EMPLOYERS, dice.randrange(1, 4))):
        on = open_day(today, dice.randrange(3, LOOKED_BACK - 5))
        is_contact = place == 2
        state = "" if is_contact else dice.choice(STATES)
        draft = ApplicationDraft(
            kind="contact" if is_contact else "application",
            employer=employer,
            job=job,
            on=on,
            channel=dice.choice(("mail", "online", "spot", "phone")),
            state=state,
            next_on=today + timedelta(days=dice.randrange(1, 9)) if state == "sent" and place == 0 else None,
        )

        def note(at: datetime, draft: ApplicationDraft = draft) -> None:
            note_application(by=by, person=person, draft=draft, at=at)

        chronicle.add(moment(on, 10, 40 + place), note)


def _calls(by: Actor, person: Person, today: date, chronicle: Chronicle, dice: random.Random) -> None:
    for place, (direction, other, result, text) in enumerate(dice.sample(CALLS, 2)):
        on = open_day(today, dice.randrange(3, LOOKED_BACK - 5))
        draft = ConversationDraft(on=on, direction=direction, text=text, other=other, result=result)

        def note(at: datetime, draft: ConversationDraft = draft) -> None:
            note_conversation(by=by, person=person, draft=draft, at=at)

        chronicle.add(moment(on, 11, 20 + place), note)


def _has_a_cv(by: Actor, person: Person, house: str, today: date, chronicle: Chronicle) -> None:
    for days, label in ((40, "CV général"), (12, "CV avec photo, pour la vente")):
        on = open_day(today, days)

        def add(at: datetime, label: str = label, on: date = on) -> None:
            lines = ["Aide-ménagère, 6 ans", "Vente au marché, 2 ans", "Français, arabe, un peu de néerlandais"]
            data = as_pdf(Paper(house, "Curriculum vitae", str(person), str(person), [Listing(lines)], at))
            upload = check_upload("cv.pdf", data)
            add_resume(by=by, person=person, label=label, on=on, upload=upload, at=at)

        chronicle.add(moment(on, 14, 5), add)


def _agrees(by: Actor, person: Person, today: date, chronicle: Chronicle, *, is_signed: bool) -> None:
    on = open_day(today, 30 if is_signed else 5)

    def make(at: datetime) -> None:
        words = proposed_contract(by, person)
        draft = ContractDraft(
            goal=words["goal"] or "Retrouver un emploi près de chez moi",
            person_does=words["person_does"] or "Envoyer deux candidatures par semaine\nVenir aux rendez-vous",
            house_does=words["house_does"] or "Relire chaque lettre avant l'envoi\nRappeler l'employeur une fois",
            starts_on=on,
            ends_on=add_months(on, 6),
        )
        make_contract(by=by, person=person, draft=draft, at=at)

    def sign(at: datetime) -> None:
        sign_contract(by=by, contract=Contract.objects.filter(person=person).latest("pk"), on=on, at=at)

    chronicle.add(moment(on, 15), make)
    if is_signed:
        chronicle.add(moment(on, 15, 30), sign)


def _encodes(by: Actor, day: date, at: datetime) -> None:
    """All acts of a week but the last two."""
    tick_acts(by=by, acts=acts_of(by, week_of(day))[:-2], at=at)
