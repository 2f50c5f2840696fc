"""An agreement pays, and is shown, the hours of its own days."""

from datetime import date

import pytest

from levier.evidence.ledger.actions import claim_hours, claim_share
from levier.evidence.ledger.models import Claim, Shown
from levier.evidence.ledger.reporting import show_hour, show_hours
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from tests.cast import NOON, actor
from tests.evidence.ledger.cast import DAY, MARCH, agreement, hours, item

pytestmark = pytest.mark.django_db

REFUSED = (
    "1 ligne, du 2 mars 2026, tombe hors des dates de cette convention. Rien n'est noté\u202f: changez la période."
)


@pytest.fixture
def samira():
    return actor(Role.FINANCE, name="Samira")


def dated(starts_on, ends_on):
    found = agreement()
    found.starts_on, found.ends_on = starts_on, ends_on
    found.save()
    return found


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "runs"),
    [
        (None, None, True),
        (DAY, None, True),
        (None, DAY, True),
        (DAY, DAY, True),
        (date(2026, 3, 3), None, False),
        (None, date(2026, 3, 1), False),
        (date(2026, 3, 3), date(2026, 12, 31), False),
    ],
)
def test_an_agreement_runs_from_its_first_day_to_its_last_and_a_side_without_date_is_open(starts_on, ends_on, runs):
    assert dated(starts_on, ends_on).holds_on(DAY) is runs


@pytest.mark.parametrize("ask", ["period", "share", "result", "results"])
def test_an_hour_before_the_agreement_is_refused_and_nothing_is_written(samira, ask):
    late = dated(date(2026, 3, 3), None)
    hours(late.project, 180, on=DAY)
    half_day = item(late.project)
    acts = {
        "period": lambda: claim_hours(by=samira, agreement=late, period=MARCH, share=10_000, at=NOON),
        "share": lambda: claim_share(by=samira, item=half_day, agreement=late, share=10_000, at=NOON),
        "result": lambda: show_hour(by=samira, item=half_day, agreement=late, at=NOON),
        "results": lambda: show_hours(by=samira, agreement=late, period=MARCH, at=NOON),
    }

    with pytest.raises(Refused) as refusal:
        acts[ask]()

    assert str(refusal.value) == REFUSED
    assert (Claim.objects.count(), Shown.objects.count(), Line.objects.count()) == (0, 0, 0)


def test_a_month_begun_before_the_agreement_is_asked_when_its_hours_fall_within(samira):
    late = dated(date(2026, 3, 2), date(2026, 3, 20))
    hours(late.project, 180, on=DAY)

    done = claim_hours(by=samira, agreement=late, period=MARCH, share=10_000, at=NOON)

    assert (done.lines, done.minutes) == (1, 180)
