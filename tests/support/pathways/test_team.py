"""Zoe looks at the team in figures: every number opens, or says how it is counted."""

import io
import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
import python_calamine as calamine
import time_machine
from django.urls import reverse

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.queries import actor_for
from levier.foundation.kit.calendar import Period
from levier.register.agenda.actions import OpeningDraft, add_opening
from levier.register.agenda.slots import Slot, moment_of
from levier.support.appointments.actions import AppointmentDraft, mark_excused, mark_missed, mark_seen, plan_appointment
from levier.support.pathways.actions import attended, close_pathway
from levier.support.pathways.models import Step
from levier.support.pathways.team import Table, is_positive, tables_of
from tests.cast import actor, browser, colleague, organisation, person
from tests.guards import exactly
from tests.support.pathways.cast import NOW, SPRING, TODAY, accompanied, noted, step_towards

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 4)
PERIOD = Period(date(2026, 3, 18), TODAY)
LATER = datetime(2026, 6, 15, 16, 0, tzinfo=UTC)


@pytest.fixture
def zoe():
    return actor(Role.COORDINATION, name="Zoe")


@pytest.fixture
def nadia():
    return colleague()


def table(by, code: str, period: Period = PERIOD) -> Table:
    [found] = [one for one in tables_of(by, period) if one.code == code]
    return found


def lines(by, code: str, period: Period = PERIOD) -> dict[str, tuple[int | None, ...]]:
    return {row.label: row.numbers for row in table(by, code, period).rows}


def met(nadia, somebody, mark, hour: int, on: date = TODAY) -> None:
    by = actor_for(nadia, organisation())
    add_opening(
        by=by, draft=OpeningDraft(on.weekday(), time(hour), time(hour + 1), 60, on), at=NOW - timedelta(days=60)
    )
    start = moment_of(on, time(hour))
    slot, draft = Slot(start, start + timedelta(hours=1), ""), AppointmentDraft(nadia)
    with time_machine.travel(start - timedelta(hours=1), tick=False):
        made = plan_appointment(by=by, person=somebody, draft=draft, slot=slot, at=start - timedelta(hours=1))
    words = {"remark": "Une visite"} if mark is mark_excused else {}
    mark(by=by, appointment=made, at=start + timedelta(hours=2), **words)


def test_today_counts_who_is_accompanied_and_whom_nothing_holds(zoe, nadia):
    mariam, ali = person(), person("Ali", "Ben Salah")
    accompanied(zoe, mariam, referent=nadia)
    accompanied(zoe, ali, referent=nadia)
    step_towards(zoe, mariam, "Écrire un CV", due_on=TODAY - timedelta(days=3))

    assert lines(zoe, "aujourdhui") == {
        "personnes accompagnées": (2,),
        "sans référent·e": (0,),
        "sans étape à venir": (1,),
        "avec une étape en retard": (1,),
        "sans nouvelles depuis 60 jours": (2,),
        "fin prévue dans 30 jours, ou passée": (0,),
    }


def test_each_line_of_today_opens_the_list_it_counts(zoe, nadia):
    mariam, ali = person(), person("Ali", "Ben Salah")
    accompanied(zoe, mariam, referent=nadia)
    accompanied(zoe, ali, referent=nadia)
    step_towards(zoe, mariam, "Écrire un CV", due_on=TODAY - timedelta(days=3))
    lead = browser(colleague(Role.COORDINATION, name="Zoé"))

    with time_machine.travel(LATER, tick=False):
        shown = {
            row.label: [name for name in ("Mariam", "Ali") if f"{name} " in lead.get(row.url).text]
            for row in table(zoe, "aujourdhui").rows
        }

    assert {label: len(names) for label, names in shown.items()} == {
        label: count for label, (count,) in lines(zoe, "aujourdhui").items()
    }


def test_who_excuses_herself_is_not_absent(zoe, nadia):
    accompanied(zoe, person(), referent=nadia)
    for hour, mark in ((8, mark_seen), (10, mark_missed), (12, mark_excused)):
        met(nadia, person(), mark, hour)

    assert lines(zoe, "rendez-vous") == {nadia.name: (1, 1, 1, 50)}


def test_a_delay_is_the_median_of_those_who_were_met(zoe, nadia):
    mariam, ali, eva = person(), person("Ali", "Ben Salah"), person("Eva", "Peeters")
    for somebody in (mariam, ali, eva):
        accompanied(zoe, somebody, referent=nadia, on=MAY)
    met(nadia, mariam, mark_seen, 8, on=MAY + timedelta(days=7))
    met(nadia, ali, mark_seen, 10, on=MAY + timedelta(days=14))

    assert lines(zoe, "delais") == {"du début de l'accompagnement au premier rendez-vous": (2, 10, 1)}


def test_an_obstacle_counts_people_by_theme(zoe, nadia):
    mariam, ali = person(), person("Ali", "Ben Salah")
    for somebody in (mariam, ali):
        accompanied(zoe, somebody, referent=nadia)
    noted(zoe, mariam, HOU01="strong")
    noted(zoe, ali, on=MAY, HOU01="light")
    noted(zoe, mariam, on=MAY, HOU01="lifted")

    assert lines(zoe, "freins") == {"logement": (1, 1, 1)}


def test_an_end_is_positive_at_work_or_in_training(zoe, nadia):
    mariam, ali = person(), person("Ali", "Ben Salah")
    for somebody, situation in ((mariam, "permanent"), (ali, "no_news")):
        held = accompanied(zoe, somebody, referent=nadia)
        noted(zoe, somebody, HOU01="strong")
        step = step_towards(zoe, somebody, "Venir à l'atelier")
        Step.objects.filter(pk=step.pk).update(closes_with="people.person:" + str(mariam.pk))
        attended(by=zoe, people=[somebody.pk], what=f"people.person:{mariam.pk}", on=MAY, at=NOW)
        close_pathway(by=zoe, pathway=held, on=MAY, reason="completed", situation=situation, at=NOW)

    assert lines(zoe, "fins") == {"Fin du parcours": (2, 1, 50), "en tout": (2, 1, 50)}
    assert list(lines(zoe, "fins-par-frein").values()) == [(2, 1, 50)]
    assert list(lines(zoe, "fins-par-activite").values()) == [(2, 1, 50)]
    assert lines(zoe, "fins", Period(SPRING, SPRING)) == {}


def test_which_situations_are_positive():
    told = ("permanent", "article_60", "training", "searching", "no_news", "")

    assert [one for one in told if is_positive(one)] == ["permanent", "article_60", "training"]


def test_another_house_counts_for_nothing(zoe, nadia):
    elsewhere = actor(Role.DIRECTION, at=organisation("ailleurs"), name="Aziz")
    accompanied(zoe, person(), referent=nadia)

    assert lines(elsewhere, "aujourdhui")["personnes accompagnées"] == (0,)


def test_more_people_cost_no_more_queries(zoe, nadia):
    accompanied(zoe, person(), referent=nadia)
    with exactly(7):
        tables_of(zoe, PERIOD)
    for name in ("Ali", "Eva"):
        accompanied(zoe, person(name, "Peeters"), referent=nadia)
    with exactly(7):
        tables_of(zoe, PERIOD)


def test_the_page_and_its_workbook_say_the_same(zoe, nadia):
    accompanied(zoe, person(), referent=nadia)
    lead = browser(colleague(Role.COORDINATION, name="Zoé"))

    with time_machine.travel(LATER, tick=False):
        page = lead.get(reverse("pathways:team") + "?jours=365").text
        book = calamine.load_workbook(io.BytesIO(lead.get(reverse("pathways:team") + "?export=xlsx").content))

    assert re.search("Du .* au .*</p>", page)[0] == "Du 16 juin 2025 au 15 juin 2026</p>"
    assert book.sheet_names[0] == "Aujourd'hui"
    rows = book.get_sheet_by_name("Aujourd'hui").to_python()
    assert rows[:2] == [["Accompagnements", "Personnes"], ["personnes accompagnées", 1.0]]


def test_a_counsellor_does_not_lead():
    page = browser(colleague(Role.COUNSELLOR, name="Nora")).get(reverse("pathways:team"))

    assert page.status_code == 403
