"""An hour is paid once: shares of it add up to the whole at most, whoever asks."""

import pytest
from django.db import IntegrityError, transaction

from levier.evidence.ledger.actions import (
    Claimed,
    Overclaimed,
    claim_hours,
    claim_share,
    release_hours,
    release_share,
)
from levier.evidence.ledger.models import Claim, LedgerItem
from levier.evidence.ledger.queries import months_of
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.permissions import Refused
from tests.cast import NOON, actor, organisation
from tests.evidence.ledger.cast import MARCH, agreement, hours, item
from tests.guards import exactly

pytestmark = pytest.mark.django_db


@pytest.fixture
def samira():
    return actor(Role.FINANCE, name="Samira")


def claimed(thing) -> int:
    return LedgerItem.objects.get(pk=thing.pk).claimed


def test_sixty_and_forty_are_accepted_and_ten_more_refused(samira):
    fse = agreement("FSE")
    formation, actiris = agreement("BF", of=fse.project), agreement("ACT", of=fse.project)
    half_day = item(fse.project)

    claim_share(by=samira, item=half_day, agreement=fse, share=6_000, at=NOON)
    claim_share(by=samira, item=half_day, agreement=formation, share=4_000, at=NOON)
    with pytest.raises(Overclaimed) as refusal:
        claim_share(by=samira, item=half_day, agreement=actiris, share=1_000, at=NOON)

    assert (
        str(refusal.value)
        == "Il ne reste que 0\u202f% de cette heure\u202f: 10\u202f% de plus dépasseraient 100\u202f%."
    )
    assert (claimed(half_day), Claim.objects.count()) == (10_000, 2)


def test_a_share_given_back_may_be_asked_again(samira):
    fse = agreement("FSE")
    actiris = agreement("ACT", of=fse.project)
    half_day = item(fse.project)
    first = claim_share(by=samira, item=half_day, agreement=fse, share=7_500, at=NOON)

    release_share(by=samira, claim=first, reason="convention échue", at=NOON)
    claim_share(by=samira, item=half_day, agreement=actiris, share=10_000, at=NOON)

    assert (claimed(half_day), list(Claim.objects.values_list("agreement", "share"))) == (
        10_000,
        [(actiris.pk, 10_000)],
    )
    verbs = list(Line.objects.order_by("number").values_list("verb", "object"))
    assert verbs == [
        ("share.claimed", f"ledger.ledgeritem:{half_day.pk}"),
        ("share.released", f"ledger.ledgeritem:{half_day.pk}"),
        ("share.claimed", f"ledger.ledgeritem:{half_day.pk}"),
    ]
    assert Detail.objects.get(number=2).change == {
        "agreement": fse.pk,
        "share": 7_500,
        "reason": "convention échue",
    }


def test_a_share_is_given_back_once(samira):
    fse = agreement("FSE")
    half_day = item(fse.project)
    first = claim_share(by=samira, item=half_day, agreement=fse, share=5_000, at=NOON)
    release_share(by=samira, claim=first, reason="", at=NOON)
    again = Claim(pk=first.pk or 1, item=half_day, agreement=fse, share=5_000)

    with pytest.raises(Refused, match="déjà libérée"):
        release_share(by=samira, claim=again, reason="", at=NOON)

    assert claimed(half_day) == 0


@pytest.mark.parametrize("share", [0, -1, 10_001])
def test_a_share_that_is_none_is_refused(samira, share):
    fse = agreement("FSE")
    half_day = item(fse.project)

    with pytest.raises(Refused, match="La part va de plus de 0\u202f% à 100\u202f%"):
        claim_share(by=samira, item=half_day, agreement=fse, share=share, at=NOON)

    assert claimed(half_day) == 0


def test_one_agreement_pays_one_share_of_its_own_project_s_hours(samira):
    fse, other = agreement("FSE"), agreement("AUTRE")
    half_day = item(fse.project)
    claim_share(by=samira, item=half_day, agreement=fse, share=1_000, at=NOON)

    with pytest.raises(Refused, match="paie déjà une part"):
        claim_share(by=samira, item=half_day, agreement=fse, share=1_000, at=NOON)
    with pytest.raises(Refused, match="celle d'un autre projet"):
        claim_share(by=samira, item=half_day, agreement=other, share=1_000, at=NOON)

    assert claimed(half_day) == 1_000


def test_the_database_itself_refuses_more_than_the_whole():
    half_day = item(agreement().project)

    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerItem.objects.filter(pk=half_day.pk).update(claimed=10_001)

    assert claimed(half_day) == 0


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.COORDINATION, Role.AUDITOR])
def test_who_may_not_ask_is_refused(role):
    fse = agreement("FSE")
    half_day = item(fse.project)

    with pytest.raises(Refused, match="Votre rôle"):
        claim_share(by=actor(role), item=half_day, agreement=fse, share=1_000, at=NOON)

    assert claimed(half_day) == 0


def test_another_organisation_s_hour_is_not_met(samira):
    elsewhere = agreement("LOIN", at=organisation("ailleurs"))
    half_day = item(elsewhere.project)

    with pytest.raises(LedgerItem.DoesNotExist):
        claim_share(by=samira, item=half_day, agreement=elsewhere, share=1_000, at=NOON)

    assert claimed(half_day) == 0


def test_a_month_is_asked_at_once_and_what_remains_is_counted(samira):
    fse = agreement("FSE")
    hours(fse.project, 180, 155, 0)

    done = claim_hours(by=samira, agreement=fse, period=MARCH, share=6_000, at=NOON)

    assert done == Claimed(2, 201)
    (march,) = months_of(fse.project, [fse], MARCH)
    assert (march.done, march.asked, march.left) == (335, [201], 134)
    assert Detail.objects.get().change == {
        "agreement": fse.pk,
        "first": "2026-03-01",
        "last": "2026-03-31",
        "share": 6_000,
        "lines": 2,
        "minutes": 201,
    }


def test_a_month_that_lacks_room_is_asked_not_at_all(samira):
    fse = agreement("FSE")
    actiris = agreement("ACT", of=fse.project)
    hours(fse.project, 180, 60)
    claim_hours(by=samira, agreement=fse, period=MARCH, share=6_000, at=NOON)

    with pytest.raises(Overclaimed) as refusal:
        claim_hours(by=samira, agreement=actiris, period=MARCH, share=5_000, at=NOON)

    assert str(refusal.value) == (
        "2 lignes n'ont plus 50\u202f% de libre\u202f: celle du 2 mars 2026 n'a plus que 40\u202f%. Rien n'est demandé."
    )
    assert list(Claim.objects.order_by("pk").values_list("agreement", "share")) == [(fse.pk, 6_000)] * 2


def test_hours_that_come_later_are_asked_without_asking_the_first_again(samira):
    fse = agreement("FSE")
    hours(fse.project, 180)
    claim_hours(by=samira, agreement=fse, period=MARCH, share=10_000, at=NOON)
    hours(fse.project, 120)

    done = claim_hours(by=samira, agreement=fse, period=MARCH, share=10_000, at=NOON)

    assert done == Claimed(1, 120)
    with pytest.raises(Refused, match="pas d'heure à demander"):
        claim_hours(by=samira, agreement=fse, period=MARCH, share=10_000, at=NOON)


def test_a_sheet_corrected_before_it_is_asked_counts_as_corrected_and_after_it_shows(samira):
    fse = agreement("FSE")
    (presence,) = hours(fse.project, 180)
    claim_hours(by=samira, agreement=fse, period=MARCH, share=10_000, at=NOON)
    release_hours(by=samira, agreement=fse, period=MARCH, reason="feuille corrigée", at=NOON)
    type(presence).objects.filter(pk=presence.pk).update(minutes=120)

    assert claim_hours(by=samira, agreement=fse, period=MARCH, share=10_000, at=NOON) == Claimed(1, 120)
    type(presence).objects.filter(pk=presence.pk).update(minutes=90)

    (march,) = months_of(fse.project, [fse], MARCH)
    assert (march.done, march.asked, march.left, march.over) == (90, [120], 0, 30)


def test_a_month_is_given_back_whatever_its_shares(samira):
    fse = agreement("FSE")
    hours(fse.project, 180)
    claim_hours(by=samira, agreement=fse, period=MARCH, share=6_000, at=NOON)
    hours(fse.project, 120)
    claim_hours(by=samira, agreement=fse, period=MARCH, share=2_500, at=NOON)

    assert release_hours(by=samira, agreement=fse, period=MARCH, reason="renoncement", at=NOON) == 2

    assert (Claim.objects.count(), list(LedgerItem.objects.values_list("claimed", flat=True))) == (0, [0, 0])
    with pytest.raises(Refused, match="Aucune heure"):
        release_hours(by=samira, agreement=fse, period=MARCH, reason="", at=NOON)


@pytest.mark.parametrize("count", [1, 12])
def test_a_month_costs_the_same_whatever_its_length(samira, count):
    fse = agreement("FSE")
    hours(fse.project, *[60] * count)
    claim_share(by=samira, item=item(fse.project), agreement=fse, share=1, at=NOON)

    with exactly(11):
        claim_hours(by=samira, agreement=fse, period=MARCH, share=10_000, at=NOON)

    assert Claim.objects.count() == count + 1
