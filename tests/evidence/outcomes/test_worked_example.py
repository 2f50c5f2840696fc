"""The worked example of the domain comes out, from entries, exits and answers noted on screen."""

from datetime import date

import pytest

from levier.evidence.outcomes.situation import missing
from levier.evidence.reports.engine.statement import Scope
from levier.evidence.reports.figures import figures
from levier.evidence.reports.rule_sets.esf_plus_2021 import RULE_SET
from levier.foundation.kit.calendar import Period
from tests.cast import actor
from tests.evidence.outcomes.worked_example import EXPECTED, worked_example

pytestmark = pytest.mark.django_db


def test_the_six_people_give_the_expected_figures():
    operation, _people = worked_example(actor())

    found = figures(
        Scope(operation.organisation_id, (operation.pk,)), RULE_SET, Period(date(2026, 1, 1), date(2026, 12, 31))
    )

    assert {code: found.cells[code].total for code in EXPECTED} == EXPECTED
    assert (found.complete, found.incomplete) == (5, 1)


def test_d_lacks_the_level_of_studies_and_nobody_else_lacks_anything():
    _operation, people = worked_example(actor())

    assert {letter: missing(one) for letter, one in people.items() if missing(one)} == {"D": ["studies"]}


def test_windows_are_counted_from_the_exit_and_from_six_months_after_it():
    _operation, people = worked_example(actor())

    days = {
        letter: list(one.observations.order_by("observed_on").values_list("horizon", "days_after", "reach"))
        for letter, one in people.items()
    }
    assert days == {
        "A": [("exit", 20, "answered"), ("six_months", 5, "answered")],
        "B": [("exit", 28, "answered"), ("six_months", 5, "not_reached")],
        "C": [],
        "D": [("exit", 5, "answered")],
        "E": [("exit", 0, "answered"), ("six_months", 5, "answered")],
        "F": [("exit", 5, "answered"), ("exit", 22, "answered"), ("six_months", 41, "answered")],
    }
