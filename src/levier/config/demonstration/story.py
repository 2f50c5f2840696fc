"""Where the association works and what it sees: partners, programmes, places, needs with their evidence.

Public bodies and associations are named by their role in the neighbourhood's history; people, firms and figures are
invented. `history` writes it down.
"""

from levier.register.partners.models import Partner

Kind = Partner.Kind

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
    ("fracture-numerique", "La fracture numérique ferme la porte des démarches", "Ne pas savoir se servir d'un écran pèse aujourd'hui autant que ne pas savoir lire : offres, formulaires, rendez-vous, banque, tout y passe."),
    ("lecture", "Lire et écrire manque à beaucoup", "Sans lecture, ni offre d'emploi, ni courrier, ni horaire de bus."),
    ("peu-qualifies", "Peu de diplômes, peu de portes", "Le diplôme du secondaire manque, ou il n'est pas reconnu ici : les offres accessibles sont rares et brèves."),
    ("plus-45", "Après 45 ans, les portes se ferment", "Longue expérience, diplôme ancien, confiance entamée : il faut d'abord se remettre en route."),
    ("femmes-famille", "Femmes en charge de famille, seules ou en couple", "La garde des enfants décide des heures possibles, et souvent du projet."),
    ("sante", "La santé et le moral pèsent sur le projet", "Difficultés psycho-médicales : on n'en note que l'effet sur le projet, jamais la maladie."),
    ("pertes-de-droits", "Contrôles et pertes de droits font peur et appauvrissent", "Exclusions, fins de droit, contrôles : l'urgence passe avant le projet, et le sens du travail en souffre."),
    ("participation", "Trop peu de monde dans les ateliers collectifs", "On s'inscrit, on ne vient pas : chercher avec les personnes ce qui fait venir."),
    ("parcours-integre", "Des projets qui se complètent, un seul parcours", "Passer d'un atelier à une formation puis à un emploi sans tout raconter à chaque porte."),
)  # fmt: skip
# (need, figure or fact, source, days ago)
EVIDENCE = (
    ("fracture-numerique", "97 personnes sur 150 n'ont pas d'adresse mail qu'elles ouvrent seules", "Accueil, premier trimestre", 40),
    ("fracture-numerique", "31 personnes attendent l'atelier « Premiers pas à l'ordinateur »", "Liste d'attente", 12),
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
# (name, street, seats)
PLACES = (
    ("Salle Bethléem", "Place Bethléem 10", 16),
    ("Espace numérique", "Rue de Bosnie 22", 14),
    ("Grande salle", "Rue de Bosnie 22", 30),
    ("Classe du Parvis", "Parvis Saint-Gilles 3", 16),
    ("Salle du premier", "Rue de Bosnie 22", 14),
)
