"""How many rights are threatened, lost, won back: nothing that would point at somebody."""

from datetime import date

import pytest

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.calendar import Period
from levier.foundation.kit.suppression import hidden
from levier.support.rights.enums import Appeal
from levier.support.rights.models import Loss
from levier.support.rights.queries import tallies
from tests.cast import NOON, actor, browser, colleague, organisation, person

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def losses(count, kind="excluded", right="unemployment", *, won=0, lodged=0, at=None):
    who = person(at=at)
    for number in range(count):
        state = Appeal.WON if number < won else Appeal.LODGED if number < lodged else Appeal.NONE
        Loss.objects.create(
            organisation=who.organisation,
            person=who,
            kind=kind,
            right=right,
            happened_on=date(2026, 3, 2),
            appeal=state,
            appealed_on=None if state == Appeal.NONE else date(2026, 4, 1),
            decided_on=date(2026, 5, 1) if state == Appeal.WON else None,
            noted_at=NOON,
        )


def counted(role=Role.COUNSELLOR, period=YEAR):
    return {one.right: tuple(one.counts.values()) for one in tallies(actor(role), period)}


def test_threats_losses_appeals_and_those_won():
    losses(6, "threatened")
    losses(20, "excluded", lodged=15, won=8)
    losses(7, "ended", "cpas")

    assert counted() == {"unemployment": (6, 20, 15, 8), "cpas": (0, 7, 0, 0), "total": (6, 27, 15, 8)}


def test_a_small_count_is_hidden_with_what_would_give_it_away():
    losses(3, "excluded")
    losses(6, "excluded", "cpas")
    losses(9, "excluded", "health")

    assert {right: found[1] for right, found in counted().items()} == {
        "unemployment": None,
        "cpas": None,
        "health": 9,
        "total": 18,
    }


def test_a_small_rest_of_appeals_hides_those_won():
    losses(8, "excluded", lodged=8, won=6)

    assert counted()["unemployment"] == (0, 8, 8, None)
    assert counted(Role.DIRECTION)["total"] == (0, 8, 8, None)


def test_other_days_and_other_houses_do_not_count():
    losses(9)
    losses(9, at=organisation("ailleurs"))

    assert counted(period=Period(date(2025, 1, 1), date(2025, 12, 31))) == {"total": (0, 0, 0, 0)}
    assert counted(Role.DIRECTION)["total"] == (0, 9, 0, 0)


def test_the_page_gives_the_definitions_and_the_sheet():
    losses(9)
    client = browser(colleague(Role.PROJECT_OFFICER))

    page = client.get("/droits/chiffres/?du=2026-01-01&au=2026-12-31").content.decode()
    sheet = client.get("/droits/chiffres/?du=2026-01-01&au=2026-12-31&export=xlsx")

    assert page.count('<td class="end">9</td>') == 2
    assert "Droits suspendus, réduits, exclus, perdus ou arrivés à leur terme" in page
    assert sheet.headers["Content-Disposition"] == 'attachment; filename="droits.xlsx"'
    assert "Mariam" not in page


@pytest.mark.parametrize("asked", ["", "?du=demain&au=hier", "?du=2026-12-31&au=2026-01-01"])
def test_a_period_that_is_none_is_this_year(asked):
    client = browser(colleague(Role.PROJECT_OFFICER))

    assert client.get(f"/droits/chiffres/{asked}").status_code == 200


def test_the_figures_are_not_for_the_floor():
    assert browser(colleague(Role.ANIMATOR)).get("/droits/chiffres/").status_code == 403


def test_no_hidden_cell_stands_alone():
    assert hidden({"a": 3, "b": 7, "total": 10}, ["a", "b"]) == {"a", "b"}
    assert hidden({"a": 3, "b": 0, "total": 3}, ["a", "b"]) == {"a", "total"}
    assert hidden({"a": 3, "b": 4, "c": 9, "total": 16}, ["a", "b", "c"]) == {"a", "b"}
    assert hidden({"a": 8, "b": 7, "total": 15}, ["a", "b"]) == set()
    assert hidden({"a": 8, "b": 7, "total": 15}, ["a", "b"], least=8) == {"a", "b"}
