"""Reports as the other doors ask them."""

from dataclasses import dataclass

from levier.development.projects.models import Project
from levier.evidence.outcomes.queries import shares_of
from levier.evidence.reports.engine.rule_set import RuleSet
from levier.evidence.reports.engine.statement import Scope
from levier.evidence.reports.exclusions import Exclusion, exclusions
from levier.evidence.reports.figures import Figures, figures
from levier.evidence.reports.rules import SEE_REPORTS
from levier.foundation.kit.actors import Actor
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.permissions import demand_permission


@dataclass(frozen=True, slots=True)
class Report:
    """One project, one rule-set, one period: figures and who is left out."""

    project: Project
    figures: Figures
    excluded: list[Exclusion]


def scope_of(project: Project, rule_set: RuleSet, shares: dict[str, int] | None = None) -> Scope:
    """The records of one project, and the sample that the house asks under these rules; `shares` when known already."""
    known = shares_of(project.organisation_id) if shares is None else shares
    return Scope(project.organisation_id, (project.pk,), known.get(rule_set.code, 100))


def report_of(actor: Actor, project: Project, rule_set: RuleSet, period: Period) -> Report:
    """Compute a report now. Raises Refused when this actor may not see reports."""
    demand_permission(actor, SEE_REPORTS)
    scope = scope_of(project, rule_set)
    return Report(project, figures(scope, rule_set, period), exclusions(scope, rule_set, period))
