"""`levier import people|hours FILE --project CODE`."""

import argparse
import json
from pathlib import Path
from typing import Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["people", "hours"], help="personnes ou heures")
    parser.add_argument("file", type=Path, help="classeur : xlsx, xls, ods ou csv")
    parser.add_argument("--project", required=True, help="code du projet")
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
    lines += [f"  ligne {error['row']} : {error['sentence']}" for error in answer.get("errors", [])]
    lines += [f"  ligne {question['row']} : {question['sentence']}" for question in answer.get("questions", [])]
    lines += [f"  {name} : {value}" for name, value in answer.get("summary", {}).items()]
    return "\n".join(lines)
