"""`levier restore FILE [--verify]`: prove a backup, or put it in place."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PROVEN = "La sauvegarde est prouvée : relue en entier, toutes les tables et tous les fichiers sont égaux."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="sauvegarde à relire")
    parser.add_argument("--verify", action="store_true", help="prouve la sauvegarde sans toucher à la maison")
    parser.add_argument("--keys", type=Path, help="dossier des clés, sur une machine vide")
    parser.add_argument("--json", action="store_true", help="répond en JSON")


def run(options: argparse.Namespace) -> int:
    """0 when the backup is proven (and in place without --verify); 1 when it is refused, the house untouched."""
    from levier.config.backup.restoring import put_in_place, verify
    from levier.config.home import levier_home
    from levier.foundation.kit.permissions import Refused

    at, home = datetime.now(UTC), levier_home()
    try:
        if not options.file.is_file():
            raise Refused(f"Il n'y a pas de fichier {options.file}.")
        if options.verify:
            verify(options.file, home, options.keys, at)
            _say(options, {"proven": True}, [PROVEN])
            return 0
        former = put_in_place(options.file, home, options.keys, at)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    lines = [f"La maison est rétablie dans {home}."]
    lines += [f"L'ancienne maison est gardée dans {former.folder}."] if former.folder else []
    lines += [f"L'ancienne base de données est gardée : {former.database}."] if former.database else []
    answer: dict[str, Any] = {
        "home": str(home),
        "former_home": str(former.folder or ""),
        "former_database": former.database,
    }
    _say(options, answer, lines)
    return 0


def _say(options: argparse.Namespace, answer: dict[str, Any], lines: list[str]) -> None:
    print(json.dumps(answer, ensure_ascii=False) if options.json else "\n".join(lines))
