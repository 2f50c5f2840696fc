"""Forms of funders, as data: which columns, which logos at the head, which words under the grid.

A form that nobody has shown to its funder yet says so on the paper (`to_check`).
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from levier.activity.sheets.enums import Format
from levier.activity.sheets.models import ProofRule
from levier.development.projects.models import Agreement, Project
from levier.foundation.kit.texts import fold
from levier.register.partners.models import Partner

_FILE = Path(__file__).parent / "data" / "formats.json"
_LOCAL = (Partner.Kind.MUNICIPALITY, Partner.Kind.WELFARE)


@dataclass(frozen=True, slots=True)
class SheetFormat:
    """`columns` before those to sign; `logos` name the places left for them; `funders` are folded words of the name or
    code of who pays. `mark`: who cannot sign may make a mark before a witness."""

    orientation: str
    columns: tuple[str, ...]
    logos: tuple[str, ...]
    funders: tuple[str, ...]
    declaration: str
    mark: bool
    to_check: bool


@cache
def formats() -> dict[str, SheetFormat]:
    """Every form, by its code."""
    held = json.loads(_FILE.read_text(encoding="utf-8"))
    return {
        code: _form({name: tuple(v) if isinstance(v, list) else v for name, v in one.items()})
        for code, one in held.items()
    }


def format_of(code: str) -> SheetFormat:
    """The form of a code; the plain one where it is known no more."""
    return formats().get(code) or formats()[Format.PLAIN]


def usual_format(project: Project | None) -> str:
    """The form that a project asks for: as it was chosen, else by its funder, else the plain one."""
    if project is None:
        return Format.PLAIN
    rule = ProofRule.objects.filter(project=project).first()
    if rule and rule.format in formats():
        return str(rule.format)
    if project.rule_set.startswith("esf"):
        return Format.ESF
    for agreement in Agreement.objects.filter(project=project).select_related("funder").order_by("-share", "pk"):
        if found := _of_funder(agreement.funder):
            return found
    return Format.PLAIN


def _form(held: dict[str, Any]) -> SheetFormat:
    return SheetFormat(**held)


def _of_funder(funder: Partner) -> str:
    said = fold(f"{funder.code} {funder.name}")
    for code, one in formats().items():
        if any(word in said for word in one.funders):
            return code
    return Format.COMMUNE if funder.kind in _LOCAL else ""
