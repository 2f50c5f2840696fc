"""One's own account: language and theme everywhere, own devices, own associations."""

import pytest
from allauth.usersessions.models import UserSession

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership, Organisation
from levier.foundation.journal.models import Line
from tests.cast import Browser, browser, colleague, organisation

pytestmark = pytest.mark.django_db
PASSWORD = "un mot de passe"


def signed_in(user):
    client = Browser()
    client.post("/compte/login/", {"login": user.email, "password": PASSWORD})
    return client


def test_language_and_theme_follow_the_account_to_every_device():
    nadia = colleague()
    browser(nadia).submit("/mon-compte/preferences/", {"language": "nl", "theme": "dark"})

    page = browser(nadia).get("/mon-compte/")

    assert (page["Content-Language"], page.cookies["langue"].value) == ("nl", "nl")
    assert '<html lang="nl" dir="ltr" data-theme="dark">' in page.content.decode()


def test_a_language_that_does_not_exist_is_refused():
    nadia = colleague()

    answer = browser(nadia).submit("/mon-compte/preferences/", {"language": "xx", "theme": "dark"})

    nadia.refresh_from_db()
    assert (answer.status_code, nadia.language, nadia.theme) == (422, "fr", "auto")


def test_one_session_is_ended_on_the_server():
    nadia = colleague()
    here, lost = signed_in(nadia), signed_in(nadia)
    session = UserSession.objects.get(session_key=lost.session.session_key)

    answer = here.submit(f"/mon-compte/appareils/{session.pk}/fermer/")

    assert (answer.status_code, here.get("/").status_code) == (303, 200)
    assert lost.get("/").status_code == 302
    assert Line.objects.filter(verb="account.session_ended").count() == 1


def test_all_other_sessions_are_ended_and_this_one_stays():
    nadia = colleague()
    here, lost, forgotten = signed_in(nadia), signed_in(nadia), signed_in(nadia)

    here.submit("/mon-compte/appareils/fermer-les-autres/")

    assert [one.get("/").status_code for one in (here, lost, forgotten)] == [200, 302, 302]
    assert len(here.get("/mon-compte/appareils/").context["sessions"]) == 1


def test_the_session_of_somebody_else_is_not_found():
    nadia, bruno = colleague(), colleague(Role.ANIMATOR, name="Bruno")
    brunos = signed_in(bruno)
    session = UserSession.objects.get(user=bruno)

    answer = signed_in(nadia).submit(f"/mon-compte/appareils/{session.pk}/fermer/")

    assert (answer.status_code, brunos.get("/").status_code) == (404, 200)


def test_somebody_of_two_associations_chooses_and_stays_there():
    nadia, elsewhere = colleague(), organisation("ailleurs")
    Membership.objects.create(organisation=elsewhere, user=nadia, role=Role.DIRECTION)
    nadias = browser(nadia)
    assert nadias.get("/equipe/").status_code == 403

    answer = nadias.submit("/mon-compte/association/", {"organisation": elsewhere.pk})

    assert (answer.status_code, nadias.get("/equipe/").status_code) == (303, 200)
    assert nadias.get("/mon-compte/").context["here"] == elsewhere
    assert Line.objects.get(verb="account.organisation_chosen").organisation_id == elsewhere.pk


def test_an_association_where_one_does_not_work_is_not_found():
    nadias = browser(colleague())
    elsewhere = organisation("ailleurs")

    answer = nadias.submit("/mon-compte/association/", {"organisation": elsewhere.pk})

    assert (answer.status_code, nadias.get("/mon-compte/").context["here"]) == (404, organisation())


def test_a_membership_ended_meanwhile_is_chosen_no_more():
    nadia, elsewhere = colleague(), organisation("ailleurs")
    second = Membership.objects.create(organisation=elsewhere, user=nadia, role=Role.DIRECTION)
    nadias = browser(nadia)
    nadias.submit("/mon-compte/association/", {"organisation": elsewhere.pk})

    second.ended_at = second.given_at
    second.save()

    assert nadias.get("/mon-compte/").context["here"] == organisation()


def settings_of(house, **changed):
    house.refresh_from_db()
    fields = ("name", "address", "phone", "email", "language", "version")
    return {name: getattr(house, name) for name in fields} | changed


def test_the_association_changes_its_address_and_says_so_in_the_journal():
    house = organisation()
    desk = browser(colleague(Role.ADMINISTRATOR, name="Luc"))

    answer = desk.submit("/reglages/", settings_of(house, address="Rue du Fort 25\n1060 Bruxelles"))

    house.refresh_from_db()
    assert (answer.status_code, house.address.splitlines()[0], house.version) == (303, "Rue du Fort 25", 2)
    assert Line.objects.filter(verb="organisation.changed").count() == 1


def test_two_people_change_the_settings_at_once_and_no_text_is_lost():
    house = organisation()
    desk = browser(colleague(Role.ADMINISTRATOR, name="Luc"))
    old = settings_of(house)
    Organisation.objects.update(phone="02 111 11 11", version=2)

    answer = desk.submit("/reglages/", old | {"phone": "02 222 22 22"})

    house.refresh_from_db()
    assert (answer.status_code, house.phone) == (409, "02 111 11 11")
    assert "02 222 22 22" in answer.content.decode()


def test_only_who_settles_the_house_changes_its_settings():
    house = organisation()

    answer = browser(colleague()).submit("/reglages/", settings_of(house, name="Autre nom"))

    house.refresh_from_db()
    assert (answer.status_code, house.name) == (403, "Mission Locale saint-gilles")
