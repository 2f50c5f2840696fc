"""Mariam comes in without a name, and little by little says who she is: nothing of what was done is lost."""

from datetime import date

import pytest
from django.urls import reverse

from levier.activity.activities.models import Attendance
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.actors import house as house_of
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.texts import fold
from levier.register.people.actions import Identity, change_person
from levier.register.people.births import Birth, read_birth
from levier.register.people.duplicates import Draft, Known, candidates, compare
from levier.register.people.enums import Level
from levier.register.people.file_views import headline
from levier.register.people.gradient import (
    drop_other_name,
    keep_language,
    keep_other_name,
    know_better,
    welcome_visitor,
)
from levier.register.people.models import LanguageSkill, OtherName, Person
from levier.register.people.names import name_key, search_text
from levier.register.people.queries import narrowed
from tests.activity.activities.cast import workshop
from tests.cast import NOON, actor, browser, colleague, organisation, person
from tests.register.people.test_merging import present

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def found(words: str) -> list[Person]:
    everybody = Person.objects.visible_to(house_of(organisation().pk))
    return list(narrowed(everybody, fold(words)))


def test_visitors_are_numbered_house_by_house():
    here, there = actor(Role.EPN), actor(Role.EPN, at=organisation("ailleurs"))

    numbers = [welcome_visitor(by=by, at=NOON).visitor_number for by in (here, here, there)]

    assert numbers == [1, 2, 1]
    assert [str(one) for one in Person.objects.order_by("pk")] == ["Visite n° 1", "Visite n° 2", "Visite n° 1"]


def test_what_was_done_without_a_name_stays_when_she_gives_one():
    reception, nadia = actor(Role.RECEPTION), actor(Role.COUNSELLOR)
    _activity, session, _others = workshop(1)
    her = welcome_visitor(by=reception, called="La dame au foulard vert", at=NOON)
    present(her, session, 60)

    for level, identity in (
        (Level.FIRST_NAME, Identity("Mariam")),
        (Level.PARTICIPANT, Identity("Mariam", "Diallo")),
        (Level.FULL, Identity("Mariam", "Diallo", birth_year=1990)),
    ):
        know_better(by=nadia, person=her, level=level, identity=identity, at=NOON)

    her.refresh_from_db()
    assert (str(her), her.level, her.visitor_number, her.birth_year) == ("Mariam Diallo", Level.FULL, 1, 1990)
    assert Attendance.objects.get().person == her
    assert OtherName.objects.values_list("kind", "value").get() == ("known_as", "La dame au foulard vert")
    assert found("foulard") == [her]


@pytest.mark.parametrize(
    ("level", "identity"),
    [
        (Level.FIRST_NAME, Identity()),
        (Level.FULL, Identity("Mariam", "Diallo")),
        (Level.ANONYMOUS, Identity("Mariam")),
        ("queen", Identity("Mariam")),
    ],
)
def test_a_level_that_lacks_something_or_goes_down_is_refused_and_nothing_is_written(level, identity):
    her = welcome_visitor(by=actor(Role.RECEPTION), at=NOON)

    with pytest.raises(Refused):
        know_better(by=actor(Role.COUNSELLOR), person=her, level=level, identity=identity, at=NOON)

    assert Person.objects.values_list("level", "first_name").get() == (Level.ANONYMOUS, "")


def test_the_animator_notes_a_first_name_and_no_more():
    bruno = actor(Role.ANIMATOR, name="Bruno")
    her = welcome_visitor(by=bruno, at=NOON)

    know_better(by=bruno, person=her, level=Level.FIRST_NAME, identity=Identity("Mariam"), at=NOON)

    with pytest.raises(Refused):
        know_better(by=bruno, person=her, level=Level.PARTICIPANT, identity=Identity("Mariam", "Diallo"), at=NOON)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("12/05/1990", Birth(day=date(1990, 5, 12))),
        ("05/1990", Birth(year=1990, month=5)),
        ("5 1990", Birth(year=1990, month=5)),
        ("1990", Birth(year=1990)),
        ("", Birth()),
    ],
)
def test_a_birth_is_kept_as_far_as_it_is_known(typed, known):
    assert read_birth(typed, today=TODAY) == known
    assert read_birth(known.text, today=TODAY) == known


@pytest.mark.parametrize(
    "typed", ["13/1990", "00/1990", "31/02/1990", "1850", "2030", "12/2026", "hier", "0000", "16/06/2026"]
)
def test_a_birth_that_is_none_or_to_come_is_refused(typed):
    with pytest.raises(ValueError):
        read_birth(typed, today=TODAY)


@pytest.mark.parametrize(
    ("birth", "ages"),
    [
        (Birth(day=date(1990, 6, 16)), (35,)),
        (Birth(year=1990), (35, 36)),
        (Birth(year=1990, month=5), (36,)),
        (Birth(year=1990, month=6), (35, 36)),
        (Birth(year=1990, month=12), (35,)),
        (Birth(), ()),
    ],
)
def test_an_age_is_told_only_as_far_as_it_is_certain(birth, ages):
    assert birth.ages(TODAY) == ages


def test_the_line_under_the_name_is_no_more_exact_than_what_is_known():
    her = person("Mariam", gender="W", birth_year=1990, birth_month=6)

    assert headline(her, TODAY) == ["35 ou 36 ans", "née en juin 1990", "femme"]


def test_who_gave_a_year_only_looks_like_who_gave_the_day():
    known = person("Mariam", "Diallo", birth_date=date(1990, 5, 12))
    by = house_of(organisation().pk)

    ((near,), far) = candidates(
        by, [Draft("Mariam", "Diallo", birth_year=1990), Draft("Mariam", "Diallo", birth_year=1961)]
    )

    assert (near.person_id, near.sentence, far) == (known.pk, "même année de naissance, même nom", [])
    assert compare(Draft("A", "B", birth_year=1990), Known(1, "a b", None, frozenset(), 1990)).is_same is False


@pytest.mark.parametrize(
    ("name", "words"),
    [("Олена Коваленко", "olena kovalenko"), ("Γιώργος", "giorgos"), ("Şükrü Öz", "sukru oz"), ("O", "o")],
)
def test_a_name_of_any_script_or_length_is_found_in_latin_letters_and_in_its_own(name, words):
    text = search_text(name, "")

    assert all(word in text.split() for word in [*words.split(), *fold(name).split()])
    assert name_key(name, "") == " ".join(sorted(words.split()))


def test_two_scripts_of_one_name_are_the_same_person():
    known = person("Olena", "Kovalenko", birth_date=date(1990, 5, 12))

    (near,) = candidates(house_of(organisation().pk), [Draft("Олена", "Коваленко", date(1990, 5, 12))])

    assert [(one.person_id, one.is_same) for one in near] == [(known.pk, True)]


def test_she_is_found_by_her_name_at_birth_until_it_is_taken_away():
    by, her = actor(Role.COUNSELLOR), person("Mariam", "Diallo")
    name = keep_other_name(by=by, person=her, kind="birth", value="Barry", at=NOON)
    change_person(by=by, person=her, identity=Identity("Mariama", "Diallo"), at=NOON)

    before = found("barry")
    drop_other_name(by=by, name=name, at=NOON)

    assert (before, found("barry"), found("mariama")) == ([her], [], [her])


def test_a_language_noted_again_is_changed():
    by, her = actor(Role.COUNSELLOR), person()
    for reads in ("none", "A2"):
        keep_language(by=by, person=her, values={"language": "ar", "speaks": "mother", "reads": reads}, at=NOON)

    assert LanguageSkill.objects.values_list("language", "speaks", "reads").get() == ("ar", "mother", "A2")


def test_the_whole_way_on_screen():
    rose = browser(colleague(Role.RECEPTION, name="Rose"))
    rose.submit(reverse("people:welcome"), {"called": ""})
    her = Person.objects.get()
    better, page = reverse("people:better", args=[her.pk]), reverse("people:person", args=[her.pk])
    assert "Visite n° 1" in rose.get(reverse("people:people")).text

    typed = {
        "version": her.version,
        "level": "participant",
        "first_name": "Mariam",
        "last_name": "",
        "birth_date": "1990",
    }
    rose.submit(better, typed | {"language": "ar", "interpreter": "ar", "channel": "call"})
    rose.submit(reverse("people:note_language", args=[her.pk]), {"language": "ar", "speaks": "mother", "reads": "none"})
    rose.submit(reverse("people:new_name", args=[her.pk]), {"kind": "birth", "value": "Barry"})

    text = rose.get(page).text.replace("&#x27;", "'")
    for words in (
        "né·e en 1990",
        "Nom de naissance",
        "Barry",
        "ne lit pas",
        "langue maternelle",
        "arabe",
        "par téléphone",
    ):
        assert words in text
    assert rose.submit(better, typed | {"language": "fr", "level": "full"}).status_code == 409
    rose.submit(reverse("people:drop_name", args=[OtherName.objects.get().pk]))
    rose.submit(reverse("people:forget_language", args=[LanguageSkill.objects.get().pk]))
    assert (OtherName.objects.count(), LanguageSkill.objects.count()) == (0, 0)


def test_another_house_finds_nothing_of_hers():
    theirs = person(at=organisation("ailleurs"))
    name = OtherName.objects.create(organisation=theirs.organisation, person=theirs, kind="birth", value="Barry")
    rose = browser(colleague(Role.RECEPTION, name="Rose"))

    for url in (reverse("people:better", args=[theirs.pk]), reverse("people:drop_name", args=[name.pk])):
        assert (rose.get(url).status_code, rose.submit(url).status_code) == (404, 404)
    assert OtherName.objects.count() == 1
