"""Invented names, as varied as the streets of Saint-Gilles. Any likeness is chance."""

FIRST = {
    "W": [
        "Mariam",
        "Fatima",
        "Aïcha",
        "Sofia",
        "Noor",
        "Elif",
        "Ana",
        "Ioana",
        "Olena",
        "Lucía",
        "Chantal",
        "Nadia",
        "Samira",
        "Hawa",
        "Grace",
        "Yasmine",
        "Julie",
        "Emma",
        "Zeynep",
        "Rania",
        "Blessing",
        "Marta",
        "Katarzyna",
        "Mirela",
        "Soraya",
        "Binta",
        "Leïla",
        "Amina",
        "Céline",
        "Hala",
        "Svetlana",
        "Rosa",
        "Nour",
        "Aminata",
        "Ilse",
    ],
    "M": [
        "Mohamed",
        "Youssef",
        "Ibrahim",
        "Amadou",
        "Mehmet",
        "Andrei",
        "Pieter",
        "Luan",
        "Omar",
        "Karim",
        "Jean",
        "Didier",
        "Trésor",
        "Bilal",
        "Hamza",
        "Oleksandr",
        "Carlos",
        "Rachid",
        "Emre",
        "Moussa",
        "Samuel",
        "Adil",
        "Thierry",
        "Goran",
        "Ahmed",
        "Luca",
        "Nabil",
        "Kevin",
        "Abdoulaye",
        "Florin",
        "João",
        "Ismaël",
        "Marc",
        "Tarek",
        "Pape",
    ],
    "N": ["Sacha", "Charlie", "Camille", "Alix", "Noa"],
}
LAST = [
    "Diallo",
    "Bah",
    "Haddad",
    "Peeters",
    "Janssens",
    "Dubois",
    "Yılmaz",
    "Şahin",
    "Popescu",
    "Ionescu",
    "Shevchuk",
    "Kowalska",
    "García",
    "Martínez",
    "Mbuyi",
    "Nzuzi",
    "Ouali",
    "Benali",
    "El-Amrani",
    "Chakir",
    "Krasniqi",
    "Hoxha",
    "Sow",
    "Barry",
    "Traoré",
    "Camara",
    "Lambert",
    "Maes",
    "Willems",
    "Moreau",
    "Silva",
    "Pereira",
    "Rossi",
    "Conti",
    "Demir",
    "Aydın",
    "Khan",
    "Ahmadi",
    "Rahimi",
    "Tesfaye",
    "Abdi",
    "Warsame",
    "Nguyen",
    "Tran",
    "Petrov",
    "Marin",
    "Lukaku",
    "Kabongo",
    "Mukendi",
    "Noël",
    "Claes",
    "Jacobs",
    "Lefèvre",
    "Simon",
    "Bouzid",
    "Ziani",
    "Saïdi",
    "Azouz",
    "Rodríguez",
    "Fall",
]
NATIONALITIES = (
    ["BE"] * 40
    + ["MA"] * 9
    + ["RO"] * 6
    + ["FR"] * 5
    + ["PT"] * 4
    + ["ES"] * 4
    + ["IT"] * 4
    + ["TR"] * 4
    + ["CD"] * 5
    + ["GN"] * 5
    + ["UA"] * 4
    + ["SY"] * 4
    + ["PL"] * 3
    + ["AF"] * 2
    + ["CM"] * 2
    + ["BR"] * 2
    + ["XA"]
    + ["BE,MA"] * 6
    + ["BE,TR"] * 2
)
STATUSES = (
    ["unemployed_benefit"] * 34
    + ["insertion_allowance"] * 6
    + ["registered_no_income"] * 9
    + ["cpas_income_registered"] * 18
    + ["excluded_registered"] * 6
    + ["cpas_income_unregistered"] * 5
    + ["sickness"] * 3
    + ["at_home"] * 5
    + ["article_60"] * 4
    + ["part_time"] * 3
    + ["temp_agency"] * 3
    + ["employee_fixed"] * 2
    + [""] * 2
)
STUDIES = (
    ["none"] * 9
    + ["primary_unfinished"] * 7
    + ["ceb"] * 12
    + ["cesi"] * 22
    + ["cess"] * 24
    + ["foreign_3"] * 12
    + ["bachelor"] * 6
    + ["master"] * 4
    + ["seventh"] * 3
    + [""]
)
COMMUNES = (
    [("1060", "Saint-Gilles")] * 55
    + [("1190", "Forest")] * 14
    + [("1070", "Anderlecht")] * 12
    + [("1050", "Ixelles")] * 6
    + [("1080", "Molenbeek-Saint-Jean")] * 7
    + [("1000", "Bruxelles")] * 6
)
AFTER = (
    ["permanent"] * 12
    + ["fixed_term"] * 14
    + ["temp_agency"] * 6
    + ["training"] * 16
    + ["searching"] * 30
    + ["at_home"] * 5
    + ["article_60"] * 5
    + ["not_reached"] * 12
)
OTHER_SCRIPTS = (
    ("ليلى", "حداد", "W", "SY", "ar"),
    ("محمد", "الأحمد", "M", "SY", "ar"),
    ("Олена", "Шевченко", "W", "UA", "uk"),
    ("Тарас", "Коваленко", "M", "UA", "uk"),
    ("Ελένη", "Παπαδοπούλου", "W", "GR", "fr"),
    ("Thị Hạnh", "Nguyễn", "W", "VN", "fr"),
    ("ნინო", "ბერიძე", "W", "GE", "fr"),
    ("Şükrü", "Öztürk", "M", "TR", "tr"),
    ("Ștefan", "Țurcanu", "M", "RO", "ro"),
    ("Łucja", "Wiśniewska", "W", "PL", "fr"),
    ("O", "Sy", "M", "GN", "fr"),
    ("Noorzia", "", "W", "AF", "en"),
)
"""First name, last name, gender, nationality, language: several scripts, a name of one letter, a name alone."""
LANGUAGES = ["fr"] * 60 + ["ar"] * 12 + ["tr"] * 5 + ["ro"] * 6 + ["uk"] * 4 + ["es"] * 4 + ["en"] * 5 + ["nl"] * 4
MISSPELT = (("ss", "s"), ("ou", "u"), ("i", "y"), ("ll", "l"), ("ie", "i"), ("c", "k"), ("nn", "n"))
"""How a name is heard the second time."""
LOW_STUDIES = ["none"] * 14 + ["primary_unfinished"] * 10 + ["ceb"] * 14 + ["cesi"] * 6 + ["foreign_3"] * 3
EXCUSES = (
    "certificat médical",
    "convocation chez Actiris",
    "garde d'enfant",
    "rendez-vous au CPAS",
    "entretien d'embauche",
    "rendez-vous médical",
)
