"""Sheets of accompaniments written by tests, as associations write them."""

from datetime import date
from typing import Any

from levier.foundation.imports.actions import execute, start_run
from levier.foundation.imports.importer import importers
from levier.foundation.imports.models import ImportRun
from levier.foundation.kit.actors import Actor
from tests.foundation.imports.files import xlsx
from tests.support.pathways.cast import NOW

HEADERS = [
    *("Dossier", "Nom", "Prénom", "Naissance", "GSM", "Conseiller", "Rôle", "Suivi depuis", "Orienté par"),
    *("Demande", "Dernier contact", "Prochaine action", "À faire pour le", "Date de fin", "Motif de sortie"),
]
MARIAM: dict[str, Any] = {
    "Dossier": 12,
    "Nom": "DIALLO",
    "Prénom": "Mariam",
    "Naissance": "15/04/1990",
    "GSM": "0470 12 34 56",
    "Conseiller": "Nadia",
    "Suivi depuis": date(2026, 3, 2),
    "Orienté par": "Actiris",
    "Demande": "Travailler à mi-temps",
    "Dernier contact": "1er juin 2026",
    "Prochaine action": "Visiter la crèche",
    "À faire pour le": "22/06/2026",
}


def mariam(**changed: Any) -> dict[str, Any]:
    """Mariam's row, with these cells changed; `_` in a name stands for a space."""
    return MARIAM | {name.replace("_", " "): cell for name, cell in changed.items()}


def caseload(*rows: dict[str, Any]) -> bytes:
    """A workbook with a title above the header and a total below."""
    lines = [[row.get(name, "") for name in HEADERS] for row in rows]
    title: list[list[Any]] = [["Mission Locale – personnes suivies"], ["mis à jour le 12/06/2026"], []]
    footer: list[list[Any]] = [["Total", len(rows)], [], ["Données confidentielles"]]
    return xlsx(("Suivis", [*title, HEADERS, *lines, *footer]))


def start(by: Actor, data: bytes, kind: str = "caseload", name: str = "suivis.xlsx", at: Any = NOW) -> ImportRun:
    return start_run(by=by, importer=importers[kind], about="", name=name, data=data, at=at)


def bring(by: Actor, data: bytes, kind: str = "caseload", at: Any = NOW) -> ImportRun:
    return execute(by=by, run=start(by, data, kind, at=at), at=at)


LONG = ["Nom et prénom", "Date de naissance", "Frein", "Intensité", "Date", "Commentaire", "Noté par"]


def point(**changed: Any) -> dict[str, Any]:
    """One row of a diagnosis about Mariam: no home, strong, seen by Nadia."""
    row: dict[str, Any] = {
        "Nom et prénom": "DIALLO Mariam",
        "Date de naissance": "15/04/1990",
        "Frein": "Sans logement ou sur le point de le perdre",
        "Intensité": "Fort",
        "Date": date(2026, 3, 2),
        "Commentaire": "dort chez sa sœur",
        "Noté par": "Nadia",
    }
    return row | {name.replace("_", " "): cell for name, cell in changed.items()}


def diagnosis(*rows: dict[str, Any]) -> bytes:
    """A workbook with one row a person and an item."""
    lines = [[row.get(name, "") for name in LONG] for row in rows]
    return xlsx(("Diagnostics", [["Freins et atouts – 2026"], [], LONG, *lines, ["Total", len(rows)]]))


def wide(items: list[str], *rows: list[Any]) -> bytes:
    """A workbook with one row a person and one column an item."""
    return xlsx(("Diagnostics", [["Nom", "Prénom", "Né le", "Date", *items], *rows]))
