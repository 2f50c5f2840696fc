"""What fills a working day: who to call at partners, figures that show needs, open calls, deadlines, tasks."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from levier.development.calls.enums import CallStatus, Competence
from levier.development.calls.models import Call, CallCompetence, CallNeed, Decision, Evidence, Need
from levier.development.projects.enums import ObligationKind
from levier.development.projects.models import Obligation, Project
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.texts import fold
from levier.register.partners.models import Contact, Partner, Programme
from levier.register.people.models import ContactPoint

CONTACTS = (
    ("actiris", "Sophie Renard", "gestionnaire du partenariat", "+3225050001", "le matin, jamais le mercredi"),
    ("fse", "Marc Delvaux", "suivi des opérations", "+3225050002", "répond plus vite par mail"),
    ("bruxelles-formation", "Leïla Mansouri", "appels et conventions", "+3225050003", ""),
    ("cocof", "Pieter Claes", "Cohésion sociale", "+3225050004", ""),
    ("cpas", "Anita Lopez", "coordination de l'action sociale", "+3225050005", "relaie les orientations"),
    ("centre-formation", "Yves Martin", "coordination pédagogique", "+3225050006", "envoie les listes signées le 5"),
    ("promotion-sociale", "Nora Peeters", "direction adjointe", "+3225050007", ""),
    ("employeur", "Samir Kaya", "tuteur des stages", "+3225050008", "à l'atelier dès 7 h 30"),
    ("ensemble", "Julie Bosmans", "animation du café-couture", "+3225050009", ""),
)
EVIDENCE = (
    ("fracture-numerique", "97 personnes sur 150 n'ont pas d'adresse mail qu'elles ouvrent seules", "Accueil", 40),
    (
        "fracture-numerique",
        "31 personnes attendent l'atelier « Premiers pas à l'ordinateur »",
        "Inscriptions",
        12,
    ),
    ("lecture", "44 personnes sur 150 ne lisent pas un courrier officiel", "Premiers entretiens", 75),
    ("plus-45", "58 % des personnes sans emploi depuis plus de deux ans ont 45 ans ou plus", "Registre", 30),
    ("femmes-seules", "22 abandons d'atelier sur 35 pour une garde d'enfant", "Feuilles de présence", 55),
    ("pertes-de-droits", "17 exclusions ou fins de droit annoncées en un trimestre", "Entretiens", 20),
    ("participation", "Sur 12 inscrits, 7 viennent à la première séance", "Feuilles de présence", 60),
    ("sante", "Pour 39 personnes, la santé limite les heures possibles", "Entretiens, effet seulement", 90),
)
CALLS: tuple[tuple[str, str, int, int, str, tuple[str, ...], tuple[str, ...], str], ...] = (
    (
        "Remobiliser les personnes de 45 ans et plus",
        "actiris-partenariat",
        9,
        12,
        CallStatus.PREPARED,
        (Competence.EMPLOYMENT, Competence.TRAINING),
        ("plus-45", "participation"),
        "Le public vient déjà, l'équipe est formée, deux partenaires sont prêts.",
    ),
    (
        "Inclusion numérique dans les quartiers",
        "quartier",
        23,
        16,
        CallStatus.WATCHED,
        (Competence.NEIGHBOURHOOD, Competence.COHESION),
        ("fracture-numerique",),
        "",
    ),
    (
        "Vacances et culture pour tous",
        "cohesion",
        -20,
        12,
        CallStatus.DISMISSED,
        (Competence.POPULAR_EDUCATION,),
        (),
        "Trop loin de nos besoins constatés, et le délai est de dix jours.",
    ),
)
DUTIES = (
    ("FSE-PLUS", ObligationKind.REPORT, "Rapport intermédiaire FSE+", 6, 12, "La direction"),
    ("FSE-PLUS", ObligationKind.COMMITTEE, "Comité d'accompagnement", 15, 10, ""),
    ("AOP-45", ObligationKind.PAYMENT, "Deuxième demande de paiement", 24, 17, "La direction"),
    ("COHESION", ObligationKind.REPORT, "Rapport d'activités annuel", -3, 12, "La coordination"),
)


def fill_day(house: Organisation, projects: dict[str, Project], staff: dict[str, User], today: date) -> None:
    """Fill a house whose history and people are told already."""
    _contacts(house, today)
    _evidence(house, today)
    _calls(house, staff["direction"], today)
    Obligation.objects.bulk_create(
        [
            Obligation(
                organisation=house,
                project=projects[code],
                kind=kind,
                title=title,
                due_at=_moment(today + timedelta(days=days), hour),
                signatory=signatory,
            )
            for code, kind, title, days, hour, signatory in DUTIES
        ]
    )
    _ways_to_reach(house, today)


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=BRUSSELS)


def _contacts(house: Organisation, today: date) -> None:
    partners = {one.code: one for one in Partner.objects.filter(organisation=house)}
    rows = [
        Contact(
            organisation=house,
            partner=partners[code],
            name=name,
            function=function,
            phone=phone,
            mail=f"{fold(name).replace(' ', '.')}@example.org",
            note=note,
            starts_on=date(today.year - 2, 3, 1),
        )
        for code, name, function, phone, note in CONTACTS
    ]
    rows.append(
        Contact(
            organisation=house,
            partner=partners["actiris"],
            name="Bernard Olivier",
            function="gestionnaire du partenariat",
            starts_on=date(today.year - 6, 1, 1),
            ended_on=date(today.year - 2, 2, 28),
        )
    )
    Contact.objects.bulk_create(rows)


def _evidence(house: Organisation, today: date) -> None:
    needs = {one.code: one for one in Need.objects.filter(organisation=house)}
    Evidence.objects.bulk_create(
        [
            Evidence(
                organisation=house,
                need=needs[code],
                statement=statement,
                source=source,
                observed_on=today - timedelta(days=days),
            )
            for code, statement, source, days in EVIDENCE
        ]
    )


def _calls(house: Organisation, direction: User, today: date) -> None:
    programmes = {one.code: one for one in Programme.objects.filter(organisation=house).select_related("funder")}
    needs = {one.code: one for one in Need.objects.filter(organisation=house)}
    for title, programme, days, hour, status, competences, met, reason in CALLS:
        call = Call.objects.create(
            organisation=house,
            programme=programmes[programme],
            code=fold(title).replace(" ", "-")[:40],
            title=title,
            deadline_at=_moment(today + timedelta(days=days), hour),
            signatory="La direction",
            status=status,
            amount=Decimal(60_000),
            search=fold(f"{title} {programmes[programme].name} {programmes[programme].funder.name}")[:300],
        )
        tied = {"organisation": house, "call": call}
        CallCompetence.objects.bulk_create([CallCompetence(**tied, competence=one) for one in competences])
        CallNeed.objects.bulk_create([CallNeed(**tied, need=needs[code]) for code in met])
        if reason:
            said = {"reason": reason, "decided_at": _moment(today - timedelta(days=25), 14), "decided_by": direction}
            Decision.objects.create(**tied, is_go=status == CallStatus.PREPARED, **said)


def _ways_to_reach(house: Organisation, today: date) -> None:
    """Some numbers are of a relative, some are to be tried first, on some a message may be left."""
    changed = []
    points = ContactPoint.objects.filter(organisation=house).order_by("pk")[:600]
    for point, (whose, may_leave_message, is_preferred) in zip(points, _habits(), strict=False):
        point.whose, point.may_leave_message, point.is_preferred = whose, may_leave_message, is_preferred
        point.starts_on = today - timedelta(days=180)
        changed.append(point)
    fields = ["whose", "may_leave_message", "is_preferred", "starts_on"]
    ContactPoint.objects.bulk_update(changed, fields, batch_size=200)


def _habits() -> Iterator[tuple[Any, ...]]:
    while True:
        yield "", True, False
        yield "", False, False
        yield "sa fille", True, False
        yield "", True, True
        yield "un voisin", False, False
