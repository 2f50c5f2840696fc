"""A diagnosis on screen: seen gesture by gesture, read, told to the referent, taken away."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.activity.epn.models import Answer, Assessment
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import User
from levier.foundation.journal.models import Line
from levier.register.agenda.models import Todo
from levier.support.pathways.actions import open_pathway
from tests.activity.epn.cast import measured, tarek
from tests.cast import actor, browser, colleague, person

pytestmark = pytest.mark.django_db
AT = timezone.now()
TODAY = timezone.localdate(AT)


@pytest.fixture
def client():
    return browser(User.objects.get(pk=tarek().user_id))


def address(name, *arguments):
    return reverse(f"epn:{name}", args=arguments)


def typed(**more):
    return {"on": f"{TODAY:%d/%m/%Y}", "mode": "observed", "reader": "never_schooled"} | more


def test_twelve_gestures_are_asked_each_with_its_pictogram(client):
    html = client.get(address("new_gestures", person().pk)).content.decode()

    assert html.count('class="field finding"') == 12
    assert ["Ouvrir un mail et y répondre" in html, "#locked" in html] == [True, True]


def test_the_full_form_asks_twenty_one_competences_by_area(client):
    html = client.get(address("new_full", person().pk)).content.decode()

    assert html.count('class="field finding"') == 21
    assert "Communication et collaboration" in html


def test_what_was_seen_is_kept_and_what_was_not_has_no_row(client):
    mariam = person()

    answer = client.submit(address("new_gestures", mariam.pk), typed(g01="2", g08="0"))

    held = Assessment.objects.get()
    assert answer.headers["Location"] == address("assessment", held.pk)
    assert list(Answer.objects.values_list("code", "level")) == [("g01", 2), ("g08", 0)]
    html = client.get(address("assessment", held.pk)).content.decode()
    assert ["Aucun atelier numérique" in html, "pas regardé" in html] == [True, True]
    assert Line.objects.latest("number").verb == "epn.skills_read"
    assert "Ce que la personne sait faire" in client.get(address("person", mariam.pk)).content.decode()


def test_a_competence_is_kept_under_its_code(client):
    client.submit(address("new_full", person().pk), typed(**{"2_6": "1"}, mode="oral"))

    assert list(Answer.objects.values_list("code", "level")) == [("2.6", 1)]


def test_nothing_seen_or_a_page_given_to_who_does_not_read_is_refused(client):
    mariam = person()

    empty = client.submit(address("new_gestures", mariam.pk), typed())
    written = client.submit(address("new_gestures", mariam.pk), typed(g01="1", mode="written"))

    assert (empty.status_code, written.status_code, Assessment.objects.count()) == (422, 422, 0)
    assert "lisez les questions" in written.content.decode()


def test_the_referent_gets_a_task_and_without_one_it_is_said(client):
    mariam, nadia = person(), colleague()
    held = measured(mariam, {"g01": 0})

    client.submit(address("tell_referent", held.pk))
    html = client.get(address("assessment", held.pk)).content.decode()
    assert "accompagne cette personne pour l" in html
    opened = TODAY - timedelta(days=9)
    open_pathway(by=actor(Role.DIRECTION, name="Zoe"), person=mariam, on=opened, referent=nadia, at=AT)
    client.submit(address("tell_referent", held.pk))

    assert Todo.objects.get().owner == nadia


def test_a_diagnosis_noted_by_mistake_is_taken_away(client):
    held = measured(person(), {"g01": 0})

    assert "Retirer ce diagnostic" in client.get(address("withdraw_assessment", held.pk)).content.decode()
    client.submit(address("withdraw_assessment", held.pk))

    assert Assessment.objects.count() == 0


def test_reception_reads_a_diagnosis_and_makes_none():
    held = measured(person(), {"g01": 0})
    client = browser(colleague(Role.RECEPTION))

    assert client.get(address("assessment", held.pk)).status_code == 200
    assert client.get(address("new_gestures", held.person_id)).status_code == 403


def test_the_page_of_a_person_leads_there(client):
    mariam = person()

    html = client.get(reverse("people:person", args=[mariam.pk])).content.decode()

    assert [address("person", mariam.pk) in html, address("new_gestures", mariam.pk) in html] == [True, True]


def test_a_second_diagnosis_stands_beside_the_first(client):
    mariam = person()
    measured(mariam, {"g01": 0}, on=TODAY - timedelta(days=60))
    held = measured(mariam, {"g01": 3}, on=TODAY)

    html = client.get(address("assessment", held.pk)).content.decode()

    cells = html.partition("résolution de problèmes")[2].partition("</tr>")[0]
    assert [one in cells for one in (">0</td>", ">100</td>")] == [True, True]
