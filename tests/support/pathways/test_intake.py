"""A first talk of five minutes, on one screen."""

import pytest
import time_machine

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Refused
from levier.register.people.actions import Identity
from levier.register.people.models import ContactPoint, Person
from levier.support.pathways.actions import FirstTalk, receive
from levier.support.pathways.models import Finding, Goal, Pathway, Referent, Step
from tests.cast import actor, browser, colleague, organisation, person
from tests.support.pathways.cast import NOW, TODAY, item

pytestmark = pytest.mark.django_db
ADDRESS = "/accompagnements/accueil/"
SAMIRA = {
    "first_name": "Samira",
    "phone": "0470 12 34 56",
    "language": "fr",
    "on": "15/06/2026",
    "origin": "self",
    "request": "Un travail près de l'école",
}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def test_one_screen_makes_the_file_the_accompaniment_what_blocks_and_the_next_step():
    nadia = colleague()
    posted = SAMIRA | {"referent": nadia.pk, "holds": ["HOU01", "DIG01"], "step": "Appeler la crèche"}

    answer = browser(nadia).submit(ADDRESS, posted | {"step_due_on": "22/06/2026"})

    samira = Person.objects.get()
    assert answer["Location"] == f"/accompagnements/{samira.pk}/diagnostic/"
    assert ContactPoint.objects.get().value == "+32470123456"
    assert (Pathway.objects.get().person, Referent.objects.get().user) == (samira, nadia)
    assert set(Finding.objects.values_list("item__code", "level")) == {("HOU01", "strong"), ("DIG01", "strong")}
    assert Goal.objects.get().title == "Un travail près de l'école"
    step = Step.objects.get()
    assert (step.title, f"{step.due_on:%d/%m/%Y}") == ("Appeler la crèche", "22/06/2026")
    assert {one.item.code for one in step.ties.all()} == {"HOU01", "DIG01"}


def test_a_name_and_a_day_are_enough():
    nadia = colleague()

    answer = browser(nadia).submit(
        ADDRESS, {"first_name": "Bo", "language": "fr", "on": "15/06/2026", "origin": "self"}
    )

    assert answer.status_code == 303
    assert (Pathway.objects.count(), Goal.objects.count(), Finding.objects.count()) == (1, 0, 0)


def test_who_looks_alike_is_shown_first_and_nothing_typed_is_lost():
    nadia = colleague()
    person("Samira", "Benali")
    client = browser(nadia)
    posted = SAMIRA | {"last_name": "Benali", "holds": ["HOU01", "DIG01"]}

    asked = client.submit(ADDRESS, posted)

    assert asked.status_code == 422
    assert "Cette personne est peut-être déjà connue" in asked.content.decode()
    assert asked.content.decode().count('name="holds"') == 2
    assert Person.objects.count() == 1
    assert client.submit(ADDRESS, posted | {"certain": "1"}).status_code == 303
    assert Person.objects.count() == 2


def test_a_day_without_its_step_is_asked_and_what_was_ticked_stays_ticked():
    nadia = colleague()

    answer = browser(nadia).submit(ADDRESS, SAMIRA | {"step_due_on": "22/06/2026", "holds": ["HOU01"]})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Écrivez l&#x27;étape convenue" in page
    assert 'value="HOU01" id="frein-HOU01" checked' in page
    assert Person.objects.count() == 0


def test_nothing_is_written_when_a_part_of_it_is_refused():
    nadia = actor()
    talk = FirstTalk(on=TODAY, holds=("HOU01", "NOPE"))

    with pytest.raises(Refused):
        receive(by=nadia, identity=Identity(first_name="Samira"), talk=talk, at=NOW)

    assert (Person.objects.count(), Pathway.objects.count()) == (0, 0)


def test_restricted_lines_and_those_of_another_house_are_not_offered():
    nadia = colleague()
    item(actor(Role.DIRECTION, name="Zoe"), "HOU01")
    organisation("anderlecht")

    form = browser(nadia).get(ADDRESS).context["form"]

    assert not any(one.is_restricted for one in form.obstacles)
    assert {one.organisation_id for one in form.obstacles} == {organisation().pk}


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.ANIMATOR, Role.AUDITOR])
def test_who_accompanies_nobody_notes_no_first_talk(role):
    assert browser(colleague(role)).get(ADDRESS).status_code in (403, 404)
