"""Diagnoses come from their workbook, in either layout; nothing noted is written over, and all goes back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import User
from levier.foundation.imports.actions import decide, execute, plan_run, undo
from levier.foundation.imports.importer import importers
from levier.foundation.imports.models import ImportRun
from levier.foundation.kit.permissions import Refused
from levier.support.pathways.actions import Wording, melt_item, rename_item
from levier.support.pathways.models import Finding, Item
from tests.cast import actor, browser, colleague, organisation, person
from tests.foundation.imports.counting import APART, everything
from tests.support.pathways.cast import NOW, SPRING, TODAY, item, noted
from tests.support.pathways.sheets import bring, diagnosis, point, start, wide

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=2)
MAY = date(2026, 5, 4)


@pytest.fixture
def head():
    return actor(Role.COORDINATION, name="Chantal")


@pytest.fixture
def nadia(head):
    return colleague(name="Nadia")


@pytest.fixture
def her(head):
    return person("Mariam", "Diallo", birth_date=date(1990, 4, 15))


def states(whom=None):
    rows = Finding.objects.filter(**({"person": whom} if whom else {})).order_by("item__code", "since", "pk")
    return list(rows.values_list("item__code", "level", "since", "until"))


def bring_diagnosis(by, data, at=NOW):
    return bring(by, data, "diagnosis", at=at)


def test_a_row_becomes_what_was_found_of_somebody(head, nadia, her):
    run = bring_diagnosis(head, diagnosis(point()))

    [one] = Finding.objects.select_related("item")
    assert (one.person, one.item.code, one.level, one.since, one.until) == (her, "HOU01", "strong", SPRING, None)
    assert (one.remark, one.noted_by) == ("dort chez sa sœur", nadia)
    assert run.summary == {"new": 1, "changed": 0, "equal": 0, "refused": 0, "set_aside": 0}


def test_one_column_an_item_is_read_as_well(head, her):
    items = ["HOU01", "Permis de conduire", "Relais fiable pour la garde", "Loyer ou énergie trop lourd"]
    data = wide(items, ["Diallo", "Mariam", "15/04/1990", "4 mai 2026", "léger", "non", "x", "aucun"])

    bring_diagnosis(head, data)

    assert states() == [
        ("FAM07", "yes", MAY, None),
        ("HOU01", "light", MAY, None),
        ("HOU04", "none", MAY, None),
        ("MOB03", "no", MAY, None),
    ]


def test_a_very_wide_sheet_is_linked_on_a_light_page_and_the_whole_one_on_demand(head, her):
    items = [str(one) for one in Item.objects.order_by("order")[:60]]
    run = start(head, wide([*items, "Toit"], ["Diallo", "Mariam", "15/04/1990", "04/05/2026", "fort"]), "diagnosis")
    page, address = browser(User.objects.get(pk=head.user_id)), reverse("imports:run", args=[run.pk])

    light = page.get(f"{address}?etape=colonnes")
    whole = page.get(f"{address}?etape=colonnes&tout=1")

    listed = {one["label"]: len(one["fields"]) for one in light.context["columns"]}
    every = len(importers["diagnosis"].within(head.organisation_id).fields)
    assert (listed["Toit"], listed["Nom"], listed[items[0]]) == (every, 1, 1)
    assert {len(one["fields"]) for one in whole.context["columns"]} == {every}
    assert (len(light.content) < 60_000, len(whole.content) > 100_000) == (True, True)


def test_what_is_written_in_dutch_or_by_its_code_is_known(head, nadia, her):
    rows = [point(Frein="Geen woning of dreigt ze te verliezen", Intensité="sterk"), point(Frein="mob03")]

    bring_diagnosis(head, diagnosis(*rows))

    assert [(code, level) for code, level, _since, _until in states()] == [("HOU01", "strong"), ("MOB03", "yes")]


def test_a_line_of_the_team_s_own_words_is_known_and_a_melted_one_stands_for_the_other(head, nadia, her):
    named = item(head, "HOU02")
    rename_item(by=head, item=named, wording=Wording(fr="Dort chez des proches"), at=NOW)
    melt_item(by=head, item=item(head, "HOU03"), into=named, on=TODAY, at=NOW)

    bring_diagnosis(head, diagnosis(point(Frein="Dort chez des proches"), point(Frein="HOU03", Date=MAY)))

    assert states() == [("HOU02", "strong", SPRING, None)]


def test_a_label_nobody_knows_is_asked_once_and_remembered(head, nadia, her):
    data = diagnosis(point(Frein="Problème de toit"), point(Frein="Problème de toit", Date=MAY))
    run = start(head, data, "diagnosis")
    assert run.state == ImportRun.State.LABELS

    run = decide(by=head, run=run, labels={"item": {"Problème de toit": "HOU01"}})
    execute(by=head, run=run, at=NOW)

    assert states() == [("HOU01", "strong", SPRING, None)]
    assert start(head, data, "diagnosis").state == ImportRun.State.PREVIEW


def test_an_obstacle_without_its_strength_is_asked_once_for_all(head, nadia, her):
    run = start(head, diagnosis(point(Intensité="x"), point(Frein="HOU04", Intensité="")), "diagnosis")

    [question] = plan_run(head, run).questions
    execute(by=head, run=decide(by=head, run=run, decisions={question.key: "light"}), at=NOW)

    assert [(code, level) for code, level, _since, _until in states()] == [("HOU01", "light"), ("HOU04", "light")]


@pytest.mark.parametrize(("answer", "found"), [("given", [("HOU01", "strong", TODAY, None)]), ("leave", [])])
def test_a_missing_day_is_asked_once_for_all(head, nadia, her, answer, found):
    run = start(head, diagnosis(point(Date="")), "diagnosis")

    [question] = plan_run(head, run).questions
    run = execute(by=head, run=decide(by=head, run=run, decisions={question.key: answer}), at=NOW)

    assert (states(), run.summary["set_aside"]) == (found, 0 if found else 1)


def test_each_fault_is_said_with_its_place(head, nadia, her):
    run = start(
        head,
        diagnosis(
            point(Date="31/02/2026"),
            point(Date="01/07/2026"),
            point(Frein="MOB03", Intensité="levé"),
            point(**{"Nom et prénom": "Peeters Jan", "Date de naissance": ""}),
            point(Frein=""),
            point(),
            point(Intensité="léger"),
        ),
        "diagnosis",
    )

    assert [(error.row, error.field) for error in plan_run(head, run).errors] == [
        (4, "since"),
        (5, "since"),
        (6, "level"),
        (7, "full_name"),
        (8, "item"),
        (10, "level"),
    ]


def test_a_bad_cell_of_a_column_is_corrected_in_its_place(head, her):
    data = wide(["HOU01", "HOU04"], ["Diallo", "Mariam", "15/04/1990", "04/05/2026", "12/05", "fort"])
    run = start(head, data, "diagnosis")
    [error] = plan_run(head, run).errors
    assert (error.row, error.field, error.cell) == (2, "item-HOU01", "12/05")

    execute(by=head, run=decide(by=head, run=run, corrections={"2:item-HOU01": "fort"}), at=NOW)

    assert [(code, level) for code, level, _since, _until in states()] == [("HOU01", "strong"), ("HOU04", "strong")]


@pytest.mark.parametrize(("answer", "found"), [("light", [("HOU01", "light"), ("HOU04", "light")]), ("leave", [])])
def test_a_word_of_the_team_s_own_is_asked_once_for_all(head, her, answer, found):
    data = wide(["HOU01", "HOU04"], ["Diallo", "Mariam", "15/04/1990", "04/05/2026", "moyen", "Moyen"])
    run = start(head, data, "diagnosis")

    [question] = plan_run(head, run).questions
    execute(by=head, run=decide(by=head, run=run, decisions={question.key: answer}), at=NOW)

    assert [(code, level) for code, level, _since, _until in states()] == found


def test_a_column_that_holds_intensities_is_never_left_out_in_silence(head, her):
    data = wide(["HOU01", "Toit"], ["Diallo", "Mariam", "15/04/1990", "04/05/2026", "fort", "léger"])
    run = start(head, data, "diagnosis")
    assert run.state == ImportRun.State.COLUMNS

    execute(by=head, run=decide(by=head, run=run, columns={"5": "item-HOU04"}), at=NOW)

    assert [(code, level) for code, level, _since, _until in states()] == [("HOU01", "strong"), ("HOU04", "light")]
    assert start(head, data, "diagnosis").state == ImportRun.State.PREVIEW


def test_states_follow_each_other_in_the_order_of_their_days(head, nadia, her):
    bring_diagnosis(head, diagnosis(point(Date=MAY, Intensité="léger"), point(), point(Date=TODAY, Intensité="levé")))

    assert states() == [
        ("HOU01", "strong", SPRING, MAY),
        ("HOU01", "light", MAY, TODAY),
        ("HOU01", "lifted", TODAY, None),
    ]


def test_what_is_older_takes_its_place_in_the_history(head, nadia, her):
    noted(head, her, on=MAY, HOU01="light")

    run = bring_diagnosis(head, diagnosis(point()))

    assert states() == [("HOU01", "strong", SPRING, MAY), ("HOU01", "light", MAY, None)]
    assert run.summary["new"] == 1


def test_the_same_workbook_twice_is_equal(head, nadia, her):
    bring_diagnosis(head, diagnosis(point(), point(Frein="MOB03", Intensité="oui")))
    before = everything(apart=APART)

    run = bring_diagnosis(head, diagnosis(point(), point(Frein="MOB03", Intensité="oui")), at=LATER)

    assert (run.summary["new"], run.summary["changed"], run.summary["equal"]) == (0, 0, 2)
    assert everything(apart=APART) == before


def test_a_corrected_workbook_changes_the_state_and_keeps_what_was(head, nadia, her):
    bring_diagnosis(head, diagnosis(point()))

    run = bring_diagnosis(head, diagnosis(point(Intensité="léger")), at=LATER)

    assert run.summary["changed"] == 1
    assert states() == [("HOU01", "strong", SPRING, SPRING), ("HOU01", "light", SPRING, None)]


@pytest.mark.parametrize(("answer", "now"), [("keep", "light"), ("take", "strong")])
def test_what_was_noted_by_hand_that_day_is_asked_about(head, nadia, her, answer, now):
    noted(head, her, on=SPRING, HOU01="light")
    run = start(head, diagnosis(point()), "diagnosis")

    [question] = plan_run(head, run).questions
    execute(by=head, run=decide(by=head, run=run, decisions={question.key: answer}), at=NOW)

    assert Finding.objects.get(until=None).level == now


def test_undoing_leaves_no_trace_in_any_table(head, nadia, her):
    noted(head, her, on=MAY, HOU01="light", HOU04="strong")
    before = everything(apart=APART)
    run = bring_diagnosis(head, diagnosis(point(), point(Date=TODAY, Intensité="levé"), point(Frein="MOB03")))
    assert everything(apart=APART) != before

    undo(by=head, run=run, at=LATER)

    assert everything(apart=APART) == before


def test_later_work_forbids_and_says_why(head, nadia, her):
    run = bring_diagnosis(head, diagnosis(point()))
    noted(head, her, on=TODAY, HOU01="lifted")
    before = everything()

    with pytest.raises(Refused, match="revu depuis"):
        undo(by=head, run=run, at=LATER)

    assert everything() == before


def test_a_diagnosis_makes_no_file_and_meets_nobody_elsewhere(head, nadia):
    person("Mariam", "Diallo", at=organisation("ailleurs"), birth_date=date(1990, 4, 15))
    run = start(head, diagnosis(point()), "diagnosis")

    [error] = plan_run(head, run).errors
    assert "n'est pas une personne connue" in error.sentence.replace("’", "'")
    execute(by=head, run=run, good_rows_only=True, at=NOW)
    assert states() == []


def test_only_who_leads_imports_a_diagnosis(head, nadia, her):
    with pytest.raises(Refused):
        start(actor(Role.COUNSELLOR, name="Karim"), diagnosis(point()), "diagnosis")
    assert ImportRun.objects.count() == 0
