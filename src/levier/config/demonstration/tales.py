"""The projects since 2012 with their true ends, their family, their partners' parts and their agreements."""

from dataclasses import dataclass
from datetime import date

from levier.development.calls.enums import Competence
from levier.development.projects.enums import ProjectStatus as Status
from levier.development.projects.models import Kinship
from levier.development.projects.models import ProjectPartner as Part

Link, Role = Kinship.Kind, Part.Part


@dataclass(frozen=True)
class Told:
    """A project. `first` and `last` are days, or years counted from this one (whole years: 1 January, 31 December)."""

    code: str
    title: str
    status: Status
    first: date | int
    last: date | int | None
    summary: str
    needs: tuple[str, ...] = ()
    budget: int | None = None
    ending: str = ""
    programme: str = ""
    competences: tuple[Competence, ...] = ()
    rule_set: str = ""
    promised: tuple[int, int] | None = None
    """Trainee-hours and participants."""


C = Competence
PROJECTS = (
    Told(
        "AGREMENT",
        "Agrément de Mission locale",
        Status.RUNNING,
        -2,
        0,
        "Le cadre de presque tout le reste : accueillir, orienter et accompagner, selon l'ordonnance des Missions"
        " locales. Trois ans, à renouveler avec les preuves de l'activité.",
        ("parcours-integre",),
        540_000,
        programme="agrement",
        competences=(C.EMPLOYMENT,),
    ),
    Told(
        "SELIDAIRE",
        "Sélidaire, échange gratuit entre personnes sans emploi",
        Status.INTERRUPTED,
        date(2012, 3, 1),
        date(2015, 12, 31),
        "Un réseau où chacun donne et demande un savoir ou un service, sans argent ni points.",
        ("participation", "pertes-de-droits"),
        96_000,
        "Interrompu avec la fin du Contrat de Quartier. On en garde la charte, le bilan chiffré et l'habitude de se"
        " réunir ; le CPAS s'en sert pour préparer un projet semblable dans le même quartier.",
        "quartier",
        (C.NEIGHBOURHOOD, C.POVERTY),
    ),
    Told(
        "CAFE-COUTURE",
        "Café-couture de la place Bethléem",
        Status.TAKEN_OVER,
        date(2012, 10, 1),
        date(2016, 8, 31),
        "Chaque semaine, un lieu ouvert pour apprendre à coudre, parler de son parcours et rencontrer le quartier.",
        ("participation", "femmes-famille"),
        41_000,
        "Repris par l'association para-communale Ensemble pour 1060 ; le café continue sans nous, place Bethléem.",
        "quartier",
        (C.NEIGHBOURHOOD, C.COHESION),
    ),
    Told(
        "CHOC",
        "Collectif Choc, Chômeurs Occupés",
        Status.SPUN_OFF,
        date(2013, 1, 15),
        date(2013, 11, 30),
        "Des personnes sans emploi se réunissent, témoignent et agissent. Connu pour une « vente de chômeurs » jouée"
        " en rue, qui a fait parler du contrôle.",
        ("pertes-de-droits",),
        12_000,
        "Devenu un réseau à l'échelle de Bruxelles. Reste la preuve qu'une parole collective change un dossier.",
        "education-permanente",
        (C.POPULAR_EDUCATION, C.POVERTY),
    ),
    Told(
        "RESEAU",
        "Réseau Bruxellois des Collectifs de chômeurs",
        Status.TRANSFERRED,
        date(2013, 12, 1),
        date(2015, 6, 30),
        "Plusieurs collectifs partagent leurs actions, leurs papiers et une réunion par mois.",
        ("pertes-de-droits", "participation"),
        18_000,
        "La coordination est passée au Collectif Solidarité Contre l'Exclusion, qui l'anime depuis.",
        "education-permanente",
        (C.POPULAR_EDUCATION,),
    ),
    Told(
        "VILLAGE",
        "Village Mondial",
        Status.SPUN_OFF,
        date(2013, 5, 1),
        date(2016, 8, 31),
        "Rencontres entre voisins autour de cuisines et de musiques.",
        ("participation",),
        22_000,
        "Devenu autonome avec le café-couture, en même temps que ses deux projets frères.",
        "quartier",
        (C.COHESION,),
    ),
    Told(
        "DIVERSITE",
        "Parcours Diversité",
        Status.SPUN_OFF,
        date(2014, 2, 1),
        date(2016, 8, 31),
        "Des promenades racontées par celles et ceux qui habitent le quartier.",
        ("participation",),
        9_500,
        "Devenu autonome avec le café-couture.",
        "quartier",
        (C.COHESION,),
    ),
    Told(
        "CARNAVAL",
        "Carnaval des enfants",
        Status.SPUN_OFF,
        date(2014, 1, 1),
        date(2016, 8, 31),
        "Costumes cousus au café, défilé avec les écoles du bas de Saint-Gilles.",
        ("femmes-famille", "participation"),
        7_800,
        "Devenu autonome avec le café-couture.",
        "quartier",
        (C.COHESION,),
    ),
    Told(
        "EPN",
        "Espace public numérique",
        Status.RUNNING,
        date(2014, 11, 3),
        None,
        "Des ordinateurs, une connexion et quelqu'un pour aider, sans rendez-vous.",
        ("fracture-numerique", "parcours-integre"),
        78_000,
        programme="maison-emploi",
        competences=(C.EMPLOYMENT, C.TRAINING),
    ),
    Told(
        "ALPHA-NUM",
        "Ateliers d'alphabétisation numérique",
        Status.COMPLETED,
        date(2014, 11, 3),
        date(2019, 12, 31),
        "Allumer, taper, chercher, envoyer : les premiers gestes, en petit groupe, avec ou sans lecture.",
        ("fracture-numerique", "lecture"),
        54_000,
        "Terminé comme prévu. La méthode sert au projet « Lire, écrire, se connecter ».",
        "maison-emploi",
        (C.TRAINING,),
    ),
    Told(
        "FSE-3.2",
        "Préformation aux métiers de l'accueil, mesure 3.2",
        Status.COMPLETED,
        date(2015, 1, 1),
        date(2020, 12, 31),
        "Un cours conventionné avec Bruxelles Formation et le FSE, avec la guidance des stagiaires cofinancée par"
        " Actiris.",
        ("lecture", "peu-qualifies"),
        312_000,
        "Terminé, solde accepté. La guidance en petit groupe est restée.",
        "fse-2014",
        (C.TRAINING, C.EMPLOYMENT),
        "esf-2014",
        (9_000, 90),
    ),
    Told(
        "AOP-45",
        "Ateliers d'orientation professionnelle, 45 ans et plus",
        Status.RUNNING,
        -1,
        1,
        "Retrouver un rythme, faire le point, choisir une direction : pour les personnes de 45 ans et plus et celles"
        " qui cherchent depuis longtemps.",
        ("plus-45", "participation", "sante"),
        118_000,
        programme="actiris-partenariat",
        competences=(C.EMPLOYMENT,),
        promised=(14_000, 150),
    ),
    Told(
        "COHESION",
        "Lire, écrire, se connecter",
        Status.RUNNING,
        -1,
        2,
        "Alphabétisation et premiers gestes numériques, dans le même atelier.",
        ("lecture", "fracture-numerique", "femmes-famille"),
        86_500,
        programme="cohesion",
        competences=(C.COHESION, C.POVERTY),
        promised=(16_000, 180),
    ),
    Told(
        "FSE-PLUS",
        "Vers l'emploi pas à pas",
        Status.RUNNING,
        -1,
        1,
        "Un cours de préformation, un accompagnement, et des nouvelles prises jusqu'à six mois après la sortie.",
        ("plus-45", "femmes-famille", "peu-qualifies", "pertes-de-droits", "parcours-integre"),
        264_000,
        programme="fse-plus",
        competences=(C.TRAINING, C.EMPLOYMENT),
        rule_set="esf-plus-2021",
        promised=(24_000, 260),
    ),
    Told(
        "QUARTIER-NUM",
        "Écrivains publics numériques",
        Status.SUBMITTED,
        1,
        2,
        "Aller vers les personnes qui ne viennent pas : une permanence d'aide aux démarches dans trois lieux du quartier.",
        ("fracture-numerique", "pertes-de-droits"),
        64_000,
        programme="quartier-nouveau",
        competences=(C.NEIGHBOURHOOD, C.POVERTY),
    ),
    Told(
        "ECO-SOCIALE",
        "Une activité d'économie sociale dans le quartier",
        Status.IDEA,
        1,
        None,
        "Notes d'étude : couture et réparation, avec des emplois pour des personnes du quartier. Trois visites faites,"
        " un local possible rue de Bosnie, une question ouverte : qui porte le risque la première année ?",
        ("femmes-famille", "plus-45"),
        programme="economie-sociale",
        competences=(C.SOCIAL_ECONOMY,),
    ),
)
# (project, link, other project, partner, day, what leaves, what stays)
KIN = (
    ("CAFE-COUTURE", Link.BORN_FROM, "SELIDAIRE", "", date(2012, 10, 1), "", ""),
    ("CAFE-COUTURE", Link.TAKEN_OVER_BY, "", "ensemble", date(2016, 9, 1), "le lieu, les machines, l'animatrice, la liste des personnes qui ont donné leur accord", "l'habitude d'orienter des personnes vers le café"),
    ("CHOC", Link.SPUN_OFF_TO, "RESEAU", "", date(2013, 12, 1), "les réunions, les actions, le nom", "les témoignages donnés avec accord"),
    ("RESEAU", Link.BORN_FROM, "CHOC", "", date(2013, 12, 1), "", ""),
    ("RESEAU", Link.TRANSFERRED_TO, "", "csce", date(2015, 7, 1), "la coordination et l'agenda des collectifs", "une place à la réunion mensuelle"),
    ("VILLAGE", Link.SPUN_OFF_TO, "", "ensemble", date(2016, 9, 1), "les rencontres et leur public", ""),
    ("DIVERSITE", Link.SPUN_OFF_TO, "", "ensemble", date(2016, 9, 1), "les promenades et leurs récits", ""),
    ("CARNAVAL", Link.SPUN_OFF_TO, "", "ensemble", date(2016, 9, 1), "les costumes et le défilé", ""),
    ("CARNAVAL", Link.BORN_FROM, "CAFE-COUTURE", "", date(2014, 1, 1), "", ""),
    ("SELIDAIRE", Link.PASSED_TO, "", "cpas", date(2016, 1, 15), "la charte et le bilan, sans aucun nom", "les papiers du projet"),
    ("COHESION", Link.BORN_FROM, "ALPHA-NUM", "", None, "", ""),
    ("FSE-PLUS", Link.BORN_FROM, "FSE-3.2", "", None, "", ""),
    ("ECO-SOCIALE", Link.BORN_FROM, "CAFE-COUTURE", "", None, "", ""),
    ("QUARTIER-NUM", Link.BORN_FROM, "EPN", "", None, "", ""),
)  # fmt: skip
# (project, partner, part)
PARTS = (
    ("AGREMENT", "region", Role.FUNDER),
    ("SELIDAIRE", "commune", Role.FUNDER),
    ("SELIDAIRE", "cpas", Role.SUPPORT),
    ("CAFE-COUTURE", "commune", Role.FUNDER),
    ("EPN", "maison-emploi", Role.FUNDER),
    ("EPN", "commune", Role.HOST),
    ("ALPHA-NUM", "maison-emploi", Role.FUNDER),
    ("FSE-3.2", "bruxelles-formation", Role.OPERATOR),
    ("FSE-3.2", "centre-formation", Role.OPERATOR),
    ("FSE-3.2", "promotion-sociale", Role.SUPPORT),
    ("FSE-3.2", "accueil-hotel", Role.HOST),
    ("FSE-PLUS", "bruxelles-formation", Role.SUPPORT),
    ("FSE-PLUS", "centre-formation", Role.OPERATOR),
    ("FSE-PLUS", "promotion-sociale", Role.OPERATOR),
    ("FSE-PLUS", "employeur", Role.HOST),
    ("FSE-PLUS", "accueil-hotel", Role.HOST),
    ("AOP-45", "maison-emploi", Role.SUPPORT),
    ("COHESION", "commune", Role.SUPPORT),
    ("COHESION", "cpas", Role.SUPPORT),
    ("QUARTIER-NUM", "cpas", Role.SUPPORT),
    ("ECO-SOCIALE", "employeur", Role.SUPPORT),
)
# (project, funder, reference, amount, share in basis points, hours promised); several on one project share the same hours.
AGREEMENTS = (
    ("AGREMENT", "region", "AGR-ML-1060", 540_000, 10_000, None),
    ("FSE-3.2", "fse", "FSE-3.2-0415", 156_000, 5_000, None),
    ("FSE-3.2", "actiris", "ACT-GUID-12", 93_600, 3_000, None),
    ("FSE-PLUS", "fse", "FSE+/P4/0127", 132_000, 5_000, 24_000),
    ("FSE-PLUS", "actiris", "ACT-GUID-88", 79_200, 3_000, 18_000),
    ("AOP-45", "actiris", "ACT-PART-41", 118_000, 10_000, None),
    ("COHESION", "cocof", "COCOF-CS-1060-7", 86_500, 10_000, None),
)
# (agreement, code, what each person shows by a paper)
CONDITIONS = (
    ("FSE+/P4/0127", "inscription", "Inscription chez Actiris"),
    ("FSE+/P4/0127", "residence", "Domicile en Région bruxelloise"),
    ("ACT-GUID-88", "inscription", "Inscription chez Actiris"),
    ("ACT-PART-41", "inscription", "Inscription chez Actiris"),
    ("COCOF-CS-1060-7", "residence", "Domicile en Région bruxelloise"),
)
TARGETS = {"EECO01": 260, "EECO02": 200, "EECO09": 120, "EECR03": 40, "EECR04": 80, "EECR05": 60}
