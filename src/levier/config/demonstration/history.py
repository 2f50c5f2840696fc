"""The association's history since 2012: partners, needs, calls, projects with the ends they had."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from levier.development.calls.enums import CallStatus
from levier.development.calls.models import Call, Need
from levier.development.projects.models import (
    Agreement,
    Condition,
    Kinship,
    NeedAnswered,
    Project,
    ProjectPartner,
    Target,
)
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.calendar import BRUSSELS
from levier.foundation.kit.texts import fold
from levier.register.partners.models import Partner, Place, Programme

Kind, Status, Link, Part = Partner.Kind, Project.Status, Kinship.Kind, ProjectPartner.Part
PARTNERS = (
    ("actiris", "Actiris", Kind.FUNDER, "1000", "Bruxelles"),
    ("fse", "Fonds social européen", Kind.FUNDER, "1000", "Bruxelles"),
    ("bruxelles-formation", "Bruxelles Formation", Kind.FUNDER, "1180", "Uccle"),
    ("cocof", "COCOF – Cohésion sociale", Kind.FUNDER, "1000", "Bruxelles"),
    ("commune", "Commune de Saint-Gilles", Kind.MUNICIPALITY, "1060", "Saint-Gilles"),
    ("maison-emploi", "Maison de l'Emploi de Saint-Gilles", Kind.PUBLIC_SERVICE, "1060", "Saint-Gilles"),
    ("cpas", "CPAS de Saint-Gilles", Kind.WELFARE, "1060", "Saint-Gilles"),
    ("ensemble", "Ensemble pour 1060", Kind.ASSOCIATION, "1060", "Saint-Gilles"),
    ("csce", "Collectif Solidarité Contre l'Exclusion", Kind.ASSOCIATION, "1060", "Saint-Gilles"),
    ("centre-formation", "Centre de formation du Parvis (fictif)", Kind.TRAINING, "1060", "Saint-Gilles"),
    ("promotion-sociale", "École de promotion sociale du Midi (fictive)", Kind.SCHOOL, "1060", "Saint-Gilles"),
    ("employeur", "Atelier Bosnie, économie sociale (fictif)", Kind.EMPLOYER, "1060", "Saint-Gilles"),
)
NEEDS = (
    (
        "fracture-numerique",
        "La fracture numérique ferme la porte des démarches",
        "Un frein aussi lourd que de ne pas savoir lire.",
    ),
    ("lecture", "Lire et écrire manque à beaucoup", "Sans lecture, ni offre d'emploi, ni courrier, ni horaire de bus."),
    ("plus-45", "Après 45 ans, les portes se ferment", "Longue expérience, diplôme ancien, confiance entamée."),
    ("femmes-seules", "Femmes seules avec charge de famille", "La garde des enfants décide des heures possibles."),
    ("sante", "La santé pèse sur le projet", "On n'en note que l'effet sur le projet, jamais la maladie."),
    (
        "pertes-de-droits",
        "Les pertes de droits font peur et appauvrissent",
        "Contrôles, exclusions, fins de droit : le projet passe après.",
    ),
    (
        "participation",
        "Trop peu de monde dans les ateliers",
        "On s'inscrit, on ne vient pas : chercher ce qui fait venir.",
    ),
)
PROJECTS: tuple[dict[str, Any], ...] = (
    {
        "code": "SELIDAIRE",
        "title": "Sélidaire, échange gratuit entre personnes sans emploi",
        "status": Status.INTERRUPTED,
        "years": (2012, 2015),
        "summary": "Un réseau où chacun donne et demande un savoir ou un service, sans argent ni compte.",
        "ending": "Interrompu avec la fin du Contrat de Quartier. On en garde la charte et l'habitude de se réunir.",
        "needs": ("participation", "pertes-de-droits"),
        "budget": 96_000,
    },
    {
        "code": "CAFE-COUTURE",
        "title": "Café-couture de la place Bethléem",
        "status": Status.TRANSFERRED,
        "years": (2012, 2016),
        "summary": "Un lieu ouvert chaque semaine pour apprendre à coudre et rencontrer le quartier.",
        "ending": "Repris par l'association para-communale Ensemble pour 1060.",
        "needs": ("participation", "femmes-seules"),
        "budget": 41_000,
    },
    {
        "code": "CHOC",
        "title": "Collectif Choc, Chômeurs Occupés",
        "status": Status.SPUN_OFF,
        "years": (2013, 2014),
        "summary": "Des personnes sans emploi se réunissent, témoignent et agissent.",
        "ending": "Devenu un réseau bruxellois de collectifs, coordonné ailleurs.",
        "needs": ("pertes-de-droits",),
        "budget": 12_000,
    },
    {
        "code": "EPN",
        "title": "Espace public numérique",
        "status": Status.RUNNING,
        "years": (2014, None),
        "summary": "Des ordinateurs, une connexion et quelqu'un pour aider, sans rendez-vous.",
        "ending": "",
        "needs": ("fracture-numerique",),
        "budget": 78_000,
    },
    {
        "code": "VILLAGE",
        "title": "Village Mondial",
        "status": Status.SPUN_OFF,
        "years": (2013, 2016),
        "summary": "Rencontres entre voisins autour de cuisines et de musiques.",
        "ending": "Rendu autonome avec le café-couture.",
        "needs": ("participation",),
        "budget": 22_000,
    },
    {
        "code": "FSE-3.2",
        "title": "Préformation aux métiers de l'accueil, mesure 3.2",
        "status": Status.COMPLETED,
        "years": (2015, 2020),
        "summary": "Une formation conventionnée, avec guidance des stagiaires.",
        "ending": "Terminé, solde accepté. La guidance en petit groupe est restée.",
        "needs": ("lecture",),
        "budget": 312_000,
        "rule_set": "esf-2014",
    },
    {
        "code": "AOP-45",
        "title": "Ateliers d'orientation professionnelle, 45 ans et plus",
        "status": Status.RUNNING,
        "years": (-1, 1),
        "summary": "Retrouver un rythme, faire le point, choisir une direction.",
        "ending": "",
        "needs": ("plus-45", "participation"),
        "budget": 118_000,
    },
    {
        "code": "COHESION",
        "title": "Lire, écrire, se connecter",
        "status": Status.RUNNING,
        "years": (-1, 2),
        "summary": "Alphabétisation et premiers gestes numériques, dans le même atelier.",
        "ending": "",
        "needs": ("lecture", "fracture-numerique"),
        "budget": 86_500,
    },
    {
        "code": "FSE-PLUS",
        "title": "Vers l'emploi pas à pas",
        "status": Status.RUNNING,
        "years": (-1, 1),
        "summary": "Un parcours de remobilisation, une formation et un suivi jusqu'à six mois après la sortie.",
        "ending": "",
        "needs": ("plus-45", "femmes-seules", "pertes-de-droits"),
        "budget": 264_000,
        "rule_set": "esf-plus-2021",
    },
    {
        "code": "ECO-SOCIALE",
        "title": "Une activité d'économie sociale dans le quartier",
        "status": Status.IDEA,
        "years": (1, None),
        "summary": "Étude : couture et réparation, avec des emplois pour des personnes du quartier.",
        "ending": "",
        "needs": ("femmes-seules",),
        "budget": None,
    },
)


def tell_history(house: Organisation, today: date) -> dict[str, Project]:
    """Write partners, needs, calls and projects; years under 100 count from this one. Returns projects by code."""
    partners = _partners(house)
    needs = {
        code: Need.objects.create(
            organisation=house,
            code=code,
            title=title,
            statement=text,
            search=fold(title),
        )
        for code, title, text in NEEDS
    }
    programmes = _programmes(house, partners)
    Place.objects.bulk_create(
        [
            Place(organisation=house, name=name, street=street, postcode="1060", commune="Saint-Gilles", capacity=seats)
            for name, street, seats in (
                ("Salle Bethléem", "Place Bethléem 10", 16),
                ("Espace numérique", "Rue de Bosnie 22", 12),
                ("Grande salle", "Rue de Bosnie 22", 30),
            )
        ]
    )
    projects = {row["code"]: _project(house, row, needs, programmes, today) for row in PROJECTS}
    _family(house, projects, partners)
    _promises(house, projects, partners, today)
    return projects


def _partners(house: Organisation) -> dict[str, Partner]:
    return {
        code: Partner.objects.create(
            organisation=house, code=code, name=name, kind=kind, postcode=postcode, commune=commune, search=fold(name)
        )
        for code, name, kind, postcode, commune in PARTNERS
    }


def _programmes(house: Organisation, partners: dict[str, Partner]) -> dict[str, Programme]:
    rows = (
        ("fse-plus", "FSE+ 2021-2027", "fse"),
        ("fse-2014", "FSE 2014-2020", "fse"),
        ("actiris-partenariat", "Partenariat d'accompagnement", "actiris"),
        ("cohesion", "Cohésion sociale", "cocof"),
        ("quartier", "Contrat de quartier Bosnie", "commune"),
    )
    return {
        code: Programme.objects.create(organisation=house, code=code, name=name, funder=partners[funder])
        for code, name, funder in rows
    }


_PROGRAMME_OF = {
    "SELIDAIRE": "quartier",
    "CAFE-COUTURE": "quartier",
    "VILLAGE": "quartier",
    "FSE-3.2": "fse-2014",
    "FSE-PLUS": "fse-plus",
    "AOP-45": "actiris-partenariat",
    "COHESION": "cohesion",
    "EPN": "cohesion",
}


def _project(
    house: Organisation, row: dict[str, Any], needs: dict[str, Need], programmes: dict[str, Programme], today: date
) -> Project:
    first, last = (year + today.year if year is not None and year < 100 else year for year in row["years"])
    programme = programmes.get(_PROGRAMME_OF.get(row["code"], ""))
    call = None
    if programme:
        deadline = datetime(first - 1, 10, 15, 12, 0, tzinfo=BRUSSELS)
        call = Call.objects.create(
            organisation=house,
            programme=programme,
            code=f"appel-{row['code'].lower().replace('.', '-')}",
            title=f"Appel {programme.name} {first}",
            deadline_at=deadline,
            status=CallStatus.WON,
            signatory="La direction",
        )
    project = Project.objects.create(
        organisation=house,
        code=row["code"],
        title=row["title"],
        summary=row["summary"],
        status=row["status"],
        ending=row["ending"],
        call=call,
        programme=programme,
        starts_on=date(first, 1, 1),
        ends_on=date(last, 12, 31) if last else None,
        budget=Decimal(row["budget"]) if row["budget"] else None,
        rule_set=row.get("rule_set", ""),
        search=fold(f"{row['code']} {row['title']}"),
    )
    NeedAnswered.objects.bulk_create(
        [NeedAnswered(organisation=house, project=project, need=needs[code]) for code in row["needs"]]
    )
    return project


def _family(house: Organisation, projects: dict[str, Project], partners: dict[str, Partner]) -> None:
    rows = (
        (
            "CAFE-COUTURE",
            Link.TAKEN_OVER_BY,
            None,
            "ensemble",
            date(2016, 9, 1),
            "le lieu, les machines, l'animatrice",
            "l'habitude d'orienter des personnes",
        ),
        (
            "CHOC",
            Link.SPUN_OFF_TO,
            None,
            "csce",
            date(2014, 6, 1),
            "les réunions, les actions, le nom",
            "les témoignages donnés avec accord",
        ),
        ("VILLAGE", Link.SPUN_OFF_TO, None, "ensemble", date(2016, 9, 1), "les rencontres et leur public", ""),
        (
            "SELIDAIRE",
            Link.PASSED_TO,
            None,
            "cpas",
            date(2016, 1, 15),
            "la charte et le bilan, sans aucun nom",
            "les papiers du projet",
        ),
        ("CAFE-COUTURE", Link.BORN_FROM, "SELIDAIRE", None, date(2012, 10, 1), "", ""),
        ("ECO-SOCIALE", Link.BORN_FROM, "CAFE-COUTURE", None, None, "", ""),
    )
    Kinship.objects.bulk_create(
        [
            Kinship(
                organisation=house,
                project=projects[code],
                kind=kind,
                other=projects.get(other or ""),
                partner=partners.get(partner or ""),
                on=on,
                moved=moved,
                stayed=stayed,
            )
            for code, kind, other, partner, on, moved, stayed in rows
        ]
    )


def _promises(house: Organisation, projects: dict[str, Project], partners: dict[str, Partner], today: date) -> None:
    for code, funder, reference, amount, share in (
        ("FSE-PLUS", "fse", "FSE+/P4/0127", 132_000, 5_000),
        ("FSE-PLUS", "actiris", "ACT-GUID-88", 79_200, 3_000),
        ("AOP-45", "actiris", "ACT-PART-41", 118_000, 10_000),
        ("COHESION", "cocof", "COCOF-CS-1060-7", 86_500, 10_000),
    ):
        project = projects[code]
        agreement = Agreement.objects.create(
            organisation=house,
            project=project,
            funder=partners[funder],
            reference=reference,
            amount=Decimal(amount),
            share=share,
            signed_on=project.starts_on,
            starts_on=project.starts_on,
            ends_on=project.ends_on,
        )
        Condition.objects.create(
            organisation=house, agreement=agreement, code="inscription", label="Inscription chez Actiris"
        )
        if funder == "fse":
            Condition.objects.create(
                organisation=house, agreement=agreement, code="residence", label="Domicile en Région bruxelloise"
            )
    fse = projects["FSE-PLUS"]
    Project.objects.filter(pk=fse.pk).update(promised_minutes=18_000 * 60, promised_participants=240)
    Project.objects.filter(pk=projects["AOP-45"].pk).update(promised_minutes=6_000 * 60, promised_participants=120)
    targets = {"EECO01": 240, "EECO02": 190, "EECO09": 110, "EECR03": 40, "EECR04": 70, "EECR05": 60}
    Target.objects.bulk_create(
        [Target(organisation=house, project=fse, code=code, value=value) for code, value in targets.items()]
    )
    ProjectPartner.objects.bulk_create(
        [
            ProjectPartner(organisation=house, project=projects[code], partner=partners[partner], part=part)
            for code, partner, part in (
                ("FSE-PLUS", "centre-formation", Part.OPERATOR),
                ("FSE-PLUS", "employeur", Part.HOST),
                ("FSE-PLUS", "promotion-sociale", Part.OPERATOR),
                ("AOP-45", "maison-emploi", Part.SUPPORT),
                ("COHESION", "commune", Part.SUPPORT),
                ("CAFE-COUTURE", "commune", Part.FUNDER),
            )
        ]
    )
