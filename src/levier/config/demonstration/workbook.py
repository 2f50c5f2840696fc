"""A trainees' workbook as an association keeps it: people on one sheet, hours on another, and some faults to settle."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from levier.config.demonstration import names
from levier.foundation.kit.calendar import add_months
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
    "GSM",
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
MONTHS = ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
NATIONALITIES = ["belge"] * 6 + ["marocaine", "roumaine", "syrienne", "belge / turque", "ukrainienne", "guinéenne"]
FIRST_IMPORT = 14
"""Rows of the workbook that came in some months ago; the file to import holds them again, and more."""
Known = tuple[str, str, date, str]
"""Last name, first name, birth date and sign of somebody whom the house knows already."""


def trainees_workbook(today: date, born: date, *, count: int = 40, known: Sequence[Known] = ()) -> bytes:
    """The workbook of a course, as of `today`: `count` trainees; `born` is the day ages are counted from.

    With `known`, faults come with it: a date that does not exist, a status that nobody knows, a birth date left out,
    hours nobody can read, and people whom the house knows already under nearly the same name.
    """
    dice = random.Random("trainees")  # noqa: S311 - not a secret
    rows = [_row(number, today, born, dice) for number in range(1, count + 1)]
    months = [add_months(today.replace(day=1), -back) for back in range(5, -1, -1)]
    hours = [[row[0], row[1], row[2], *_hours(row, months, dice)] for row in rows]
    if known:
        rows[21][18] = f"31/02/{today.year}"
        rows[26][10] = "en attente de régularisation"
        rows[30][4] = None
        hours[17][-2] = "douze"
        for row, somebody in zip(rows[33:], known, strict=False):
            row[1:5] = [somebody[0].upper(), somebody[1], somebody[3], somebody[2]]
            hours[row[0] - 1][1:3] = row[1:3]
    title = ["Vers l'emploi pas à pas : fichier des stagiaires"]
    note = [f"mis à jour le {today:%d/%m/%Y}"]
    heads = ["N°", "Nom", "Prénom", *(f"{MONTHS[one.month - 1]} {one.year}" for one in months)]
    return write_xlsx([("Stagiaires", title, [note, HEADERS, *rows]), ("Heures", heads, hours)])


def sheet_of_beginners(today: date, born: date) -> bytes:
    """A short list with one date left to correct, as it arrived yesterday for another project."""
    dice = random.Random("beginners")  # noqa: S311 - not a secret
    rows = [_row(number, today, born, dice) for number in range(1, 10)]
    rows[4][18] = f"30/02/{today.year}"
    return write_xlsx([("Stagiaires", HEADERS, rows)])


def _row(number: int, today: date, born: date, dice: random.Random) -> list[Any]:
    gender = dice.choice("WWWMMN")
    birth = born - timedelta(days=dice.randrange(21 * 365, 60 * 365))
    early = number <= FIRST_IMPORT
    entry = today - timedelta(days=dice.randrange(130, 175) if early else dice.randrange(10, 120))
    left = entry + timedelta(days=dice.randrange(60, 150) if early else dice.randrange(20, 110))
    postcode, commune = dice.choice(names.COMMUNES)
    last, first, nationality = dice.choice(names.LAST), dice.choice(names.FIRST[gender]), dice.choice(NATIONALITIES)
    level = studies()[dice.choice([one for one in names.STUDIES if one])].fr
    status = statuses()[dice.choice([one for one in names.STATUSES if one])].fr
    since = entry - timedelta(days=dice.randrange(30, 900))
    answers = [dice.choice(["non", "non", "non", "non", "oui", "refus"]) for _ in range(6)]
    after = [
        left,
        exit_reasons()[dice.choice(["completed", "completed", "job", "dropped"])].fr,
        situations()[dice.choice([one for one in names.AFTER if one != "not_reached"])].fr,
        left + timedelta(days=9),
        dice.choice(["non", "non", "oui"]),
    ]
    is_out = left + timedelta(days=9) < today
    return [
        number,
        last,
        first,
        SIGNS[gender],
        birth,
        nationality,
        postcode,
        commune,
        f"0400 77 {number // 100:02d} {number % 100:02d}",
        level,
        status,
        since,
        *answers,
        entry,
        *(after if is_out else [None] * 5),
    ]


def _hours(row: list[Any], months: list[date], dice: random.Random) -> list[Any]:
    """Hours by month while somebody was in: numbers, and text as people type it."""
    entry, left = row[18], row[19]
    cells: list[Any] = []
    for month in months:
        is_in = entry < add_months(month, 1) and (left is None or left >= month)
        hours, odd = dice.randrange(18, 66), dice.random()
        whole: Any = f"{hours}h30" if odd < 0.2 else f"{hours},5" if odd < 0.3 else hours
        cells.append(whole if is_in else None)
    return cells


def first_rows(today: date, born: date) -> bytes:
    """The same workbook some months earlier: its first rows, before anybody left."""
    dice = random.Random("trainees")  # noqa: S311 - not a secret
    rows = [_row(number, today, born, dice) for number in range(1, FIRST_IMPORT + 1)]
    return write_xlsx([("Stagiaires", HEADERS, [[*row[:19], *[None] * 5] for row in rows])])
