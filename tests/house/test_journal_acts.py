"""Every act that the code records can be told in a sentence."""

import ast
import re
from pathlib import Path

import levier
from levier.foundation.journal.sentences import acts
from levier.foundation.kit.permissions import REGISTER

PACKAGE = Path(levier.__file__).parent
_VERB = re.compile(r"[a-z_]+\.[a-z_]+")


def recorded() -> set[str]:
    """Verbs given to `record(verb=...)` and readings declared by views, as written in the code."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        found |= verbs_in(file.read_text(encoding="utf-8"))
    return found


def verbs_in(source: str) -> set[str]:
    """What a module names as the verb of a line, by keyword; or hands on to a helper, where it writes the journal."""
    tree = ast.parse(source)
    given = {node.value.value for node in ast.walk(tree) if _is_verb_by_keyword(node) and node.value.value}
    writes = any(
        isinstance(node, ast.ImportFrom) and node.module == "levier.foundation.journal.actions"
        for node in ast.walk(tree)
    )
    return given | {word for word in _words(tree) if _VERB.fullmatch(word)} if writes else given


def _is_verb_by_keyword(node):
    return isinstance(node, ast.keyword) and node.arg in ("verb", "reads") and isinstance(node.value, ast.Constant)


def _words(tree):
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        one.value for call in calls for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def test_every_act_has_its_sentence():
    assert recorded() - set(acts.names()) - set(REGISTER) == set()


def test_an_act_handed_to_a_helper_is_seen_too():
    helper = 'from levier.foundation.journal.actions import record\n_note(by, "team.lost", user)'

    assert verbs_in(helper) == verbs_in('record(by=by, verb="team.lost")') == {"team.lost"}
    assert verbs_in('_note(by, "team.lost", user)') == set()
