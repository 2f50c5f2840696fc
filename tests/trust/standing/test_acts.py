"""Each act and each reading of a social file leaves its line in the journal: one, and no other page leaves any."""

import secrets

import pytest
from django.db import transaction
from django.urls import reverse

from levier.foundation.journal.models import Line
from levier.foundation.kit.screens import declaration
from tests.house.furniture import OURS, arguments_of
from tests.house.views import addresses
from tests.results import note
from tests.trust.faults import failing_at, tables_written
from tests.trust.house import answer_of
from tests.trust.valid import valid

pytestmark = pytest.mark.django_db
SILENT = {
    "activities:opinion_by_link": "counts an answer of nobody: a line would say at what time somebody gave it",
    "imports:run": "prepares an import, whose own line says all that it did",
    "kit:search": "looks for something: the page that it leads to writes its own reading, if any",
    "accounts:choose": "written in the journal of the house that one goes to",
}
"""Forms that leave no line here, and why."""
SEVERAL = {
    "epn:board": "a first name nobody has yet: the person is welcomed, and their visit begins",
    "activities:accept_request": "somebody whom a partner proposed: the file that is made, the enrolment, the answer",
    "activities:cancel_session": "says the session, and gives oneself the task to call who reads no mail",
    "activities:leave": "somebody leaves, and who waited is offered the place: by mail, or by a task to call them",
    "activities:tell": "says that people are told, and gives oneself the task to call who reads no mail",
    "activities:told": "says who was told, and with the last one that the task is done",
    "jobsearch:new_resume": "keeps the file, and says which version it is",
    "jobsearch:tick": "each act that was told of somebody is a line about them",
    "outcomes:prove": "keeps the paper, and says what it proves",
    "appointments:choose_time": "takes the colleague's time, and says the appointment",
    "appointments:new_appointment": "takes the colleague's time, and says the appointment",
    "appointments:move_group": "takes another time, says the meeting and each place, and tells or has told each person",
    "appointments:new_group": "takes the colleague's time, and says the meeting",
    "pathways:intake": "a first talk: the person, the accompaniment, what blocks, the goal and its first step",
    "courses:tell": "announces a decision, and gives oneself the task to call or write to who reads no mail",
    "sheets:note": "notes the presences, closes the sheet when it is whole, and says what the paper lacks",
    "rights:new_letter": "keeps the scan, and says what the letter says",
    "rights:new_loss": "says the loss, and the obstacle that it is",
}
"""Forms that do several acts at once, each with its own line, and why."""


def test_every_form_leaves_one_line_of_its_act(standing):
    acts, missing, several = 0, [], {}
    token = secrets.token_hex
    for shown in (
        one
        for one in standing.forms
        if not one.form.is_read and one.form.view.count(":") and one.form.view != "kit:gallery"
    ):
        client = standing.browsers[shown.role]
        client.raise_request_exception = False
        with transaction.atomic():
            before = set(Line.objects.values_list("pk", flat=True))
            with failing_at(0) as asked:
                answer = answer_of(client.post(shown.form.action, {"jeton": token(16), **valid(shown.form)}))
            verbs = [line.verb for line in Line.objects.exclude(pk__in=before)]
            transaction.set_rollback(True)
        if answer.status not in (302, 303) or not set(tables_written(asked)) - {"accounts_formtoken"}:
            continue  # refused: nothing was done
        acts += 1
        if not verbs and shown.form.view not in SILENT:
            missing.append(shown.name)
        if len(verbs) > 1:
            several[shown.name] = sorted(verbs)
    note("journal", "acts", views=acts, without_line=len(missing))

    assert missing == []  # with an effect, and nothing in the journal
    assert {name: verbs for name, verbs in several.items() if name not in SEVERAL} == {}
    assert acts > 50


def test_every_reading_of_a_social_file_leaves_one_line_and_no_other_page_does(standing):
    readings, wrong = 0, []
    declared = {one.name: declaration(one.view, one.name) for one in addresses()}
    for role, opened in standing.opened.items():
        client = standing.browsers[role]
        for page in {one.view: one for one in opened}.values():
            with transaction.atomic():
                before = set(Line.objects.values_list("pk", flat=True))
                client.get(page.path)
                verbs = [line.verb for line in Line.objects.exclude(pk__in=before)]
                transaction.set_rollback(True)
            wanted = [declared[page.view].reads] if declared[page.view].reads else []
            readings += len(wanted)
            if verbs != wanted:
                wrong.append((role, page.path, verbs, wanted))
    note("journal", "readings", views=readings, without_line=len(wrong))

    assert wrong == []
    assert readings >= 8


def test_a_file_that_is_a_reading_leaves_its_line_too(standing):
    seen = {page.view for opened in standing.opened.values() for page in opened}
    files = [one for one in addresses() if one.screen and one.screen.reads and one.name not in seen]
    told = {}
    for address in files:
        with transaction.atomic():
            before = set(Line.objects.values_list("pk", flat=True))
            path = reverse(address.name, kwargs=arguments_of(address, OURS))
            answers = [client.get(path).status_code for client in standing.browsers.values()]
            verbs = [line.verb for line in Line.objects.exclude(pk__in=before).exclude(verb="access.refused")]
            transaction.set_rollback(True)
        told[address.name] = (answers.count(200), verbs, address.screen.reads)

    assert [name for name, (count, verbs, reads) in told.items() if not count or verbs != [reads] * count] == [], told
