"""Mariam's pages, as Nadia meets them."""

import pytest
import time_machine

from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.support.pathways.models import Finding, Goal, Item, Pathway, Referent, Step
from tests.cast import actor, browser, colleague, organisation, person
from tests.guards import exactly
from tests.support.pathways.cast import NOW, SPRING, TODAY, accompanied, item, noted, step_towards

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def housing(found, **answers):
    """What the page of the theme would post: each line as it is shown, but for the answers given."""
    form = found.context["form"]
    posted = {"on": "15/06/2026"}
    for state, level, remark, was in form.lines:
        posted |= {level.name: state.level, remark.name: remark.value() or "", was.name: was.value() or ""}
    return posted | {f"level-{code}": level for code, level in answers.items()}


def test_she_is_accompanied_from_a_page_and_the_diagnosis_opens():
    nadia, mariam = colleague(), person()
    posted = {"on": "02/03/2026", "origin": "actiris", "request": "Travailler", "referent": nadia.pk}

    answer = browser(nadia).submit(f"/accompagnements/{mariam.pk}/commencer/", posted)

    assert (answer.status_code, answer["Location"]) == (303, f"/accompagnements/{mariam.pk}/diagnostic/")
    assert Referent.objects.get().user == nadia


def test_a_second_accompaniment_is_refused_in_a_sentence():
    nadia, mariam = colleague(), person()
    accompanied(actor(name="Zoe"), mariam)

    answer = browser(nadia).submit(f"/accompagnements/{mariam.pk}/commencer/", {"on": "02/03/2026", "origin": "self"})

    assert answer.status_code == 422
    assert "Cette personne est déjà accompagnée." in answer.content.decode()
    assert Pathway.objects.count() == 1


def test_a_theme_is_answered_and_only_what_was_changed_is_written():
    nadia, mariam = colleague(), person()
    noted(actor(Role.DIRECTION, name="Zoe"), mariam, HOU01="strong")
    client = browser(nadia)
    page = client.get(f"/accompagnements/{mariam.pk}/diagnostic/?theme=housing")

    answer = client.submit(f"/accompagnements/{mariam.pk}/diagnostic/housing/", housing(page, HOU02="light"))

    assert answer["Location"].endswith("?theme=administration#administration")
    assert sorted(Finding.objects.values_list("item__code", "level", "until")) == [
        ("HOU01", "strong", None),
        ("HOU02", "light", None),
    ]


def test_what_a_colleague_noted_meanwhile_is_said_and_not_written_over():
    nadia, mariam = colleague(), person()
    client = browser(nadia)
    page = client.get(f"/accompagnements/{mariam.pk}/diagnostic/?theme=housing")
    posted = housing(page, HOU01="light")
    noted(actor(Role.DIRECTION, name="Zoe"), mariam, HOU01="strong", HOU02="light")

    answer = client.submit(f"/accompagnements/{mariam.pk}/diagnostic/housing/", posted)

    assert answer.status_code == 422
    assert "Quelqu'un vient de noter" in answer.content.decode().replace("&#x27;", "'").replace("’", "'")
    assert sorted(Finding.objects.values_list("item__code", "level")) == [("HOU01", "strong"), ("HOU02", "light")]


@pytest.mark.parametrize("on", ["16/06/2026", "31/02/2026", "", "hier"])
def test_a_wrong_day_writes_nothing(on):
    nadia, mariam = colleague(), person()
    client = browser(nadia)
    page = client.get(f"/accompagnements/{mariam.pk}/diagnostic/?theme=housing")

    answer = client.submit(
        f"/accompagnements/{mariam.pk}/diagnostic/housing/", housing(page, HOU01="light") | {"on": on}
    )

    assert answer.status_code == 422
    assert Finding.objects.count() == 0


def test_an_unknown_theme_is_not_found():
    nadia, mariam = colleague(), person()

    assert browser(nadia).submit(f"/accompagnements/{mariam.pk}/diagnostic/astres/", {}).status_code == 404


def test_another_associations_person_is_not_found():
    stranger = person(at=organisation("ailleurs"))
    client = browser(colleague())

    pages = [client.get(f"/accompagnements/{stranger.pk}/{page}") for page in ("", "diagnostic/", "plan/")]

    assert [page.status_code for page in pages] == [404, 404, 404]


def test_an_animator_does_not_read_the_social_file():
    mariam = person()
    noted(actor(), mariam, HOU01="strong")
    client = browser(colleague(Role.ANIMATOR, name="Bruno"))

    pages = [client.get(f"/accompagnements/{mariam.pk}/{page}") for page in ("", "diagnostic/", "plan/")]

    assert [page.status_code for page in pages] == [403, 403, 403]
    assert "Sans logement" not in client.get(f"/personnes/{mariam.pk}/").content.decode()


def test_reading_the_diagnosis_leaves_a_line():
    nadia, mariam = colleague(), person()

    browser(nadia).get(f"/accompagnements/{mariam.pk}/diagnostic/")

    line = Line.objects.get(verb="diagnosis.read")
    assert (line.actor, line.object) == (f"user:{nadia.pk}", f"people.person:{mariam.pk}")


def test_what_is_restricted_is_not_shown_to_who_does_not_accompany_her():
    mariam = person()
    lead = actor(Role.DIRECTION, name="Zoe")
    noted(lead, mariam, FAM04="strong")
    nadia, ali = colleague(), colleague(name="Ali")
    accompanied(lead, mariam, referent=nadia)

    shown = [
        "Violence subie" in browser(one).get(f"/accompagnements/{mariam.pk}/diagnostic/").content.decode()
        for one in (nadia, ali)
    ]

    assert shown == [True, False]


def test_a_goal_then_its_first_step():
    nadia, mariam = colleague(), person()
    noted(actor(Role.DIRECTION, name="Zoe"), mariam, FAM01="strong")
    client = browser(nadia)

    answer = client.submit(f"/accompagnements/{mariam.pk}/buts/nouveau/", {"title": "Travailler", "version": 1})
    posted = {"title": "Visiter la crèche", "doer": "person", "due_on": "01/07/2026", "version": 1}
    posted["items"] = [item(actor(name="Luc"), "FAM01").pk]
    client.submit(answer["Location"], posted)

    step = Step.objects.get()
    assert (step.goal.title, step.title, [one.code for one in step.items.all()]) == (
        "Travailler",
        "Visiter la crèche",
        ["FAM01"],
    )


def test_a_partners_step_asks_which_one():
    nadia, mariam = colleague(), person()
    step = step_towards(actor(name="Zoe"), mariam)

    posted = {"title": "Donner une place", "doer": "partner", "version": 1}
    answer = browser(nadia).submit(f"/accompagnements/etapes/{step.pk}/modifier/", posted)

    assert answer.status_code == 422
    assert Step.objects.get().doer == "person"


def test_a_step_done_leads_back_to_what_it_answered():
    nadia, mariam = colleague(), person()
    step = step_towards(actor(name="Zoe"), mariam, "Visiter la crèche", "FAM01")

    posted = {"state": "done", "on": "15/06/2026", "outcome": "Place en septembre"}
    answer = browser(nadia).submit(f"/accompagnements/etapes/{step.pk}/terminer/", posted)

    assert answer["Location"] == f"/accompagnements/{mariam.pk}/diagnostic/?theme=family#family"
    assert Step.objects.get().outcome == "Place en septembre"


def test_two_who_change_one_step_lose_nothing():
    nadia, mariam = colleague(), person()
    step = step_towards(actor(name="Zoe"), mariam)
    Step.objects.update(version=2, title="Téléphoner")

    posted = {"title": "Écrire", "doer": "person", "version": 1}
    answer = browser(nadia).submit(f"/accompagnements/etapes/{step.pk}/modifier/", posted)

    assert answer.status_code == 409
    assert Step.objects.get().title == "Téléphoner"


def test_a_goal_is_ended_and_taken_up_again():
    nadia, mariam = colleague(), person()
    goal = step_towards(actor(name="Zoe"), mariam).goal
    client = browser(nadia)

    client.submit(f"/accompagnements/buts/{goal.pk}/terminer/", {"state": "reached", "on": "15/06/2026"})
    assert Goal.objects.get().ended_on == TODAY
    client.submit(f"/accompagnements/buts/{goal.pk}/reprendre/")

    assert (Goal.objects.get().state, Goal.objects.get().ended_on) == ("open", None)


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("silence", ["Ines Diallo"]),
        ("retard", ["Luc Diallo"]),
        ("sans-etape", ["Ines Diallo", "Mariam Diallo"]),
        ("seule", ["Luc Diallo"]),
        ("fin", ["Ines Diallo"]),
        ("terminees", []),
    ],
)
def test_the_team_finds_those_whom_nothing_holds(state, names):
    by, nadia = actor(Role.DIRECTION, name="Zoe"), colleague()
    accompanied(by, person("Mariam"), on=TODAY, referent=nadia)
    held = accompanied(by, person("Luc"), on=TODAY)
    step_towards(by, held.person, due_on=SPRING)
    accompanied(by, person("Ines"), on=SPRING.replace(year=2025), referent=nadia)

    page = browser(nadia).get(f"/accompagnements/?etat={state}")

    assert sorted(cells[0]["value"] for _pk, cells in page.context["rows"]) == names


def test_my_caseload_is_mine_and_says_what_comes_next():
    by, nadia, ali = actor(name="Zoe"), colleague(), colleague(name="Ali")
    mariam = person()
    accompanied(by, mariam, referent=nadia)
    accompanied(by, person("Luc"), referent=ali)
    step_towards(by, mariam, "Téléphoner", due_on=SPRING)

    page = browser(nadia).get("/accompagnements/miens/")

    assert [[cell["value"] for cell in cells][:2] for _pk, cells in page.context["rows"]] == [
        ["Mariam Diallo", "Téléphoner · 02/03/2026 · en retard"]
    ]


def test_a_caseload_is_handed_over_from_the_list():
    by, nadia, ali = actor(name="Zoe"), colleague(), colleague(name="Ali")
    lead = colleague(Role.COORDINATION, name="Hakim")
    held = [accompanied(by, person(name), referent=nadia) for name in ("Mariam", "Luc")]
    chosen = "&".join(f"choix={one.pk}" for one in held)

    answer = browser(lead).submit(
        f"/accompagnements/confier/?{chosen}", {"to": ali.pk, "on": "15/06/2026", "reason": "départ"}
    )

    assert answer.status_code == 303
    assert Referent.objects.filter(user=ali, ended_on=None).count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_many_questions_for_one_as_for_three(count):
    by, nadia = actor(name="Zoe"), colleague()
    for name in ("Mariam", "Luc", "Ines")[:count]:
        accompanied(by, person(name), referent=nadia)
    client = browser(nadia)
    client.get("/accompagnements/miens/")

    with exactly(6):
        client.get("/accompagnements/miens/")


def test_a_line_of_the_list_is_renamed_melted_and_split_by_who_leads():
    client = browser(colleague(Role.COORDINATION, name="Hakim"))
    by = actor(name="Zoe")
    one = item(by, "HOU03")
    words = {"fr": "Logement insalubre", "nl": "", "en": "", "version": 1}

    client.submit(f"/accompagnements/freins-et-atouts/{one.pk}/modifier/", words)
    client.submit(f"/accompagnements/freins-et-atouts/{one.pk}/fondre/", {"into": item(by, "HOU02").pk})
    parts = {"names": "Loyer trop lourd\nÉnergie trop lourde"}
    client.submit(f"/accompagnements/freins-et-atouts/{item(by, 'HOU04').pk}/diviser/", parts)

    held = Item.objects.get(pk=one.pk)
    assert (held.fr, held.replaced_by.code) == ("Logement insalubre", "HOU02")
    assert sorted(Item.objects.filter(split_from__code="HOU04").values_list("fr", flat=True)) == [
        "Loyer trop lourd",
        "Énergie trop lourde",
    ]


def test_the_page_of_the_load_counts_by_colleague():
    by, nadia = actor(name="Zoe"), colleague()
    accompanied(by, person(), referent=nadia)

    page = browser(colleague(Role.DIRECTION, name="Claire")).get("/accompagnements/charge/")

    assert [(row["user__name"], row["people"]) for row, _url in page.context["rows"]] == [("Nadia", 1)]


def test_the_file_page_names_what_holds_and_what_is_restricted_to_her_colleagues_only():
    lead, mariam = actor(Role.DIRECTION, name="Zoe"), person()
    noted(lead, mariam, FAM04="strong", HOU01="light")
    nadia, ali = colleague(), colleague(name="Ali")
    accompanied(lead, mariam, referent=nadia)

    pages = [browser(one).get(f"/personnes/{mariam.pk}/").content.decode() for one in (nadia, ali)]

    assert ["Violence subie" in page for page in pages] == [True, False]
    assert ["Sans logement" in page for page in pages] == [True, True]
