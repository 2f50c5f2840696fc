"""A collective shows itself when its members want it: what they chose, and not a word more, until they take it back."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from levier.activity.activities.actions import plan_sessions
from levier.activity.courses.actions import MemberDraft, PageDraft, add_member, hand_over, publish, withdraw
from levier.activity.courses.models import Collective
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.kit.permissions import Refused
from tests.activity.courses.cast import NOW, TODAY, collective, nadia, partner
from tests.cast import Browser, actor, browser, colleague, organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_that_day(time_machine):
    time_machine.move_to(NOW, tick=False)


def shown(row, language="fr", code=None):
    row.refresh_from_db()
    key = f"{row.pk}-{row.page_code if code is None else code}"
    token = link_token(row.organisation_id, "collective", key, NOW + timedelta(days=500))
    return Browser().get(f"{reverse('courses:collective_page', args=[token])}?langue={language}")


def gardeners():
    """(the collective, Mariam and Lucie in it), which meets tomorrow."""
    made = collective(coordinator="Jean Dehors")
    people = [
        add_member(by=nadia(), collective=made, draft=MemberDraft(TODAY, **draft), at=NOW)
        for draft in ({"person": person(), "role": "trésorière"}, {"first_name": "Lucie"})
    ]

    days = [TODAY + timedelta(days=1)]
    plan_sessions(by=nadia(), activity=made.activity, days=days, starts=time(14), ends=time(16), at=NOW)
    return made, people


def opened(made, **said):
    return publish(by=nadia(), collective=made, draft=PageDraft(TODAY, **said), at=NOW)


def test_nothing_but_its_name_is_shown_unless_the_members_chose_it():
    made, _people = gardeners()
    opened(made, shows_contact=False)

    page = shown(made).content.decode()

    assert "Les mains vertes" in page
    for kept in ("Mariam", "Lucie", "Diallo", "Jean", "trésorière", "16 juin", "Nous joindre"):
        assert kept not in page


def test_what_they_chose_is_shown_and_of_members_first_names_of_those_who_agree():
    made, (mariam, _lucie) = gardeners()
    opened(made, words="Planter ensemble.", shows_sessions=True, members=[mariam.pk])

    page = shown(made).content.decode()

    for said in ("Planter ensemble.", "16 juin", "Mariam", "Nous joindre", made.organisation.name):
        assert said in page
    assert ("Diallo" in page, "Lucie" in page) == (False, False)


@pytest.mark.parametrize("language", ["nl", "en", "ar", "tr", "ro", "uk", "es"])
def test_its_fixed_words_speak_the_eight_languages(language):
    made, (mariam, _lucie) = gardeners()
    opened(made, shows_sessions=True, members=[mariam.pk])

    page = shown(made, language).content.decode()
    over = shown(made, language, code="autre").content.decode()

    french = ("Prochaines réunions", "Qui nous sommes", "Nous joindre", "plus ouverte", "ne la montre plus")
    assert [one for one in french if one in page + over] == []


def test_it_is_taken_back_at_once_and_a_page_opened_again_has_another_address():
    made, _people = gardeners()
    opened(made)
    made.refresh_from_db()
    before = made.page_code

    withdraw(by=nadia(), collective=made, at=NOW)
    withdraw(by=nadia(), collective=made, at=NOW)
    assert [shown(made, code=before).status_code, shown(made, code="").status_code] == [410, 410]

    opened(made)
    assert [shown(made).status_code, shown(made, code=before).status_code] == [200, 410]


def test_a_collective_that_is_handed_to_others_shows_itself_no_more_here():
    made, _people = gardeners()
    opened(made)

    hand_over(by=nadia(), collective=made, to=partner(), on=TODAY, at=NOW)

    assert shown(made).status_code == 410
    with pytest.raises(Refused, match="confié à une autre organisation"):
        opened(made)


def test_who_left_is_named_no_more_and_a_stranger_never(time_machine):
    made, (mariam, lucie) = gardeners()
    other = add_member(by=nadia(), collective=collective("Autre"), draft=MemberDraft(TODAY, first_name="Zoé"), at=NOW)
    with pytest.raises(Refused, match="n'est pas membre"):
        opened(made, members=[other.pk])
    with pytest.raises(Refused, match="pas encore là"):
        publish(by=nadia(), collective=made, draft=PageDraft(TODAY + timedelta(days=1)), at=NOW)
    with pytest.raises(Refused, match="rôle"):
        publish(by=actor(Role.COUNSELLOR, name="Zora"), collective=made, draft=PageDraft(TODAY), at=NOW)
    opened(made, members=[mariam.pk, lucie.pk])
    mariam.left_on = TODAY
    mariam.save()

    page = shown(made).content.decode()

    assert ("Mariam" in page, "Lucie" in page) == (False, True)


def test_the_form_opens_it_the_page_of_the_collective_leads_to_it_and_takes_it_back():
    made, (mariam, _lucie) = gardeners()
    client = browser(colleague(Role.ANIMATOR, name="Zora"))
    form, page = (reverse(f"courses:{name}", args=[made.pk]) for name in ("public_page", "collective"))

    said = {"decided_on": "15/06/2026", "words": "Planter.", "members": [str(mariam.pk)], "version": "1"}
    assert client.submit(form, said).status_code == 303
    address = client.get(page).context["address"].replace("http://testserver", "")
    assert "Planter." in Browser().get(address).content.decode()
    assert client.submit(form, said).status_code == 409
    assert client.submit(reverse("courses:withdraw_page", args=[made.pk])).status_code == 303

    assert Browser().get(address).status_code == 410
    assert (client.get(page).context["address"], Collective.objects.get(pk=made.pk).page_words) == ("", "Planter.")


def test_a_link_of_ours_opens_no_collective_of_another_house():
    made, _people = gardeners()
    opened(made)
    made.refresh_from_db()
    token = link_token(
        organisation("ailleurs").pk, "collective", f"{made.pk}-{made.page_code}", NOW + timedelta(days=5)
    )

    assert Browser().get(reverse("courses:collective_page", args=[token])).status_code == 404
