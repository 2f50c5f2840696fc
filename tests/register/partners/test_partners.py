"""Partners on screen: found, written, kept apart; who to speak with there, and who no longer."""

from datetime import date

import pytest
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Detail, Line
from levier.register.partners.actions import add_contact, create_partner
from levier.register.partners.models import Contact, Partner, Place, Programme
from tests.cast import NOON, actor, browser, colleague, organisation
from tests.guards import exactly

pytestmark = pytest.mark.django_db


def partner(name: str = "Centre de formation du Parvis", *, at=None, **fields) -> Partner:
    by = actor(Role.DIRECTION, at=at, name=f"Dir {Partner.objects.count()}")
    values = {"name": name, "kind": Partner.Kind.TRAINING} | fields
    return create_partner(by=by, values=values, at=NOON)


def office(role: str = Role.PROJECT_OFFICER, at=None):
    return browser(colleague(role, at=at, name="Samira"))


def test_a_partner_is_added_with_a_code_made_from_its_name():
    answer = office().submit(
        reverse("partners:new"),
        {
            "version": 1,
            "name": "École du Midi",
            "kind": "school",
            "phone": "02 534 00 00",
            "enterprise_number": "0403.019.261",
        },
    )

    made = Partner.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, reverse("partners:partner", args=[made.pk]))
    assert (made.code, made.phone, made.enterprise_number) == ("ecole-du-midi", "+3225340000", "0403019261")
    assert Line.objects.get(verb="partner.created").object == f"partners.partner:{made.pk}"


def test_two_partners_of_one_name_get_two_codes():
    assert [partner("CPAS").code, partner("CPAS").code] == ["cpas", "cpas-2"]


def test_a_number_that_cannot_exist_is_named_and_nothing_is_lost():
    answer = office().submit(
        reverse("partners:new"),
        {"version": 1, "name": "École du Midi", "kind": "school", "enterprise_number": "0403.019.262"},
    )

    assert answer.status_code == 422
    assert "Ce numéro d&#x27;entreprise ne peut pas exister" in answer.text
    assert 'value="École du Midi"' in answer.text
    assert Partner.objects.count() == 0


def test_the_same_name_is_shown_before_a_second_file_is_made():
    known = partner("CPAS de Saint-Gilles")
    typed = {"version": 1, "name": "cpas de saint-gilles", "kind": "welfare"}
    samira = office()

    asked = samira.submit(reverse("partners:new"), typed)
    answer = samira.submit(reverse("partners:new"), typed | {"certain": "1"})

    assert asked.status_code == 422
    assert reverse("partners:partner", args=[known.pk]) in asked.text
    assert answer.status_code == 303
    assert Partner.objects.count() == 2


def test_the_list_finds_by_word_without_accents_and_by_kind():
    partner("École du Midi", kind=Partner.Kind.SCHOOL)
    partner("Atelier Bosnie", kind=Partner.Kind.EMPLOYER)
    samira = office()

    by_word = samira.get(reverse("partners:partners"), {"q": "ecole"}).text
    by_kind = samira.get(reverse("partners:partners"), {"type": "employer"}).text

    assert ("École du Midi" in by_word, "Atelier Bosnie" in by_word) == (True, False)
    assert ("École du Midi" in by_kind, "Atelier Bosnie" in by_kind) == (False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(count):
    for number in range(count):
        made = partner(f"Partenaire {number}")
        by = actor(Role.DIRECTION, name=f"Contact {number}")
        add_contact(by=by, partner=made, values={"name": "Ève"}, at=NOON)
    samira = office()

    with exactly(5):
        samira.get(reverse("partners:partners"))


def test_a_colleague_who_was_quicker_loses_nothing():
    made = partner()
    samira, url = office(), reverse("partners:edit", args=[made.pk])
    samira.submit(url, {"version": 1, "name": "Centre du Parvis", "kind": "training"})

    answer = samira.submit(url, {"version": 1, "name": "Parvis formation", "kind": "training"})

    made.refresh_from_db()
    assert (answer.status_code, made.name) == (409, "Centre du Parvis")
    assert "Parvis formation" in answer.text


def test_a_contact_is_added_changed_and_ended_but_remembered():
    made = partner()
    samira = office()

    samira.submit(reverse("partners:new_contact", args=[made.pk]), {"version": 1, "name": "Ève", "phone": "0470123456"})
    contact = Contact.objects.get()
    samira.submit(
        reverse("partners:edit_contact", args=[contact.pk]), {"version": 1, "name": "Ève", "function": "stages"}
    )
    samira.submit(reverse("partners:end_contact", args=[contact.pk]), {"on": "01/02/2024"})

    contact.refresh_from_db()
    page = samira.get(reverse("partners:partner", args=[made.pk])).text
    assert (contact.function, contact.ended_on) == ("stages", date(2024, 2, 1))
    assert "Anciens contacts" in page
    assert "Ève, stages – jusqu'au 1er février 2024" in page.replace("&#x27;", "'")


def test_a_contact_ended_twice_is_refused():
    contact = add_contact(
        by=actor(Role.DIRECTION), partner=partner(), values={"name": "Ève", "ended_on": date(2024, 1, 1)}, at=NOON
    )

    answer = office().submit(reverse("partners:end_contact", args=[contact.pk]), {"on": "01/02/2024"})

    assert answer.status_code == 422
    assert "Ce contact est déjà terminé." in answer.text


def test_a_contact_does_not_end_before_it_began():
    contact = add_contact(
        by=actor(Role.DIRECTION), partner=partner(), values={"name": "Ève", "starts_on": date(2024, 3, 1)}, at=NOON
    )

    answer = office().submit(reverse("partners:end_contact", args=[contact.pk]), {"on": "01/02/2024"})

    assert answer.status_code == 422
    assert "La fin du contact tombe avant son début." in answer.text


def test_a_programme_and_a_place_are_kept_with_their_partner():
    made = partner("Actiris", kind=Partner.Kind.FUNDER)
    samira = office()

    samira.submit(reverse("partners:new_programme", args=[made.pk]), {"version": 1, "name": "Partenariat"})
    samira.submit(
        reverse("partners:new_place"), {"version": 1, "name": "Salle 3", "partner": made.pk, "capacity": "12"}
    )

    assert Programme.objects.values_list("code", "funder").get() == ("partenariat", made.pk)
    assert Place.objects.values_list("name", "partner", "capacity").get() == ("Salle 3", made.pk, 12)
    page = samira.get(reverse("partners:partner", args=[made.pk])).text
    assert ("Partenariat" in page, "Salle 3" in page) == (True, True)


def test_two_people_who_change_one_place_see_both_texts():
    room, samira = Place.objects.create(organisation=organisation(), name="Salle 3", capacity=12), office()
    url = reverse("partners:edit_place", args=[room.pk])
    shown = samira.get(url).context["form"].initial["version"]
    samira.submit(url, {"version": shown, "name": "Salle Verte", "capacity": "12"})

    answer = samira.submit(url, {"version": shown, "name": "Salle du Parvis", "capacity": "12"})

    room.refresh_from_db()
    assert (answer.status_code, room.name) == (409, "Salle Verte")
    assert ("Salle Verte" in answer.text, "Salle du Parvis" in answer.text) == (True, True)


def test_a_stranger_meets_nothing():
    elsewhere = organisation("ailleurs")
    theirs = partner("Leur partenaire", at=elsewhere)
    by = actor(Role.DIRECTION, at=elsewhere, name="Eux")
    contact = add_contact(by=by, partner=theirs, values={"name": "Ève"}, at=NOON)
    programme = Programme.objects.create(organisation=elsewhere, funder=theirs, code="p", name="P")
    place = Place.objects.create(organisation=elsewhere, name="Leur salle")
    samira = office()

    addresses = [
        reverse(f"partners:{name}", args=[key])
        for name, key in (
            ("partner", theirs.pk),
            ("edit", theirs.pk),
            ("new_contact", theirs.pk),
            ("new_programme", theirs.pk),
            ("edit_contact", contact.pk),
            ("end_contact", contact.pk),
            ("edit_programme", programme.pk),
            ("edit_place", place.pk),
        )
    ]

    assert {samira.get(address).status_code for address in addresses} == {404}
    assert "Leur partenaire" not in samira.get(reverse("partners:partners")).text
    answer = samira.submit(reverse("partners:new_place"), {"name": "Salle", "partner": theirs.pk})
    assert (answer.status_code, Place.objects.filter(name="Salle").exists()) == (422, False)


def test_an_auditor_reads_and_changes_nothing():
    made = partner()
    auditor = office(Role.AUDITOR)

    assert auditor.get(reverse("partners:partner", args=[made.pk])).status_code == 200
    assert auditor.get(reverse("partners:edit", args=[made.pk])).status_code == 403
    assert auditor.submit(reverse("partners:new_contact", args=[made.pk]), {"name": "Ève"}).status_code == 403
    assert Contact.objects.count() == 0


def alike(role: str = Role.PROJECT_OFFICER, **typed: str) -> str:
    return office(role).post(reverse("partners:alike"), {"name": "", "enterprise_number": ""} | typed).text


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"name": "cpas de saint-gilles"}, "même nom"),
        ({"name": "CPAS Saint Gilles"}, "nom proche"),
        ({"name": "Aide sociale", "enterprise_number": "0403.019.261"}, "même numéro d'entreprise"),
    ],
)
def test_while_one_types_a_partner_that_looks_alike_is_shown_with_the_reason(typed, why):
    partner("CPAS de Saint-Gilles", enterprise_number="0403019261")

    page = alike(**typed).replace("&#x27;", "'")

    assert ("CPAS de Saint-Gilles" in page, why in page) == (True, True)


@pytest.mark.parametrize("typed", [{}, {"name": "Atelier Bosnie"}, {"enterprise_number": "pas un numéro"}])
def test_no_partner_is_shown_for_nothing_or_for_another_one(typed):
    partner("CPAS de Saint-Gilles")

    assert alike(**typed).strip() == ""


def test_a_partner_of_another_house_is_not_proposed():
    partner("CPAS de Saint-Gilles", at=organisation("ailleurs"))

    assert alike(name="CPAS de Saint-Gilles").strip() == ""


def test_what_was_written_by_mistake_is_taken_away_and_remembered():
    made = partner("Actiris", kind=Partner.Kind.FUNDER)
    house = organisation()
    programme = Programme.objects.create(organisation=house, funder=made, code="p", name="Partenariat")
    place = Place.objects.create(organisation=house, name="Salle 3", partner=made)
    samira = office()

    for name, row in (("remove_programme", programme), ("remove_place", place), ("remove", made)):
        samira.submit(reverse(f"partners:{name}", args=[row.pk]))

    assert [model.objects.count() for model in (Programme, Place, Partner)] == [0, 0, 0]
    verbs = ("programme.removed", "place.removed", "partner.removed")
    numbers = [Line.objects.get(verb=verb).number for verb in verbs]
    names = [Detail.objects.get(number=number).change["name"][0] for number in numbers]
    assert names == ["Partenariat", "Salle 3", "Actiris"]


def test_what_others_speak_of_is_not_taken_away():
    made = partner()
    add_contact(by=actor(Role.DIRECTION), partner=made, values={"name": "Ève"}, at=NOON)

    answer = office().submit(reverse("partners:remove", args=[made.pk]))

    assert (answer.status_code, Partner.objects.count()) == (422, 1)
    assert "On ne peut plus le retirer" in answer.text


def test_numbers_of_a_partner_are_said_as_one_dials_them():
    made = partner(phone="+3225340000")
    add_contact(by=actor(Role.DIRECTION), partner=made, values={"name": "Ève", "phone": "+32470123456"}, at=NOON)

    page = office().get(reverse("partners:partner", args=[made.pk])).text

    assert ("02\u00a0534\u00a000\u00a000" in page, "0470\u00a012\u00a034\u00a056" in page) == (True, True)
    assert 'href="tel:+3225340000"' in page
