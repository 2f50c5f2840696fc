"""The navigation shows what one opens every day; the rest is folded, and unfolds where one is."""

import re

import pytest
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from tests.cast import browser, colleague

pytestmark = pytest.mark.django_db
FOLDED = re.compile(r"<details( open)?><summary>(.*?)</summary><ul>(.*?)</ul></details>")


def support(page):
    """Labels that stand at once, and {part: (unfolded, its labels)}, of the wing of accompaniments."""
    wing = page.split('<section class="wing-support">')[1].split("</section>")[0]
    parts = {label: (bool(is_open), labels(lines)) for is_open, label, lines in FOLDED.findall(wing)}
    return labels(FOLDED.sub("", wing)), parts


def labels(text):
    return re.findall(r"<a [^>]*>(.*?)</a>", text)


def test_a_counsellor_meets_six_lines_and_two_folded_parts():
    page = browser(colleague(Role.COUNSELLOR)).get(reverse("desk:my_day")).text

    assert support(page) == (
        [
            "Mes accompagnements",
            "Mes rendez-vous",
            "Orientations",
            "Échéances de droits",
            "Candidatures",
            "À encoder à Actiris",
        ],
        {
            "Autour des rendez-vous": (False, ["Séances collectives", "Moments plus tôt"]),
            "Outils de l&#x27;équipe": (False, ["Chercher dans les notes", "Freins et atouts", "Modèles"]),
        },
    )


def test_the_part_in_which_one_is_stands_open():
    page = browser(colleague(Role.COORDINATION)).get(reverse("appointments:groups")).text

    _daily, parts = support(page)

    assert {label: is_open for label, (is_open, _lines) in parts.items()} == {
        "Autour des rendez-vous": True,
        "Outils de l&#x27;équipe": False,
    }
    assert 'aria-current="page">Séances collectives' in page


def test_who_accompanies_nobody_meets_no_folded_part():
    page = browser(colleague(Role.FINANCE)).get(reverse("desk:my_day")).text

    assert "<summary>Outils" not in page
