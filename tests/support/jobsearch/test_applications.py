"""Where Mariam applies: noted in one line, corrected, taken away."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from levier.register.partners.actions import create_partner
from levier.support.jobsearch.actions import ApplicationDraft, change_application, withdraw_application
from levier.support.jobsearch.models import Application
from levier.support.pathways.models import Pathway
from tests.cast import actor, organisation, person
from tests.support.jobsearch.cast import NOW, TODAY, application
from tests.support.pathways.cast import accompanied

pytestmark = pytest.mark.django_db


def employer(name="Boulangerie Midi", kind="employer"):
    return create_partner(by=actor(Role.DIRECTION, name="Zoe"), values={"name": name, "kind": kind}, at=NOW)


def test_an_application_is_sent_unless_it_is_said_otherwise():
    held = application(person())

    assert (held.state, held.version, str(held)) == ("sent", 1, "Boulangerie Midi")


def test_a_contact_with_an_employer_has_no_state_whatever_was_chosen():
    held = application(person(), kind="contact", state="accepted")

    assert held.state == ""


@pytest.mark.parametrize(("typed", "is_known"), [("boulangerie MIDI", True), ("Boulangerie", False)])
def test_the_employer_of_the_register_is_found_by_its_name(typed, is_known):
    known = employer()

    held = application(person(), employer=typed)

    assert (held.employer, held.partner) == (typed, known if is_known else None)


def test_a_school_of_that_name_is_no_employer():
    employer(kind="school")

    assert application(person()).partner is None


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"on": date(2026, 6, 16)}, "n'est pas encore là"),
        ({"on": date(1926, 6, 1)}, "sans doute fausse"),
        ({"next_on": date(2026, 6, 1)}, "La suite tombe avant la démarche"),
        ({"next_on": date(2066, 6, 1)}, "sans doute fausse"),
        ({"kind": "prière"}, "choix valide"),
    ],
)
def test_what_cannot_be_is_said_and_not_written(said, sentence):
    who = person()

    with pytest.raises((Refused, ValidationError)) as refused:
        application(who, **said)

    assert sentence in str(refused.value)
    assert Application.objects.count() == 0


def test_an_answer_is_noted_on_the_same_line():
    held, by = application(person()), actor()

    change_application(
        by=by,
        application=held,
        draft=ApplicationDraft("application", "Boulangerie Midi", TODAY, state="accepted"),
        at=NOW,
    )

    held.refresh_from_db()
    assert (held.state, held.on, held.version) == ("accepted", TODAY, 2)
    line = Line.objects.latest("number")
    assert (line.verb, line.object) == ("jobsearch.application_changed", f"jobsearch.application:{held.pk}")


def test_an_application_noted_by_mistake_is_withdrawn_and_the_journal_says_so():
    held = application(person())

    withdraw_application(by=actor(), application=held, at=NOW)

    assert Application.objects.count() == 0
    assert Line.objects.latest("number").verb == "jobsearch.application_withdrawn"


def test_an_application_is_a_contact_with_her():
    who = person()
    accompanied(actor(), who)

    application(who, on=TODAY)

    assert Pathway.objects.get().last_contact_on == TODAY


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.AUDITOR, Role.FINANCE])
def test_who_does_not_accompany_people_notes_none(role):
    with pytest.raises(Refused):
        application(person(), by=actor(role))

    assert Application.objects.count() == 0


def test_another_association_changes_none():
    held = application(person())
    stranger = actor(at=organisation("ailleurs"), name="Eva")

    with pytest.raises(Refused):
        withdraw_application(by=stranger, application=held, at=NOW)
    with pytest.raises(Refused):
        application(held.person, by=stranger)

    assert Application.objects.count() == 1
