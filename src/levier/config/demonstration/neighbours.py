"""What fills a working day around the people: whom to call at partners, open calls, deadlines."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from levier.config.demonstration.people import moment
from levier.development.calls.enums import CallStatus as Status
from levier.development.calls.enums import Competence as C
from levier.development.calls.models import Call, CallCompetence, CallNeed, Decision, Need
from levier.development.projects.enums import ObligationKind as Kind
from levier.development.projects.models import Obligation, Project
from levier.foundation.accounts.models import Organisation, User
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.texts import fold, slug
from levier.register.partners.models import Contact, Partner, Programme

# (partner, name, function, phone, good to know)
CONTACTS = (
    ("actiris", "Sophie Renard", "gestionnaire du partenariat", "+3224000001", "le matin, jamais le mercredi"),
    ("fse", "Marc Delvaux", "suivi des opérations", "+3224000002", "répond plus vite par mail"),
    ("bruxelles-formation", "Leïla Mansouri", "appels et conventions", "+3224000003", ""),
    ("cocof", "Pieter Claes", "Cohésion sociale", "+3224000004", ""),
    ("maison-emploi", "Fabienne Noël", "responsable de l'antenne", "+3224000010", "connaît tous les appels à venir"),
    ("commune", "Driss Azouz", "Contrats de Quartier", "+3224000011", ""),
    (
        "cpas",
        "Anita Lopez",
        "Coordination de l'Action Sociale",
        "+3224000005",
        "prépare le projet d'échange du quartier",
    ),
    ("csce", "Yannick Bah", "réseau des collectifs", "+3224000012", ""),
    ("centre-formation", "Yves Martin", "coordination pédagogique", "+3224000006", "envoie les listes signées le 5"),
    ("promotion-sociale", "Nora Peeters", "direction adjointe", "+3224000007", ""),
    ("employeur", "Samir Kaya", "tuteur des stages", "+3224000008", "à l'atelier dès 7 h 30"),
    (
        "accueil-hotel",
        "Greet Maes",
        "gouvernante générale",
        "+3224000013",
        "deux stagiaires au printemps et en automne",
    ),
    ("ensemble", "Julie Bosmans", "animation du café-couture", "+3224000009", ""),
)
# (title, programme, days to the deadline, hour, where it stands, competences, needs, amount, reason of the decision)
CALLS = (
    ("Remobiliser les personnes de 45 ans et plus", "actiris-partenariat", 9, 12, Status.PREPARED, (C.EMPLOYMENT, C.TRAINING), ("plus-45", "participation"), 60_000, "Le public vient déjà, l'équipe est formée, deux partenaires sont prêts."),
    ("Inclusion numérique dans les quartiers", "quartier-nouveau", 23, 16, Status.WATCHED, (C.NEIGHBOURHOOD, C.COHESION), ("fracture-numerique",), 45_000, ""),
    ("Contre la perte de droits, ensemble", "education-permanente", 31, 12, Status.WATCHED, (C.POPULAR_EDUCATION, C.POVERTY), ("pertes-de-droits",), 18_000, ""),
    ("Emplois de proximité et réparation", "economie-sociale", 58, 17, Status.WATCHED, (C.SOCIAL_ECONOMY,), ("femmes-famille",), 80_000, ""),
    ("Cours de base pour l'année prochaine", "cours", 44, 12, Status.PREPARED, (C.TRAINING,), ("peu-qualifies", "lecture"), 95_000, "Le cours d'accueil remplit ses places ; le Centre du Parvis accepte une deuxième classe."),
    ("Garde d'enfants pendant les formations", "cohesion", -34, 12, Status.LOST, (C.COHESION, C.OTHER), ("femmes-famille",), 30_000, "Besoin chiffré, local trouvé."),
    ("Vacances et culture pour tous", "cohesion", -20, 12, Status.DISMISSED, (C.POPULAR_EDUCATION, C.OTHER), (), 9_000, "Trop loin de nos besoins constatés, et le délai est de dix jours."),
)  # fmt: skip
# (project, kind, title, days, hour, who signs, days since it was done)
DUTIES = (
    ("FSE-PLUS", Kind.REPORT, "Rapport intermédiaire FSE+", 6, 12, "La direction", None),
    ("FSE-PLUS", Kind.COMMITTEE, "Comité d'accompagnement", 15, 10, "", None),
    ("FSE-PLUS", Kind.PUBLICITY, "Affiche et logos à la Classe du Parvis", -70, 12, "", 72),
    ("FSE-PLUS", Kind.PAYMENT, "Première demande de paiement", -95, 17, "La direction", 97),
    ("AOP-45", Kind.PAYMENT, "Deuxième demande de paiement", 24, 17, "La direction", None),
    ("COHESION", Kind.REPORT, "Rapport d'activités annuel", -3, 12, "La coordination", None),
    ("AGREMENT", Kind.ACCREDITATION, "Demande de renouvellement de l'agrément", 40, 16, "La direction", None),
    ("AGREMENT", Kind.REPORT, "Preuves de l'activité de l'année", 52, 12, "La direction", None),
)  # fmt: skip
ARCHIVE = ("FSE-3.2", "Fin de conservation des pièces du FSE 2014-2020", date(2026, 12, 31))


def meet_neighbours(house: Organisation, projects: dict[str, Project], staff: dict[str, User], today: date) -> None:
    """Contacts at partners, calls of the season with their decisions, deadlines of the projects."""
    _contacts(house, today)
    _calls(house, staff["direction"], today)
    Obligation.objects.bulk_create(
        Obligation(
            organisation=house,
            project=projects[code],
            agreement=projects[code].agreements.first(),
            kind=kind,
            title=title,
            due_at=_hour(today + timedelta(days=days), hour),
            owner=staff["project_officer"],
            signatory=signatory,
            done_at=_hour(today - timedelta(days=done), 15) if done is not None else None,
        )
        for code, kind, title, days, hour, signatory, done in DUTIES
    )
    code, title, day = ARCHIVE
    Obligation.objects.create(
        organisation=house, project=projects[code], kind=Kind.ARCHIVE, title=title, due_at=_hour(day, 17)
    )


def _hour(day: date, hour: int) -> datetime:
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
    gone = {"starts_on": date(today.year - 6, 1, 1), "ended_on": date(today.year - 2, 2, 28)}
    function = "gestionnaire du partenariat"
    rows.append(
        Contact(organisation=house, partner=partners["actiris"], name="Bernard Olivier", function=function, **gone)
    )
    Contact.objects.bulk_create(rows)


def _calls(house: Organisation, direction: User, today: date) -> None:
    programmes = {one.code: one for one in Programme.objects.filter(organisation=house).select_related("funder")}
    needs = {one.code: one for one in Need.objects.filter(organisation=house)}
    for title, programme, days, hour, status, competences, met, amount, reason in CALLS:
        call = Call.objects.create(
            organisation=house,
            programme=programmes[programme],
            code=slug(title)[:40],
            title=title,
            deadline_at=_hour(today + timedelta(days=days), hour),
            signatory="La direction",
            status=status,
            amount=Decimal(amount),
            search=fold(f"{title} {programmes[programme].name} {programmes[programme].funder.name}")[:300],
        )
        tied = {"organisation": house, "call": call}
        CallCompetence.objects.bulk_create(CallCompetence(**tied, competence=one) for one in competences)
        CallNeed.objects.bulk_create(CallNeed(**tied, need=needs[code]) for code in met)
        if reason:
            decided = moment(today - timedelta(days=45), 14)
            is_go = status != Status.DISMISSED
            Decision.objects.create(**tied, is_go=is_go, reason=reason, decided_at=decided, decided_by=direction)
