"""One file a rule-set: a file here with a `RULE_SET` is all it takes to add one; a long one may be a folder."""

from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from django.utils.translation import gettext as _

from levier.evidence.reports.engine.rule_set import RuleSet


def definitions(column: str, on: date) -> list[str]:
    """What each rule-set understands that day by a question of the entry that it defines by a parameter of its name."""
    found: dict[str, list[str]] = {}
    for one in rule_sets().values():
        for parameter in one.in_force(on, on):
            if parameter.name == column and parameter.shown:
                found.setdefault(str(parameter.shown), []).append(str(one.name))
    words = [{"rules": ", ".join(names), "meaning": meaning} for meaning, names in found.items()]
    return [_("%(rules)s : %(meaning)s (définition à confirmer).") % one for one in words]


@cache
def rule_sets() -> dict[str, RuleSet]:
    """All rule-sets of this folder, by code."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return {module.RULE_SET.code: module.RULE_SET for module in modules}
