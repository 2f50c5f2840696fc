"""Two files of Mariam become one; nothing is lost, nothing is counted twice, and it can be undone."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.urls import reverse

from levier.activity.activities.models import Activity, Attendance, Enrolment, Session
from levier.evidence.outcomes.actions import enter, leave, observe
from levier.evidence.outcomes.models import EntryCorrection, Episode, Observation, Participation
from levier.evidence.outcomes.situation import EntrySituation
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.permissions import Refused
from levier.register.people.actions import Identity, create_person
from levier.register.people.enums import PairState
from levier.register.people.merging import bring_together, find_pairs, keep_apart, merge_people, undo_merge, what_moves
from levier.register.people.models import ContactPoint, Merge, Pair, Person
from tests.cast import NOON, actor, browser, colleague, organisation, project

pytestmark = pytest.mark.django_db
BORN = date(1990, 5, 12)
NUMBERS = count()


def boss(at=None):
    return actor(Role.DIRECTION, at=at, name=f"Dir {next(NUMBERS)}")


def file_of(first: str = "Mariam", last: str = "Diallo", *, at=None, **known) -> Person:
    known = {"birth_date": BORN} | known
    return create_person(by=boss(at), identity=Identity(first_name=first, last_name=last, **known), at=NOON)


def pair_of(one: Person, other: Person) -> Pair:
    return bring_together(by=boss(), one=one, other=other, at=NOON)


def came(who: Person, there, on: date, until: date | None = None, **situation) -> Participation:
    by = boss()
    asked = EntrySituation(gender="W", birth_date=BORN, status="at_home", studies="cess", **situation)
    return enter(by=by, project=there, person=who, on=on, until=until, situation=asked, at=NOON)


def present(who: Person, session: Session, minutes: int) -> Attendance:
    return Attendance.objects.create(
        organisation=who.organisation,
        session=session,
        person=who,
        presence="present",
        minutes=minutes,
        recorded_at=NOON,
    )


def a_session() -> Session:
    house = organisation()
    activity = Activity.objects.create(organisation=house, title="Atelier", kind="workshop")
    return Session.objects.create(organisation=house, activity=activity, on=date(2024, 1, 5), planned_minutes=180)


def test_the_search_explains_each_pair_and_asks_once():
    file_of(), file_of("Maryam", "DIALLO"), file_of("Aziz", "Benali", birth_date=date(1980, 1, 1))
    by = boss()

    counts = [find_pairs(by=by, at=NOON), find_pairs(by=by, at=NOON)]

    assert counts == [1, 0]
    page = browser(colleague(Role.COUNSELLOR)).get(reverse("people:pairs")).text
    assert "même date de naissance, noms proches à 0,92" in page


def test_two_people_told_apart_are_not_asked_again():
    file_of(), file_of()
    by = boss()
    find_pairs(by=by, at=NOON)

    keep_apart(by=by, pair=Pair.objects.get(), at=NOON)

    assert find_pairs(by=by, at=NOON) == 0
    assert Pair.objects.get().state == PairState.APART


def test_a_pair_that_no_longer_looks_alike_goes_away():
    file_of()
    other, by = file_of(), boss()
    find_pairs(by=by, at=NOON)
    Person.objects.filter(pk=other.pk).update(name_key="aziz benali")

    find_pairs(by=by, at=NOON)

    assert Pair.objects.count() == 0


def test_the_older_file_stays_and_takes_what_it_did_not_know():
    kept = file_of(phones=("+32470123456",), commune="Saint-Gilles")
    removed = file_of("Mariama", gender="W", phones=("+32470123456", "+32470999999"), commune="Forest")

    merge_people(by=boss(), pair=pair_of(removed, kept), theirs=["first_name"], at=NOON)

    kept.refresh_from_db()
    removed.refresh_from_db()
    assert (kept.first_name, kept.search, kept.gender, kept.commune) == (
        "Mariama",
        "mariama diallo",
        "W",
        "Saint-Gilles",
    )
    assert sorted(kept.contact_points.values_list("value", flat=True)) == ["+32470123456", "+32470999999"]
    assert removed.merged_into == kept
    assert list(Person.objects.visible_to(boss())) == [kept]


def test_a_birth_goes_as_a_whole_and_the_higher_level_stays():
    kept, removed = file_of(birth_date=None, birth_year=1990, birth_month=5), file_of("Mariama")
    Person.objects.filter(pk=kept.pk).update(level="first_name")

    merge_people(by=boss(), pair=pair_of(kept, removed), theirs=["birth_date"], at=NOON)

    kept.refresh_from_db()
    assert (kept.birth_date, kept.birth_year, kept.birth_month, kept.level) == (BORN, None, None, "participant")


def test_what_moves_is_told_table_by_table_before():
    kept, removed = file_of(), file_of("Mariama", phones=("+32470123456", "+32470999999"))
    came(removed, project(), date(2025, 1, 10))
    present(removed, a_session(), 60)

    told = what_moves(pair_of(kept, removed))

    assert dict(told) == {"Contacts": 2, "Présences": 1, "Participations à des projets": 1}


def test_an_old_link_leads_to_the_file_that_stays():
    kept, removed = file_of(), file_of("Mariama")
    merge_people(by=boss(), pair=pair_of(kept, removed), at=NOON)

    answer = browser(colleague(Role.COUNSELLOR)).get(reverse("people:person", args=[removed.pk]))

    assert (answer.status_code, "Annuler cette fusion" in answer.text) == (200, True)


def test_two_participations_in_one_project_become_one_from_the_first_entry():
    kept, removed, there = file_of(), file_of(), project()
    came(kept, there, date(2025, 3, 1), date(2025, 5, 31), nationalities="BE")
    came(removed, there, date(2025, 1, 10), date(2025, 2, 15), nationalities="MA")

    merge_people(by=boss(), pair=pair_of(kept, removed), at=NOON)

    held = Participation.objects.get()
    assert (held.person, held.entry_on, held.exit_on) == (kept, date(2025, 1, 10), date(2025, 5, 31))
    assert (held.nationalities, held.episodes.count()) == ("MA", 2)
    assert EntryCorrection.objects.filter(field="nationalities").values_list("old", "new").get() == ("BE", "MA")


def test_stays_that_meet_become_one_stay():
    kept, removed, there = file_of(), file_of(), project()
    came(kept, there, date(2025, 1, 10), date(2025, 3, 31))
    came(removed, there, date(2025, 3, 1))

    merge_people(by=boss(), pair=pair_of(kept, removed), at=NOON)

    assert list(Episode.objects.values_list("starts_on", "ends_on")) == [(date(2025, 1, 10), None)]
    assert Participation.objects.get().exit_on is None


def test_an_answer_given_before_the_last_stay_no_longer_counts():
    kept, removed, there, by = file_of(), file_of(), project(), boss()
    left = came(kept, there, date(2025, 1, 10), date(2025, 2, 1))
    observe(by=by, participation=left, horizon="exit", observed_on=date(2025, 2, 10), situation="job", at=NOON)
    came(removed, there, date(2025, 3, 1), date(2025, 4, 1))

    merge_people(by=by, pair=pair_of(kept, removed), at=NOON)

    assert list(Observation.objects.values_list("is_current", flat=True)) == [False]


def test_of_two_presences_at_one_session_the_longer_stays():
    kept, removed, session = file_of(), file_of(), a_session()
    present(kept, session, 120)
    longer = present(removed, session, 180)
    for who in (kept, removed):
        Enrolment.objects.create(organisation=organisation(), activity=session.activity, person=who, made_at=NOON)

    merge_people(by=boss(), pair=pair_of(kept, removed), at=NOON)

    assert Attendance.objects.values_list("pk", "person", "minutes").get() == (longer.pk, kept.pk, 180)
    assert Enrolment.objects.get().person == kept


def everything() -> list[str]:
    from django.core import serializers

    tables = (ContactPoint, Participation, Episode, Observation, EntryCorrection, Enrolment, Attendance)
    rows = [row for table in tables for row in table.objects.order_by("pk")]
    return serializers.serialize("json", rows).split('}}, {"model"')


def test_undoing_gives_each_file_back_all_it_had():
    kept = file_of(phones=("+32470123456",))
    removed = file_of("Mariama", phones=("+32470123456", "+32470999999"))
    there, session = project(), a_session()
    came(kept, there, date(2025, 3, 1), date(2025, 5, 31))
    held = came(removed, there, date(2025, 1, 10))
    leave(by=boss(), participation=held, on=date(2025, 2, 1), reason="job", at=NOON)
    came(removed, project("AUTRE"), date(2025, 1, 10))
    present(kept, session, 120), present(removed, session, 180)
    before = everything()
    merge = merge_people(by=boss(), pair=pair_of(kept, removed), theirs=["first_name"], at=NOON)

    undo_merge(by=boss(), merge=merge, at=NOON + timedelta(hours=1))

    kept.refresh_from_db()
    removed.refresh_from_db()
    assert everything() == before
    assert (kept.first_name, kept.birth_date, removed.merged_into) == ("Mariam", BORN, None)
    assert Pair.objects.get().state == PairState.WAITING
    assert Merge.objects.get().undone_at is not None


def test_a_merge_is_not_undone_over_later_work():
    kept, removed, there = file_of(), file_of(), project()
    came(kept, there, date(2025, 3, 1))
    came(removed, there, date(2025, 1, 10), date(2025, 2, 1))
    merge = merge_people(by=boss(), pair=pair_of(kept, removed), at=NOON)
    leave(by=boss(), participation=Participation.objects.get(), on=date(2025, 6, 1), reason="job", at=NOON)

    with pytest.raises(Refused):
        undo_merge(by=boss(), merge=merge, at=NOON)

    assert Participation.objects.get().exit_on == date(2025, 6, 1)


def test_a_pair_is_merged_once():
    pair = pair_of(file_of(), file_of())
    merge_people(by=boss(), pair=pair, at=NOON)

    with pytest.raises(Refused):
        merge_people(by=boss(), pair=pair, at=NOON)


def test_the_whole_way_on_screen():
    kept, removed = file_of(), file_of("Mariama", commune="Forest")
    nadia = browser(colleague(Role.COUNSELLOR))

    nadia.submit(reverse("people:search_pairs"))
    pair = Pair.objects.get()
    compared = nadia.get(reverse("people:pair", args=[pair.pk])).text
    merged = nadia.submit(reverse("people:pair", args=[pair.pk]), {"decision": "une", "first_name": "2"})
    merge = Merge.objects.get()
    kept.refresh_from_db()
    assert 'name="first_name" value="2"' in compared
    assert (merged.headers["Location"], kept.first_name) == (reverse("people:person", args=[kept.pk]), "Mariama")

    nadia.submit(reverse("people:undo_merge", args=[merge.pk]))
    removed.refresh_from_db()
    kept.refresh_from_db()
    assert (kept.first_name, removed.merged_into) == ("Mariam", None)


def test_two_files_are_brought_together_by_hand():
    one, other = file_of(), file_of("Fatou", "Barry", birth_date=None)
    nadia = browser(colleague(Role.COUNSELLOR))
    url = reverse("people:other_file", args=[one.pk])

    assert "Fatou Barry" in nadia.get(url, {"q": "fatou"}).text
    answer = nadia.submit(url, {"avec": other.pk})

    pair = Pair.objects.get()
    assert answer.headers["Location"] == reverse("people:pair", args=[pair.pk])
    assert "Rapprochées à la main" in nadia.get(answer.headers["Location"]).text


def test_a_stranger_and_a_receptionist_decide_nothing():
    elsewhere = organisation("ailleurs")
    by = boss(elsewhere)
    theirs = bring_together(by=by, one=file_of(at=elsewhere), other=file_of(at=elsewhere), at=NOON)
    nadia, reception = browser(colleague(Role.COUNSELLOR)), browser(colleague(Role.RECEPTION, name="Rose"))
    url = reverse("people:pair", args=[theirs.pk])

    assert (nadia.get(url).status_code, nadia.submit(url, {"decision": "une"}).status_code) == (404, 404)
    assert reception.get(reverse("people:pairs")).status_code == 403
    assert reception.submit(reverse("people:search_pairs")).status_code == 403
    assert Merge.objects.count() == 0
