"""The worked examples of the guide, one by one: six people by gender, and each sentence under their table."""

from datetime import date

import pytest

from levier.activity.activities.enums import ActivityKind
from levier.activity.activities.models import Activity, Attendance, Session
from levier.evidence.reports.figures import details, figures
from levier.evidence.reports.queries import report_of, scope_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.standing import standing_of
from levier.foundation.kit.calendar import Period
from tests.cast import NOON, actor, organisation, person, project
from tests.evidence.outcomes.worked_example import worked_example
from tests.evidence.reports.course import plain, trainee

pytestmark = pytest.mark.django_db
RULES = rule_sets()["esf-plus-2021"]
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))

COUNTED = {
    "A": "EECO01 EECO02 EECO03 EECO08 EECO09 EECR04 EECR05",
    "B": "EECO01 EECO04 EECO07 EECO10 EECR01 EECR02",
    "C": "EECO01 EECO02 EECO06 EECO09",
    "D": "EECO01",
    "E": "EECO01 EECO05 EECO11 EECR03 EECR06",
    "F": "EECO01 EECO02 EECO10",
}
"""Who counts where. D lacks a level of studies; F is 30 and was without work for exactly twelve months."""


def standings(held, period=YEAR):
    found = standing_of(scope_of(held.project, RULES), RULES, period, held.pk)
    return {one.indicator.code: one for one in found}


def codes(held, period=YEAR) -> str:
    return " ".join(code for code, one in standings(held, period).items() if one.is_counted)


@pytest.mark.parametrize("letter", COUNTED)
def test_each_of_the_six_counts_where_the_guide_says(letter):
    _operation, people = worked_example(actor())

    assert codes(people[letter]) == COUNTED[letter]


def test_three_women_two_men_one_non_binary():
    operation, _people = worked_example(actor())

    found = figures(scope_of(operation, RULES), RULES, YEAR)

    assert found.cells["EECO01"].as_json() == {"total": 6, "women": 3, "men": 2, "non_binary": 1, "unknown": 0}


@pytest.mark.parametrize(
    ("letter", "code", "reason"),
    [
        ("D", "EECO04", "fiche incomplète : le niveau d'études manque"),
        ("F", "EECO03", "pas plus de douze mois sans emploi à l'entrée"),
        ("F", "EECR04", "aucune réponse donnée dans le délai ne le dit"),
        ("F", "EECR05", "réponse du 20 avril 2027, hors du délai"),
        ("B", "EECR05", "pas jointe : aucune réponse dans le délai"),
        ("C", "EECR04", "encore dans le projet"),
    ],
)
def test_the_others_are_told_why_not(letter, code, reason):
    _operation, people = worked_example(actor())

    assert plain(standings(people[letter])[code].why_not) == reason


def test_the_sums_of_the_guide_hold():
    operation, _people = worked_example(actor())
    scope = scope_of(operation, RULES)
    found, beside = figures(scope, RULES, YEAR), details(scope, RULES, YEAR)

    assert found.complete == 5 == beside.sums["146"].total
    assert (beside.sums["147"].total, beside.sums["148"].total) == (2, 3)
    assert (found.failed_checks(), beside.failed_sums(found)) == ([], [])


@pytest.mark.parametrize(("entry", "is_long"), [(date(2026, 3, 10), False), (date(2026, 3, 11), True)])
def test_unemployed_since_10_march_2025(entry, is_long):
    held = trainee(actor(), project(), on=entry, unemployed_since=date(2025, 3, 10))

    assert standings(held)["EECO03"].is_counted is is_long


@pytest.mark.parametrize(("entry", "code"), [(date(2026, 2, 28), "EECO06"), (date(2026, 3, 1), "EECO07")])
def test_born_on_29_february_2008(entry, code):
    held = trainee(actor(), project(), on=entry, birth_date=date(2008, 2, 29))

    assert {one for one in ("EECO06", "EECO07") if standings(held)[one].is_counted} == {code}


@pytest.mark.parametrize(
    ("nationalities", "parents", "third_country", "background"),
    [
        ("BE", "yes", "no", "yes"),
        ("FR", "no", "no", "no"),
        ("BR", "no", "yes", "no"),
        ("XA", "", "yes", ""),
    ],
    ids=["Belgian, parents born in Morocco", "French", "Brazilian, parents born in Belgium", "stateless, not known"],
)
def test_nationality_and_origin_are_two_questions(nationalities, parents, third_country, background):
    held = trainee(actor(), project(), nationalities=nationalities, answers={"foreign_background": parents})

    found = standings(held)

    assert (held.third_country, held.foreign_background) == (third_country, background)
    assert found["EECO13"].is_counted is (third_country == "yes")
    assert found["EECO14"].is_counted is (background == "yes")
    assert (
        plain(found["EECO14"].why_not) == {"yes": "", "no": "a répondu « non »", "": "réponse non connue"}[background]
    )


def test_eight_trainees_three_hours_one_late_one_absent():
    house, where, by = organisation(), project(), actor("direction", name="Claire")
    activity = Activity.objects.create(organisation=house, title="Alpha", kind=ActivityKind.COURSE, project=where)
    session = Session.objects.create(organisation=house, activity=activity, project=where, on=date(2026, 3, 3))
    for number, (presence, minutes) in enumerate([*[("present", 180)] * 6, ("late", 155), ("absent", 0)]):
        Attendance.objects.create(
            organisation=house,
            session=session,
            person=person(f"P{number}"),
            presence=presence,
            minutes=minutes,
            recorded_at=NOON,
        )

    assert report_of(by, where, RULES, YEAR).figures.total_minutes == 20 * 60 + 35
