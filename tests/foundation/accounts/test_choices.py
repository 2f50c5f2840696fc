"""What an association chooses for itself drives a rule: what it keeps, and for how long, with a look before it goes."""

from datetime import UTC, datetime, timedelta

import pytest

from levier.foundation.accounts.actions.choices import choose_keeping, choose_number, let_old_things_go
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.keeping import Choice, choice_in, dry_run
from levier.foundation.accounts.models import Organisation
from levier.foundation.accounts.numbers import number_of
from levier.foundation.accounts.tasks import let_go_of_old
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from levier.foundation.kit.registers import keepings
from levier.foundation.outbox.models import Message
from tests.cast import NOON, actor, browser, colleague, organisation

pytestmark = pytest.mark.django_db
KEEPING = "/reglages/conservation/"
TOMORROW = NOON + timedelta(days=1)


def mail(number, month, *, at=None, state=Message.State.SENT):
    return Message.objects.create(
        organisation=at or organisation(),
        kind="accounts.invitation",
        key=f"{number}",
        address=f"mariam{number}@example.org",
        subject=f"Invitation {number}",
        state=state,
        made_at=datetime(2026, month, 10, 8, 0, tzinfo=UTC),
    )


def subjects():
    return sorted(Message.objects.values_list("subject", flat=True))


def test_who_directs_chooses_a_number_and_the_settings_say_it():
    claire = browser(colleague(Role.DIRECTION, name="Claire"))
    page = claire.get("/reglages/nombres/ask_days/")

    answer = claire.submit(
        "/reglages/nombres/ask_days/", {"value": "60", "version": page.context["form"]["version"].value()}
    )

    assert (answer.status_code, answer["Location"]) == (303, "/reglages/")
    assert number_of(organisation().pk, "ask_days") == 60
    assert "60 jours" in claire.get("/reglages/").text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("typed", ["", "-1", "181", "beaucoup", "9" * 40])
def test_a_number_that_does_not_fit_changes_nothing(typed):
    claire = browser(colleague(Role.DIRECTION, name="Claire"))

    answer = claire.submit("/reglages/nombres/ask_days/", {"value": typed, "version": "1"})

    assert answer.status_code == 422
    assert number_of(organisation().pk, "ask_days") == 30
    assert Organisation.objects.get().settings == {}


def test_two_who_choose_at_once_see_both_numbers():
    by = actor(Role.DIRECTION, name="Anne")
    claire = browser(colleague(Role.DIRECTION, name="Claire"))
    choose_number(by=by, name="ask_days", value=90, at=NOON)

    answer = claire.submit("/reglages/nombres/ask_days/", {"value": "60", "version": "1"})

    assert answer.status_code == 409
    assert number_of(organisation().pk, "ask_days") == 90


def test_a_number_of_another_association_is_its_own():
    choose_number(by=actor(Role.DIRECTION), name="ask_days", value=90, at=NOON)

    assert number_of(organisation("ailleurs").pk, "ask_days") == 30


def test_a_counsellor_chooses_nothing():
    by, nadia = actor(Role.COUNSELLOR), browser(colleague(Role.COUNSELLOR, name="Samira"))
    mail(1, 1)

    with pytest.raises(Refused):
        choose_number(by=by, name="ask_days", value=60, at=NOON)
    with pytest.raises(Refused):
        choose_keeping(by=by, name="mails", months=1, at=NOON)
    assert [nadia.get(page).status_code for page in ("/reglages/nombres/ask_days/", KEEPING)] == [403, 403]
    assert Organisation.objects.get().settings == {}


def test_a_choice_that_no_room_knows_does_not_exist():
    claire = browser(colleague(Role.DIRECTION, name="Claire"))

    assert claire.get("/reglages/nombres/inconnu/").status_code == 404
    assert claire.get(f"{KEEPING}inconnu/").status_code == 404


def test_without_a_choice_everything_stays():
    mail(1, 1)

    assert let_old_things_go(by=house(organisation().pk), at=NOON) == {}
    assert subjects() == ["Invitation 1"]


def test_the_dry_run_names_what_the_next_night_lets_go_and_nothing_goes_before():
    by = actor(Role.DIRECTION)
    for number, month in ((1, 1), (2, 2), (3, 6)):
        mail(number, month)
    choose_keeping(by=by, name="mails", months=3, at=NOON)
    choice = choice_in(Organisation.objects.get().settings, "mails")

    run = dry_run(by.organisation_id, keepings["mails"], choice, NOON)
    same_day = let_old_things_go(by=house(by.organisation_id), at=NOON)
    left_at_noon = subjects()
    next_day = let_old_things_go(by=house(by.organisation_id), at=TOMORROW)

    assert (run.count, run.oldest) == (2, datetime(2026, 1, 10, 8, 0, tzinfo=UTC))
    assert (same_day, left_at_noon) == ({}, ["Invitation 1", "Invitation 2", "Invitation 3"])
    assert (next_day, subjects()) == ({"mails": 2}, ["Invitation 3"])


def test_the_journal_says_how_many_went_and_not_whose():
    by = actor(Role.DIRECTION)
    mail(1, 1)
    choose_keeping(by=by, name="mails", months=3, at=NOON)

    let_old_things_go(by=house(by.organisation_id), at=TOMORROW)

    line = Line.objects.get(verb="organisation.old_let_go")
    assert (line.actor, line.object) == ("house", f"accounts.organisation:{by.organisation_id}")
    assert Detail.objects.get(organisation_id=by.organisation_id, number=line.number).change == {"mails": 1}


def test_mails_that_wait_are_never_let_go():
    by = actor(Role.DIRECTION)
    for number, state in enumerate(Message.State.values):
        mail(number, 1, state=state)
    choose_keeping(by=by, name="mails", months=1, at=NOON)

    let_old_things_go(by=house(by.organisation_id), at=TOMORROW)

    left = sorted(Message.objects.values_list("state", flat=True))
    assert left == sorted([Message.State.WAITING, Message.State.SENDING, Message.State.FAILED])


def test_a_choice_of_one_association_lets_nothing_of_another_go():
    by, elsewhere = actor(Role.DIRECTION), organisation("ailleurs")
    mail(1, 1)
    mail(2, 1, at=elsewhere)
    choose_keeping(by=by, name="mails", months=3, at=NOON)

    for one in Organisation.objects.all():
        let_old_things_go(by=house(one.pk), at=TOMORROW)

    assert subjects() == ["Invitation 2"]


def test_a_choice_taken_back_in_time_changes_nothing():
    by = actor(Role.DIRECTION)
    mail(1, 1)
    choose_keeping(by=by, name="mails", months=3, at=NOON)
    choose_keeping(by=by, name="mails", months=None, at=NOON)

    assert let_old_things_go(by=house(by.organisation_id), at=TOMORROW) == {}
    assert subjects() == ["Invitation 1"]


@pytest.mark.parametrize("months", [0, -1, 241])
def test_a_length_that_makes_no_sense_is_refused(months):
    by = actor(Role.DIRECTION)
    mail(1, 1)

    with pytest.raises(Refused):
        choose_keeping(by=by, name="mails", months=months, at=NOON)

    assert Organisation.objects.get().settings == {}


def test_the_night_s_work_looks_at_its_own_association():
    by = actor(Role.DIRECTION)
    mail(1, 1)
    choose_keeping(by=by, name="mails", months=3, at=NOON)

    let_go_of_old.func(by.organisation_id)

    assert subjects() == []


def test_the_page_says_what_will_go_and_the_form_takes_a_length():
    claire = browser(colleague(Role.DIRECTION, name="Claire"))
    mail(1, 1)

    before = claire.get(KEEPING).text
    answer = claire.submit(f"{KEEPING}mails/", {"months": "3", "version": "1"})
    after = claire.get(KEEPING).text

    assert "tout est gardé" in before
    assert before.count("Rien ne partira.") == len(keepings.names())
    assert (answer.status_code, answer["Location"]) == (303, KEEPING)
    assert "1 partira" in after


def test_ten_years_of_nights_let_go_what_the_rule_says_and_nothing_else():
    by = actor(Role.DIRECTION)
    choose_keeping(by=by, name="mails", months=24, at=NOON)
    written = [NOON + timedelta(days=30 * step) for step in range(122)]
    for number, moment in enumerate(written):
        mail(number, 1)
        Message.objects.filter(key=str(number)).update(made_at=moment)
    last = written[-1]

    gone = let_old_things_go(by=house(by.organisation_id), at=last)

    limit = Choice(24, None).before(last.date())
    kept = [moment for moment in written if moment >= limit]
    assert gone == {"mails": len(written) - len(kept)}
    assert sorted(Message.objects.values_list("made_at", flat=True)) == kept


def test_nobody_lets_things_go_by_hand():
    by = actor(Role.DIRECTION)
    mail(1, 1)
    choose_keeping(by=by, name="mails", months=3, at=NOON)

    with pytest.raises(Refused):
        let_old_things_go(by=by, at=TOMORROW)

    assert subjects() == ["Invitation 1"]
