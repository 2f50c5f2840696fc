"""A trainees' workbook as an association keeps it, for the visitor to import."""

import random
from datetime import date, timedelta
from typing import Any

from levier.config.demonstration import names
from levier.foundation.kit.spreadsheets import write_xlsx
from levier.register.vocabulary.lists import exit_reasons, situations, statuses, studies

HEADERS = [
    "N°",
    "Nom",
    "Prénom",
    "Sexe",
    "Date de naissance",
    "Nationalité",
    "Code postal",
    "Commune",
    "Niveau d'études",
    "Statut à l'entrée",
    "Inoccupé depuis",
    "En formation/études à l'entrée",
    "Handicap",
    "Origine étrangère",
    "Minorité",
    "Sans-abri",
    "Zone rurale",
    "Date d'entrée",
    "Date de sortie",
    "Motif de sortie",
    "Situation à la sortie",
    "Date d'observation (sortie)",
    "Certification obtenue",
]
SIGNS = {"W": "F", "M": "H", "N": "X"}


def write_workbook(today: date, count: int = 40) -> bytes:
    """Forty invented trainees with one date to correct and one label to explain."""
    dice = random.Random(f"workbook{count}")  # noqa: S311 - not a secret
    rows = [_row(number, today, dice) for number in range(1, count + 1)]
    rows[11][17] = "31/02/" + str(today.year)
    rows[20][9] = "en attente de régularisation"
    return write_xlsx([("Stagiaires", HEADERS, rows)])


def _row(number: int, today: date, dice: random.Random) -> list[Any]:
    gender = dice.choice("WWWMMN")
    born = today - timedelta(days=dice.randrange(19 * 365, 60 * 365))
    entry = today - timedelta(days=dice.randrange(10, 170))
    left = entry + timedelta(days=dice.randrange(20, 120))
    is_out = left < today
    postcode, commune = dice.choice(names.COMMUNES)
    answers = [dice.choice(["non", "non", "non", "oui", "refus"]) for _ in range(6)]
    after = [
        left,
        exit_reasons()[dice.choice(["completed", "job", "dropped"])].fr,
        situations()[dice.choice(names.AFTER)].fr,
        left + timedelta(days=9),
        "non",
    ]
    return [
        number,
        dice.choice(names.LAST),
        dice.choice(names.FIRST[gender]),
        SIGNS[gender],
        born,
        "belge",
        postcode,
        commune,
        studies()[dice.choice([one for one in names.STUDIES if one])].fr,
        statuses()[dice.choice([one for one in names.STATUSES if one])].fr,
        entry - timedelta(days=dice.randrange(30, 900)),
        *answers,
        entry,
        *(after if is_out else [None] * 5),
    ]
