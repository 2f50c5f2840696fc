"""What the person takes home on paper."""

import pypdfium2
import pytest
import time_machine
from django.utils import translation

from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.paper import as_pdf
from levier.support.pathways.actions import end_step
from levier.support.pathways.carnet import carnet_of
from levier.support.pathways.enums import StepState
from levier.support.pathways.models import Item
from tests.cast import actor, browser, colleague, person
from tests.support.pathways.cast import NOW, TODAY, accompanied, noted, step_towards

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def text_of(content):
    """The lines of a PDF of one page."""
    return pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range().splitlines()


def words(paper):
    """All that a paper says, block by block."""
    return repr([paper.title, *paper.blocks])


def restricted_obstacle():
    return Item.objects.filter(kind="obstacle", is_restricted=True).order_by("order").first()


def test_it_tells_who_what_and_when_and_what_was_done():
    nadia = actor()
    mariam = person()
    accompanied(nadia, mariam, request="Travailler à mi-temps")
    noted(nadia, mariam, HOU01="lifted", DIG01="light")
    done = step_towards(nadia, mariam, "Visiter la crèche")
    end_step(by=nadia, step=done, state=StepState.DONE, on=TODAY, at=NOW)
    step_towards(nadia, mariam, "Appeler l'école", goal=done.goal)

    told = words(carnet_of(nadia, mariam, NOW))

    for expected in ("Mon carnet", "Ma demande", "Visiter la crèche", "Appeler l'école", "☐", "Ce qui va mieux"):
        assert expected in told
    assert str(Item.objects.get(code="DIG01")) in told


def test_what_is_restricted_stays_out_unless_asked():
    zoe = actor(Role.DIRECTION, name="Zoe")
    mariam = person()
    accompanied(zoe, mariam)
    hidden = restricted_obstacle()
    noted(zoe, mariam, **{hidden.code: "strong"})

    assert str(hidden) not in words(carnet_of(zoe, mariam, NOW))
    assert str(hidden) in words(carnet_of(zoe, mariam, NOW, with_restricted=True))


def test_who_may_not_read_what_is_restricted_is_not_asked_and_does_not_get_it():
    zoe = actor(Role.DIRECTION, name="Zoe")
    mariam = person()
    accompanied(zoe, mariam)
    hidden = restricted_obstacle()
    noted(zoe, mariam, **{hidden.code: "strong"})
    client = browser(colleague(name="Nora"))

    assert "with_restricted" not in client.get(f"/accompagnements/{mariam.pk}/carnet/").context["form"].fields
    answer = client.get(f"/accompagnements/{mariam.pk}/carnet.pdf?with_restricted=on")

    assert answer.status_code == 200
    assert str(hidden) not in words(carnet_of(actor(name="Ada"), mariam, NOW, with_restricted=True))


def test_it_speaks_the_language_of_the_person():
    nadia = actor()

    assert carnet_of(nadia, person(language="en"), NOW).title == "My booklet"
    assert carnet_of(nadia, person("Omar", language="ar"), NOW).title == "دفتري"
    assert carnet_of(nadia, person("Zoé", language="so"), NOW).title == "Mon carnet"


@pytest.mark.parametrize("language", ["ar", "tr", "ro", "uk", "es", "nl", "en"])
def test_each_line_of_the_first_list_has_its_words_in_the_language_of_the_person(language):
    accompanied(actor(), person(language=language))

    with translation.override(language):
        untold = [one.code for one in Item.objects.all() if str(one) == one.fr]

    assert untold == (["LIN01"] if language == "nl" else [])  # "isolement" is a word of both


def test_a_line_that_the_team_worded_anew_is_told_in_its_own_words():
    nadia, omar = actor(), person("Omar", language="ar")
    accompanied(nadia, omar)
    noted(nadia, omar, DIG01="light", DIG02="light")
    Item.objects.filter(code="DIG02").update(fr="Pas de wifi à la maison")

    told = words(carnet_of(nadia, omar, NOW))

    assert ("لا جهاز مناسب في البيت" in told, "Pas d'appareil adapté chez soi" in told) == (True, False)
    assert "Pas de wifi à la maison" in told


def test_it_is_printed_in_another_language_when_the_person_wants():
    nadia, olena = colleague(), person("Olena", language="uk")

    asked = browser(nadia).get(f"/accompagnements/{olena.pk}/carnet/").context["form"]
    answer = browser(nadia).get(f"/accompagnements/{olena.pk}/carnet.pdf?language=es")

    assert asked.initial == {"language": "uk"}
    assert text_of(answer.content)[:2] == ["Mission Locale saint-gilles", "Mi cuaderno"]


@pytest.mark.parametrize(
    ("language", "is_said"),
    [(code, True) for code in ("ar", "tr", "ro", "uk", "es")] + [(code, False) for code in ("fr", "nl", "en")],
)
def test_on_paper_it_says_where_nobody_has_proofread_it(language, is_said):
    lines = text_of(as_pdf(carnet_of(actor(), person("Omar", language=language), NOW)))

    assert ("traduction" in " ".join(lines)) is is_said


def test_it_is_a_pdf_and_its_printing_is_written_down():
    nadia, mariam = colleague(), person()

    answer = browser(nadia).get(f"/accompagnements/{mariam.pk}/carnet.pdf")

    assert answer.content.startswith(b"%PDF")
    assert Line.objects.filter(verb="carnet.printed").count() == 1
