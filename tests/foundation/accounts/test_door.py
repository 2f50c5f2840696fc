"""The door: who comes in, and what a second click does."""

import pytest

from levier.foundation.accounts.models import Membership
from tests.cast import browser, colleague

pytestmark = pytest.mark.django_db


def test_a_visitor_is_led_to_the_sign_in(client):
    answer = client.get("/")

    assert (answer.status_code, answer["Location"]) == (302, "/compte/login/?next=/")


def test_a_colleague_sees_the_desk_and_nothing_is_kept_by_the_browser():
    answer = browser(colleague()).get("/")

    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")


def test_a_right_withdrawn_counts_at_the_next_request():
    nadia = colleague()
    nadias = browser(nadia)
    assert nadias.get("/").status_code == 200

    Membership.objects.filter(user=nadia).update(ended_at="2026-06-15T10:00:00Z")

    assert nadias.get("/").status_code == 403
