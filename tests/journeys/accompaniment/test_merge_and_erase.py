"""Nadia finds that Mariam is here twice, and undoes it; Fatou erases her, and the figures of the project stay."""

from datetime import date

import pytest
from django.urls import reverse

from levier.evidence.outcomes.models import Participation
from levier.evidence.reports.queries import report_of
from levier.evidence.reports.rule_sets import rule_sets
from levier.evidence.reports.snapshot import report_json
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.actors import house
from levier.foundation.kit.calendar import Period
from levier.register.people.models import Merge, Person, SealedProof
from tests.cast import colleague, organisation, person, project
from tests.journeys.conftest import sign_in
from tests.journeys.reading import faults
from tests.register.people.test_erasure import funded
from tests.register.people.test_merging import came

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BORN = date(1990, 5, 12)


def test_mariam_is_here_twice_then_it_is_undone(page):
    kept, removed = person("Mariam", birth_date=BORN), person("Mariame", birth_date=BORN, commune="Forest")
    came(removed, project(), date(2026, 2, 2))
    sign_in(page, colleague(Role.COUNSELLOR))

    page.goto(reverse("people:pairs"))
    page.get_by_role("button", name="Chercher les doublons maintenant").click()
    page.get_by_role("link", name="Mariam Diallo").first.click()
    page.get_by_text("Participations à des projets").wait_for()
    page.get_by_role("button", name="C'est la même personne").click()
    page.get_by_role("button", name="Annuler cette fusion").wait_for()
    assert (Participation.objects.get().person, Person.objects.get(pk=kept.pk).commune) == (kept, "Forest")

    page.get_by_role("button", name="Annuler cette fusion").click()
    page.get_by_text("a de nouveau sa fiche").wait_for()

    assert Participation.objects.get().person == removed
    assert (Person.objects.get(pk=kept.pk).commune, Merge.objects.get().undone_at is None) == ("", False)


def test_mariam_is_erased_and_no_figure_moves(page):
    mariam, there = person("Mariam", birth_date=BORN), project()
    came(mariam, there, date(2026, 2, 2))
    funded(there)
    before = figures(there)
    sign_in(page, colleague(Role.COORDINATION, name="Fatou"))

    page.goto(reverse("people:person", args=[mariam.pk]))
    page.get_by_role("link", name="Effacer cette personne").click()
    page.get_by_text("Reste sous clé jusqu'au 31 décembre 2031").wait_for()
    page.select_option("select[name=reason]", "asked")
    page.get_by_role("button", name="Effacer pour de bon").click()
    page.get_by_text("Ses preuves restent sous clé jusqu'au 31 décembre 2031").wait_for()

    assert (figures(there), SealedProof.objects.count()) == (before, 1)
    assert "Mariam" not in page.content()


@pytest.mark.parametrize("name", ["erase", "better", "give", "new_point", "note_language", "person"])
def test_her_pages_are_without_fault_and_no_wider_than_a_phone(axe_page, name):
    mariam = person("Mariam", birth_year=1990, level="first_name")
    funded(project())
    sign_in(axe_page, colleague(Role.DIRECTION, name="Dina"))
    axe_page.set_viewport_size({"width": 320, "height": 640})

    axe_page.goto(reverse(f"people:{name}", args=[mariam.pk]))

    assert faults(axe_page) == []
    assert axe_page.evaluate("document.documentElement.scrollWidth") <= 320


def figures(there) -> object:
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    return report_json(report_of(house(organisation().pk), there, rule_sets()["esf-plus-2021"], year))
