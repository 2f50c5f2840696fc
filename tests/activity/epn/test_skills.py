"""Twelve gestures and twenty-one competences; what they show, which workshops answer, and how it goes on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from levier.activity.activities.enums import ActivityKind
from levier.activity.activities.models import Activity
from levier.activity.epn.actions import AssessmentDraft, assess, tell_referent, withdraw_assessment
from levier.activity.epn.gestures import GESTURES, area_of, areas, competences, digcomp, words_of
from levier.activity.epn.models import Answer, Assessment
from levier.activity.epn.panels import progress_of
from levier.activity.epn.proposing import workshops_for
from levier.activity.epn.queries import assessments_of, scores_of, weak_areas
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Refused
from levier.register.agenda.models import Todo
from levier.support.pathways.actions import open_pathway
from tests.activity.epn.cast import NOW, TODAY, measured, tarek
from tests.cast import actor, colleague, organisation, person

pytestmark = pytest.mark.django_db


def test_the_frame_has_five_areas_and_twenty_one_competences():
    assert (len(areas()), len(competences())) == (5, 21)
    assert [sum(one.area == area.code for one in competences()) for area in areas()] == [3, 6, 4, 4, 4]


def test_each_gesture_shows_a_competence_and_all_areas_are_met():
    assert len(GESTURES) == 12
    assert {one.shows for one in GESTURES} <= set(digcomp())
    assert {area_of(one.code) for one in GESTURES} == {"1", "2", "3", "4", "5"}
    assert (words_of("g08"), words_of("2.1")) == (
        "Ouvrir un mail et y répondre",
        "Interagir par et avec le numérique",
    )


def test_an_area_is_the_mean_of_what_was_seen_and_what_was_not_seen_is_no_zero():
    found = measured(person(), {"g05": 3, "g06": 0, "g07": 0, "g08": 0})

    assert scores_of(found) == {"1": 33, "2": 0, "3": None, "4": None, "5": None}
    assert weak_areas(found) == ["1", "2"]


def test_who_does_not_read_fills_nothing_in_alone():
    with pytest.raises(ValidationError, match="lisez les questions"):
        measured(person(), {"g01": 1}, mode="written", reader="never_schooled")
    assert measured(person("Idris", "Ba"), {"g01": 1}, mode="written", reader="reads").pk


def test_a_diagnosis_without_an_answer_or_of_tomorrow_is_refused():
    by, mariam = tarek(), person()
    draft = AssessmentDraft(TODAY, "gestures", "oral", "weak_french", {})

    with pytest.raises(Refused, match="au moins une"):
        assess(by=by, person=mariam, draft=draft, at=NOW)
    draft = AssessmentDraft(TODAY + timedelta(days=1), "gestures", "oral", "weak_french", {"g01": 1})
    with pytest.raises(Refused, match="pas encore là"):
        assess(by=by, person=mariam, draft=draft, at=NOW)
    with pytest.raises(Refused):
        assess(by=actor(Role.RECEPTION), person=mariam, draft=draft, at=NOW)


def test_the_radar_shows_the_first_time_and_the_last_ones_with_their_table():
    mariam = person()
    for month, level in enumerate((0, 1, 1, 2, 3), start=1):
        measured(mariam, {"g01": level, "g08": level}, on=date(2026, month, 1))

    chart = progress_of(assessments_of(tarek(), mariam))

    assert chart.head == ["", "01/01/2026", "01/03/2026", "01/04/2026", "01/05/2026"]
    assert [row[1:] for row in chart.rows if row[1] != "–"] == [["0", "33", "67", "100"]] * 2
    assert progress_of([]) is None


def activity(title, search, *, kind=ActivityKind.WORKSHOP, ends_on=None):
    return Activity.objects.create(
        organisation=organisation(), title=title, kind=kind, search=search, starts_on=TODAY, ends_on=ends_on
    )


def test_workshops_answer_the_weak_areas_while_they_go_on():
    mails = activity("Mes mails", "mes mails")
    digital = activity("Premiers pas", "premiers pas", kind=ActivityKind.DIGITAL)
    activity("Mes mails, l'an passé", "mes mails l an passe", ends_on=TODAY - timedelta(days=1))
    activity("Couture", "couture")

    assert set(workshops_for(tarek(), ["2"], TODAY)) == {mails, digital}
    assert list(workshops_for(tarek(), [], TODAY)) == []


def test_the_referent_gets_a_task_that_names_nobody():
    mariam, nadia = person(), colleague()
    found = measured(mariam, {"g01": 0})
    with pytest.raises(Refused, match="n'accompagne"):
        tell_referent(by=tarek(), assessment=found, at=NOW)
    opened = TODAY - timedelta(days=9)
    open_pathway(by=actor(Role.DIRECTION, name="Zoe"), person=mariam, on=opened, referent=nadia, at=NOW)

    tell_referent(by=tarek(), assessment=found, at=NOW)

    told = Todo.objects.get()
    assert (told.owner, told.about, told.link) == (
        nadia,
        f"people.person:{mariam.pk}",
        f"/epn/diagnostics/{found.pk}/",
    )
    assert "Mariam" not in told.title


def test_a_diagnosis_of_the_wrong_person_is_taken_away_with_its_answers():
    found = measured(person(), {"g01": 0, "g02": 1})

    withdraw_assessment(by=tarek(), assessment=found, at=NOW)

    assert (Assessment.objects.count(), Answer.objects.count()) == (0, 0)
