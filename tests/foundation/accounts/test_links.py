"""A signed link opens one thing, for one purpose, in one organisation, until a moment."""

from datetime import UTC, datetime, timedelta

import pytest

from levier.foundation.accounts.links import LinkBroken, Linked, LinkExpired, link_token, read_link

UNTIL = datetime(2026, 7, 15, 10, 0, tzinfo=UTC)


def test_a_link_says_for_whom_and_on_what():
    token = link_token(3, "referral", 12, UNTIL)

    assert read_link(token, "referral", UNTIL) == Linked(3, "referral", "12")


def test_a_link_for_one_purpose_opens_nothing_else():
    with pytest.raises(LinkBroken):
        read_link(link_token(3, "referral", 12, UNTIL), "letter", UNTIL)


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: "a" + token, lambda token: "", str.upper])
def test_a_changed_link_is_none(change):
    with pytest.raises(LinkBroken):
        read_link(change(link_token(3, "referral", 12, UNTIL)), "referral", UNTIL)


def test_a_link_of_one_organisation_is_not_turned_into_one_of_another():
    said, _colon, signature = link_token(3, "referral", 12, UNTIL).rpartition(":")
    other = link_token(4, "referral", 12, UNTIL).rpartition(":")[0]

    assert said != other
    with pytest.raises(LinkBroken):
        read_link(f"{other}:{signature}", "referral", UNTIL)


def test_a_link_is_over_after_its_moment():
    token = link_token(3, "referral", 12, UNTIL)

    with pytest.raises(LinkExpired):
        read_link(token, "referral", UNTIL + timedelta(seconds=1))
