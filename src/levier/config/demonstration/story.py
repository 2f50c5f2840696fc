"""What the association lived since 2012, as rows: partners, needs and their evidence, projects with their true ends.

Public bodies and associations are named by their role in the neighbourhood's history; people, firms and figures are
invented. `history` writes it down.
"""

from dataclasses import dataclass
from datetime import date

from levier.development.calls.enums import Competence
from levier.development.projects.enums import ProjectStatus as Status
from levier.development.projects.models import Kinship
from levier.development.projects.models import ProjectPartner as Part
from levier.register.partners.models import Partner

Kind, Link, Role = Partner.Kind, Kinship.Kind, Part.Part

# (code, name, kind, postcode, commune, what is good to know)
PARTNERS = (
    ("actiris", "Actiris", Kind.FUNDER, "1210", "Saint-Josse-ten-Noode", "Finance la guidance et les partenariats."),
    ("fse", "Fonds social européen", Kind.FUNDER, "1000", "Bruxelles", "Deux remises par an, en juin et en décembre."),
    (
        "bruxelles-formation",
        "Bruxelles Formation",
        Kind.FUNDER,
        "1180",
        "Uccle",
        "Ouvre chaque année les appels aux cours.",
    ),
    ("cocof", "COCOF, Cohésion sociale", Kind.FUNDER, "1000", "Bruxelles", "Agrément de cinq ans."),
    (
        "federation",
        "Fédération Wallonie-Bruxelles",
        Kind.FUNDER,
        "1080",
        "Molenbeek-Saint-Jean",
        "Éducation permanente.",
    ),
    (
        "region",
        "Région de Bruxelles-Capitale",
        Kind.PUBLIC_SERVICE,
        "1000",
        "Bruxelles",
        "Donne l'agrément des Missions locales.",
    ),
    (
        "commune",
        "Commune de Saint-Gilles",
        Kind.MUNICIPALITY,
        "1060",
        "Saint-Gilles",
        "Porte les contrats de quartier.",
    ),
    (
        "maison-emploi",
        "Maison de l'Emploi de Saint-Gilles",
        Kind.PUBLIC_SERVICE,
        "1060",
        "Saint-Gilles",
        "Antenne locale d'Actiris.",
    ),
    ("cpas", "CPAS de Saint-Gilles", Kind.WELFARE, "1060", "Saint-Gilles", "Coordination de l'Action Sociale."),
    (
        "ensemble",
        "Ensemble pour 1060",
        Kind.ASSOCIATION,
        "1060",
        "Saint-Gilles",
        "Association para-communale, depuis 2016.",
    ),
    (
        "csce",
        "Collectif Solidarité Contre l'Exclusion",
        Kind.ASSOCIATION,
        "1060",
        "Saint-Gilles",
        "Coordonne le réseau des collectifs.",
    ),
    (
        "centre-formation",
        "Centre de formation du Parvis (fictif)",
        Kind.TRAINING,
        "1060",
        "Saint-Gilles",
        "Liste signée le 5 du mois.",
    ),
    (
        "promotion-sociale",
        "École de promotion sociale du Midi (fictive)",
        Kind.SCHOOL,
        "1060",
        "Saint-Gilles",
        "Certifie les cours du soir.",
    ),
    (
        "employeur",
        "Atelier Bosnie, économie sociale (fictif)",
        Kind.EMPLOYER,
        "1060",
        "Saint-Gilles",
        "Quatre places de stage.",
    ),
    (
        "accueil-hotel",
        "Hôtel du Parvis (fictif)",
        Kind.EMPLOYER,
        "1060",
        "Saint-Gilles",
        "Stages d'accueil, deux fois par an.",
    ),
)
# (code, name, funder, first year, last year)
PROGRAMMES = (
    ("agrement", "Ordonnance des Missions Locales", "region", 2008, None),
    ("quartier", "Contrat de Quartier Durable Bosnie", "commune", 2011, 2016),
    ("quartier-nouveau", "Contrat de Quartier Durable", "commune", None, None),
    ("maison-emploi", "Appels de la Maison de l'Emploi", "maison-emploi", 2013, None),
    ("fse-2014", "FSE 2014-2020, mesure 3.2", "fse", 2014, 2020),
    ("fse-plus", "FSE+ 2021-2027", "fse", 2021, 2027),
    ("cours", "Appel annuel aux cours", "bruxelles-formation", None, None),
    ("actiris-partenariat", "Partenariat d'accompagnement", "actiris", None, None),
    ("cohesion", "Cohésion sociale", "cocof", None, None),
    ("education-permanente", "Éducation permanente", "federation", None, None),
    ("economie-sociale", "Insertion par l'économie sociale", "region", None, None),
)  # fmt: skip
# (code, title, statement)
NEEDS = (
    ("fracture-numerique", "La fracture numérique ferme la porte des démarches", "Ne pas savoir se servir d'un écran pèse aujourd'hui autant que ne pas savoir lire : offres, formulaires, rendez-vous, banque, tout y passe."),
    ("lecture", "Lire et écrire manque à beaucoup", "Sans lecture, ni offre d'emploi, ni courrier, ni horaire de bus."),
    ("peu-qualifies", "Peu de diplômes, peu de portes", "Le diplôme du secondaire manque, ou il n'est pas reconnu ici : les offres accessibles sont rares et brèves."),
    ("plus-45", "Après 45 ans, les portes se ferment", "Longue expérience, diplôme ancien, confiance entamée : il faut d'abord se remettre en route."),
    ("femmes-famille", "Femmes en charge de famille, seules ou en couple", "La garde des enfants décide des heures possibles, et souvent du projet."),
    ("sante", "La santé et le moral pèsent sur le projet", "Difficultés psycho-médicales : on n'en note que l'effet sur le projet, jamais la maladie."),
    ("pertes-de-droits", "Contrôles et pertes de droits font peur et appauvrissent", "Exclusions, fins de droit, contrôles : l'urgence passe avant le projet, et le sens du travail en souffre."),
    ("participation", "Trop peu de monde dans les ateliers collectifs", "On s'inscrit, on ne vient pas : chercher avec les personnes ce qui fait venir."),
    ("parcours-integre", "Des projets qui se complètent, un seul parcours", "Passer d'un atelier à une formation puis à un emploi sans tout raconter à chaque porte."),
)  # fmt: skip
# (need, figure or fact, source, days ago)
EVIDENCE = (
    ("fracture-numerique", "97 personnes sur 150 n'ont pas d'adresse mail qu'elles ouvrent seules", "Accueil, premier trimestre", 40),
    ("fracture-numerique", "31 personnes attendent l'atelier « Premiers pas à l'ordinateur »", "Liste d'attente", 12),
    ("fracture-numerique", "2 personnes sur 3 qui lisent mal demandent aussi de l'aide à l'écran", "Diagnostics de l'espace numérique", 95),
    ("lecture", "44 personnes sur 150 ne lisent pas un courrier officiel", "Premiers entretiens", 75),
    ("peu-qualifies", "61 % des personnes entrées cette année n'ont pas le diplôme du secondaire", "Fiches d'entrée", 33),
    ("peu-qualifies", "19 diplômes étrangers sur 26 attendent une équivalence", "Entretiens", 110),
    ("plus-45", "58 % des personnes sans emploi depuis plus de deux ans ont 45 ans ou plus", "Fiches d'entrée", 30),
    ("femmes-famille", "22 abandons d'atelier sur 35 pour une garde d'enfant", "Feuilles de présence", 55),
    ("femmes-famille", "41 femmes cherchent une place de crèche pour suivre une formation", "Entretiens", 18),
    ("sante", "Pour 39 personnes, la santé limite les heures possibles", "Entretiens, effet sur le projet seulement", 90),
    ("pertes-de-droits", "17 exclusions ou fins de droit annoncées en un trimestre", "Entretiens", 20),
    ("pertes-de-droits", "8 personnes sur 10 citent la peur du contrôle avant la recherche d'emploi", "Réunion du collectif", 140),
    ("participation", "Sur 12 inscrits, 7 viennent à la première séance", "Feuilles de présence", 60),
    ("parcours-integre", "1 personne sur 3 a suivi deux ateliers qui ne se connaissaient pas", "Fiches des participants", 48),
)  # fmt: skip


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
        "Le cadre de presque tout le reste : accueillir, orienter et accompagner, selon l'ordonnance des Missions"
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
        " réunir ; le CPAS s'en sert pour préparer un projet semblable dans le même quartier.",
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
        "Repris par l'association para-communale Ensemble pour 1060 ; le café continue sans nous, place Bethléem.",
        "quartier",
        (C.NEIGHBOURHOOD, C.COHESION),
    ),
    Told(
        "CHOC",
        "Collectif Choc, Chômeurs Occupés",
        Status.SPUN_OFF,
        date(2013, 1, 15),
        date(2013, 11, 30),
        "Des personnes sans emploi se réunissent, témoignent et agissent. Connu pour une « vente de chômeurs » jouée"
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
        "Allumer, taper, chercher, envoyer : les premiers gestes, en petit groupe, avec ou sans lecture.",
        ("fracture-numerique", "lecture"),
        54_000,
        "Terminé comme prévu. La méthode sert au projet « Lire, écrire, se connecter ».",
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
        "Retrouver un rythme, faire le point, choisir une direction : pour les personnes de 45 ans et plus et celles"
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
        "Aller vers les personnes qui ne viennent pas : une permanence d'aide aux démarches dans trois lieux du quartier.",
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
        "Notes d'étude : couture et réparation, avec des emplois pour des personnes du quartier. Trois visites faites,"
        " un local possible rue de Bosnie, une question ouverte : qui porte le risque la première année ?",
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
# (project, funder, reference, amount, share in basis points); several on one project share the same hours.
AGREEMENTS = (
    ("AGREMENT", "region", "AGR-ML-1060", 540_000, 10_000),
    ("FSE-3.2", "fse", "FSE-3.2-0415", 156_000, 5_000),
    ("FSE-3.2", "actiris", "ACT-GUID-12", 93_600, 3_000),
    ("FSE-PLUS", "fse", "FSE+/P4/0127", 132_000, 5_000),
    ("FSE-PLUS", "actiris", "ACT-GUID-88", 79_200, 3_000),
    ("AOP-45", "actiris", "ACT-PART-41", 118_000, 10_000),
    ("COHESION", "cocof", "COCOF-CS-1060-7", 86_500, 10_000),
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
# (name, street, seats)
PLACES = (
    ("Salle Bethléem", "Place Bethléem 10", 16),
    ("Espace numérique", "Rue de Bosnie 22", 14),
    ("Grande salle", "Rue de Bosnie 22", 30),
    ("Classe du Parvis", "Parvis Saint-Gilles 3", 16),
    ("Salle du premier", "Rue de Bosnie 22", 14),
)
