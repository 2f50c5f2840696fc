"""What others made is kept as it came: version, licence and hash are written beside it."""

import gzip
import hashlib
import json
from pathlib import Path

import levier.foundation.kit

VENDOR = Path(levier.foundation.kit.__file__).parent / "static" / "kit" / "vendor"


def test_every_file_of_others_is_as_its_manifest_says():
    manifest = json.loads((VENDOR / "MANIFEST.json").read_text())
    hashes = {one["file"]: one["sha256"] for one in manifest}
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.iterdir()}
    files.pop("MANIFEST.json")

    assert files == hashes
    assert all(one["licence"] and one["version"] and one["package"] for one in manifest)


def test_style_and_own_script_stay_small():
    """As they travel: 10 KB of style and 2 KB of script, all pages together."""
    own = VENDOR.parent

    assert len(gzip.compress((own / "levier.css").read_bytes())) < 10_000
    assert len(gzip.compress((own / "levier.js").read_bytes())) < 2_000
