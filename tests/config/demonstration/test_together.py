"""Something of what is done for several people at once: views of lists, a message to many, proposals and answers."""

from collections import Counter

import pytest

from levier.evidence.outcomes.models import Proposal
from levier.foundation.accounts.models import KeptFilters
from levier.support.pathways.models import GroupMessage

pytestmark = pytest.mark.django_db


def test_colleagues_keep_views_and_share_some(small):
    assert Counter(KeptFilters.objects.values_list("is_shared", flat=True)) == {True: 2, False: 1}


def test_one_message_went_to_several_people_by_more_than_one_way(small):
    message = GroupMessage.objects.get()

    assert message.recipients.count() == 8
    assert len(set(message.recipients.values_list("way", flat=True))) > 1


def test_what_could_come_next_was_proposed_and_answered_each_way(small):
    replies = Counter(Proposal.objects.values_list("reply", flat=True))

    assert replies == {"accepted": 1, "refused": 3, "waiting": 1}
