"""What Mariam lives on, stretch after stretch, and what happens to her rights."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from levier.support.rights.actions import (
    LossDraft,
    PeriodDraft,
    add_period,
    change_period,
    note_appeal,
    note_loss,
    withdraw_loss,
    withdraw_period,
)
from levier.support.rights.enums import Appeal
from levier.support.rights.models import BenefitPeriod, Loss
from levier.support.rights.queries import status_now
from tests.cast import actor, organisation, person
from tests.support.rights.cast import NOW, letter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def period(who, status="unemployed_benefit", starts_on=date(2025, 1, 1), ends_on=None, **fields):
    by = house(who.organisation_id)
    closes = fields.pop("closes_last", False)
    draft = PeriodDraft(status, starts_on, ends_on, **{"source": "attestation"} | fields)
    return add_period(by=by, person=who, draft=draft, closes_last=closes, at=NOW)


def loss(who, kind="suspended", right="unemployment", happened_on=date(2026, 6, 1), **fields):
    draft = LossDraft(kind, right, happened_on, **fields)
    by = actor(at=who.organisation, name=f"Lina {Loss.objects.count()}")
    return note_loss(by=by, person=who, draft=draft, at=NOW)


def appeal(held, state, day):
    return note_appeal(by=house(held.organisation_id), loss=held, appeal=state, on=day, at=NOW)


def test_the_status_of_today_is_the_stretch_that_holds():
    who = person()
    period(who, "insertion_allowance", date(2024, 1, 1), date(2024, 12, 31))
    now = period(who)

    assert status_now(actor(), who, TODAY) == now
    assert status_now(actor(name="Karim"), who, date(2023, 6, 1)) is None


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2025, 3, 1), None),
        (date(2024, 1, 1), date(2025, 1, 1)),
        (date(2025, 6, 30), date(2025, 12, 31)),
        (date(2024, 1, 1), date(2026, 1, 1)),
    ],
)
def test_two_stretches_never_overlap(starts_on, ends_on):
    who = person()
    period(who, ends_on=date(2025, 6, 30))

    with pytest.raises(Refused, match=r"Ces dates touchent .*Chômage complet indemnisé"):
        period(who, "sickness", starts_on, ends_on)

    assert BenefitPeriod.objects.count() == 1


@pytest.mark.parametrize(("starts_on", "ends_on"), [(date(2025, 7, 1), None), (date(2024, 1, 1), date(2024, 12, 31))])
def test_two_stretches_may_touch(starts_on, ends_on):
    who = person()
    period(who, ends_on=date(2025, 6, 30))

    period(who, "sickness", starts_on, ends_on)

    assert BenefitPeriod.objects.count() == 2


def test_a_stretch_that_runs_is_ended_first_or_with_the_new_one():
    who = person()
    first = period(who)

    with pytest.raises(Refused, match="donnez-lui d'abord une fin"):
        period(who, "suspended", date(2026, 6, 1))
    period(who, "suspended", date(2026, 6, 1), closes_last=True)

    first.refresh_from_db()
    assert (first.ends_on, BenefitPeriod.objects.count()) == (date(2026, 5, 31), 2)


def test_the_end_of_a_right_is_only_what_the_letter_says():
    who = person()
    paper = letter(who, origin="onem", kind="end_of_right", printed_on=date(2027, 1, 1))

    held = period(who, letter=paper, source="", announced_end_on=date(2027, 1, 1))

    assert (held.announced_end_on, held.ends_on) == (date(2027, 1, 1), None)


def test_a_status_without_a_source_is_refused():
    who = person()

    with pytest.raises(ValidationError, match="Choisissez le courrier qui le montre"):
        period(who, source="")

    assert BenefitPeriod.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "milliardaire"}, "Choisissez un statut de la liste"),
        ({"starts_on": date(2026, 7, 1)}, "n'est pas encore là"),
        ({"ends_on": date(2024, 12, 31)}, "La fin tombe avant le début"),
        ({"announced_end_on": date(2206, 1, 1)}, "sans doute fausse"),
    ],
)
def test_a_status_that_cannot_be_is_said_and_not_written(fields, sentence):
    who = person()

    with pytest.raises((Refused, ValidationError)) as refused:
        period(who, **fields)

    assert sentence in str(refused.value)
    assert BenefitPeriod.objects.count() == 0


def test_a_stretch_is_corrected_without_meeting_itself():
    who = person()
    held = period(who)

    draft = PeriodDraft("unemployed_benefit", date(2025, 1, 1), date(2026, 5, 31), source="lettre de l'ONEM")
    change_period(by=actor(), period=held, draft=draft, at=NOW)

    held.refresh_from_db()
    assert (held.ends_on, held.source, held.version) == (date(2026, 5, 31), "lettre de l'ONEM", 2)


def test_a_status_noted_by_mistake_is_withdrawn():
    held = period(person())

    withdraw_period(by=actor(), period=held, at=NOW)

    assert BenefitPeriod.objects.count() == 0


def test_an_appeal_is_lodged_then_won():
    held = loss(person())

    appeal(held, Appeal.LODGED, date(2026, 6, 8))
    appeal(held, Appeal.WON, date(2026, 6, 12))

    held.refresh_from_db()
    assert (held.appeal, held.appealed_on, held.decided_on) == ("won", date(2026, 6, 8), date(2026, 6, 12))


def test_a_decision_noted_by_mistake_goes_back_to_the_appeal():
    held = loss(person())
    appeal(held, Appeal.LODGED, date(2026, 6, 8))
    appeal(held, Appeal.LOST, date(2026, 6, 12))

    appeal(held, Appeal.LODGED, date(2026, 6, 8))

    held.refresh_from_db()
    assert (held.appeal, held.decided_on) == ("lodged", None)


@pytest.mark.parametrize("state", [Appeal.WON, Appeal.PARTLY, Appeal.LOST, Appeal.WITHDRAWN])
def test_no_decision_without_an_appeal(state):
    held = loss(person())

    with pytest.raises(Refused, match="Notez d'abord que le recours est introduit"):
        appeal(held, state, date(2026, 6, 12))

    held.refresh_from_db()
    assert held.appeal == "none"


def test_an_appeal_is_lodged_once():
    held = loss(person())
    appeal(held, Appeal.LODGED, date(2026, 6, 8))

    with pytest.raises(Refused, match=r"Ce recours est déjà noté .*recours introduit"):
        appeal(held, Appeal.LODGED, date(2026, 6, 9))


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(date(2026, 6, 7), "La décision tombe avant le recours"), (date(2026, 6, 16), "n'est pas encore là")],
)
def test_a_decision_on_a_day_that_cannot_be_is_refused(day, sentence):
    held = loss(person())
    appeal(held, Appeal.LODGED, date(2026, 6, 8))

    with pytest.raises(Refused, match=sentence):
        appeal(held, Appeal.WON, day)

    held.refresh_from_db()
    assert held.appeal == "lodged"


def test_a_threat_may_lie_ahead_and_a_loss_may_not():
    who = person()

    loss(who, "threatened", happened_on=date(2026, 9, 1))
    loss(who, "ended", happened_on=date(2027, 1, 1))
    with pytest.raises(Refused, match="n'est pas encore là"):
        loss(who, "excluded", happened_on=date(2026, 9, 1))

    assert Loss.objects.count() == 2


def test_a_loss_noted_by_mistake_is_withdrawn():
    held = loss(person())

    withdraw_loss(by=actor(), loss=held, at=NOW)

    assert Loss.objects.count() == 0


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.ANIMATOR, Role.PROJECT_OFFICER, Role.AUDITOR])
def test_those_who_do_not_accompany_write_nothing(role):
    who, by = person(), actor(role)
    held = loss(who)

    with pytest.raises(Refused):
        note_appeal(by=by, loss=held, appeal=Appeal.LODGED, on=date(2026, 6, 8), at=NOW)
    with pytest.raises(Refused):
        add_period(by=by, person=who, draft=PeriodDraft("sickness", date(2026, 1, 1), source="vu"), at=NOW)

    assert (Loss.objects.get().appeal, BenefitPeriod.objects.count()) == ("none", 0)


def test_another_house_is_out_of_reach():
    theirs = loss(person(at=organisation("ailleurs")))

    with pytest.raises(Refused):
        withdraw_loss(by=actor(), loss=theirs, at=NOW)
    with pytest.raises(Refused):
        add_period(
            by=actor(name="Karim"),
            person=theirs.person,
            draft=PeriodDraft("sickness", date(2026, 1, 1), source="vu"),
            at=NOW,
        )

    assert (Loss.objects.count(), BenefitPeriod.objects.count()) == (1, 0)
