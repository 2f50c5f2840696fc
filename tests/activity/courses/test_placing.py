"""A contract and internships are of who is in the course; two internships of one person never overlap."""

from datetime import date

import pytest

from levier.activity.courses.actions import (
    change_contract,
    change_internship,
    note_visit,
    note_week,
    plan_internship,
    record_results,
    sign_contract,
)
from levier.activity.courses.models import ModuleResult
from levier.activity.courses.papers import contract_paper_of, decision_paper_of
from levier.activity.courses.rules import may_place
from levier.foundation.accounts.enums import Role
from levier.foundation.kit.paper import as_pdf
from levier.foundation.kit.permissions import Refused
from tests.activity.courses.cast import (
    NOW,
    TODAY,
    activity,
    candidate,
    course,
    decided,
    inside,
    nadia,
    partner,
    shop,
)
from tests.cast import actor, person

pytestmark = pytest.mark.django_db
QUERIES = 12
CONTRACT = {
    "kind": "f70bis",
    "signed_on": TODAY,
    "starts_on": date(2026, 6, 1),
    "ends_on": date(2026, 6, 30),
    "weekly_minutes": 1800,
}


def stay(first=1, last=12):
    return {
        "partner": shop(),
        "task": "Rayons et caisse",
        "convention_on": None,
        "starts_on": date(2026, 6, first),
        "ends_on": date(2026, 6, last),
        "planned_minutes": 2400,
    }


def planned(who, *days):
    return plan_internship(by=nadia(), candidate=who, values=stay(*days), at=NOW)


def test_a_contract_is_of_somebody_in_the_course():
    made = course()
    mariam, aya = inside(made), candidate(made, person("Aya"))
    values = CONTRACT | {"partner": partner()}

    signed = sign_contract(by=nadia(), candidate=mariam, values=values, at=NOW)
    with pytest.raises(Refused, match="pas acceptée"):
        sign_contract(by=nadia(), candidate=aya, values=values, at=NOW)

    assert (signed.kind_label, aya.contracts.count()) == ("contrat de formation F70bis (à vérifier)", 0)
    assert may_place(mariam)
    assert not may_place(aya)


def test_a_contract_that_stops_early_says_why():
    values = CONTRACT | {"partner": partner()}
    signed = sign_contract(by=nadia(), candidate=inside(course()), values=values, at=NOW)

    for ending, words in (
        ({"ended_on": TODAY, "end_words": ""}, "pourquoi"),
        ({"ended_on": date(2026, 7, 2), "end_words": "Engagée"}, "en dehors du contrat"),
    ):
        with pytest.raises(Refused, match=words):
            change_contract(by=nadia(), contract=signed, values=ending, at=NOW)
    change_contract(by=nadia(), contract=signed, values={"ended_on": TODAY, "end_words": "Engagée"}, at=NOW)

    signed.refresh_from_db()
    assert (signed.ended_on, signed.end_words) == (TODAY, "Engagée")


def test_a_kind_of_contract_is_of_the_list():
    with pytest.raises(Refused, match="de la liste"):
        sign_contract(
            by=nadia(), candidate=inside(course()), values=CONTRACT | {"kind": "x", "partner": partner()}, at=NOW
        )


def test_two_internships_of_one_person_never_overlap_even_in_two_courses():
    first, second = course(), course(activity(title="Autre"))
    mariam = person()
    one, other = inside(first, mariam), inside(second, mariam)
    planned(one, 1, 12)

    with pytest.raises(Refused, match="déjà un stage chez Épicerie Sociale"):
        planned(other, 12, 19)
    after = planned(other, 13, 19)

    assert [str(each.starts_on) for each in other.internships.all()] == ["2026-06-13"]
    with pytest.raises(Refused, match="déjà un stage"):
        change_internship(by=nadia(), internship=after, values={"starts_on": date(2026, 6, 12)}, at=NOW)


def test_two_people_may_be_at_one_place_at_once():
    made = course()

    stays = [planned(inside(made, person(name))) for name in ("Aya", "Bilal")]

    assert [one.partner for one in stays] == [shop(), shop()]


def test_a_week_is_kept_by_its_monday_and_said_again():
    row = planned(inside(course()))
    note_week(by=nadia(), internship=row, on=date(2026, 6, 3), minutes=600, at=NOW)
    note_week(by=nadia(), internship=row, on=date(2026, 6, 5), minutes=900, confirmed_by="Mme Roy", at=NOW)

    assert [(one.monday, one.minutes, one.confirmed_on) for one in row.weeks.all()] == [(date(2026, 6, 1), 900, TODAY)]


def test_a_week_out_of_the_internship_or_to_come_is_refused():
    made = planned(inside(course()), 1, 26)

    for day, words in ((date(2026, 5, 27), "en dehors du stage"), (date(2026, 6, 24), "pas encore là")):
        with pytest.raises(Refused, match=words):
            note_week(by=nadia(), internship=made, on=day, minutes=60, at=NOW)

    assert made.weeks.count() == 0


def test_a_visit_says_who_went():
    made, by = planned(inside(course()), 8, 19), actor(Role.COUNSELLOR, name="Karim")
    note_visit(by=by, internship=made, on=TODAY, remark="Elle tient la caisse seule.", at=NOW)

    with pytest.raises(Refused, match="en dehors du stage"):
        note_visit(by=by, internship=made, on=date(2026, 6, 1), remark="Non", at=NOW)

    assert [(str(one.by), one.remark) for one in made.visits.all()] == [("Karim", "Elle tient la caisse seule.")]


def test_a_whole_group_is_noted_at_once_in_as_many_queries(django_assert_num_queries):
    made, by = course(activity(capacity=None)), nadia()
    modules = list(made.modules.all())
    few, many = [inside(made, person("Aya"))], [inside(made, person(f"B{number}")) for number in range(8)]

    for people, mastery in ((few, "acquired"), (many, "under_way")):
        cells = {(one.pk, module.pk): mastery for one in people for module in modules}
        with django_assert_num_queries(QUERIES):
            record_results(by=by, course=made, entries=cells, seen={}, at=NOW)

    assert ModuleResult.objects.count() == 27


def test_two_trainers_at_once_lose_no_word():
    made = course()
    mariam = inside(made)
    first, second, _third = (module.pk for module in made.modules.all())
    one, other = (mariam.pk, first), (mariam.pk, second)
    record_results(by=nadia(), course=made, entries={one: "acquired"}, seen={one: ""}, at=NOW)

    done = record_results(
        by=nadia(),
        course=made,
        entries={one: "not_acquired", other: "exempt"},
        seen={one: "", other: ""},
        at=NOW,
    )

    kept = {row.module_id: row.mastery for row in ModuleResult.objects.all()}
    assert (done.count, done.conflicts, kept) == (1, {one: "acquired"}, {first: "acquired", second: "exempt"})


def test_a_result_taken_back_is_gone():
    made = course()
    cell = (inside(made).pk, made.modules.first().pk)
    record_results(by=nadia(), course=made, entries={cell: "acquired"}, seen={}, at=NOW)

    record_results(by=nadia(), course=made, entries={cell: ""}, seen={cell: "acquired"}, at=NOW)

    assert ModuleResult.objects.count() == 0


def test_no_result_for_who_is_not_in_the_course():
    made = course()
    aya = candidate(made, person("Aya"))

    with pytest.raises(Refused, match="pas de cette formation"):
        record_results(
            by=nadia(), course=made, entries={(aya.pk, made.modules.first().pk): "acquired"}, seen={}, at=NOW
        )

    assert ModuleResult.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Bonjour Mariam,", "Vous êtes accepté·e dans la formation « Vendre et accueillir »."]),
        ("uk", ["Добрий день, Mariam!", "Вас прийнято на курс «Vendre et accueillir»."]),
        ("xx", ["Bonjour Mariam,", "Vous êtes accepté·e dans la formation « Vendre et accueillir »."]),
    ],
)
def test_the_decision_is_written_in_the_language_of_the_person(language, words):
    made = course(next_step="Venez le premier jour à neuf heures.")
    mariam = inside(made, person(language=language))

    paper = decision_paper_of(nadia(), mariam, NOW)

    assert paper.blocks[0].lines == words
    assert paper.blocks[2].lines == ["Venez le premier jour à neuf heures."]
    assert as_pdf(paper)[:5] == b"%PDF-"


def test_a_refusal_gives_its_reason_and_not_what_the_team_wrote():
    mariam = decided(candidate(course()), "refused", "language")
    mariam.remark = "Seulement pour l'équipe"

    said = [line for block in decision_paper_of(nadia(), mariam, NOW).blocks for line in block.lines]

    assert said[2] == "Le français demandé n'est pas encore là."
    assert "Seulement pour l'équipe" not in said


def test_a_contract_is_printed_to_be_signed():
    values = CONTRACT | {"partner": partner()}
    signed = sign_contract(by=nadia(), candidate=inside(course()), values=values, at=NOW)

    paper = contract_paper_of(nadia(), signed, NOW)

    assert paper.blocks[2].names == ["Mariam Diallo", "Centre Bonnevie", "Mission Locale saint-gilles"]
    assert as_pdf(paper)[:5] == b"%PDF-"
