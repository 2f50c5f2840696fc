"""Opinions by faces: counted by day, of nobody, and shown by batches from which no subtraction finds anybody."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.urls import reverse

from levier.activity.activities.actions import ask_opinions, create_activity, give_opinion, type_opinions
from levier.activity.activities.models import Survey, Tally
from levier.activity.activities.opinions import batches_of, lines_of, shown_of
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Line
from levier.foundation.kit.languages import CODES
from levier.foundation.kit.permissions import Refused
from tests.activity.activities.cast import MONDAY, workshop
from tests.activity.activities.waiting_cast import D
from tests.cast import Browser, actor, browser, colleague, organisation

pytestmark = pytest.mark.django_db
ASKED = ["welcome", "clear", "useful"]
GOOD = dict.fromkeys(ASKED, "good")
BAD = dict.fromkeys(ASKED, "bad")


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


def survey(by, activity=None, days=30):
    activity = activity or workshop(2)[0]
    return ask_opinions(by=by, activity=activity, questions=ASKED, ends_on=(MONDAY + days * D).date(), at=MONDAY)


def says(by, row, faces, times=1, at=MONDAY):
    for _nth in range(times):
        give_opinion(by=by, survey=row, faces=faces, at=at)


def door(row):
    token = link_token(row.organisation_id, "opinion", f"{row.pk}-{row.code}", MONDAY + 60 * D)
    return reverse("activities:opinion_by_link", args=[token])


def shown(row, today):
    return shown_of(batches_of(lines_of([row.activity_id]).get(row.activity_id, ()), today, 5))


def test_a_row_holds_a_day_and_a_count_and_nothing_that_joins_it_to_a_person(tarek):
    row = survey(tarek)
    says(tarek, row, GOOD)
    says(tarek, row, BAD, at=MONDAY + timedelta(hours=3))

    columns = {field.name: type(field).__name__ for field in Tally._meta.get_fields()}

    assert columns == {
        "id": "BigAutoField",
        "organisation": "ForeignKey",
        "activity": "ForeignKey",
        "on": "DateField",
        "question": "CharField",
        "face": "CharField",
        "count": "PositiveIntegerField",
    }
    made = list(Tally.objects.order_by("pk").values_list("on", "question", "face", "count"))
    faces = ("good", "so", "bad", "none")
    assert made == [(MONDAY.date(), q, f, int(f in ("good", "bad"))) for q in ASKED for f in faces]
    said = Line.objects.filter(object__startswith="activities.survey").values_list("verb", flat=True)
    assert list(said) == ["survey.opened"]  # not at what time somebody answered


def test_a_person_touches_faces_on_the_tablet_and_the_next_one_finds_it_empty(tarek):
    row = survey(tarek)
    tablet = Browser()

    answer = tablet.post(door(row), GOOD)
    thanks = tablet.get(answer.headers["Location"])
    again = tablet.get(door(row))

    assert answer.status_code == 303
    assert next(one.name for one in thanks.templates) == "activities/opinion_thanks.html"
    assert [again.context["form"][code].value() for code in ASKED] == [None, None, None]
    assert "sessionid" not in tablet.cookies


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_questions_speak_eight_languages(tarek, code):
    answer = Browser().get(f"{door(survey(tarek))}?langue={code}")

    assert (answer.status_code, answer.headers["Content-Language"]) == (200, code)


def test_a_question_may_be_left_out_and_all_of_them_may_not(tarek):
    row = survey(tarek)

    says(tarek, row, {"clear": "so"})

    assert Tally.objects.filter(face="none", count=1).count() == 2
    assert Browser().post(door(row), {}).status_code == 422


def test_four_answers_are_not_shown_five_are_on_the_day_after(tarek):
    row, tuesday = survey(tarek), (MONDAY + D).date()
    says(tarek, row, GOOD, 4)
    four = shown(row, tuesday)
    says(tarek, row, BAD)

    assert (four.answers, shown(row, MONDAY.date()).answers, shown(row, tuesday).answers) == (0, 0, 5)
    assert shown(row, tuesday).good == 80


def test_yesterday_less_today_is_never_fewer_than_five(tarek):
    row = survey(tarek)
    seen = []
    for day, count in enumerate((5, 1, 3, 2, 7, 4)):
        says(tarek, row, GOOD, count, at=MONDAY + day * D)
        seen.append(shown(row, (MONDAY + (day + 1) * D).date()).answers)

    assert seen == [5, 5, 5, 11, 18, 18]
    assert {after - before for before, after in pairwise(seen)} == {0, 6, 7}


def test_two_activities_and_two_periods_differ_by_whole_batches(user, tarek):
    one = survey(tarek)
    values = {"title": "Couture", "kind": "workshop"}
    other = survey(tarek, create_activity(by=tarek, values=values, at=MONDAY))
    says(tarek, one, GOOD, 6)
    says(tarek, other, BAD, 4)
    says(tarek, other, BAD, 2, at=MONDAY + 2 * D)
    with time_machine.travel(MONDAY + 5 * D, tick=False):
        page = browser(user)
        listed = {
            until: [(row.pk, told.answers) for row, told in rows_until(page, until)]
            for until in ("15/06/2026", "16/06/2026", "17/06/2026")
        }

    first, second = (one.activity_id, 6), (other.activity_id, 6)
    assert listed == {"15/06/2026": [first], "16/06/2026": [first], "17/06/2026": [second, first]}


def rows_until(page, until):
    return page.get(f"{reverse('activities:opinions')}?du=01/06/2026&au={until}").context["rows"]


def test_paper_is_typed_and_counts_on_the_day_of_typing(user, tarek):
    row = survey(tarek)
    page = browser(user)
    typed = {"sheets": "6", "welcome-good": "6", "clear-good": "3", "clear-bad": "2", "useful-so": "1"}

    answer = page.submit(reverse("activities:type_opinions", args=[row.activity_id]), typed)
    counts = {one.label: one.counts for one in shown(row, (MONDAY + D).date()).questions}

    assert answer.status_code == 303
    assert counts["Avez-vous bien compris\u202f?"] == {"good": 3, "so": 0, "bad": 2, "none": 1}
    with pytest.raises(Refused, match="plus de réponses que de feuilles"):
        type_opinions(by=tarek, survey=row, sheets=1, counts={("clear", "good"): 2}, at=MONDAY)


def test_the_line_on_the_activity_s_page_and_the_sheet_say_the_same(user, tarek):
    row = survey(tarek)
    says(tarek, row, GOOD, 5)
    with time_machine.travel(MONDAY + D, tick=False):
        page = browser(user)
        said = page.get(reverse("activities:activity", args=[row.activity_id])).context["opinions"]
        own = page.get(reverse("activities:opinions_of", args=[row.activity_id])).context["shown"]
        sheet = page.get(f"{reverse('activities:opinions_of', args=[row.activity_id])}?export=xlsx")
        paper = page.get(f"{reverse('activities:opinion_paper', args=[row.activity_id])}?langue=ar")

    assert said == own
    assert (said.answers, said.good) == (5, 100)
    assert sheet.headers["Content-Disposition"] == f'attachment; filename="avis-{row.activity_id}.xlsx"'
    assert len(paper.context["questions"]) == 3


def test_three_to_five_questions_and_they_stay_once_somebody_answered(tarek):
    row = survey(tarek)
    says(tarek, row, GOOD)
    asked = {"by": tarek, "activity": row.activity, "ends_on": date(2026, 7, 1), "at": MONDAY}

    for questions in (["welcome"], ["welcome", "clear", "place"]):
        with pytest.raises(Refused):
            ask_opinions(questions=questions, **asked)

    assert Survey.objects.get().questions == "welcome clear useful"


def test_a_link_made_anew_closes_the_one_before_and_a_past_one_is_closed(tarek):
    row = survey(tarek)
    before = door(row)
    row = survey(tarek, row.activity, days=2)

    assert (Browser().get(before).status_code, Browser().get(door(row)).status_code) == (404, 200)
    with pytest.raises(Refused, match="fermées"):
        says(tarek, row, GOOD, at=MONDAY + 3 * D)


def test_finance_asks_no_opinion():
    with pytest.raises(Refused):
        survey(actor(Role.FINANCE, name="Fatima"))
