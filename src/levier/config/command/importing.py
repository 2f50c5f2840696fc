"""`levier import people|hours FILE --project CODE`, `levier import caseload|diagnosis FILE`."""

import argparse
import json
from pathlib import Path
from typing import Any

MOST_LINES = 200
KINDS = "personnes ou heures d'un projet ; accompagnements ou diagnostics de l'association"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["people", "hours", "caseload", "diagnosis"], help=KINDS)
    parser.add_argument("file", type=Path, help="classeur : xlsx, xls, ods ou csv")
    parser.add_argument("--project", default="", help="code du projet (people, hours)")
    parser.add_argument("--create", action="store_true", help="crée le projet s'il n'existe pas")
    parser.add_argument("--mapping", type=Path, help="fichier de décisions (json)")
    parser.add_argument("--sheet", default="", help="nom de la feuille, si ce n'est pas la plus probable")
    parser.add_argument("--good-rows-only", action="store_true", help="importe les bonnes lignes et laisse les autres")
    parser.add_argument("--dry-run", action="store_true", help="dit ce qui serait fait, sans rien écrire")
    parser.add_argument("--organisation", default="", help="code de l'organisation, s'il y en a plusieurs")
    parser.add_argument("--json", action="store_true", help="répond en JSON")


def run(options: argparse.Namespace) -> int:
    """0 imported; 1 nothing written because of errors; 2 something is to decide first."""
    import django

    django.setup()
    from levier.config.command.importing_run import import_file

    status, answer = import_file(options)
    if options.json:
        print(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
    else:
        print(in_words(answer))
    return status


def in_words(answer: dict[str, Any]) -> str:
    """The answer as sentences."""
    lines = [answer["sentence"]]
    lines += [f"  à décider : {name}" for name in answer.get("open", [])]
    for part in ("errors", "questions", "set_aside", "skipped"):
        found = answer.get(part, [])
        lines += [f"  ligne {one['row']}{_place(one)} : {one['sentence']}" for one in found[:MOST_LINES]]
        if len(found) > MOST_LINES:
            lines.append(f"  et {len(found) - MOST_LINES} autres : --json les donne toutes")
    lines += [f"  {name} : {value}" for name, value in answer.get("said", {}).items()]
    return "\n".join(lines)


def _place(one: dict[str, Any]) -> str:
    return f" (cellule {one['place']})" if one.get("place") else ""
