"""`levier backup`: the whole house in one sealed file."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=Path, help="fichier ou dossier (sinon, backups/ dans la maison)")
    parser.add_argument("--json", action="store_true", help="répond en JSON")
    parser.add_argument("--keys-to", type=Path, help="copie les clés dans ce dossier, à garder ailleurs")


def run(options: argparse.Namespace) -> int:
    """0 with the backup written; 1 when the database role would not see everything."""
    import shutil
    import sys

    import django

    django.setup()
    from django.conf import settings

    from levier.config.backup.saving import save
    from levier.foundation.kit.permissions import Refused

    at = datetime.now(UTC)
    target = options.output or settings.HOME / "backups"
    if target.suffix != ".backup":
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = target / f"levier-{at:%Y%m%d-%H%M%S}.backup"
    try:
        manifest = save(target, at)
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    if options.keys_to:
        shutil.copytree(settings.HOME / "keys", options.keys_to, dirs_exist_ok=True)
    rows = sum(table["rows"] for table in manifest["tables"].values())
    if options.json:
        print(json.dumps({"file": str(target), "rows": rows, "files": len(manifest["files"])}))
        return 0
    print(f"{target} : {rows} lignes, {len(manifest['files'])} fichiers.")
    if options.keys_to:
        print(f"Clés copiées dans {options.keys_to}.")
    print("Sans la clé keys/backup.key, cette sauvegarde ne s'ouvre pas : gardez une copie des clés ailleurs.")
    return 0
