"""Whatever is asked and given back, in any order: the running total of an hour is the sum of its shares."""

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.evidence.ledger.actions import Overclaimed, claim_share, part_of, release_share
from levier.evidence.ledger.models import WHOLE, LedgerItem
from levier.foundation.accounts.enums import Role
from levier.foundation.kit import formats
from tests.cast import NOON, actor
from tests.evidence.ledger.cast import agreement, item

STEPS = st.lists(st.tuples(st.integers(0, 2), st.integers(1, WHOLE)), min_size=1, max_size=10)


@pytest.mark.django_db
def test_the_total_is_the_sum_of_the_shares_and_a_refusal_is_for_lack_of_room():
    samira, first = actor(Role.FINANCE), agreement("A")
    funders = [first, agreement("B", of=first.project), agreement("C", of=first.project)]
    half_day = item(first.project)

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(STEPS)
    def ask_or_give_back(steps):
        for who, share in steps:
            before = LedgerItem.objects.get(pk=half_day.pk).claimed
            held = half_day.claims.filter(agreement=funders[who]).first()
            expected = before - held.share if held else before + share
            if held:
                release_share(by=samira, claim=held, reason="essai", at=NOON)
            elif expected > WHOLE:
                with pytest.raises(Overclaimed):
                    claim_share(by=samira, item=half_day, agreement=funders[who], share=share, at=NOON)
                expected = before
            else:
                claim_share(by=samira, item=half_day, agreement=funders[who], share=share, at=NOON)
            now = LedgerItem.objects.get(pk=half_day.pk).claimed
            assert now == expected == (half_day.claims.aggregate(all=Sum("share"))["all"] or 0)

    ask_or_give_back()


@given(st.integers(0, 100_000), st.integers(0, WHOLE))
def test_two_shares_that_make_the_whole_pay_the_whole_but_for_one_minute_of_rounding(minutes, share):
    paid = part_of(minutes, share) + part_of(minutes, WHOLE - share)

    assert minutes <= paid <= minutes + 1


@given(st.integers(0, WHOLE))
def test_a_share_in_words_is_read_back_as_it_was(share):
    whole, _comma, rest = formats.share(share).removesuffix("\u202f%").partition(",")

    assert int(whole) * 100 + int(rest.ljust(2, "0")) == share
