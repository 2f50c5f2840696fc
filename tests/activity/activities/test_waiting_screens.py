"""The waiting list on the pages of colleagues, and the answer by the link of a message."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse

from levier.activity.activities.actions import end_enrolment, enrol
from levier.activity.activities.attendance import Entry, empty_places, record_attendance
from levier.activity.activities.enums import LanguageLevel, Presence, WaitingEnd
from levier.activity.activities.inviting import PURPOSE
from levier.activity.activities.models import Activity, Enrolment, WaitingEntry
from levier.activity.activities.prerequisites import Doubt, doubts
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Line
from levier.register.people.models import LanguageSkill
from tests.activity.activities.cast import AFTER, MONDAY, workshop
from tests.activity.activities.waiting_cast import D, fresh, full, listed, offered, page_of, seated, waits
from tests.cast import Browser, browser, colleague, organisation, person
from tests.guards import exactly

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return colleague(Role.ANIMATOR, name="Tarek")


@pytest.fixture
def tarek(user):
    return actor_for(user, organisation())


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def url(name, *words):
    return reverse(f"activities:{name}", args=words)


def said(answer):
    return [str(one) for one in get_messages(answer.wsgi_request)]


def speaks(somebody, level, language="fr"):
    LanguageSkill.objects.create(organisation=somebody.organisation, person=somebody, language=language, speaks=level)
    return somebody


def test_enrolling_when_it_is_full_says_the_number_on_the_list(user):
    activity, _rows = full()
    page = browser(user)
    zoe, emre = person("Zoe"), person("Emre")

    answer = page.submit(url("enrol", activity.pk), {"personne": [zoe.pk, emre.pk]})

    assert said(answer) == [
        "Zoe Diallo est sur la liste d'attente, n° 1.",
        "Emre Diallo est sur la liste d'attente, n° 2.",
    ]
    assert (listed(activity), seated(activity)) == (["Zoe", "Emre"], ["Mariam01", "Mariam02"])


def test_the_page_says_places_taken_offered_and_who_waits_with_the_reason(user, tarek):
    activity, [one, _other] = full()
    waits(tarek, activity, "Aziz")
    waits(tarek, activity, "Emre", at=MONDAY + D)
    end_enrolment(by=tarek, enrolment=one, on=MONDAY.date(), reason="", at=MONDAY)

    shown = browser(user).get(page_of(activity))

    seats = shown.context["seats"]
    assert (seats.taken, len(seats.offered), seats.free) == (1, 1, 0)
    assert "1 place proposée · 0 place libre · 1 personne attend" in " ".join(shown.text.split())
    assert [rank.reason in shown.text.replace("&#x27;", "'") for rank in seats.waiting] == [True]


def test_the_buttons_of_the_list_do_what_they_say(user, tarek):
    activity, [one, other] = full()
    aziz, emre, zoe, luc = (
        waits(tarek, activity, name, at=MONDAY + number * timedelta(minutes=1))
        for number, name in enumerate(("Aziz", "Emre", "Zoe", "Luc"))
    )
    page = browser(user)

    page.submit(url("wait_first", emre.pk), {"reason": "45 ans et plus"})
    nothing = page.submit(url("wait_first", zoe.pk), {"reason": ""})
    page.submit(url("stop_waiting", luc.pk))
    page.submit(url("leave", one.pk), {"on": "15/06/2026"})
    page.submit(url("leave", other.pk), {"on": "15/06/2026"})
    page.submit(url("take_seat", emre.pk))
    page.submit(url("decline_seat", aziz.pk))
    late = page.submit(url("take_seat", aziz.pk))

    assert [fresh(entry).end for entry in (aziz, emre, zoe, luc)] == ["declined", "seated", "", "gone"]
    assert (nothing.status_code, offered(activity), said(late)[-1]) == (
        422,
        ["Zoe"],
        "Cette place n'est plus gardée.",
    )


def test_offer_now_hands_on_what_nobody_answered(user, tarek):
    activity, [one, _other] = full()
    waits(tarek, activity, "Aziz")
    waits(tarek, activity, "Emre", at=MONDAY + D)
    end_enrolment(by=tarek, enrolment=one, on=MONDAY.date(), reason="", at=MONDAY)
    later = MONDAY + 2 * D + timedelta(hours=1)

    with time_machine.travel(later, tick=False):
        page = browser(user)
        shown = page.get(page_of(activity)).text
        answer = page.submit(url("offer_seats", activity.pk))

    assert ("Proposer maintenant" in shown, said(answer)) == (True, ["1 place est proposée."])
    assert offered(activity, later) == ["Emre"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_one_who_waits_as_for_three(user, tarek, count):
    activity, _rows = full()
    for number in range(count):
        waits(tarek, activity, f"Aziz{number}")
    page = browser(user)
    page.get(page_of(activity))

    with exactly(14):
        shown = page.get(page_of(activity))

    assert len(shown.context["seats"].waiting) == count


def test_another_association_meets_none_of_it(tarek):
    activity, _rows = full()
    entry = waits(tarek, activity, "Aziz")
    stranger = browser(colleague(Role.ANIMATOR, at=organisation("ailleurs"), name="Lena"))

    answers = [
        stranger.submit(url(name, entry.pk)).status_code
        for name in ("wait_first", "stop_waiting", "take_seat", "decline_seat")
    ]

    assert (answers, stranger.submit(url("offer_seats", activity.pk)).status_code) == ([404] * 4, 404)
    assert fresh(entry).end == ""


# By the link


def opened(entry, at=MONDAY, **typed):
    token = link_token(organisation().pk, PURPOSE, entry.pk, datetime(2027, 1, 1, tzinfo=MONDAY.tzinfo))
    with time_machine.travel(at, tick=False):
        return (
            Browser().submit(url("seat_by_link", token), typed) if typed else Browser().get(url("seat_by_link", token))
        )


def kept_for_her(by, **more):
    activity, [one, _other] = full()
    entry = waits(by, activity, "Aziz", **more)
    end_enrolment(by=by, enrolment=one, on=MONDAY.date(), reason="", at=MONDAY)
    return activity, entry


def test_she_says_yes_by_the_link_and_is_expected(tarek):
    activity, entry = kept_for_her(tarek)

    asked, nothing = opened(entry), opened(entry, reponse="x")
    answer, thanks, again = opened(entry, reponse="oui"), opened(entry), opened(entry, reponse="non")

    assert (activity.title.replace("'", "&#x27;") in asked.text, nothing.status_code) == (True, 422)
    assert (answer.status_code, "la place est à vous" in thanks.text, again.status_code) == (303, True, 409)
    assert (seated(activity), fresh(entry).end) == (["Aziz", "Mariam02"], WaitingEnd.SEATED)
    assert not any(name in page.text for page in (asked, thanks) for name in ("Aziz", "Diallo", "Tarek"))
    assert Line.objects.filter(verb="activity.enrolled").latest("number").actor == "house"


def test_she_says_no_by_the_link_and_the_next_one_is_offered_the_place(tarek):
    activity, entry = kept_for_her(tarek)
    waits(tarek, activity, "Emre", at=MONDAY + timedelta(minutes=5))

    opened(entry, reponse="non")
    over = opened(entry)

    assert (offered(activity), "vous laissez la place" in over.text) == (["Emre"], True)


def test_late_the_link_says_that_the_place_is_kept_no_more(tarek):
    activity, entry = kept_for_her(tarek)

    late = opened(entry, entry.asked_at + 7 * D), opened(entry, entry.asked_at + 7 * D, reponse="oui")

    assert [page.status_code for page in late] == [200, 409]
    assert ("est plus gardée" in late[0].text, seated(activity)) == (True, ["Mariam02"])


def test_a_discreet_link_says_neither_who_we_are_nor_of_what_it_is(tarek):
    _activity, entry = kept_for_her(tarek, is_written_discreetly=True)

    shown = opened(entry).text

    assert not any(word in shown for word in ("Mission Locale saint", "Premiers pas"))


# What is asked of the language


@pytest.mark.parametrize(
    ("level", "spoken", "told"),
    [
        ("", "A1", None),
        (LanguageLevel.NONE, "none", None),
        (LanguageLevel.A2, "A2", None),
        (LanguageLevel.A2, "mother", None),
        (LanguageLevel.SPEAKS, "A1", True),
        (LanguageLevel.B1, "A2", True),
        (LanguageLevel.A1, "none", True),
        (LanguageLevel.A2, "", False),
    ],
)
def test_what_is_known_of_her_language_is_compared_with_what_is_asked(level, spoken, told):
    mariam = person()
    if spoken:
        speaks(mariam, spoken)

    found = doubts(Activity(level=level), [mariam])

    assert {pk: one.is_low for pk, one in found.items()} == ({} if told is None else {mariam.pk: told})


def test_of_several_languages_the_one_she_speaks_best_counts_and_the_sentence_says_what_is_lacking():
    mariam = speaks(speaks(person(), "A1"), "B1", "nl")

    assert doubts(Activity(level="a2", languages="fr nl"), [mariam]) == {}
    assert doubts(Activity(level="a2", languages="fr"), [mariam]) == {
        mariam.pk: Doubt("niveau noté\u202f: A1 (demandé\u202f: A2, élémentaire, français)", is_low=True)
    }


def test_below_the_level_she_is_enrolled_by_who_says_so_and_nothing_is_lost_on_the_way(user):
    activity, _session, _people = workshop(0)
    Activity.objects.update(level="b1")
    mariam, lena = speaks(person(), "A1"), speaks(person("Lena", "Novak"), "B2")
    page = browser(user)
    typed = {"personne": [mariam.pk, lena.pk], "des": "16/06/2026"}

    asked = page.submit(url("enrol", activity.pk), typed)
    before = seated(activity)
    page.submit(url("enrol", activity.pk), typed | {"malgre": "oui"})

    assert (asked.status_code, [one for one, _sentence in asked.context["low"]], before) == (422, [mariam], [])
    assert asked.context["carried"] == [("des", "16/06/2026")]
    assert set(activity.enrolments.values_list("person", "starts_on")) == {
        (mariam.pk, date(2026, 6, 16)),
        (lena.pk, date(2026, 6, 16)),
    }


# At the door


def one_is_away(by):
    """A full workshop whose sheet says that one is excused, an hour after it began; Aziz waits."""
    activity, session, [mariam, _other] = workshop(2, capacity=2)
    entry = waits(by, activity, "Aziz")
    record_attendance(by=by, session=session, entries={mariam.pk: Entry(Presence.EXCUSED, reason="malade")}, at=AFTER)
    return activity, session, entry


def test_at_the_door_who_waits_is_shown_first_and_comes_for_the_day(user, tarek):
    _activity, session, entry = one_is_away(tarek)
    page = browser(user)

    shown = page.get(url("add_to_sheet", session.pk))
    page.submit(url("add_to_sheet", session.pk), {"personne": [entry.person_id], "ce_jour": "oui"})
    too_many = page.submit(url("add_to_sheet", session.pk), {"personne": [person("Zoe").pk], "ce_jour": "oui"})

    assert ([(one, number) for one, number, _doubt in shown.context["first"]], shown.context["empty"]) == (
        [(entry.person, 1)],
        1,
    )
    there = Enrolment.objects.get(person=entry.person)
    assert (there.starts_on, there.ended_on, fresh(entry).end) == (session.on, session.on, "")
    assert (said(too_many)[-1], empty_places(session)) == ("Il y a 0 place vide ce jour-là.", 0)
    assert Line.objects.filter(verb="session.stood_in").count() == 1


def test_who_is_expected_already_does_not_stand_in(user, tarek):
    activity, session, _entry = one_is_away(tarek)
    expected = activity.enrolments.order_by("pk").last()

    answer = browser(user).submit(url("add_to_sheet", session.pk), {"personne": [expected.person_id], "ce_jour": "oui"})

    assert (said(answer)[-1], fresh(expected).ended_on) == ("Une de ces personnes est déjà inscrite.", None)


def test_where_no_limit_is_set_places_are_never_empty_nor_full():
    _activity, session, _people = workshop(1)

    assert (empty_places(session), WaitingEntry.objects.count()) == (None, 0)


def test_a_group_from_a_caseload_does_not_pass_before_who_waits(tarek):
    from levier.activity.activities.joining import joining

    activity, [one, _other] = full()
    waits(tarek, activity, "Aziz")
    Activity.objects.filter(pk=activity.pk).update(capacity=3)

    assert joining(fresh(activity), [person("Zoe")]).free == 0
    assert enrol(by=tarek, activity=activity, people=[one.person], at=MONDAY) == []
