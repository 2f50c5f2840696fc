"""Two files made one, a copy for the person, an erasure: everything of the room follows."""

from datetime import date

import pytest

from levier.activity.courses.actions import (
    MemberDraft,
    add_member,
    note_visit,
    note_week,
    plan_internship,
    record_results,
    sign_contract,
)
from levier.activity.courses.models import (
    Candidate,
    Internship,
    InternshipVisit,
    InternshipWeek,
    Member,
    ModuleResult,
    Step,
    TrainingContract,
)
from levier.foundation.kit.registers import erasers, exporters
from levier.register.people.merging import bring_together, merge_people, summary, undo_merge
from tests.activity.courses.cast import NOW, TODAY, collective, course, inside, nadia, partner, shop
from tests.cast import actor, person

pytestmark = pytest.mark.django_db
EVERY = (Candidate, Step, ModuleResult, TrainingContract, Internship, InternshipWeek, InternshipVisit, Member)


def full_file(who, of):
    by, one = nadia(), inside(of, who)
    days = {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 30)}
    record_results(by=by, course=of, entries={(one.pk, of.modules.first().pk): "acquired"}, seen={}, at=NOW)
    values = {"kind": "house", "partner": partner(), "weekly_minutes": 600, **days}
    sign_contract(by=by, candidate=one, values=values, at=NOW)
    asked = {"partner": shop(), "task": "Caisse", "planned_minutes": 600, **days}
    stay = plan_internship(by=by, candidate=one, values=asked, at=NOW)
    note_week(by=by, internship=stay, on=TODAY, minutes=300, at=NOW)
    note_visit(by=by, internship=stay, on=TODAY, remark="Tout va bien", at=NOW)
    add_member(by=by, collective=collective(f"Collectif {who}"), draft=MemberDraft(TODAY, person=who), at=NOW)


def owners():
    people = [Candidate, Member]
    return [sorted(row.person.first_name for row in one.objects.select_related("person")) for one in people]


def test_a_merge_moves_everything_and_its_undoing_puts_it_back():
    older, younger, of = person(), person("Maryam", "Dialo"), course()
    full_file(younger, of)
    by = actor()
    pair = bring_together(by=by, one=older, other=younger, at=NOW)

    merge = merge_people(by=by, pair=pair, at=NOW)
    assert owners() == [["Mariam"], ["Mariam"]]
    undo_merge(by=by, merge=merge, at=NOW)

    assert owners() == [["Maryam"], ["Maryam"]]


def test_two_files_in_one_course_lose_nothing():
    older, younger, of = person(), person("Maryam", "Dialo"), course()
    for who in (older, younger):
        full_file(who, of)
    by = actor()

    merge = merge_people(by=by, pair=bring_together(by=by, one=older, other=younger, at=NOW), at=NOW)
    counts = [one.objects.count() for one in EVERY]
    undo_merge(by=by, merge=merge, at=NOW)

    assert counts == [2] * 8
    assert owners() == [["Mariam", "Maryam"]] * 2


def test_the_summary_tells_what_a_file_holds():
    who = person()
    full_file(who, course())

    assert {"1 candidature à une formation", "1 collectif"} <= set(summary(actor(), who))


def test_the_copy_for_the_person_holds_all_of_it():
    who = person()
    full_file(who, course())

    given = exporters["courses"].rows(nadia(), who)

    assert [len(list(rows)) for rows in given.values()] == [1] * 8


def test_an_erasure_keeps_figures_and_no_word():
    who = person()
    full_file(who, course())
    Candidate.objects.update(remark="Très motivée")

    told = {fate.what: fate.stays for fate in erasers["courses"].fates(nadia(), who, None)}
    erasers["courses"].erase(nadia(), who, None, NOW)

    assert [one.objects.count() for one in EVERY] == [1, 0, 1, 0, 1, 1, 0, 0]
    assert (Candidate.objects.get().remark, Internship.objects.get().task) == ("", "")
    assert told["1 stage"] == "figure"
    assert told["1 contrat de formation"] == ""
