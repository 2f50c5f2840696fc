"""Two files made one, a copy for the person, an erasure: everything of the room follows."""

from datetime import date, timedelta

import pytest

from levier.activity.epn.actions import accept_rules, add_equipment, give_card, lend, make_mandate
from levier.activity.epn.models import (
    Answer,
    Assessment,
    HelpGiven,
    HelpMandate,
    Loan,
    RulesAcceptance,
    Space,
    Visit,
    VisitCard,
)
from levier.foundation.kit.actors import house
from levier.foundation.kit.registers import erasers, exporters, keepings
from levier.register.people.merging import bring_together, merge_people, summary, undo_merge
from tests.activity.epn.cast import NOW, TODAY, helped, measured, space, tarek, topic, visit
from tests.cast import actor, organisation, person

pytestmark = pytest.mark.django_db
TABLES = (Visit, HelpGiven, Loan, Assessment, HelpMandate, VisitCard, RulesAcceptance)


def full_file(who, number="PC-1"):
    made, by = Space.objects.first() or space(), tarek()
    visit(made, who)
    helped(made, who)
    measured(who, {"g01": 1})
    values = {"name": "Portable", "inventory": number, "space": made}
    lend(by=by, person=who, equipment=add_equipment(by=by, values=values, at=NOW), due_on=date(2026, 7, 1), at=NOW)
    make_mandate(by=by, person=who, topic=topic(), purpose="Activer itsme", ends_on=date(2026, 7, 1), at=NOW)
    give_card(by=by, person=who, at=NOW)
    accept_rules(by=by, person=who, at=NOW)


def owners():
    return [sorted({row.person.first_name for row in table.objects.select_related("person")}) for table in TABLES]


def test_a_merge_moves_everything_and_its_undoing_puts_it_back():
    older, younger = person(), person("Maryam", "Dialo")
    full_file(younger)
    by = actor()
    pair = bring_together(by=by, one=older, other=younger, at=NOW)

    merge = merge_people(by=by, pair=pair, at=NOW)
    assert owners() == [["Mariam"]] * 7
    undo_merge(by=by, merge=merge, at=NOW)

    assert owners() == [["Maryam"]] * 7


def test_two_people_made_one_keep_both_cards():
    older, younger = person(), person("Maryam", "Dialo")
    full_file(older)
    full_file(younger, "PC-2")
    by = actor()

    merge_people(by=by, pair=bring_together(by=by, one=older, other=younger, at=NOW), at=NOW)

    assert VisitCard.objects.filter(person=older, ended_on=None).count() == 2


def test_the_summary_tells_what_a_file_holds():
    who = person()
    full_file(who)

    assert summary(actor(), who) == [
        "1 visite à l'espace numérique",
        "1 aide numérique",
        "1 prêt",
        "1 diagnostic numérique",
        "1 mandat pour une démarche",
    ]


def test_the_copy_of_the_person_holds_everything_and_nothing_of_anybody_else():
    who = person()
    full_file(who)
    full_file(person("Idris", "Ba"), "PC-2")

    rows = exporters["epn"].rows(actor(), who)

    assert {table: len(list(found)) for table, found in rows.items()} == {
        "epn.visit": 1,
        "epn.helpgiven": 1,
        "epn.loan": 1,
        "epn.assessment": 1,
        "epn.answer": 1,
        "epn.helpmandate": 1,
        "epn.visitcard": 1,
        "epn.rulesacceptance": 1,
    }


def test_erased_visits_and_help_stay_as_figures_and_the_rest_goes():
    who, idris = person(), person("Idris", "Ba")
    full_file(who)
    full_file(idris, "PC-2")
    room = erasers["epn"]

    told = [(fate.what, fate.stays) for fate in room.fates(actor(), who, None)]
    room.erase(house(organisation().pk), who, None, NOW)

    assert told == [
        ("1 visite à l'espace numérique", "figure"),
        ("1 aide numérique", "figure"),
        ("1 prêt", ""),
        ("1 diagnostic numérique", ""),
        ("1 mandat pour une démarche", ""),
        ("1 carte de visite", ""),
    ]
    assert (Visit.objects.count(), HelpGiven.objects.count()) == (2, 2)
    assert [table.objects.filter(person=who).count() for table in TABLES] == [0] * 7
    assert [table.objects.filter(person=idris).count() for table in TABLES] == [1] * 7
    assert Answer.objects.count() == 1
    assert Visit.objects.filter(on=TODAY, person=None).count() == 1


def test_names_of_old_visits_go_after_the_months_that_were_chosen_and_figures_stay():
    made, mariam = space(), person()
    visit(made, mariam)
    helped(made, mariam)
    visit(made, mariam, when=NOW + timedelta(days=200))
    kept = keepings["epn_visits"]
    before = NOW + timedelta(days=100)

    assert kept.rows(organisation().pk, before).count() == 1
    assert kept.let_go(organisation().pk, before, NOW + timedelta(days=200)) == 1

    assert list(Visit.objects.order_by("on").values_list("person", flat=True)) == [None, mariam.pk]
    assert HelpGiven.objects.get().person is None
