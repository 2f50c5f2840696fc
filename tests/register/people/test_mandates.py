"""What Mariam allows to be handed on, to whom and until when: what is not covered does not leave."""

import re
from datetime import date, timedelta
from itertools import count

import pytest
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.languages import CODES
from levier.foundation.kit.permissions import Refused
from levier.register.partners.models import Partner
from levier.register.people.consent import covers, demand_covered, give_mandates, last_day, revoke_mandate
from levier.register.people.enums import LANGUAGES, DataKind, Purpose
from levier.register.people.mandate_words import paper_of, script_of, texts
from levier.register.people.models import Mandate, Person
from tests.cast import NOON, actor, browser, colleague, organisation, person

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)
NUMBERS = count()


def partner(name: str = "CPAS de Forest", *, at=None) -> Partner:
    house = at or organisation()
    code = f"p-{Partner.objects.count()}"
    return Partner.objects.create(organisation=house, name=name, code=code, kind="welfare")


def given(mariam: Person, to: Partner, *kinds: str, length: str = "month", on: date = DAY, **changed) -> list[Mandate]:
    said = {"purpose": "referral", "read_in": "fr"} | changed
    by = actor(Role.COUNSELLOR, name=f"Nadia {next(NUMBERS)}")
    return give_mandates(by=by, person=mariam, partner=to, data=kinds, length=length, on=on, at=NOON, **said)


@pytest.mark.parametrize(
    ("length", "start", "end"),
    [
        ("day", date(2026, 6, 15), date(2026, 6, 15)),
        ("month", date(2026, 6, 15), date(2026, 7, 14)),
        ("month", date(2026, 1, 31), date(2026, 2, 27)),
        ("half", date(2026, 6, 15), date(2026, 12, 14)),
        ("year", date(2026, 6, 15), date(2027, 6, 14)),
        ("year", date(2028, 2, 29), date(2029, 2, 27)),
    ],
)
def test_the_last_day_of_a_mandate(length, start, end):
    assert last_day(start, length) == end


def test_what_she_allowed_goes_until_its_last_day_and_no_longer():
    mariam, cpas = person(), partner()
    given(mariam, cpas, "identity")

    answers = [covers(mariam, cpas, "identity", DAY + timedelta(days=days)).allowed for days in (-1, 0, 29, 30)]

    assert answers == [False, True, True, False]


def test_each_answer_says_why():
    mariam, cpas = person(), partner()
    (one, _other) = given(mariam, cpas, "identity", "contact")
    revoke_mandate(by=actor(Role.COUNSELLOR, name="Nora"), mandate=one, on=date(2026, 6, 20), at=NOON)

    reasons = [
        covers(mariam, cpas, kind, day).reason
        for kind, day in (
            ("contact", DAY),
            ("health", DAY),
            ("identity", date(2026, 6, 20)),
            ("contact", date(2026, 8, 1)),
        )
    ]

    assert [reason.replace("\u202f", " ").replace("\u00a0", " ") for reason in reasons] == [
        "Permis jusqu'au 14 juillet 2026 pour CPAS de Forest : téléphone et adresse.",
        "La personne n'a pas permis de transmettre à CPAS de Forest : effets de la santé sur le projet.",
        "La personne a retiré son accord le 20 juin 2026 pour CPAS de Forest : nom et date de naissance.",
        "L'accord s'est terminé le 14 juillet 2026 pour CPAS de Forest : téléphone et adresse. Redemandez-le.",
    ]


def test_a_mandate_holds_for_its_partner_its_purpose_and_its_person_only():
    mariam, aziz, cpas, other = person(), person("Aziz"), partner(), partner("Bruxelles Formation")
    given(mariam, cpas, "identity")

    assert [
        bool(covers(mariam, cpas, "identity", DAY, purpose="referral")),
        bool(covers(mariam, cpas, "identity", DAY, purpose="job")),
        bool(covers(mariam, other, "identity", DAY)),
        bool(covers(aziz, cpas, "identity", DAY)),
    ] == [True, False, False, False]


def test_a_transmission_is_blocked_by_the_one_item_that_is_not_covered():
    mariam, cpas = person(), partner()
    given(mariam, cpas, "identity", "contact")

    demand_covered(mariam, cpas, ["identity", "contact"], DAY)
    with pytest.raises(Refused, match="présences"):
        demand_covered(mariam, cpas, ["identity", "presence"], DAY)


def test_an_item_is_taken_back_alone_and_once():
    mariam, cpas = person(), partner()
    one, _other = given(mariam, cpas, "identity", "contact")
    by = actor(Role.RECEPTION)
    revoke_mandate(by=by, mandate=one, on=DAY, at=NOON)

    with pytest.raises(Refused):
        revoke_mandate(by=by, mandate=one, on=DAY, at=NOON)

    assert [bool(covers(mariam, cpas, kind, DAY)) for kind in ("identity", "contact")] == [False, True]


def test_asked_again_the_earlier_agreement_makes_room_for_the_new_one():
    mariam, cpas = person(), partner()
    given(mariam, cpas, "identity", length="day")
    given(mariam, cpas, "identity", length="year")

    assert list(Mandate.objects.order_by("pk").values_list("revoked_on", flat=True)) == [DAY, None]
    assert "14 juin 2027" in covers(mariam, cpas, "identity", DAY).reason


def test_no_item_no_agreement_and_no_partner_of_elsewhere():
    mariam = person()

    for to, kinds in ((partner(), ()), (partner(at=organisation("ailleurs")), ("identity",))):
        with pytest.raises(Refused):
            given(mariam, to, *kinds)
    assert Mandate.objects.count() == 0


def test_every_language_has_every_word_and_asks_for_the_same_things():
    languages = texts()
    french = languages["fr"]

    assert list(languages) == [code for code, _name in LANGUAGES]
    for words in languages.values():
        assert list(words["purposes"]) == Purpose.values
        assert list(words["data"]) == DataKind.values
        assert [re.findall(r"%\(\w+\)s", line) for line in words["script"]] == [
            re.findall(r"%\(\w+\)s", line) for line in french["script"]
        ]


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_the_text_to_read_names_partner_items_and_last_day_in_her_language(language):
    script = script_of(language, partner="CPAS", purpose="rights", kinds=["contact", "health"], until=date(2026, 7, 14))

    said = " ".join([*script.before, *script.after])
    assert (script.language, len(script.kinds), "CPAS" in said, "14/07/2026" in said) == (language, 2, True, True)
    assert script.direction == ("rtl" if language == "ar" else "ltr")


def test_a_language_without_text_is_read_in_french():
    assert script_of("zz", partner="CPAS", purpose="job", kinds=["skills"], until=DAY).language == "fr"


@pytest.mark.parametrize("language", sorted(CODES))
def test_the_paper_is_set_with_a_sign_for_each_item(language):
    mariam, cpas = person(), partner()
    made = given(mariam, cpas, *DataKind.values, read_in=language)

    assert paper_of(mariam, made, "Mission Locale", NOON).startswith(b"%PDF-")


def test_the_whole_way_on_screen():
    mariam, cpas, nadia = person(language="ar"), partner(), browser(colleague(Role.COUNSELLOR))
    url, page = reverse("people:give", args=[mariam.pk]), reverse("people:person", args=[mariam.pk])
    asked = {
        "partner": cpas.pk,
        "purpose": "referral",
        "kinds": ["identity", "contact"],
        "length": "half",
        "read_in": "ar",
        "how": "oral",
    }

    read = nadia.submit(url, asked)
    assert ('dir="rtl"' in read.text, "CPAS de Forest" in read.text, Mandate.objects.count()) == (True, True, 0)
    noted = nadia.submit(url, asked | {"entendu": "1"})
    shown = nadia.get(noted.headers["Location"]).text
    printed = nadia.get(reverse("people:mandate_paper", args=[Mandate.objects.first().pk]))
    nadia.submit(reverse("people:revoke", args=[Mandate.objects.order_by("pk")[0].pk]))

    assert ("Nom et date de naissance" in shown, printed.content[:5]) == (True, b"%PDF-")
    assert [(one.data, one.revoked_on is None) for one in Mandate.objects.order_by("pk")] == [
        ("identity", False),
        ("contact", True),
    ]
    text = nadia.get(page).text
    assert ("téléphone et adresse" in text, "nom et date de naissance" in text) == (True, False)


def test_an_animator_gathers_nothing_and_a_stranger_finds_nothing():
    elsewhere = organisation("ailleurs")
    theirs, there = person(at=elsewhere), partner(at=elsewhere)
    held = Mandate.objects.create(
        organisation=elsewhere,
        person=theirs,
        partner=there,
        purpose="referral",
        data="identity",
        length="day",
        given_on=DAY,
        ends_on=DAY,
        read_in="fr",
        made_at=NOON,
    )
    bruno, nadia = browser(colleague(Role.ANIMATOR, name="Bruno")), browser(colleague(Role.COUNSELLOR))

    for name in ("mandate", "mandate_paper", "revoke"):
        url = reverse(f"people:{name}", args=[held.pk])
        assert (bruno.get(url).status_code, nadia.get(url).status_code) == (403, 404)
    assert nadia.submit(reverse("people:give", args=[theirs.pk])).status_code == 404
