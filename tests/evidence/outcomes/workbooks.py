"""Small workbooks written by tests, as associations write them."""

from typing import Any

HEADERS = (
    "N°;Nom;Prénom;Sexe;Date de naissance;Nationalité;Niveau d'études;Statut à l'entrée;Inoccupé depuis;"
    "En formation/études à l'entrée;Date d'entrée;Date de sortie;Situation à la sortie;Date d'observation (sortie);"
    "Certification obtenue;Situation à 6 mois;Date d'observation (6 mois);Amélioration"
)
NAMES = HEADERS.split(";")
MARIAM: dict[str, Any] = {
    "N°": "1",
    "Nom": "Diallo",
    "Prénom": "Mariam",
    "Sexe": "F",
    "Date de naissance": "15/04/1990",
    "Nationalité": "belge",
    "Niveau d'études": "CESS",
    "Statut à l'entrée": "chômage indemnisé",
    "Inoccupé depuis": "10/01/2025",
    "En formation/études à l'entrée": "non",
    "Date d'entrée": "02/02/2026",
}


def mariam(changed: dict[str, Any] | None = None) -> dict[str, Any]:
    """Mariam's row, with these cells changed."""
    return MARIAM | (changed or {})


def sheet(*rows: dict[str, Any]) -> bytes:
    """A csv with title rows above the header and a total below, separated by semicolons."""
    lines = ["Fichier stagiaires;;", ";;", HEADERS]
    lines += [";".join(str(row.get(name, "")) for name in NAMES) for row in rows]
    return "\n".join([*lines, "Total;;"]).encode("cp1252", errors="replace")
