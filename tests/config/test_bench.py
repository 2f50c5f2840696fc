"""Each bench at a tiny size: ours and the reference give the same, and what is counted holds its bar. No time is
tested."""

import io
from importlib import import_module

import pytest
import python_calamine as calamine

from levier.activity.activities.models import Attendance
from levier.config.bench import duplicates, exporting, handwritten, importing, lists, memory, person, searching, sheet
from levier.config.bench.houses import Browser, Wanted, actor_in, house, undone
from levier.config.bench.indicators import RULES, cells_of, different_cells, records_house
from levier.config.bench.lines import Line, line_of, rate, ratio, table
from levier.config.bench.measuring import Times, by_turns, exponent, memory_watched
from levier.config.bench.noted_twice import noted_twice
from levier.config.bench.project_report import by_hand, report
from levier.config.bench.records import PERIOD
from levier.config.bench.rows import busy_house, catalogue_house
from levier.config.bench.runner import MODULES
from levier.config.bench.urls import PAGE, PING
from levier.config.command.bench import NAMES
from levier.development.projects.models import Project
from levier.evidence.outcomes.models import Participation
from levier.evidence.reports.engine.statement import Scope
from levier.evidence.reports.figures import figures
from levier.evidence.reports.rule_sets import rule_sets
from levier.foundation.journal.models import Line as JournalLine
from tests.config.processes import poll

TINY = Wanted(rows=60, repeats=1)


@pytest.fixture(autouse=True)
def addresses_with_ping(settings):
    settings.ROOT_URLCONF = "levier.config.bench.urls"


def missed(lines: list[Line]) -> list[str]:
    """What was counted and does not hold; ratios of time are not looked at."""
    return [one.what for one in lines if one.ours is None and not one.is_met]


@pytest.mark.parametrize("name", NAMES)
def test_each_bench_has_its_file_and_says_which_bar_it_measures(name):
    bench = import_module(f"levier.config.bench.{MODULES.get(name, name)}")

    assert NAMES[name].startswith(bench.__doc__.split(".")[0])
    assert callable(bench.run)


@pytest.mark.django_db
def test_ping_is_a_signed_in_page_of_one_kilobyte(client):
    browser = Browser(house("ping", lambda made: None, print))

    assert browser.page(PING) == PAGE.encode()
    assert len(PAGE) == 1_024
    assert client.get(PING).status_code == 302


@pytest.mark.django_db
def test_every_cell_of_the_indicators_is_what_sql_written_by_hand_gives():
    made = records_house(3_000, TINY)

    computed = figures(Scope(made.pk), rule_sets()[RULES], PERIOD)

    assert different_cells(computed, handwritten.answer(made.pk, None, PERIOD)) == []
    assert all(cells_of(computed)[f"cells.{code}.women"] for code in ("EECO01", "EECO03", "EECR04", "EECR06"))


@pytest.mark.django_db
def test_a_cell_that_differs_is_named():
    made = records_house(100, TINY)
    computed = figures(Scope(made.pk), rule_sets()[RULES], PERIOD)
    Participation.objects.filter(gender="W", entry_on__range=(PERIOD.first, PERIOD.last)).update(gender="N")

    names = [name for name, _ours, _theirs in different_cells(computed, handwritten.answer(made.pk, None, PERIOD))]

    assert "cells.EECO01.women" in names
    assert "entered" not in names


@pytest.mark.django_db
def test_a_projects_report_and_the_lines_of_a_figure_are_those_written_by_hand():
    made = records_house(3_000, TINY)
    project = Project.objects.filter(organisation=made).first()

    (computed, ids), (written, theirs) = report(actor_in(made), project), by_hand(made.pk, project.pk)

    assert different_cells(computed.figures, written) == []
    assert sorted(ids) == sorted(theirs) != []


@pytest.mark.django_db
def test_every_presence_of_the_records_belongs_to_a_session_of_its_project():
    made = records_house(240, TINY)

    assert Attendance.objects.filter(organisation=made).count() == 240 * 20
    assert Attendance.objects.filter(minutes=0).exclude(presence="absent").count() == 0


@pytest.mark.django_db
def test_lists_hold_their_queries_and_bytes():
    found = lists.run(TINY)

    assert missed(found) == []
    assert len(found) == 3 * sum(len(names) for names in (*lists.BUSY, *lists.CATALOGUE))


@pytest.mark.django_db
def test_each_list_of_a_bench_house_is_as_long_as_it_says():
    busy, catalogue = Browser(busy_house(60, TINY)), Browser(catalogue_house(60, TINY))

    for browser, address in ((busy, "/personnes/"), (busy, "/journal/"), (catalogue, "/partenaires/")):
        assert b"?page=2" in browser.page(address)


@pytest.mark.django_db
def test_a_persons_page_asks_the_same_for_one_row_and_for_five_hundred():
    assert missed(person.run(Wanted(rows=500, repeats=1))) == []


@pytest.mark.django_db
def test_searches_hold_their_queries_and_find():
    found = searching.run(TINY)

    made = actor_in(busy_house(60, TINY))
    assert missed(found) == []
    assert searching.answers(made, "atelier 7")[0].startswith("Atelier 7")


@pytest.mark.django_db
def test_the_exported_rows_are_those_of_the_bare_writer():
    made = busy_house(60, TINY)

    ours, bare = (sheet_of(one) for one in (exporting.exported(made), exporting.bare_file(exporting.rows_of(made))))

    assert ours == bare
    assert len(ours) == 61


def sheet_of(data: bytes) -> list[list[object]]:
    return calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


@pytest.mark.django_db
def test_the_import_takes_in_the_rows_that_the_bare_work_takes_in():
    made = house("import-300", lambda new: importing.fill(new, 300), print)
    data = importing.workbook(300)

    ours = undone(lambda: importing.imported(made, data))
    bare = undone(lambda: importing.bare_import(made, data))

    assert (ours["new"], ours["people"]) == (bare["new"], bare["people"])
    assert (ours["new"], ours["refused"]) == (297, 3)
    assert Participation.objects.count() == 0


@pytest.mark.django_db
def test_a_sheet_holds_the_same_presences_whichever_way_it_was_noted():
    made = house("feuilles", sheet._fill, print)
    sheets = sheet.Sheets(made)

    ways = [sheets.by_action(), sheets.bare(), sheets.over_http(Browser(made))]

    kept = [sorted(one.attendances.values_list("person_id", "presence", "minutes")) for one in ways]
    assert kept[0] == kept[1] == kept[2]
    assert len(kept[0]) == sheet.PEOPLE
    assert JournalLine.objects.filter(verb="attendance.noted").count() == 2


def test_the_search_for_doubles_finds_what_comparing_everybody_finds():
    people = noted_twice(800)

    found, everybody = duplicates.found_pairs(people), duplicates.compared_all(people)

    assert len(found & everybody) >= 0.99 * len(everybody)
    assert len(everybody) > 40
    assert found - everybody == set()


@pytest.mark.django_db
def test_mixed_requests_meet_pages_of_every_kind_and_no_error():
    made = busy_house(60, TINY)
    browser = Browser(made)

    found = {address: browser.get(address).status_code for address in memory.mixed(made)}

    assert {address for address, status in found.items() if status not in (200, 404)} == set()
    assert sorted(address for address, status in found.items() if status == 404 and "/static/" not in address) == [
        "/nulle-part/",
        "/personnes/0/",
    ]


def test_ours_and_the_reference_run_by_turns():
    order: list[str] = []

    found = by_turns(lambda: order.append("a"), lambda: order.append("b"), repeats=3)

    assert order == ["a", "b"] * 4
    assert [len(one.seconds) for one in found] == [3, 3]


def test_a_ratio_and_a_rate_are_of_the_medians():
    ours, reference = Times([4.0, 2.0, 9.0]), Times([1.0, 2.0, 8.0])

    assert (ratio("S0", "x", ours, reference, 2).value, ratio("S0", "x", ours, reference, 1.9).is_met) == (2.0, False)
    assert (rate("S0", "x", ours, reference, 50).value, rate("S0", "x", ours, reference, 51).is_met) == (50.0, False)
    assert ratio("S0", "x", ours, reference, 2).ours == (2.0, 4.0, 9.0)


@pytest.mark.parametrize(("values", "growth"), [([3.0, 3.0, 3.0], 0.0), ([1.0, 10.0, 100.0], 1.0)])
def test_growth_is_the_slope_of_the_logarithms(values, growth):
    assert exponent([10, 100, 1_000], values) == pytest.approx(growth)


def test_memory_of_a_block_is_that_at_its_height():
    with memory_watched() as found:
        held = bytearray(60_000_000)
        held[::4_096] = b"x" * len(held[::4_096])
        assert poll(lambda: found.growth > 50)
        del held

    assert 50 < found.growth < 90


def test_a_line_comes_back_from_json_and_stands_in_the_table():
    line = ratio("S6", "indicateurs", Times([0.5]), Times([0.25]), 1.5)

    assert line_of(line.as_json()) == line
    last = table([line]).splitlines()[-1].strip("| ").split(" | ")
    assert last[2:] == ["500,0 ms / 500,0 ms / 500,0 ms", "250,0 ms / 250,0 ms / 250,0 ms", "2 ×", "≤ 1,5 ×", "MANQUÉE"]
