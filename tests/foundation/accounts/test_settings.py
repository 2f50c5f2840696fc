"""The page of settings: what the association says of itself, and what it chooses in each room."""

import pytest
from django.utils import timezone

from levier.evidence.outcomes.actions import set_shares
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.texts import fold
from tests.cast import actor, browser, colleague, organisation

pytestmark = pytest.mark.django_db
PAGE = "/reglages/"
HERE = {"name": "Mission Locale de Forest", "address": "", "phone": "", "email": "", "language": "nl"}


def test_the_name_and_the_language_of_letters_are_changed_by_who_directs():
    claire = browser(colleague(Role.DIRECTION, name="Claire"))
    version = claire.get(PAGE).context["form"]["version"].value()

    answer = claire.submit(PAGE, HERE | {"version": version})

    assert answer.status_code == 303
    assert Organisation.objects.values_list("name", "language").get() == ("Mission Locale de Forest", "nl")


def test_each_room_shows_what_the_association_chose_to_who_may_choose():
    by = actor(Role.DIRECTION, name="Claire")
    set_shares(by=by, shares={"esf-plus-2021": 40}, at=timezone.now())

    director = browser(colleague(Role.DIRECTION, name="Anne")).get(PAGE)
    administrator = browser(colleague(Role.ADMINISTRATOR, name="Luc")).get(PAGE)

    assert "Qui est interrogé six mois après la sortie" in director.text
    assert "FSE+ 2021-2027\u202f: 40\u202f%" in director.text
    assert "Qui est interrogé six mois après la sortie" not in administrator.text
    assert "3 collègues" in administrator.text


def test_what_another_association_chose_is_not_told():
    set_shares(by=actor(Role.DIRECTION, at=organisation("ailleurs")), shares={"esf-plus-2021": 40}, at=timezone.now())

    page = browser(colleague(Role.DIRECTION)).get(PAGE)

    assert "toutlemonde" in fold(page.text).replace(" ", "")
    assert "40" not in page.text.partition("autres")[2]


def test_a_counsellor_changes_no_setting():
    nadia = browser(colleague(Role.COUNSELLOR))

    assert (nadia.get(PAGE).status_code, nadia.submit(PAGE, HERE).status_code) == (403, 403)
    assert Organisation.objects.get().name == "Mission Locale saint-gilles"


def test_every_page_says_for_which_association_one_works_on_screen_and_on_paper():
    here = organisation()
    nadia = browser(colleague(at=here))

    text = nadia.get("/").text

    assert f"<span>{here.name} · Levier" in text
    assert f'<p class="only-print">{here.name} – ' in text
