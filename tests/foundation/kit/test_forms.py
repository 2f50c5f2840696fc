"""Forms: amounts and hours as people write them, two people on one record, a question before something that counts."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.http import HttpResponse
from django.test import RequestFactory

from levier.foundation.kit.fields import BoxesField, MinutesField, MoneyField, read_decimal, read_minutes
from levier.foundation.kit.forms import HouseForm, VersionedForm, _words
from tests.cast import browser, colleague, organisation, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 234,50", Decimal("1234.50")),
        ("1\u202f234,50 €", Decimal("1234.50")),
        ("1.234,50", Decimal("1234.50")),
        ("1234.5", Decimal("1234.5")),
        ("€ 12", Decimal("12")),
        ("beaucoup", None),
        ("NaN", None),
        ("1,2,3", None),
        ("", None),
    ],
)
def test_an_amount_is_read_as_it_is_written_here(text, amount):
    assert read_decimal(text) == amount


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("12 h 30", 750),
        ("12h", 720),
        ("12:05", 725),
        ("45 min", 45),
        ("12,5", 750),
        ("3 heures", 180),
        ("12 h 75", None),
        ("longtemps", None),
    ],
)
def test_hours_are_read_as_they_are_written_here(text, minutes):
    assert read_minutes(text) == minutes


class Agreement(HouseForm):
    amount = MoneyField(label="Montant", most=Decimal(1000))
    hours = MinutesField(label="Heures", required=False)
    signed = BoxesField(label="Signée le")
    checked_at_once = ("amount",)


def filled(**changed):
    typed = {"amount": "12,50", "hours": "1 h 30", "signed_jour": "5", "signed_mois": "2", "signed_annee": "2024"}
    return Agreement(typed | changed)


def test_a_form_cleans_to_what_the_house_counts_in():
    form = filled()

    assert form.is_valid()
    assert form.cleaned_data == {"amount": Decimal("12.50"), "hours": 90, "signed": date(2024, 2, 5)}


@pytest.mark.parametrize(
    "wrong",
    [{"amount": "12,505"}, {"amount": "-1"}, {"amount": "1001"}, {"hours": "99999999"}, {"signed_jour": "31"}],
)
def test_what_cannot_be_is_refused_with_a_sentence(wrong):
    form = filled(**wrong)

    assert not form.is_valid()
    assert all(errors for errors in form.errors.values())


def test_values_come_back_as_they_are_written():
    form = Agreement(initial={"amount": Decimal("1234.5"), "hours": 90, "signed": date(2024, 2, 5)})

    assert form["amount"].value() == "1\u202f234,50"
    assert form["hours"].value() == "1\u00a0h\u00a030"
    assert 'value="2024"' in str(form["signed"])


class Choosing(VersionedForm):
    status = forms.ChoiceField(choices=[("a", "sans emploi")])
    agreed = forms.BooleanField(required=False)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("status", "a", "sans emploi"), ("status", "", "–"), ("agreed", True, "oui"), ("agreed", False, "non")],
)
def test_a_conflict_is_told_in_words(name, value, words):
    assert _words(Choosing()[name], value) == words


def test_two_people_on_one_file_lose_nothing():
    house = organisation()
    mariam = person("Mariam", at=house)
    client = browser(colleague(at=house))
    shown = client.get(f"/personnes/{mariam.pk}/modifier/").context["form"]
    typed = {name: value for name in shown.fields if (value := shown[name].value()) not in (None, "", [])}
    client.submit(f"/personnes/{mariam.pk}/modifier/", typed | {"first_name": "Mariama"})

    late = client.submit(f"/personnes/{mariam.pk}/modifier/", typed | {"first_name": "Myriam"})

    assert late.status_code == 409
    assert [(one["theirs"], one["mine"]) for one in late.context["differences"]] == [("Mariama", "Myriam")]
    assert int(late.context["form"]["version"].value()) == typed["version"] + 1


def test_a_wrong_form_says_so_in_its_title_and_keeps_what_was_typed():
    answer: HttpResponse = browser(colleague()).submit("/personnes/nouvelle/", {"birth_date": "hier"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "<title>Erreur" in page
    assert 'href="#id_birth_date"' in page
    assert 'value="hier"' in page


def test_a_field_is_checked_alone_while_one_types():
    from levier.foundation.kit.forms import form_page

    typed = {"verifier": "amount", "amount": "beaucoup"}
    request = RequestFactory().post("/", typed, headers={"HX-Request": "true"})

    answer = form_page(request, Agreement(request.POST), title="", submit="", on_valid=lambda form: pytest.fail("sent"))

    assert answer.status_code == 422
    assert "Écrivez un montant" in answer.content.decode()
    assert "<form" not in answer.content.decode()
