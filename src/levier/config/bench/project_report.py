"""S7. The report of one project among many, with the list behind a figure, beside SQL written by hand."""

from functools import partial
from typing import Any

from levier.config.bench import handwritten
from levier.config.bench.houses import Wanted, actor_in
from levier.config.bench.indicators import RULES, different_cells, records_house
from levier.config.bench.lines import Line, ratio
from levier.config.bench.measuring import by_turns
from levier.config.bench.records import PERIOD
from levier.development.projects.models import Project
from levier.evidence.outcomes.queries import participations_for_lines
from levier.evidence.reports.lines import line_ids
from levier.evidence.reports.queries import report_of, scope_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.foundation.kit.actors import Actor

TIMES = 3
FIGURE = "EECR04"


def run(wanted: Wanted) -> list[Line]:
    made = records_house(wanted.size(50_000, 1_000_000), wanted)
    actor = actor_in(made)
    project = Project.objects.filter(organisation=made).order_by("pk")[Project.objects.count() // 2]
    ours, hand = partial(report, actor, project), partial(by_hand, made.pk, project.pk)
    (computed, ids), (written, theirs) = ours(), hand()
    differing = [*different_cells(computed.figures, written), *(set(ids) ^ set(theirs))]
    ours_times, hand_times = by_turns(ours, hand, repeats=max(wanted.repeats, 9))
    size = project.participations.count()
    return [
        ratio(
            "S7", f"rapport d'un projet de {size} participations et lignes d'un chiffre", ours_times, hand_times, TIMES
        ),
        Line("S7", "rapport d'un projet : cases ou lignes différentes", len(differing), 0, ""),
    ]


def report(actor: Actor, project: Project) -> tuple[Any, list[int]]:
    """The figures, who is left out and why; then the first hundred lines behind one figure."""
    rules = rule_sets()[RULES]
    made = report_of(actor, project, rules, PERIOD)
    ids = line_ids(scope_of(project, rules), rules, rules.indicator(FIGURE), PERIOD)
    participations_for_lines(actor, ids[:100])
    return made, ids


def by_hand(house: int, project: int) -> tuple[handwritten.Answer, list[int]]:
    return handwritten.answer(house, project, PERIOD), handwritten.people_in_work(house, project, PERIOD)
