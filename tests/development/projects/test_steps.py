"""A project goes from idea to its true end by steps; each leaves its line in the journal."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from levier.development.projects.enums import ENDED, STEPS
from levier.development.projects.models import Project
from levier.development.projects.step_actions import (
    begin_project,
    end_project,
    resume_project,
    set_project_aside,
    submit_project,
)
from levier.development.projects.step_views import OFFERED
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.permissions import Refused
from tests.cast import NOON, actor, browser, colleague, organisation, project

pytestmark = pytest.mark.django_db
PLAIN_STEPS = {
    submit_project: "submitted",
    begin_project: "running",
    set_project_aside: "idea",
    resume_project: "running",
}
ALLOWED = {
    (submit_project, "idea"),
    (begin_project, "idea"),
    (begin_project, "submitted"),
    (set_project_aside, "submitted"),
    *((resume_project, status.value) for status in ENDED),
}
EVERY = [(step, status) for step in PLAIN_STEPS for status in Project.Status.values]


@pytest.fixture
def samira():
    return actor(Role.PROJECT_OFFICER, name="Samira")


def office(role=Role.PROJECT_OFFICER):
    return browser(colleague(role, name="Samira"))


def there(status, **fields):
    ended = {"ending": "On en garde la charte."} if status in ENDED else {}
    return project("FSE-9", status=status, **ended, **fields)


@pytest.mark.parametrize(("step", "status"), EVERY, ids=lambda one: getattr(one, "__name__", one))
def test_each_step_from_each_state(samira, step, status):
    held = there(status)
    lines = Line.objects.count()

    if (step, status) in ALLOWED:
        step(by=samira, project=held, at=NOON)
        assert Project.objects.get().status == PLAIN_STEPS[step]
        assert Detail.objects.get().change == {"status": [status, PLAIN_STEPS[step]]}
    else:
        with pytest.raises(Refused, match="Ce pas n'est pas possible"):
            step(by=samira, project=held, at=NOON)
        assert (Project.objects.get().status, Line.objects.count()) == (status, lines)


@pytest.mark.parametrize("how", [one.value for one in ENDED])
def test_a_running_project_ends_in_one_of_five_ways_with_its_lesson(samira, how):
    held = there("running")

    end_project(by=samira, project=held, how=how, on=date(2026, 6, 30), ending="La guidance reste.", at=NOON)

    kept = Project.objects.get()
    assert (kept.status, kept.ends_on, kept.ending) == (how, date(2026, 6, 30), "La guidance reste.")
    assert kept.version == held.version + 1
    assert Line.objects.order_by("-number").first().verb == "project.ended"


def test_no_project_ends_without_saying_what_is_kept(samira):
    held = there("running")

    with pytest.raises(ValidationError, match="Dites comment il s'est terminé"):
        end_project(by=samira, project=held, how="interrupted", on=date(2026, 6, 30), ending="  ", at=NOON)

    assert Project.objects.get().status == "running"


@pytest.mark.parametrize("how", ["running", "idea", "n'importe quoi"])
def test_an_end_is_one_of_the_five(samira, how):
    with pytest.raises(Refused):
        end_project(by=samira, project=there("running"), how=how, on=date(2026, 6, 30), ending="Fin.", at=NOON)


def test_an_idea_does_not_end(samira):
    with pytest.raises(Refused):
        end_project(by=samira, project=there("idea"), how="completed", on=date(2026, 6, 30), ending="Fin.", at=NOON)


def test_a_counsellor_takes_no_step():
    held = there("idea")

    with pytest.raises(Refused, match="Votre rôle ne permet pas"):
        submit_project(by=actor(Role.COUNSELLOR), project=held, at=NOON)

    assert Project.objects.get().status == "idea"


def test_a_project_of_another_organisation_takes_no_step(samira):
    held = project("FSE-9", at=organisation("ailleurs"), status="idea")

    with pytest.raises(Refused, match="n'existe pas"):
        submit_project(by=samira, project=held, at=NOON)

    assert Project.objects.get().status == "idea"


def test_what_the_page_offers_is_what_the_table_allows():
    plain = {"deposer": "submitted", "commencer": "running", "reporter": "idea", "reprendre": "running"}

    for status, words in OFFERED.items():
        assert [plain[word] for word in words] == list(STEPS[status])
    assert STEPS["running"] == ENDED


def test_the_page_of_an_idea_offers_two_steps_and_takes_one():
    held, samira = there("idea"), office()
    page = reverse("projects:project", args=[held.pk])

    text = samira.get(page).text
    answer = samira.submit(reverse("projects:step", args=[held.pk]), {"pas": "deposer"})

    assert ("Noter : le dossier est déposé" in text.replace("\u202f", " "), "Terminer le projet" in text) == (
        True,
        False,
    )
    assert (answer.status_code, answer.url) == (303, page)
    assert "Le projet est maintenant « déposé »." in samira.get(page).text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_step_that_is_not_possible_says_so():
    held, samira = there("running"), office()

    answer = samira.submit(reverse("projects:step", args=[held.pk]), {"pas": "deposer"}, follow=True)

    assert "Ce pas n&#x27;est pas possible" in answer.text
    assert samira.submit(reverse("projects:step", args=[held.pk]), {"pas": "ailleurs"}).status_code == 400
    assert Project.objects.get().status == "running"


def test_the_end_is_noted_on_its_own_page():
    held, samira = there("running"), office()
    url = reverse("projects:end", args=[held.pk])

    silent = samira.submit(url, {"how": "transferred", "ends_on": "30/06/2026", "ending": ""})
    told = samira.submit(url, {"how": "transferred", "ends_on": "30/06/2026", "ending": "La coordination est passée."})

    assert (silent.status_code, told.status_code) == (422, 303)
    text = samira.get(told.url).text
    assert ("La coordination est passée." in text, "transmis" in text) == (True, True)
    assert "Noter : le projet reprend" in text.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_form_of_a_project_that_exists_no_longer_holds_its_state():
    held, samira = there("running"), office()
    url = reverse("projects:edit", args=[held.pk])

    text = samira.get(url).text
    samira.submit(url, {"version": 1, "code": "FSE-9", "title": "Pas à pas", "status": "completed"})

    assert ('name="status"' in text, 'name="ending"' in text) == (False, False)
    assert (Project.objects.get().status, Project.objects.get().title) == ("running", "Pas à pas")


def test_who_may_not_change_sees_no_step():
    held = there("running")

    text = office(Role.COUNSELLOR).get(reverse("projects:project", args=[held.pk])).text

    assert ("Terminer le projet" in text, "Ajouter" in text) == (False, False)


def test_another_organisation_s_project_is_not_found():
    held = project("FSE-9", at=organisation("ailleurs"))
    samira = office()

    assert samira.get(reverse("projects:end", args=[held.pk])).status_code == 404
    assert samira.submit(reverse("projects:step", args=[held.pk]), {"pas": "commencer"}).status_code == 404
