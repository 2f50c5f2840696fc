"""Paid once, shown as a result to several; and what is not proven is asked to nobody."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from levier.development.projects.models import Condition
from levier.evidence.ledger.actions import Claimed, Overclaimed, claim_hours, claim_share
from levier.evidence.ledger.models import Claim, LedgerItem, Shown
from levier.evidence.ledger.queries import shown_minutes
from levier.evidence.ledger.reporting import show_hour, show_hours, withdraw_hours
from levier.evidence.outcomes.actions import prove_eligibility
from levier.evidence.outcomes.models import Participation
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from tests.cast import NOON, actor, browser, colleague, organisation
from tests.evidence.ledger.cast import DAY, MARCH, agreement, hours, item

pytestmark = pytest.mark.django_db
WHEN = {"first": "01/03/2026", "last": "31/03/2026"}


@pytest.fixture
def samira():
    return actor(Role.FINANCE, name="Samira")


@pytest.fixture
def client():
    return browser(colleague(Role.FINANCE, name="Sam"))


def url(name, *words):
    return reverse(f"ledger:{name}", args=words)


def condition(of, label="Inscription chez Actiris") -> Condition:
    return Condition.objects.create(organisation=of.organisation, agreement=of, code="actiris", label=label)


def prove(asked: Condition, presence) -> None:
    mine = Participation.objects.get(person=presence.person)
    prove_eligibility(
        by=actor(Role.DIRECTION, name=f"D{mine.pk}"),
        participation=mine,
        condition=asked,
        paper="Attestation A15",
        paper_on=date(2026, 2, 27),
        at=NOON,
    )


def test_the_half_day_of_the_guide_is_paid_by_two_and_shown_to_a_third(samira):
    fse = agreement("FSE")
    formation, actiris = agreement("BF", of=fse.project), agreement("ACT", of=fse.project)
    half_day = item(fse.project)

    claim_share(by=samira, item=half_day, agreement=fse, share=6_000, at=NOON)
    claim_share(by=samira, item=half_day, agreement=formation, share=4_000, at=NOON)
    with pytest.raises(Overclaimed, match="Il ne reste que 0"):
        claim_share(by=samira, item=half_day, agreement=actiris, share=1_000, at=NOON)
    show_hour(by=samira, item=half_day, agreement=actiris, at=NOON)
    show_hour(by=samira, item=half_day, agreement=fse, at=NOON)

    half_day.refresh_from_db()
    assert (half_day.claimed, sorted(Claim.objects.values_list("share", flat=True))) == (10_000, [4_000, 6_000])
    assert set(Shown.objects.values_list("agreement", flat=True)) == {actiris.pk, fse.pk}
    assert list(Line.objects.order_by("number").values_list("verb", flat=True)) == [
        "share.claimed",
        "share.claimed",
        "hour.shown",
        "hour.shown",
    ]


def test_an_hour_is_shown_once_to_a_funder_of_its_own_project(samira):
    fse, other = agreement("FSE"), agreement("AUTRE")
    half_day = item(fse.project)
    show_hour(by=samira, item=half_day, agreement=fse, at=NOON)

    with pytest.raises(Refused, match="déjà présentée"):
        show_hour(by=samira, item=half_day, agreement=fse, at=NOON)
    with pytest.raises(Refused, match="celle d'un autre projet"):
        show_hour(by=samira, item=half_day, agreement=other, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Shown.objects.create(organisation=fse.organisation, item=half_day, agreement=fse, made_at=NOON)

    assert Shown.objects.count() == 1


def test_a_month_is_shown_at_once_and_withdrawn_with_its_reason(samira):
    fse = agreement("FSE")
    actiris = agreement("ACT", of=fse.project)
    hours(fse.project, 180, 155)
    claim_hours(by=samira, agreement=fse, period=MARCH, share=10_000, at=NOON)

    done = show_hours(by=samira, agreement=actiris, period=MARCH, at=NOON)

    assert (done, shown_minutes(fse.project)) == (Claimed(2, 335), {actiris.pk: 335})
    assert set(LedgerItem.objects.values_list("claimed", flat=True)) == {10_000}
    with pytest.raises(Refused, match="pas d'heure à présenter"):
        show_hours(by=samira, agreement=actiris, period=MARCH, at=NOON)
    assert withdraw_hours(by=samira, agreement=actiris, period=MARCH, reason="doublon", at=NOON) == 2
    assert (Shown.objects.count(), Claim.objects.count()) == (0, 2)
    with pytest.raises(Refused, match="Aucune heure"):
        withdraw_hours(by=samira, agreement=actiris, period=MARCH, reason="", at=NOON)


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.AUDITOR])
def test_who_may_not_ask_may_not_show(role):
    fse = agreement("FSE")
    hours(fse.project, 180)

    with pytest.raises(Refused, match="Votre rôle"):
        show_hours(by=actor(role), agreement=fse, period=MARCH, at=NOON)

    assert Shown.objects.count() == 0


def test_hours_that_lack_a_proof_are_asked_to_nobody(samira):
    fse = agreement("FSE")
    asked = condition(fse)
    proven, _not_proven = hours(fse.project, 180, 155)
    prove(asked, proven)

    assert claim_hours(by=samira, agreement=fse, period=MARCH, share=10_000, at=NOON) == Claimed(1, 180, 1)

    assert [one.item.source for one in Claim.objects.select_related("item")] == [f"activities.attendance:{proven.pk}"]
    with pytest.raises(Refused, match="1 ligne n'est pas prouvée"):
        claim_hours(by=samira, agreement=fse, period=MARCH, share=10_000, at=NOON)


def test_one_hour_that_lacks_a_proof_is_refused_until_it_is_there(samira):
    fse = agreement("FSE")
    actiris = agreement("ACT", of=fse.project)
    asked = condition(fse)
    (presence,) = hours(fse.project, 180)
    half_day = item(fse.project, source=f"activities.attendance:{presence.pk}")

    with pytest.raises(Refused, match="n'est pas prouvée pour cette convention"):
        claim_share(by=samira, item=half_day, agreement=fse, share=1_000, at=NOON)
    claim_share(by=samira, item=half_day, agreement=actiris, share=1_000, at=NOON)
    prove(asked, presence)
    claim_share(by=samira, item=half_day, agreement=fse, share=1_000, at=NOON)

    assert Claim.objects.count() == 2


def test_hours_of_somebody_who_never_entered_are_asked_to_nobody(samira):
    fse = agreement("FSE")
    hours(fse.project, 180)
    Participation.objects.all().delete()

    with pytest.raises(Refused, match="1 ligne n'est pas prouvée"):
        claim_hours(by=samira, agreement=fse, period=MARCH, share=10_000, at=NOON)


def test_on_screen_the_hours_that_lack_a_proof_are_said_and_the_others_asked(client):
    fse = agreement("FSE-12")
    asked = condition(fse)
    proven, _other = hours(fse.project, 180, 155)
    prove(asked, proven)
    page = url("project", fse.project_id)
    warning = "2\xa0h\xa035 ne peuvent pas être demandées à Bailleur de FSE-12 (FSE-12)"

    before = client.get(page).text
    answer = client.submit(url("claim", fse.project_id), WHEN | {"agreement": fse.pk, "percent": "100"}, follow=True)

    assert warning in before
    assert "1 ligne non prouvée n&#x27;est pas demandée." in answer.text
    assert Claim.objects.count() == 1


def test_a_month_is_shown_and_withdrawn_on_screen(client):
    fse = agreement("FSE-12")
    hours(fse.project, 180, 155)
    page = url("project", fse.project_id)

    shown = client.submit(url("show", fse.project_id), WHEN | {"agreement": fse.pk})
    text = client.get(page).text
    back = client.submit(url("withdraw", fse.project_id), WHEN | {"agreement": fse.pk, "reason": "doublon"})

    assert (shown.status_code, shown.headers["Location"], back.status_code) == (303, page, 303)
    row = text.split("Présentées comme résultat</th>")[1].split("</tr>")[0]
    assert "5\xa0h\xa035" in row
    assert Shown.objects.count() == 0


def test_one_hour_is_shown_from_its_page(client):
    fse = agreement("FSE-12")
    half_day = item(fse.project)

    answer = client.submit(url("show_one", half_day.pk), {"agreement": fse.pk})

    assert (answer.status_code, Shown.objects.get().item_id) == (303, half_day.pk)
    assert "FSE-12, Bailleur de FSE-12" in client.get(url("item", half_day.pk)).text


def test_another_organisation_s_hours_are_not_shown(client):
    there = agreement("LOIN", at=organisation("ailleurs"))
    half_day = item(there.project)

    for name, pk in (("show", there.project_id), ("withdraw", there.project_id), ("show_one", half_day.pk)):
        assert client.get(url(name, pk)).status_code == 404
        assert client.submit(url(name, pk), WHEN | {"agreement": there.pk, "reason": "vol"}).status_code == 404

    assert (Shown.objects.count(), half_day.on) == (0, DAY)
