"""The national number of Mariam: not asked for; where a law allows it, sealed, found when equal, read singly."""

import pytest
from django.core import serializers
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.permissions import Refused
from levier.register.people.merging import bring_together, merge_people
from levier.register.people.models import NationalNumber, Person
from levier.register.people.national import authorise, blind, note_number, open_number, read_typed, with_number
from tests.cast import NOON, actor, browser, colleague, organisation, person

pytestmark = pytest.mark.django_db
NUMBER, WHOLE, OTHER = "85073003328", "85.07.30-033.28", "93051822361"


def allowed(at=None):
    """Nadia, in a house that is allowed it."""
    house = at or organisation()
    authorise(by=actor(Role.DIRECTION, at=house, name="Dirk"), reference_of="Ordonnance du 14 juillet 2011", at=NOON)
    return actor(Role.COUNSELLOR, at=house, name="Nour")


def test_without_an_authorisation_no_number_is_kept():
    mariam = person()

    with pytest.raises(Refused, match="autorisation"):
        note_number(by=actor(Role.COUNSELLOR), person=mariam, text=NUMBER, at=NOON)

    assert NationalNumber.objects.count() == 0


def test_the_number_stands_nowhere_in_clear():
    by, mariam = allowed(), person()

    held = note_number(by=by, person=mariam, text=WHOLE, at=NOON)

    kept = serializers.serialize("json", [*NationalNumber.objects.all(), *Person.objects.all(), *Detail.objects.all()])
    assert [text in kept for text in (NUMBER, WHOLE, "033.28")] == [False] * 3
    assert open_number(by, held) == WHOLE


def test_she_is_found_by_the_exact_number_only_and_in_her_house_only():
    by, mariam = allowed(), person()
    note_number(by=by, person=mariam, text=NUMBER, at=NOON)
    stranger = allowed(organisation("ailleurs"))

    assert list(with_number(by, WHOLE)) == [mariam]
    assert [list(with_number(who, text)) for who, text in ((by, OTHER), (by, "850730"), (stranger, NUMBER))] == [[]] * 3
    assert list(with_number(actor(Role.ANIMATOR), NUMBER)) == []
    assert blind(by.organisation_id, NUMBER) != blind(stranger.organisation_id, NUMBER)


@pytest.mark.parametrize("typed", ["85073003329", "8507300332", "", "abc", "٨٥٠٧٣٠٠٣٣٢٨", "850730033280"])
def test_a_number_with_wrong_check_digits_is_refused(typed):
    with pytest.raises(Refused):
        read_typed(typed)


def test_one_number_is_of_one_person():
    by, mariam, aziz = allowed(), person(), person("Aziz")
    note_number(by=by, person=mariam, text=NUMBER, at=NOON)
    note_number(by=by, person=mariam, text=NUMBER, at=NOON)

    with pytest.raises(Refused, match="autre fiche"):
        note_number(by=by, person=aziz, text=NUMBER, at=NOON)

    assert NationalNumber.objects.get().person == mariam


def test_the_authorisation_is_not_withdrawn_while_a_number_is_kept():
    note_number(by=allowed(), person=person(), text=NUMBER, at=NOON)

    with pytest.raises(Refused):
        authorise(by=actor(Role.DIRECTION, name="Dina"), reference_of="", at=NOON)


def test_a_number_still_opens_after_two_files_are_made_one():
    by, kept, removed = allowed(), person(), person("Mariama")
    note_number(by=by, person=removed, text=NUMBER, at=NOON)
    boss = actor(Role.DIRECTION, name="Dora")

    merge_people(by=boss, pair=bring_together(by=boss, one=kept, other=removed, at=NOON), at=NOON)

    assert open_number(by, NationalNumber.objects.get(person=kept)) == WHOLE


def test_the_page_hides_it_and_each_reading_is_written_down():
    mariam = person()
    nadia, dina = browser(colleague(Role.COUNSELLOR)), browser(colleague(Role.DIRECTION, name="Dina"))
    page, url = reverse("people:person", args=[mariam.pk]), reverse("people:national", args=[mariam.pk])
    read = reverse("people:national_number", args=[mariam.pk])
    assert (nadia.submit(url, {"number": NUMBER}).status_code, "Numéro national" in nadia.get(page).text) == (
        422,
        False,
    )

    dina.submit(reverse("people:national_setting"), {"reference": "Ordonnance du 14 juillet 2011"})
    wrong = nadia.submit(url, {"number": "85073003329"})
    nadia.submit(url, {"number": WHOLE})

    assert (wrong.status_code, WHOLE in nadia.get(page).text, WHOLE in nadia.get(read).text) == (422, False, True)
    assert Line.objects.filter(verb="person.number_read", object=f"people.person:{mariam.pk}").count() == 1
    finding = reverse("people:by_number")
    assert nadia.submit(finding, {"number": WHOLE}).headers["Location"] == page
    assert nadia.submit(finding, {"number": OTHER}).status_code == 422
    nadia.submit(url, {"number": ""})
    assert NationalNumber.objects.count() == 0


def test_who_welcomes_neither_notes_nor_reads_it():
    by, mariam = allowed(), person()
    note_number(by=by, person=mariam, text=NUMBER, at=NOON)
    rose = browser(colleague(Role.RECEPTION, name="Rose"))

    assert rose.get(reverse("people:national_number", args=[mariam.pk])).status_code == 403
    assert "Numéro national" not in rose.get(reverse("people:person", args=[mariam.pk])).text
    with pytest.raises(Refused):
        open_number(actor(Role.RECEPTION), NationalNumber.objects.get())
