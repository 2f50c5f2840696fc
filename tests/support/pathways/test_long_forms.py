"""What Nadia types at length in any form about Mariam comes back until she sends it."""

import pytest
import time_machine

from levier.foundation.accounts.queries import actor_for
from levier.foundation.journal.models import Line
from levier.support.pathways.actions import add_goal, drop_expired
from levier.support.pathways.drafting import address_of
from levier.support.pathways.models import Finding, NoteDraft, Step
from levier.support.pathways.panels import drafts_due
from levier.support.pathways.queries import draft_of, typed_of
from tests.cast import browser, colleague, organisation, person
from tests.support.pathways.cast import NOW, TODAY, accompanied, step_towards
from tests.trust.bad_input import URLENCODED, encoded

pytestmark = pytest.mark.django_db
FOUND = {"on": "15/06/2026", "level-DIG01": "strong", "remark-DIG01": "Un vieux téléphone", "was-DIG01": "|"}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def nadia():
    return colleague()


@pytest.fixture
def mariam():
    return person()


def me(user):
    return actor_for(user, organisation())


def drafts():
    return [(one.form, one.text) for one in NoteDraft.objects.order_by("pk")]


def test_remarks_of_the_diagnosis_are_kept_while_one_writes_and_come_back(nadia, mariam):
    client, page = browser(nadia), f"/accompagnements/{mariam.pk}/diagnostic/?theme=digital"

    answer = client.post(f"/accompagnements/{mariam.pk}/brouillons/diagnosis:digital/", FOUND)

    assert "Brouillon gardé à 12" in answer.content.decode()
    assert drafts() == [("diagnosis:digital", "Un vieux téléphone")]
    form = client.get(page).context["form"]
    assert (form["remark-DIG01"].value(), form["level-DIG01"].value()) == ("Un vieux téléphone", "strong")
    assert browser(colleague(name="Ali")).get(page).context["form"]["remark-DIG01"].value() == ""


def test_what_no_database_can_hold_is_left_out_of_what_is_kept(nadia, mariam):
    body = encoded([*{**FOUND, "remark-DIG01": "Un vieux\x00 téléphone"}.items(), ("\x00", "x"), ("a[b]", "x")])

    browser(nadia).post(f"/accompagnements/{mariam.pk}/brouillons/diagnosis:digital/", body, content_type=URLENCODED)

    assert drafts() == [("diagnosis:digital", "Un vieux téléphone")]
    assert set(NoteDraft.objects.get().values) == set(FOUND)


def test_without_scripts_a_button_keeps_them(nadia, mariam):
    answer = browser(nadia).submit(f"/accompagnements/{mariam.pk}/diagnostic/digital/", FOUND | {"geste": "brouillon"})

    assert answer.status_code == 303
    assert (drafts(), Finding.objects.count()) == ([("diagnosis:digital", "Un vieux téléphone")], 0)


def test_an_answer_that_is_not_accepted_is_kept_and_one_that_is_takes_its_place(nadia, mariam):
    client, url = browser(nadia), f"/accompagnements/{mariam.pk}/diagnostic/digital/"

    refused = client.submit(url, FOUND | {"on": "demain"})
    assert (refused.status_code, drafts()) == (422, [("diagnosis:digital", "Un vieux téléphone")])
    client.submit(url, FOUND)

    assert (drafts(), [one.remark for one in Finding.objects.all()]) == ([], ["Un vieux téléphone"])


def test_every_long_form_about_a_person_keeps_what_is_typed(nadia, mariam):
    client, by = browser(nadia), me(nadia)
    accompanied(by, mariam)
    goal = add_goal(by=by, person=mariam, title="Travailler", at=NOW)
    step = step_towards(by, mariam, "Visiter la crèche", goal=goal)
    forms = {
        f"new_step:{goal.pk}": (
            f"/accompagnements/buts/{goal.pk}/etapes/nouvelle/",
            {"title": "Écrire", "due_on": "x"},
        ),
        f"edit_step:{step.pk}": (f"/accompagnements/etapes/{step.pk}/modifier/", {"title": "Écrire", "due_on": "x"}),
        f"finish_step:{step.pk}": (f"/accompagnements/etapes/{step.pk}/terminer/", {"outcome": "Une place", "on": "x"}),
        "new_referral": (f"/accompagnements/{mariam.pk}/orientations/nouvelle/", {"why": "Un cours du soir"}),
        "new_goal": (f"/accompagnements/{mariam.pk}/buts/nouveau/", {"title": "Lire"}),
        "edit": (f"/accompagnements/{mariam.pk}/modifier/", {"request": "Un mi-temps", "planned_end_on": "x"}),
    }

    for key, (url, typed) in forms.items():
        kept = client.submit(url, typed | {"geste": "brouillon", "version": "1"})
        assert (kept.status_code, typed_of(by, mariam, key) is not None) == (303, True)
        name, words = next(iter(typed.items()))
        again = client.get(url)
        assert again.context["form"][name].value() == words
        assert "Voici votre brouillon" in again.text
    assert {address_of(one) for one in NoteDraft.objects.all()} == {url for url, _typed in forms.values()}
    assert Step.objects.count() == 1


def test_it_goes_when_the_form_is_accepted(nadia, mariam):
    client, by = browser(nadia), me(nadia)
    step = step_towards(by, mariam, "Visiter la crèche")
    url, values = f"/accompagnements/etapes/{step.pk}/terminer/", {"outcome": "Une place", "on": "15/06/2026"}
    client.submit(url, values | {"geste": "brouillon"})

    client.submit(url, values | {"state": "done"})

    step.refresh_from_db()
    assert (step.outcome, drafts()) == ("Une place", [])


def test_a_step_changed_meanwhile_by_a_colleague_is_not_written_over(nadia, mariam):
    client, by = browser(nadia), me(nadia)
    step = step_towards(by, mariam, "Visiter la crèche")
    url = f"/accompagnements/etapes/{step.pk}/modifier/"
    client.submit(url, {"title": "Visiter deux crèches", "doer": "person", "version": "1", "geste": "brouillon"})
    browser(colleague(name="Ali")).submit(url, {"title": "Appeler la crèche", "doer": "person", "version": "1"})

    form = client.get(url).context["form"]
    answer = client.submit(url, {"title": form["title"].value(), "doer": "person", "version": form["version"].value()})

    assert (form["title"].value(), answer.status_code) == ("Visiter deux crèches", 409)
    step.refresh_from_db()
    assert step.title == "Appeler la crèche"


def test_my_day_says_what_is_to_be_finished_and_leads_there(nadia, mariam):
    browser(nadia).submit(
        f"/accompagnements/{mariam.pk}/orientations/nouvelle/", {"why": "Un cours", "geste": "brouillon"}
    )

    [due] = drafts_due(me(nadia), TODAY, TODAY)

    assert (due.title, due.url, due.kind) == (
        "Mariam Diallo",
        f"/accompagnements/{mariam.pk}/orientations/nouvelle/",
        "texte à terminer",
    )
    assert draft_of(me(nadia), mariam) is None


def test_it_is_forgotten_when_one_says_so_or_after_ninety_days(nadia, mariam):
    client, by = browser(nadia), me(nadia)
    for name in ("new_goal", "new_referral"):
        client.post(f"/accompagnements/{mariam.pk}/brouillons/{name}/", {"title": "Lire", "why": "Un cours"})

    client.submit(f"/accompagnements/{mariam.pk}/brouillons/new_goal/effacer/", {})
    assert (drafts(), Line.objects.filter(verb="note.draft_forgotten").count()) == ([("new_referral", "Un cours")], 1)
    drop_expired(by=by, on=TODAY.replace(month=10))

    assert drafts() == []


def test_nothing_else_than_our_forms_is_kept(nadia, mariam):
    client = browser(nadia)

    answers = [
        client.post(f"/accompagnements/{mariam.pk}/brouillons/{key}/", {"title": "x", "why": "x"}).status_code
        for key in ("people:edit", "zz", "new_goal:1", "new_step:x", "diagnosis:zz", "delete")
    ]
    empty = client.post(f"/accompagnements/{mariam.pk}/brouillons/new_goal/", {"title": "  ", "jeton": "x"})
    long = client.post(f"/accompagnements/{mariam.pk}/brouillons/new_goal/", {"title": "x" * 50_000})

    assert (answers, empty.status_code, long.status_code, drafts()) == ([404] * 6, 200, 200, [])
