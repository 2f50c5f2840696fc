"""Something in every state worth showing: referrals, plans taken from a template, files opened, interpreters."""

from collections import Counter

import pytest

from levier.config.demonstration.people import moment
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership
from levier.foundation.outbox.models import Message
from levier.register.people.consent import running_mandates
from levier.support.appointments.models import Appointment, GroupMeeting
from levier.support.appointments.standing import state_of
from levier.support.jobsearch.models import Interpreting
from levier.support.pathways.models import ExceptionalAccess, Referral, Step
from tests.config.demonstration.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_partners_were_asked_and_each_answer_is_there_with_the_mandate_that_allowed_it(small):
    now = moment(TODAY, 12)
    found = list(Referral.objects.select_related("person", "partner"))

    assert Counter(one.status_at(now).value for one in found) == Counter(
        ["sent", "reminded", "proposed", "accepted", "refused"]
    )
    for one in found:
        allowed = running_mandates(one.person, TODAY).filter(partner=one.partner, purpose="referral")
        assert set(one.kinds) == set(allowed.values_list("data", flat=True))
    assert Message.objects.filter(key__startswith="referral:").count() == len(found) + 2


def test_two_people_took_up_a_plan_made_beforehand(small):
    titles = Step.objects.values_list("title", flat=True)

    assert "Venir à l'espace public numérique et s'y inscrire" in titles
    assert "Préciser ensemble le métier, les horaires et les lieux possibles" in titles


def test_one_opened_file_was_read_over_and_the_other_waits(small):
    opened = ExceptionalAccess.objects.order_by("opened_at")

    assert [(_role(one.user_id), bool(one.reviewed_at)) for one in opened] == [
        (Role.EPN, True),
        (Role.RECEPTION, False),
    ]


def test_interpreters_are_asked_for_the_next_appointments(small):
    rows = Interpreting.objects.select_related("appointment__booking")

    assert Counter(one.state for one in rows) == Counter(["confirmed", "asked"])
    assert all(one.appointment.booking.starts_at > moment(TODAY, 12) for one in rows)


def test_a_group_has_met_and_was_noted_another_will_and_some_wait_for_an_earlier_moment(small):
    now = moment(TODAY, 12)
    past, coming = GroupMeeting.objects.select_related("booking").order_by("booking__starts_at")

    assert past.booking.starts_at < now < coming.booking.starts_at
    assert Counter(state_of(one, now).stage.value for one in past.appointments.select_related("booking")) == Counter(
        ["seen", "seen", "seen", "excused", "missed"]
    )
    assert coming.appointments.count() == 4
    assert Appointment.objects.exclude(sooner_since=None).count() == 3


def _role(user: int) -> str:
    return Membership.objects.get(user=user).role
