"""Mariam is understood: an interpreter is asked for her appointment."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Refused
from levier.register.partners.actions import create_partner
from levier.support.jobsearch.actions import InterpretingDraft, change_interpreter, withdraw_interpreter
from levier.support.jobsearch.models import Interpreting
from tests.cast import actor, browser, colleague, organisation, person
from tests.support.jobsearch.cast import NOW, appointment, interpreter

pytestmark = pytest.mark.django_db


def test_a_service_of_the_register_is_found_by_its_name():
    known = create_partner(
        by=actor(Role.DIRECTION), values={"name": "Service social d'interprètes", "kind": "association"}, at=NOW
    )

    held = interpreter(appointment(person(), colleague()))

    assert (held.partner, held.state) == (known, "asked")


def test_one_interpreter_at_a_time_and_another_after_a_cancellation():
    met, by = appointment(person(), colleague()), actor(name="Ali")
    first = interpreter(met)

    with pytest.raises(ValidationError, match="déjà demandé"):
        interpreter(met)
    change_interpreter(by=by, interpreting=first, draft=InterpretingDraft("ar", "SSI", "cancelled"), at=NOW)
    interpreter(met, service="Brussels Onthaal")

    assert sorted(Interpreting.objects.values_list("state", flat=True)) == ["asked", "cancelled"]


def test_an_unknown_language_is_refused():
    met = appointment(person(), colleague())

    with pytest.raises(Refused, match="Choisissez une langue"):
        interpreter(met, language="zz")

    assert Interpreting.objects.count() == 0


def test_a_booking_noted_by_mistake_is_withdrawn_by_a_colleague_and_not_by_a_stranger():
    held = interpreter(appointment(person(), colleague()))

    with pytest.raises(Refused):
        withdraw_interpreter(by=actor(at=organisation("ailleurs"), name="Eva"), interpreting=held, at=NOW)
    withdraw_interpreter(by=actor(name="Ali"), interpreting=held, at=NOW)

    assert Interpreting.objects.count() == 0


def test_the_page_of_the_appointment_proposes_the_language_that_she_needs_and_shows_what_was_asked():
    nadia = colleague()
    met, client = appointment(person(interpreter="ar"), nadia), browser(nadia)
    page = reverse("appointments:appointment", args=[met.pk])
    assert "La personne a besoin d'un interprète\u202f: arabe." in client.get(page).content.decode()

    asked = reverse("jobsearch:book_interpreter", args=[met.pk])
    assert '<option value="ar" selected>' in client.get(asked).content.decode()
    answer = client.submit(asked, {"language": "ar", "service": "SSI"})

    assert (answer.status_code, answer.headers["Location"]) == (303, page)
    html = client.get(page).content.decode()
    assert ("SSI" in html, "demandé</span>" in html, asked in html) == (True, True, False)
