"""Every act that the code records can be told in a sentence."""

import ast
from pathlib import Path

import levier
from levier.foundation.journal.sentences import acts

PACKAGE = Path(levier.__file__).parent


def recorded() -> set[str]:
    """Verbs given to `record(verb=...)` and readings declared by views, as written in the code."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in ("verb", "reads") and isinstance(node.value, ast.Constant):
                found.add(node.value.value)
    return found


def test_every_act_has_its_sentence():
    assert recorded() - set(acts.names()) == set()
