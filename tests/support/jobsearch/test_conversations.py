"""Calls and messages about Mariam are read by those they are for, by the rule of notes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.permissions import Refused
from levier.support.jobsearch.actions import ConversationDraft, change_conversation, withdraw_conversation
from levier.support.jobsearch.models import Conversation
from levier.support.jobsearch.queries import conversations_of
from levier.support.pathways.enums import Audience
from tests.cast import actor, colleague, organisation, person
from tests.support.jobsearch.cast import NOW, TODAY, conversation, me
from tests.support.pathways.cast import accompanied

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return colleague()


@pytest.fixture
def mariam(nadia):
    found = person()
    accompanied(actor(Role.DIRECTION, name="Zoe"), found, referent=nadia)
    return found


@pytest.mark.parametrize(
    ("audience", "readers"), [(Audience.TEAM, ["Ali", "Hakim", "Nadia"]), (Audience.RESTRICTED, ["Hakim", "Nadia"])]
)
def test_each_line_has_its_readers(nadia, mariam, audience, readers):
    ali, hakim = colleague(name="Ali"), colleague(Role.COORDINATION, name="Hakim")
    conversation(mariam, by=me(nadia, mariam), audience=audience)

    read = [one.name for one in (ali, hakim, nadia) if conversations_of(me(one, mariam), mariam).exists()]

    assert read == readers


def test_a_restricted_line_is_not_written_by_who_does_not_accompany_her(mariam):
    with pytest.raises(Refused):
        conversation(mariam, by=actor(name="Ali"), audience=Audience.RESTRICTED)

    assert Conversation.objects.count() == 0


def test_a_line_for_oneself_only_does_not_exist(mariam):
    with pytest.raises(ValidationError):
        conversation(mariam, audience=Audience.MINE)

    assert Conversation.objects.count() == 0


def test_a_call_with_somebody_else_says_with_whom(mariam):
    with pytest.raises(ValidationError, match="Dites avec qui"):
        conversation(mariam, direction="to_other")

    held = conversation(mariam, direction="to_other", other="Boulangerie Midi")
    assert held.other == "Boulangerie Midi"


def test_a_call_with_her_may_say_by_whom(mariam):
    assert conversation(mariam, other="par sa sœur").other == "par sa sœur"


def test_a_call_of_tomorrow_is_refused(mariam):
    with pytest.raises(Refused, match="n'est pas encore là"):
        conversation(mariam, on=date(2026, 6, 16))

    assert Conversation.objects.count() == 0


def test_the_journal_says_that_it_was_logged_and_never_what_it_says(nadia, mariam):
    conversation(mariam, by=me(nadia, mariam))

    line = Line.objects.latest("number")
    told = "".join(str(one.__dict__) for one in Detail.objects.all())
    assert (line.verb, line.object) == ("jobsearch.talk_noted", f"people.person:{mariam.pk}")
    assert "Viendra mardi" not in told


def test_one_puts_right_and_takes_back_ones_own_line_only(nadia, mariam):
    own = me(nadia, mariam)
    held = conversation(mariam, by=own)
    other, draft = actor(Role.DIRECTION, name="Ali"), ConversationDraft(TODAY, "from_person", "Viendra jeudi")

    with pytest.raises(Refused, match="d'une ou d'un collègue"):
        change_conversation(by=other, conversation=held, draft=draft, at=NOW)
    with pytest.raises(Refused):
        withdraw_conversation(by=other, conversation=held, at=NOW)
    changed = change_conversation(by=own, conversation=held, draft=draft, at=NOW)

    assert (changed.direction, changed.text, changed.version) == ("from_person", "Viendra jeudi", 2)
    withdraw_conversation(by=own, conversation=held, at=NOW)
    assert Conversation.objects.count() == 0


def test_another_association_reads_none(mariam):
    conversation(mariam)

    assert not conversations_of(actor(at=organisation("ailleurs"), name="Eva"), mariam).exists()
