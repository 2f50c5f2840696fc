"""The page that holds Mariam: who, how to reach her, who she has to do with, what is next."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.foundation.accounts.enums import Role
from levier.register.people.enums import Gender
from levier.register.people.file_views import born, headline
from levier.register.people.models import ContactPoint
from tests.activity.activities.cast import workshop
from tests.cast import browser, colleague, organisation, person

pytestmark = pytest.mark.django_db
BORN = date(1990, 5, 12)


def page_of(mariam, role: str = Role.COUNSELLOR) -> str:
    return browser(colleague(role, name="Nadia")).get(reverse("people:person", args=[mariam.pk])).text


def phone(mariam, value: str, **fields) -> ContactPoint:
    return ContactPoint.objects.create(
        organisation=mariam.organisation, person=mariam, kind="phone", value=value, key=value, **fields
    )


@pytest.mark.parametrize(
    ("gender", "words"),
    [
        (Gender.WOMAN, "née le 12 mai 1990"),
        (Gender.MAN, "né le 12 mai 1990"),
        (Gender.NON_BINARY, "né·e le 12 mai 1990"),
        (Gender.UNKNOWN, "né·e le 12 mai 1990"),
    ],
)
def test_birth_agrees_with_the_gender_that_the_person_says(gender, words):
    assert born(person("Mariam", birth_date=BORN, gender=gender)) == words


def test_the_line_under_the_name_says_what_tells_people_apart():
    mariam = person("Mariam", birth_date=BORN, gender=Gender.WOMAN, nationalities="GN,BE")

    assert headline(mariam, date(2026, 5, 11)) == ["35 ans", "née le 12 mai 1990", "femme", "Guinée", "Belgique"]
    assert headline(person("Aziz"), date(2026, 5, 11)) == ["date de naissance inconnue"]


def test_her_number_is_said_as_one_dials_it_and_called_with_one_tap():
    mariam = person("Mariam")
    phone(mariam, "+32470123456", whose="child", whose_name="sa fille", is_preferred=True)

    page = page_of(mariam)

    assert '<a class="large" href="tel:+32470123456"><bdi>0470\u00a012\u00a034\u00a056</bdi></a>' in page
    assert ("sa fille" in page, "à essayer d&#x27;abord" in page or "à essayer d'abord" in page) == (True, True)


def test_a_number_that_is_no_longer_good_waits_among_the_former_ones():
    mariam = person("Mariam")
    phone(mariam, "+32470123456", ended_on=timezone.localdate() - timedelta(days=1))

    page = page_of(mariam)

    assert ("Anciens contacts" in page, 'href="tel:' in page) == (True, False)


def coming(session, trainer) -> None:
    session.on = timezone.localdate() + timedelta(days=2)
    session.starts_at = timezone.now() + timedelta(days=2)
    session.ends_at = session.starts_at + timedelta(hours=3)
    session.trainer = trainer
    session.save()


def test_the_next_session_and_who_leads_it_stand_on_top():
    _activity, session, (mariam, *_others) = workshop(2)
    coming(session, colleague(Role.ANIMATOR, name="Karim"))

    page = page_of(mariam)

    first = page[page.index('id="avec"') : page.index('id="activites"')]
    assert ("Karim" in first, reverse("activities:session", args=[session.pk]) in first) == (True, True)


def test_who_no_longer_comes_has_no_session_ahead():
    activity, session, (mariam, *_others) = workshop(2)
    coming(session, colleague(Role.ANIMATOR, name="Karim"))
    activity.enrolments.filter(person=mariam).update(ended_on=timezone.localdate())

    page = page_of(mariam)

    assert "Rien n'est prévu avec cette personne." in page.replace("&#x27;", "'")
    assert "Karim" not in page


def test_a_page_without_anything_says_how_to_begin():
    page = page_of(person("Mariam")).replace("&#x27;", "'")

    assert "Demandez un numéro, même celui d'un proche." in page
    assert "Aucun collègue n'est encore noté avec cette personne." in page


def test_who_may_not_change_people_sees_no_way_to():
    mariam = person("Mariam")
    phone(mariam, "+32470123456")

    page = page_of(mariam, Role.ANIMATOR)

    assert ("N'est plus bon" in page, reverse("people:new_point", args=[mariam.pk]) in page) == (False, False)


def typed(**fields: str) -> dict[str, str]:
    return {"first_name": "", "last_name": "", "birth_date": "", "phone": "", "mail": ""} | fields


def alike(role: str = Role.COUNSELLOR, **fields: str):
    return browser(colleague(role, name="Samira")).post(reverse("people:alike"), typed(**fields))


def test_while_one_types_who_looks_alike_is_shown_with_the_reason():
    person("Mariam", "Diallo", birth_date=BORN)

    page = alike(first_name="Mariame", last_name="Diallo", birth_date="12/05/1990").text

    assert ("Mariam Diallo" in page, "même date de naissance" in page) == (True, True)


def test_a_shared_phone_is_a_reason_even_before_a_name():
    phone(person("Mariam", "Diallo"), "+32470123456")

    assert "Mariam Diallo" in alike(first_name="Mariam", last_name="Diallo", phone="0470 12 34 56").text


@pytest.mark.parametrize("fields", [{}, {"birth_date": "32/13/2024"}, {"first_name": "Zoé"}])
def test_nobody_is_shown_for_nothing_nonsense_or_somebody_new(fields):
    person("Mariam", "Diallo", birth_date=BORN)

    answer = alike(**fields)

    assert (answer.status_code, answer.text.strip()) == (200, "")


def test_a_stranger_is_never_proposed():
    person("Mariam", "Diallo", at=organisation("ailleurs"), birth_date=BORN)

    assert "Diallo" not in alike(first_name="Mariam", last_name="Diallo", birth_date="12/05/1990").text


def test_who_may_not_create_people_is_not_told_who_exists():
    person("Mariam", "Diallo", birth_date=BORN)

    answer = alike(Role.AUDITOR, first_name="Mariam", last_name="Diallo", birth_date="12/05/1990")

    assert (answer.status_code, "Mariam Diallo" in answer.text) == (403, False)
