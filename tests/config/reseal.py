"""A backup whose manifest was changed by somebody who holds the key."""

import io
import json
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from levier.config.backup.sealed import seal, unseal


def resealed(file: Path, target: Path, keys: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Write `target`: the same backup with `change` made to its manifest."""
    key = (keys / "backup.key").read_text().strip()
    with tempfile.TemporaryFile() as plain, tempfile.TemporaryFile() as again:
        unseal(file, plain, key)
        plain.seek(0)
        with tarfile.open(fileobj=plain) as archive, tarfile.open(fileobj=again, mode="w:gz") as other:
            for member in archive:
                data = archive.extractfile(member).read()
                if member.name == "manifest.json":
                    manifest = json.loads(data)
                    change(manifest)
                    data = json.dumps(manifest).encode()
                    member.size = len(data)
                other.addfile(member, io.BytesIO(data))
        again.seek(0)
        with target.open("wb") as sealed:
            seal(again, sealed, key)
