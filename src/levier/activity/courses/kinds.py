"""Kinds of training contracts: data of the package. Those nobody read at the source say that they are to be checked."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class ContractKind:
    """One line of `contract_kinds.csv`."""

    code: str
    fr: str
    nl: str
    en: str
    is_to_confirm: bool

    def __str__(self) -> str:
        name = {"nl": self.nl, "en": self.en}.get((get_language() or "fr")[:2], self.fr)
        return _("%(kind)s (à vérifier)") % {"kind": name} if self.is_to_confirm else name


@cache
def contract_kinds() -> dict[str, ContractKind]:
    """By code, in the order of the file."""
    text = files("levier.activity.courses").joinpath("data/contract_kinds.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["code"]: ContractKind(**(row | {"is_to_confirm": row["is_to_confirm"] == "1"})) for row in rows}


def kind_choices() -> list[tuple[str, str]]:
    """For a form: (code, name)."""
    return [(one.code, str(one)) for one in contract_kinds().values()]
