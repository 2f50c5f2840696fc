"""Fifty ask 30 % of one hour at the same time: three get it, the others read a sentence."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from levier.evidence.ledger.actions import Overclaimed, claim_share
from levier.evidence.ledger.models import Claim, LedgerItem
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.tenancy import working_for
from tests.cast import NOON, actor, project
from tests.evidence.ledger.cast import agreement, item

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 50


def test_three_of_fifty_win_and_nothing_is_overbooked(shared_database):
    there = project()
    half_day = item(there)
    crowd = [agreement(f"C-{number:02d}", of=there) for number in range(CROWD)]
    samira = actor(Role.FINANCE)
    shared_database()
    together = threading.Barrier(CROWD)

    def ask(one) -> str:
        try:
            together.wait(timeout=60)
            with working_for(there.organisation_id):
                claim_share(by=samira, item=half_day, agreement=one, share=3_000, at=NOON)
            return "won"
        except Overclaimed as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    def look():
        try:
            with working_for(there.organisation_id):
                held = LedgerItem.objects.get(pk=half_day.pk).claimed
                return held, sorted(Claim.objects.values_list("share", flat=True))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CROWD) as pool:
        answers = Counter(pool.map(ask, crowd))
    with ThreadPoolExecutor(1) as pool:
        kept = pool.submit(look).result()

    refusal = "Il ne reste que 10\u202f% de cette heure\u202f: 30\u202f% de plus dépasseraient 100\u202f%."
    assert answers == {"won": 3, refusal: CROWD - 3}
    assert kept == (9_000, [3_000] * 3)
