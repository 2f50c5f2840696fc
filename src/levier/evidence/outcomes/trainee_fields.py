"""What the columns of a trainees' workbook can hold; the names that associations give them stand in `data/`."""

import csv
import re
from datetime import date
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext_lazy as _

from levier.foundation.imports.cells import CellError, read_answer, read_mail, read_phone, read_reference, read_text
from levier.foundation.imports.days import read_date
from levier.foundation.imports.importer import ImportField
from levier.foundation.kit.texts import fold
from levier.register.people.rows import read_full_name
from levier.register.vocabulary.labels import UnknownLabel, code_of
from levier.register.vocabulary.lengths import read_unemployment_length
from levier.register.vocabulary.lists import studies as studies_list
from levier.register.vocabulary.lists import terms_of
from levier.register.vocabulary.nationalities import nationality_codes


def read_length(cell: Any) -> date | int | None:
    """First day without work, or a length in words as the whole months that are surely behind (domain.md 3.2, 12)."""
    if not isinstance(cell, str):
        return read_date(cell)
    try:
        return read_unemployment_length(cell)
    except UnknownLabel:
        pass
    try:
        return read_date(cell)
    except CellError as error:
        raise CellError(
            str(_("« %(text)s » n'est ni une date ni une durée : écrivez 05/02/2023 ou « plus de 12 mois »."))
            % {"text": cell[:40]}
        ) from error


MEANINGS = {
    "employment_statuses": {
        "sans emploi demandeur d emploi": "job_seeker",
        "sans emploi": "job_seeker",
        "chomeur": "job_seeker",
        "chomage": "job_seeker",
        "inactif": "other_inactive",
        "inactive": "other_inactive",
        "en emploi": "employee",
    },
    "situations": {
        "en formation ou en etudes": "training",
        "recherche d emploi en formation ou en etudes": "training_and_searching",
        "en emploi en formation ou en etudes": "job_and_training",
        "aucune des trois": "inactive",
        "pas d observation": "unknown",
    },
    "improvements": {"amelioration": "improved", "pas une amelioration": "none"},
}
"""What a workbook's own legend says of its labels, beyond the spellings of the vocabulary."""


def _headers() -> dict[str, tuple[str, ...]]:
    text = (files("levier.evidence.outcomes") / "data" / "trainee_headers.csv").read_text(encoding="utf-8")
    return {row["field"]: tuple(row["headers"].split("|")) for row in csv.DictReader(text.splitlines())}


HEADERS = _headers()
_LEVEL = re.compile(
    r"^(?P<name>(?:niveau )?(?:cite|isced))?\s*(?P<level>[0-8])\s*[-–:.)(=/]+\s*(?P<rest>\D.*)$", re.IGNORECASE
)
_LEVEL_AFTER = re.compile(
    r"^(?P<rest>.*\D)\s*[-–:(,/]\s*(?P<name>cite|isced|niveau)\s*(?P<level>[0-8])\s*\)?$", re.IGNORECASE
)


def _field(code: str, label: Any, read: Any, **more: Any) -> ImportField:
    return ImportField(code, label, HEADERS[code], read, **more)


def _coded(code: str, label: Any, terms: str, *, expected: bool = True) -> ImportField:
    def known(text: str) -> str | None:
        return code_of(terms, text) or (level_code(text) if terms == "studies" else None)

    def meaning(text: str) -> str | None:
        return MEANINGS.get(terms, {}).get(fold(text)) or known(text)

    return _field(
        code,
        label,
        read_text,
        labels=known,
        choices=lambda: terms_of(terms).choices(),
        meanings=meaning,
        expected=expected,
    )


def level_code(text: str) -> str | None:
    """ "CITE 3 (CESS)", "3 - CESS", "CESS (ISCED 3)": a level and a diploma that agree are that diploma.

    A named level beside words we do not know is that level; None when the two contradict, or nothing is sure.
    """
    said = _LEVEL.match(text.strip()) or _LEVEL_AFTER.match(text.strip())
    if said is None:
        return None
    level, rest = int(said["level"]), said["rest"]
    diploma = code_of("studies", rest)
    if diploma:
        return diploma if studies_list()[diploma].isced == level else None
    return f"isced_{level}" if said["name"] and not re.search(r"\d", rest) else None


def _answer(code: str, label: Any) -> ImportField:
    return _field(code, label, read_answer)


def _number(cell: Any) -> str:
    return read_text(cell, most=40)


def _nationality_meaning(text: str) -> str | None:
    """ "Maroc (hors UE)" is Morocco."""
    return nationality_codes(text) or nationality_codes(text.partition("(")[0])


FIELDS: tuple[ImportField, ...] = (
    _field("number", _("N°"), read_reference),
    _field("last_name", _("Nom"), read_text),
    _field("first_name", _("Prénom"), read_text),
    _field("full_name", _("Nom et prénom"), read_full_name),
    _coded("gender", _("Sexe"), "genders"),
    _field("birth_date", _("Date de naissance"), read_date, dated=True, expected=True),
    _field(
        "nationalities",
        _("Nationalité"),
        read_text,
        labels=nationality_codes,
        choices=lambda: terms_of("nationalities").choices(),
        meanings=_nationality_meaning,
        expected=True,
    ),
    _field("postcode", _("Code postal"), _number),
    _field("commune", _("Commune"), read_text),
    _field("phone", _("GSM"), read_phone),
    _field("mail", _("E-mail"), read_mail),
    _coded("studies", _("Niveau d'études"), "studies"),
    _coded("status", _("Statut à l'entrée"), "employment_statuses"),
    _field("length", _("Inoccupé depuis"), read_length, dated=True, expected=True),
    _answer("in_training", _("En formation/études à l'entrée")),
    _answer("disability", _("Handicap")),
    _answer("foreign_background", _("Origine étrangère")),
    _answer("minority", _("Minorité")),
    _answer("homeless", _("Sans-abri")),
    _answer("rural", _("Zone rurale")),
    _answer("jobless_household", _("Ménage sans emploi")),
    _answer("single_adult_household", _("Adulte seul")),
    _answer("dependent_children", _("Enfants à charge")),
    _answer("other_disadvantage", _("Autre désavantage")),
    _field("entry_on", _("Date d'entrée"), read_date, dated=True, required=True, essential=True),
    _field("exit_on", _("Date de sortie"), read_date, dated=True, expected=True),
    _coded("exit_reason", _("Motif de sortie"), "exit_reasons", expected=False),
    _coded("exit_situation", _("Situation à la sortie"), "situations"),
    _field("exit_observed_on", _("Date d'observation (sortie)"), read_date, dated=True, expected=True),
    _answer("qualification", _("Certification obtenue")),
    _coded("later_situation", _("Situation à 6 mois"), "situations"),
    _field("later_observed_on", _("Date d'observation (6 mois)"), read_date, dated=True, expected=True),
    _coded("improvement", _("Amélioration"), "improvements"),
)
