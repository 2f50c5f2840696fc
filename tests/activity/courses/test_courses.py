"""The file of a course: its modules come from the poster's lines, its hours are counted against what is promised."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from levier.activity.activities.actions import enrol
from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.courses.actions import (
    add_module,
    assign_sessions,
    change_course,
    change_module,
    note_week,
    plan_internship,
    record_results,
    remove_module,
)
from levier.activity.courses.models import SessionModule
from levier.activity.courses.queries import progress_of
from levier.development.projects.models import Agreement
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Refused
from tests.activity.courses.cast import MODULES, NOW, TODAY, activity, course, inside, nadia, partner, sessions, shop
from tests.cast import actor, organisation, person, project

pytestmark = pytest.mark.django_db
NEW = {"rank": 4, "title": "Caisse", "minutes": 600, "is_internship": False, "partner": None, "trainer": None}


def progress(of):
    modules = list(of.modules.select_related("partner"))
    return progress_of(of, modules, NOW, timezone.localdate(NOW))


def told(lines):
    return [(one.label, one.promised, one.held, one.planned, one.attended) for one in lines]


def test_the_lines_of_the_poster_become_modules_and_stay_on_the_poster():
    made = course()

    assert [(one.title, one.minutes, one.is_internship) for one in made.modules.all()] == [
        ("Accueil", 1800, False),
        ("Vente", 3600, False),
        ("Stage en magasin", 2400, True),
    ]
    assert (made.promised_minutes, made.activity.modules) == (7800, MODULES)


def test_two_lines_of_one_title_are_one_module():
    made = course(activity(modules="Vente ; 10 h\nVente ; 5 h"))

    assert [(one.title, one.minutes) for one in made.modules.all()] == [("Vente", 900)]


def test_who_is_enrolled_already_is_in_the_course():
    of = activity()
    enrol(by=nadia(), activity=of, people=[person()], at=NOW)

    made = course(of)

    assert [(str(one.person), one.decision) for one in made.candidates.all()] == [("Mariam Diallo", "accepted")]


def test_a_course_is_opened_once_and_only_for_a_course():
    of = activity()
    course(of)

    with pytest.raises(Refused, match="déjà son dossier"):
        course(of)
    with pytest.raises(Refused, match="Seule une formation"):
        course(activity(kind="outing"))


def test_the_agreement_is_one_of_its_projects():
    ours, other = project(), project("AUTRE")
    held = [
        Agreement.objects.create(organisation=organisation(), project=one, funder=partner(), reference=one.code)
        for one in (ours, other)
    ]
    made = course(activity(project=ours), agreement=held[0])

    with pytest.raises(ValidationError, match="autre projet"):
        change_course(by=nadia(), course=made, values={"agreement": held[1]}, at=NOW)

    made.refresh_from_db()
    assert made.agreement == held[0]


def test_a_counsellor_does_not_settle_a_course():
    made, by = course(), actor(Role.COUNSELLOR)

    for act in (
        lambda: change_course(by=by, course=made, values={"criteria": "Non"}, at=NOW),
        lambda: add_module(by=by, course=made, values=NEW, at=NOW),
        lambda: remove_module(by=by, module=made.modules.first(), at=NOW),
    ):
        with pytest.raises(Refused, match="rôle"):
            act()

    assert (made.modules.count(), made.criteria) == (3, "")


def test_a_module_has_a_title_of_its_own():
    made = course()
    add_module(by=nadia(), course=made, values=NEW, at=NOW)

    with pytest.raises(ValidationError, match="déjà cet intitulé"):
        change_module(by=nadia(), module=made.modules.first(), values={"title": "Caisse"}, at=NOW)

    assert [one.title for one in made.modules.all()] == ["Accueil", "Vente", "Stage en magasin", "Caisse"]


def test_a_module_in_which_somebody_has_a_result_is_not_removed():
    made = course()
    mariam, module = inside(made), made.modules.first()
    record_results(by=nadia(), course=made, entries={(mariam.pk, module.pk): "acquired"}, seen={}, at=NOW)

    with pytest.raises(Refused, match="ne se retire plus"):
        remove_module(by=nadia(), module=module, at=NOW)
    remove_module(by=nadia(), module=made.modules.last(), at=NOW)

    assert [one.title for one in made.modules.all()] == ["Accueil", "Vente"]


def test_hours_are_counted_by_module_and_by_partner():
    made = course()
    mariam = inside(made)
    first, second, later = sessions(made, 1, 8, 22)
    welcome, selling, _stage = made.modules.all()
    change_module(by=nadia(), module=selling, values={"partner": shop()}, at=NOW)
    assign_sessions(by=nadia(), course=made, modules={first.pk: welcome, later.pk: selling}, at=NOW)
    record_attendance(by=nadia(), session=first, entries={mariam.person_id: Entry("late", 150)}, at=NOW)

    found = progress(made)

    assert told(found.modules) == [
        ("Accueil", 1800, 180, 0, 150),
        ("Vente", 3600, 0, 180, 0),
        ("Stage en magasin", 2400, 0, 0, 0),
        ("sans module", 0, 180, 0, 0),
    ]
    assert told(found.partners) == [("Centre Bonnevie", 1800, 360, 0, 150), ("Épicerie Sociale", 3600, 0, 180, 0)]
    assert told([found.total]) == [("en tout", 7800, 360, 180, 150)]
    assert (found.taught, found.trainee_promised) == (5400, 10800)
    assert second.pk not in SessionModule.objects.values_list("session", flat=True)


def test_the_calendar_asks_the_same_part_of_the_hours_as_of_the_days():
    made = course()

    found = progress(made)

    assert (found.due, found.is_behind, found.missing) == (5400 * 14 // 30, True, 2520)


def test_a_course_that_follows_its_calendar_is_not_behind():
    made = course()
    sessions(made, *range(1, 15))  # 14 times 3 hours: all that is due

    assert (progress(made).is_behind, progress(made).missing) == (False, 0)


def test_nothing_is_asked_before_the_first_day_nor_without_days():
    assert progress(course(activity(starts_on=TODAY))).due == 0
    assert progress(course(activity(title="Autre", starts_on=None, ends_on=None))).due == 0


def test_hours_of_internships_stand_apart():
    made = course()
    mariam = inside(made)
    values = {
        "partner": shop(),
        "task": "",
        "convention_on": None,
        "starts_on": date(2026, 6, 1),
        "ends_on": date(2026, 6, 12),
        "planned_minutes": 2400,
    }
    stay = plan_internship(by=nadia(), candidate=mariam, values=values, at=NOW)
    note_week(by=nadia(), internship=stay, on=date(2026, 6, 3), minutes=1200, confirmed_by="Mme Roy", at=NOW)
    note_week(by=nadia(), internship=stay, on=date(2026, 6, 10), minutes=600, at=NOW)

    found = progress(made)

    assert (found.stays.people, found.stays.planned, found.stays.done, found.stays.confirmed) == (1, 2400, 1800, 1200)
    assert found.total.held == 0


def test_a_session_of_another_course_is_not_assigned():
    made, other = course(), course(activity(title="Autre"))
    (theirs,) = sessions(other, 8)

    with pytest.raises(ValidationError, match="pas de cette formation"):
        assign_sessions(by=nadia(), course=made, modules={theirs.pk: made.modules.first()}, at=NOW)

    assert SessionModule.objects.count() == 0


def test_a_session_said_again_of_the_same_module_changes_nothing():
    made = course()
    (one,) = sessions(made, 8)
    module = made.modules.first()

    counts = [assign_sessions(by=nadia(), course=made, modules={one.pk: to}, at=NOW) for to in (module, module, None)]

    assert (counts, SessionModule.objects.count()) == ([1, 0, 1], 0)
