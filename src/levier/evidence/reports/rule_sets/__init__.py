"""One file a rule-set: a file here with a `RULE_SET` is all it takes to add one."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from levier.evidence.reports.engine.rule_set import RuleSet


@cache
def rule_sets() -> dict[str, RuleSet]:
    """All rule-sets of this folder, by code."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return {module.RULE_SET.code: module.RULE_SET for module in modules}
