"""Names of the parameters that the code reads, looked for rather than listed."""

import re
from pathlib import Path

import levier


def read_by_the_code(method):
    """Names of the parameters that some view asks of `request.GET` or `request.POST`."""
    pattern = rf'{method}(?:\.get|\.getlist)?[\(\[]"([\w-]+)"|"([\w-]+)" in request\.{method}'
    files = Path(levier.__file__).parent.rglob("*.py")
    found = [pair for file in files for pair in re.findall(pattern, file.read_text(encoding="utf-8"))]
    return {name for pair in found for name in pair if name}


PARAMETERS = sorted(read_by_the_code("GET") | {"q", "r", "next"})
POSTED = sorted(read_by_the_code("POST") - {"jeton"})
