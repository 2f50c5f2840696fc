"""What the guide leaves to be confirmed is a dated setting of the rule-set: another value gives other figures."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from levier.evidence.outcomes.actions import observe
from levier.evidence.reports.engine.rule_set import ParameterValue
from levier.evidence.reports.exclusions import exclusions
from levier.evidence.reports.figures import details, figures
from levier.evidence.reports.lines import line_ids
from levier.evidence.reports.queries import scope_of
from levier.evidence.reports.rule_sets import definitions, rule_sets
from levier.evidence.reports.standing import left_out, standing_of
from levier.foundation.kit.calendar import Period
from tests.cast import actor, organisation, project
from tests.evidence.reports.course import trainee

pytestmark = pytest.mark.django_db
RULES = rule_sets()["esf-plus-2021"]
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
SUMMER = date(2026, 7, 1)
AT = datetime(2027, 12, 1, 9, 0, tzinfo=UTC)


def with_setting(name: str, value, since: date = RULES.parameters[0].since):
    """The same rules, with another value of a parameter from a day on."""
    kept = tuple(one for one in RULES.parameters if (one.name, one.since) != (name, since))
    changed = ParameterValue(name, value, since, "le réglage", False)
    return replace(RULES, parameters=(*kept, changed))


def total(where, rules, code: str, *, cumulated: bool = False) -> int:
    found = figures(scope_of(where, rules), rules, YEAR)
    return (found.cumulated if cumulated else found.cells)[code].total


def why_not(held, rules, code: str) -> str:
    found = standing_of(scope_of(held.project, rules), rules, YEAR, held.pk)
    return next(one.why_not for one in found if one.indicator.code == code)


@pytest.fixture
def by():
    return actor()


@pytest.fixture
def where():
    return project()


def test_rule_8_whether_incomplete_records_count_in_the_first_figure_is_a_setting(by, where):
    held = trainee(by, where, studies="")
    without = with_setting("first_total", "complete")

    assert (total(where, RULES, "EECO01"), total(where, without, "EECO01")) == (1, 0)
    assert why_not(held, without, "EECO01") == "fiche incomplète\u202f: le niveau d'études manque"


def test_rule_8_whether_results_need_a_complete_record_is_a_setting(by, where):
    trainee(by, where, studies="", job=True)

    assert (total(where, RULES, "EECR04"), total(where, with_setting("results_of", "all"), "EECR04")) == (0, 1)


def test_rule_12_the_months_of_long_unemployment_are_a_setting(by, where):
    trainee(by, where, unemployed_since=date(2025, 8, 1))

    assert (total(where, RULES, "EECO03"), total(where, with_setting("ltu_months", 6), "EECO03")) == (0, 1)


def test_rule_12_a_new_value_holds_for_those_who_enter_from_its_day_on(by, where):
    rules = with_setting("ltu_months", 6, SUMMER)
    since = date(2025, 9, 1)
    early = trainee(by, where, "Avant", on=date(2026, 6, 30), until=None, unemployed_since=since)
    late = trainee(by, where, "Après", on=SUMMER, until=None, unemployed_since=since)
    scope, code = scope_of(where, rules), rules.indicator("EECO03")

    assert (total(where, rules, "EECO03"), total(where, rules, "EECO03", cumulated=True)) == (1, 1)
    assert line_ids(scope, rules, code, YEAR) == [late.pk]
    assert left_out(scope, rules, code, YEAR, first=0, count=10) == (1, [early.pk])
    assert (why_not(early, rules, "EECO03"), why_not(late, rules, "EECO03")) == (
        "pas plus de douze mois sans emploi à l'entrée",
        "",
    )
    assert figures(scope, rules, YEAR).failed_checks() == []
    assert details(scope, rules, YEAR).failed_sums(figures(scope, rules, YEAR)) == []


def test_rule_13_declared_and_recognised_levels_are_both_kept_and_a_setting_says_which_counts(by, where):
    held = trainee(by, where, studies="foreign_6", recognised="cess")
    recognised = with_setting("foreign_level", "recognised")

    assert (held.isced, held.isced_recognised) == (6, 3)
    assert [total(where, RULES, code) for code in ("EECO10", "EECO11")] == [0, 1]
    assert [total(where, recognised, code) for code in ("EECO10", "EECO11")] == [1, 0]
    assert why_not(held, recognised, "EECO11") == "n'a pas un diplôme du supérieur (CITE 5 à 8)"


def test_rule_13_without_a_decision_the_declared_level_counts_in_any_case(by, where):
    trainee(by, where, studies="foreign_6")

    assert total(where, with_setting("foreign_level", "recognised"), "EECO11") == 1


def test_rule_13_a_recognised_level_completes_a_record_whose_own_level_is_not_known(by, where):
    trainee(by, where, studies="foreign_unknown", recognised="cess")

    assert (total(where, RULES, "EECO02"), total(where, with_setting("foreign_level", "recognised"), "EECO02")) == (
        0,
        1,
    )


def test_rule_14_the_entry_form_says_what_foreign_background_means_under_the_rules():
    assert definitions("foreign_background", date(2026, 6, 15)) == [
        "FSE 2014-2020, FSE+ 2021-2027\u202f: les deux parents sont nés à l'étranger (définition à confirmer)."
    ]


@pytest.mark.parametrize(
    ("name", "horizon", "day", "code"),
    [
        ("exit_window", "exit", date(2026, 10, 6), "EECR04"),
        ("six_month_window", "six_months", date(2027, 4, 6), "EECR05"),
    ],
)
def test_rules_16_and_21_the_days_that_an_answer_may_take_are_a_setting(by, where, name, horizon, day, code):
    held = trainee(by, where, until=date(2026, 8, 31))
    observe(by=by, participation=held, horizon=horizon, observed_on=day, situation="job", at=AT)
    longer, later = with_setting(name, 60), with_setting(name, 60, date(2026, 9, 1))

    assert [total(where, rules, code) for rules in (RULES, longer, later)] == [0, 1, 0]
    assert why_not(held, later, code).endswith("hors du délai")
    assert [len(exclusions(scope_of(where, rules), rules, YEAR)) for rules in (RULES, longer, later)] == [1, 0, 1]


def test_a_longer_delay_from_a_day_on_holds_for_those_who_leave_from_that_day(by, where):
    held = trainee(by, where, until=date(2026, 8, 31))
    observe(by=by, participation=held, horizon="exit", observed_on=date(2026, 10, 6), situation="job", at=AT)
    rules = with_setting("exit_window", 60, date(2026, 8, 31))

    assert (total(where, rules, "EECR04"), exclusions(scope_of(where, rules), rules, YEAR)) == (1, [])
    assert why_not(held, rules, "EECR04") == ""


def test_rule_8_whom_to_ask_at_six_months_stands_among_the_settings(by, where):
    from levier.evidence.reports.queries import report_of
    from levier.evidence.reports.reading import Reading
    from levier.evidence.reports.snapshot import snapshot_of

    house = organisation()
    officer = actor("project_officer", name="Ines")
    said = []
    for share in (100, 40):
        house.settings = {"six_month_shares": {RULES.code: share}}
        house.save()
        said.append(Reading(snapshot_of(report_of(officer, where, RULES, YEAR), AT)).parameters[-1])

    assert said == [
        ("Qui est interrogé six mois après", "tout le monde", False),
        ("Qui est interrogé six mois après", "un échantillon de 40\u202f% des personnes sorties", False),
    ]


def test_what_the_guide_does_not_hold_for_certain_is_marked_so():
    marks = {one.name: one.certain for one in RULES.parameters}

    assert marks == {
        "ltu_months": False,
        "exit_window": True,
        "six_month_window": False,
        "first_total": False,
        "results_of": False,
        "foreign_level": False,
        "foreign_background": False,
    }
    assert {one.code for one in RULES.indicators if not one.certain} == {
        "EECO01",
        "EECO03",
        "EECO08",
        "EECO09",
        "EECO16",
        "EECO17",
        "EECR02",
        "EECR03",
        "EECR05",
        "EECR06",
    }
    assert {one.code for one in RULES.indicators if one.sensitive} == {"EECO12", "EECO15"}
    assert len(RULES.readings) == 4
