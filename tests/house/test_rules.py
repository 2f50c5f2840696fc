"""Each rule has a may and a may-not: a whole run ends badly when one was never seen to allow, or never to refuse."""

import pytest

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.rules import MANAGE_TEAM, may_suspend
from tests import answers
from tests.cast import actor

pytestmark = pytest.mark.django_db


def test_every_decision_of_the_rules_is_watched():
    assert "levier.foundation.accounts.rules.may_suspend" in answers.named()
    assert "accounts.manage" in answers.named()
    assert "accounts.use" not in answers.named()  # every role holds it


def test_what_a_rule_answers_is_seen_wherever_it_was_imported_to():
    nadia, counsellor = actor(Role.DIRECTION), actor(name="Karim")

    assert may_suspend(nadia, counsellor.user_id or 0)
    assert not may_suspend(nadia, nadia.user_id or 0)
    assert MANAGE_TEAM.allows(nadia)
    assert not MANAGE_TEAM.allows(counsellor)
    assert answers.seen("levier.foundation.accounts.rules.may_suspend") == {True, False}
    assert answers.seen("accounts.manage") == {True, False}


def test_a_rule_seen_one_way_only_is_named():
    told = {"may_join": {True}, "may_leave": {False}, "may_stay": {True, False}}

    assert answers.one_sided(["may_go", "may_join", "may_leave", "may_stay"], told) == [
        "may_go: never asked",
        "may_join: never refused",
        "may_leave: never allowed",
    ]
