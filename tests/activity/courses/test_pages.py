"""The pages of courses and collectives, as somebody goes through them."""

import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html
from python_calamine import load_workbook

from levier.activity.activities.models import Enrolment
from levier.activity.courses.actions import note_week, plan_internship, record_results
from levier.activity.courses.models import Candidate, Collective, Course, ModuleResult, SessionModule, Task
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from tests.activity.courses.cast import (
    NOW,
    activity,
    candidate,
    collective,
    course,
    decided,
    inside,
    met,
    nadia,
    partner,
    sessions,
    shop,
)
from tests.cast import browser, colleague, person, project

pytestmark = pytest.mark.django_db


def desk(role=Role.COORDINATION):
    return browser(colleague(role, name="Rosa"))


def words(answer):
    """What a page says, in one line."""
    assert answer.status_code in (200, 409, 422), answer.status_code
    (main,) = html.document_fromstring(answer.text).xpath("//main")
    return " ".join(main.text_content().split())


def rows(answer):
    """First cells of the lines of a list."""
    tree = html.document_fromstring(answer.text)
    return [" ".join(one.text_content().split()) for one in tree.xpath("//tbody/tr/*[1]")]


def at(name, row, query=""):
    return reverse(f"courses:{name}", args=[row.pk]) + query


def test_the_page_of_an_activity_leads_to_its_file():
    of, client = activity(), desk()
    page = reverse("activities:activity", args=[of.pk])
    assert "Ouvrir le dossier de formation" in words(client.get(page))

    client.submit(at("new", of), {"promised_minutes": "100 h", "version": "1"})

    made = Course.objects.get()
    assert made.promised_minutes == 6000
    assert f'href="{at("course", made)}"' in client.get(page).text


def test_the_page_of_a_course_says_that_it_is_behind_and_its_figures_open_to_their_sessions():
    made = course(activity(starts_on=date(2020, 1, 1), ends_on=date(2020, 6, 30)))
    (one,) = sessions(made, 8)
    client = desk(Role.AUDITOR)

    page = client.get(at("course", made))
    listed = client.get(reverse("courses:hours") + f"?formation={made.pk}&module=aucun&partenaire={partner().pk}")

    assert "En retard sur le calendrier" in words(page)
    assert f"formation={made.pk}&amp;module=aucun" in page.text
    assert len(rows(listed)) == 1
    assert reverse("activities:session", args=[one.pk]) in listed.text


def test_the_hours_leave_as_a_sheet():
    made = course()
    sessions(made, 8)

    answer = desk().get(at("course", made, "?export=xlsx"))

    book = load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert book[1] == ["Accueil", 30.0, 0.0, 0.0, 0.0]
    assert book[-1][:2] == ["en tout", 130.0]


@pytest.mark.parametrize(
    ("name", "query", "shown"),
    [
        ("candidates", "?decision=open", ["Aya Diallo"]),
        ("candidates", "?decision=untold", ["Bilal Diallo"]),
        ("candidates", "?etape=interview-came", ["Bilal Diallo"]),
        ("candidates", "?etape=none", ["Aya Diallo"]),
        ("internships", "?etat=unsigned", ["Bilal Diallo"]),
        ("internships", "?etat=now", []),
        ("courses", "?etat=past", []),
    ],
)
def test_lists_are_filtered(name, query, shown):
    made = course(activity(starts_on=None, ends_on=None))
    candidate(made, person("Aya"))
    stay(inside(made, person("Bilal")))

    assert rows(desk().get(reverse(f"courses:{name}") + query)) == shown


def stay(who):
    values = {"partner": shop(), "starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 12), "planned_minutes": 2400}
    return plan_internship(by=nadia(), candidate=who, values=values, at=NOW)


def test_candidates_are_found_and_added_several_at_once():
    made, people = course(), [person("Aya"), person("Bilal")]
    client = desk(Role.COUNSELLOR)

    answer = client.submit(at("add", made), {"personne": [str(one.pk) for one in people]})

    assert answer.headers["Location"] == reverse("courses:candidates") + f"?formation={made.pk}"
    assert sorted(str(one.person) for one in Candidate.objects.all()) == ["Aya Diallo", "Bilal Diallo"]


def test_from_the_first_step_to_the_place():
    mariam, client = candidate(course()), desk()

    client.submit(at("step", mariam), {"kind": "interview", "on": "15/06/2026", "result": "came"})
    client.submit(at("decide", mariam), {"decision": "accepted", "why": "ready", "version": "1"})
    before = words(client.get(at("candidate", mariam)))
    client.submit(at("told", mariam), {"on": f"{timezone.localdate():%d/%m/%Y}", "way": "face"})

    assert Enrolment.objects.filter(person=mariam.person, ended_on=None).count() == 1
    assert "La personne ne connaît pas encore cette décision." in before
    assert "La personne le sait depuis le" in words(client.get(at("candidate", mariam)))


def test_a_decision_that_cannot_be_says_why_and_keeps_what_was_typed():
    mariam = candidate(course())

    answer = desk().submit(
        at("decide", mariam), {"decision": "accepted", "why": "ready", "remark": "Très motivée", "version": "1"}
    )

    assert answer.status_code == 422
    assert "Notez d'abord une étape où cette personne est venue." in words(answer)
    assert 'value="Très motivée"' in answer.text


def test_two_who_decide_at_once_meet():
    mariam, client = met(course()), desk()
    decided(mariam, "reserve", "full")

    answer = client.submit(at("decide", mariam), {"decision": "refused", "why": "level", "version": "1"})

    assert (answer.status_code, Candidate.objects.get().decision) == (409, "reserve")


def test_reading_somebody_s_file_is_journalled():
    mariam, client = candidate(course()), desk()

    for name, row in (("candidate", mariam), ("person", mariam.person)):
        client.get(at(name, row))

    read = Line.objects.filter(verb__endswith="_read").order_by("pk").values_list("verb", "object")
    about = f"people.person:{mariam.person_id}"
    assert list(read) == [("courses.candidate_read", about), ("courses.person_read", about)]


def test_a_contract_is_noted_printed_and_stopped():
    mariam, client = inside(course()), desk(Role.COUNSELLOR)
    typed = {
        "kind": "professional",
        "partner": str(partner().pk),
        "starts_on": "01/06/2026",
        "ends_on": "30/06/2026",
        "weekly_minutes": "30 h",
    }
    client.submit(at("new_contract", mariam), typed)
    contract = mariam.contracts.get()

    client.submit(
        at("edit_contract", contract), typed | {"ended_on": "20/06/2026", "end_words": "Engagée", "version": "1"}
    )

    assert "arrêté le 20/06/2026" in words(client.get(at("candidate", mariam))).replace("\u202f", " ")
    assert client.get(at("contract_paper", contract)).headers["Content-Type"] == "application/pdf"
    assert client.get(at("letter", mariam)).headers["Content-Type"] == "application/pdf"


def test_an_internship_is_followed_week_by_week():
    row, client = stay(inside(course())), desk(Role.COUNSELLOR)

    client.submit(at("week", row), {"on": "03/06/2026", "minutes": "19 h", "confirmed_by": "Mme Roy"})
    client.submit(at("visit", row), {"on": "05/06/2026", "remark": "Elle tient la caisse."})
    edited = {"partner": str(shop().pk), "starts_on": "01/06/2026", "ends_on": "12/06/2026", "version": "1"}
    client.submit(at("edit_internship", row), edited | {"planned_minutes": "40 h", "end": "hired", "end_words": "CDI"})

    said = words(client.get(at("internship", row)))
    assert "19 h" in said
    assert "Engagé·e par l'employeur : CDI" in said.replace("\u202f", " ")
    assert "Elle tient la caisse." in said


def test_results_of_a_group_are_noted_on_one_page_and_a_conflict_is_shown():
    made = course()
    mariam = inside(made)
    first = made.modules.first()
    name, client = f"{mariam.pk}-{first.pk}", desk(Role.ANIMATOR)
    client.submit(at("results", made), {f"r-{name}": "acquired", f"vu-{name}": ""})

    answer = client.submit(at("results", made), {f"r-{name}": "not_acquired", f"vu-{name}": ""})

    assert answer.status_code == 409
    assert "Une autre personne vient de noter : acquis" in words(answer).replace("\u202f", " ")
    assert ModuleResult.objects.get().mastery == "acquired"


def test_who_only_reads_sees_results_and_no_field():
    made = course()
    cell = (inside(made).pk, made.modules.first().pk)
    record_results(by=nadia(), course=made, entries={cell: "exempt"}, seen={}, at=NOW)
    client = desk(Role.AUDITOR)

    page = client.get(at("results", made))

    assert ("dispensé·e" in words(page), "<select" in page.text) == (True, False)
    assert client.submit(at("results", made), {f"r-{cell[0]}-{cell[1]}": "", "vu-": ""}).status_code == 422


def test_sessions_are_given_their_module_on_one_page():
    made = course()
    (one,) = sessions(made, 8)
    module = made.modules.first()

    desk().submit(at("sessions", made), {f"s-{one.pk}": str(module.pk)})

    assert SessionModule.objects.get().module == module


def test_modules_are_added_changed_and_removed():
    made, client = course(), desk()
    client.submit(at("new_module", made), {"title": "Caisse", "minutes": "10 h", "rank": "4", "version": "1"})
    module = made.modules.last()
    client.submit(at("edit_module", module), {"title": "La caisse", "minutes": "12 h", "rank": "1", "version": "1"})
    assert list(made.modules.filter(title="La caisse").values_list("minutes", "rank")) == [(720, 1)]

    client.submit(at("remove_module", module))

    assert made.modules.count() == 3


def test_the_file_of_a_course_is_changed_once_by_whoever_saw_it_last():
    ours = project()
    made, client = course(activity(project=ours)), desk()

    answers = [
        client.submit(at("edit", made), {"promised_minutes": "90 h", "criteria": text, "version": "1"}).status_code
        for text in ("Aimer le contact", "Autre")
    ]

    made.refresh_from_db()
    assert (answers, made.criteria, made.promised_minutes) == ([303, 409], "Aimer le contact", 5400)


def test_a_collective_from_its_first_meeting_to_its_next_house():
    from levier.activity.activities.actions import create_activity

    of, client = create_activity(by=nadia(), values={"title": "Potager", "kind": "collective"}, at=NOW), desk()
    client.submit(at("new_collective", of), {"coordinator": "Jean", "version": "1"})
    made = Collective.objects.get()
    client.submit(at("join", made), {"first_name": "Lucie", "joined_on": "01/06/2026"})
    lines = "Réserver la salle ; Amina ; 20/06/2026\nÉcrire l'affiche"
    client.submit(at("meeting", made), {"on": "15/06/2026", "decisions": "Planter en mars", "tasks": lines})
    client.submit(at("task_done", Task.objects.get(who="Amina")))
    client.submit(at("leave", made.members.get()), {"on": "15/06/2026"})
    client.submit(at("edit_collective", made), {"coordinator": "Jeanne", "version": "1"})

    said = words(client.get(at("collective", made))).replace("\u202f", " ")
    assert [one in said for one in ("Jeanne", "Planter en mars", "Réserver la salle : fait le")] == [True] * 3
    assert "les décisions de 1 réunion, 2 actions" in words(client.get(at("hand", made)))
    client.submit(at("hand", made), {"to": str(partner().pk), "on": "15/06/2026"})
    assert "Confié à Centre Bonnevie" in words(client.get(at("collective", made)))
    assert client.get(at("hand_file", made)).content[:2] == b"PK"
    assert rows(client.get(reverse("courses:collectives") + "?etat=handed")) == ["Potager"]


def test_a_line_of_task_that_cannot_be_read_says_how_to_write_it():
    answer = desk().submit(
        at("meeting", collective()), {"on": "15/06/2026", "decisions": "Oui", "tasks": "Réserver ; Amina ; bientôt"}
    )

    assert answer.status_code == 422
    assert "Écrivez" in words(answer)
    assert Task.objects.count() == 0


def test_lists_ask_as_much_for_one_as_for_three(django_assert_max_num_queries):
    made = course(activity(capacity=None))
    client, costs = desk(), []
    client.get(at("course", made))  # what is asked once by a sign-in is no cost of a list
    for names in (("Aya",), ("Bilal", "Chloé")):
        for name in names:
            note_week(by=nadia(), internship=stay(inside(made, person(name))), on=date(2026, 6, 3), minutes=60, at=NOW)
        with django_assert_max_num_queries(60) as asked:
            for page in ("candidates", "internships"):
                client.get(reverse(f"courses:{page}"))
            client.get(at("course", made))
        costs.append(len(asked))

    assert costs[0] == costs[1]
