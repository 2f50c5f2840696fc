"""A message reaches Mariam the way she prefers, and never where somebody else would read it."""

from datetime import date

import pytest

from levier.foundation.outbox.recipient import Recipient
from levier.register.people.models import ContactPoint, LanguageSkill
from levier.register.people.reaching import Unreachable, recipient_of
from tests.cast import person

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)
PHONE, MAIL = "+32470123456", "mariam@example.org"


def point(who, kind="phone", value=PHONE, **fields) -> ContactPoint:
    return ContactPoint.objects.create(
        organisation=who.organisation, person=who, kind=kind, value=value, key=value, **fields
    )


def test_the_usual_way_is_a_mail_then_a_phone():
    mariam = person()
    point(mariam)
    assert recipient_of(mariam, on=DAY) == Recipient("sms", PHONE, "fr", "Mariam Diallo")

    point(mariam, "mail", MAIL)
    assert recipient_of(mariam, on=DAY) == Recipient("mail", MAIL, "fr", "Mariam Diallo")


@pytest.mark.parametrize(
    ("channel", "way", "address"), [("call", "call", PHONE), ("sms", "sms", PHONE), ("letter", "letter", "")]
)
def test_the_way_she_prefers_comes_first(channel, way, address):
    mariam = person(channel=channel, language="ar")
    point(mariam, may_leave_message=False), point(mariam, "mail", MAIL)

    reached = recipient_of(mariam, on=DAY)

    assert (reached.way, reached.address, reached.language) == (way, address, "ar")


def test_nothing_is_written_where_somebody_else_reads():
    mariam = person()
    point(mariam, is_safe=False)
    point(mariam, "mail", MAIL, is_safe=False)

    with pytest.raises(Unreachable, match="pas sûr"):
        recipient_of(mariam, on=DAY)


def test_a_safe_number_is_taken_though_an_unsafe_one_is_preferred():
    mariam = person()
    point(mariam, is_safe=False, is_preferred=True)
    point(mariam, value="+32470999999", whose="neighbour", whose_name="Fatou", may_leave_message=True)

    assert recipient_of(mariam, on=DAY) == Recipient(
        "sms", "+32470999999", "fr", "Mariam Diallo", may_leave_message=True, through="Fatou"
    )


@pytest.mark.parametrize("fields", [{"ended_on": date(2026, 6, 14)}, {"starts_on": date(2026, 6, 16)}])
def test_a_number_that_is_not_good_that_day_is_none(fields):
    mariam = person()
    point(mariam, **fields)

    with pytest.raises(Unreachable, match="Aucun numéro"):
        recipient_of(mariam, on=DAY)


def test_two_people_on_one_phone_are_reached_each_in_their_language():
    mariam, ousmane = person(), person("Ousmane", language="nl")
    point(mariam), point(ousmane, whose="partner")

    reached = [recipient_of(one, on=DAY) for one in (mariam, ousmane)]

    assert [(one.address, one.language, one.through) for one in reached] == [
        (PHONE, "fr", ""),
        (PHONE, "nl", "conjoint·e"),
    ]


@pytest.mark.parametrize(("reads", "able"), [("none", False), ("words", False), ("A1", True), ("", True)])
def test_who_does_not_read_the_language_is_told_aloud(reads, able):
    mariam = person(language="ar")
    point(mariam)
    LanguageSkill.objects.create(organisation=mariam.organisation, person=mariam, language="ar", reads=reads)

    assert recipient_of(mariam, on=DAY).reads is able


def test_only_the_ways_asked_for_are_used():
    mariam = person()
    point(mariam)

    with pytest.raises(Unreachable):
        recipient_of(mariam, on=DAY, ways=("mail",))
