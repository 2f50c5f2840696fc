"""The worked examples of the rights calendar, and the rules of every kind over twenty years of days."""

from datetime import date, timedelta

import pytest

from levier.foundation.kit.working_days import DAY, is_open
from levier.support.rights.counting import NothingToCount, Worked, count
from levier.support.rights.models import DeadlineKind, DeadlineRule
from tests.cast import organisation
from tests.support.rights.cast import kind

pytestmark = pytest.mark.django_db
DAYS = [date(2015, 1, 1) + timedelta(days=n) for n in range((date(2036, 1, 1) - date(2015, 1, 1)).days)]


def rule(code):
    organisation()
    return kind(code).rules.get()


def worked(code, base):
    return count(rule(code), base)


def test_joint_committee_fifteen_days_after_the_notification():
    assert worked("actiris_internal_appeal", date(2026, 6, 2)).end == date(2026, 6, 17)


@pytest.mark.parametrize("code", ["labour_court_actiris", "labour_court_onem"])
def test_labour_court_three_months_after_the_notification(code):
    assert worked(code, date(2026, 4, 14)) == Worked(date(2026, 4, 14), date(2026, 7, 14))


def test_a_short_month_ends_on_its_last_day_and_moves_to_monday():
    found = worked("labour_court_actiris", date(2026, 11, 30))

    assert (found.last_on, found.shifted_on, found.end) == (date(2027, 2, 28), date(2027, 3, 1), date(2027, 3, 1))


def test_the_welfare_centre_decides_in_thirty_days_and_sends_in_eight():
    asked = date(2026, 10, 1)

    assert worked("cpas_decision", asked).end == date(2026, 10, 31)
    assert worked("cpas_notification", asked).end == date(2026, 11, 8)


def test_against_the_welfare_centre_the_first_day_is_the_working_day_after_posting():
    found = worked("cpas_court", date(2026, 10, 1))

    assert found == Worked(
        base=date(2026, 10, 1),
        last_on=date(2027, 1, 1),
        shifted_on=date(2027, 1, 4),
        begins_on=date(2026, 10, 2),
    )


def test_a_registered_letter_posted_on_a_friday_counts_from_monday():
    found = worked("cpas_court", date(2026, 10, 2))

    assert (found.begins_on, found.last_on) == (date(2026, 10, 5), date(2027, 1, 4))


def test_twelve_working_days_count_saturdays_and_leave_out_the_national_holiday():
    assert worked("c45b_answer", date(2026, 7, 10)).end == date(2026, 7, 25)


@pytest.mark.parametrize("code", ["c45b_before_start", "exemption_request"])
def test_what_is_asked_before_is_asked_on_the_eve_at_the_latest(code):
    assert worked(code, date(2026, 9, 1)).end == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("day", "end"),
    [(date(2026, 1, 1), date(2026, 1, 31)), (date(2028, 2, 12), date(2028, 2, 29)), (date(2026, 12, 31),) * 2],
)
def test_a_monthly_paper_is_due_at_the_end_of_its_month(day, end):
    assert worked("monthly_card", day).end == end
    assert worked("exemption_certificate", day).end == end


@pytest.mark.parametrize(
    ("code", "end"), [("actiris_evaluation", date(2026, 11, 30)), ("actiris_evaluation_sip", date(2026, 7, 31))]
)
def test_evaluations_come_at_the_earliest_so_many_months_after_registering(code, end):
    assert worked(code, date(2026, 2, 28)) == Worked(date(2026, 2, 28), end.replace(day=28))


def test_registering_eight_days_after_the_request():
    assert worked("register_after_request", date(2026, 3, 1)).end == date(2026, 3, 9)


def test_the_end_of_a_right_is_never_computed():
    written = ("onem_end_of_right", "actiris_summons", "residence_expiry", "health_insurance", "read_from_letter")

    for code in written:
        with pytest.raises(NothingToCount):
            worked(code, date(2026, 3, 1))


def test_over_twenty_years_each_rule_keeps_its_word():
    organisation()
    rules = list(DeadlineRule.objects.exclude(unit="written").select_related("kind"))
    for one in rules:
        ends = []
        for day in DAYS:
            found = count(one, day)
            ends.append(found.end)
            assert found.shifted_on is None or (not is_open(found.last_on) and is_open(found.shifted_on))
            assert one.shifts_if_closed or found.shifted_on is None
            assert is_open(found.end) or not one.shifts_if_closed
            assert (found.end - found.last_on) <= 4 * DAY
            assert found.last_on > day or one.amount <= 0
        assert ends == sorted(ends), one.kind.code


def test_the_package_knows_what_the_reference_table_knows(shared_data):
    import csv

    organisation()
    reference = list(csv.DictReader((shared_data / "rights_deadlines.csv").read_text(encoding="utf-8").splitlines()))
    ours = {one.code: one for one in DeadlineKind.objects.prefetch_related("rules")}

    assert {line["code"] for line in reference} - set(ours) == set()
    for line in reference:
        mine = ours[line["code"]].rules.get()
        assert mine.is_to_confirm == (line["to_confirm"] == "1"), line["code"]
        assert mine.shifts_if_closed == (line["shifts_if_closed"] == "1"), line["code"]
        if line["code"] not in ("cpas_notification", "c45b_before_start", "monthly_card"):  # said in another way
            assert str(mine.amount if mine.amount is not None else "") == line["amount"], line["code"]
