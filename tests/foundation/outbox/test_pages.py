"""Staff see what left, what waits, what failed and why; they try again or give up, and no secret is shown."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.actions import give_up, try_again
from levier.foundation.outbox.enums import Failure, State
from levier.foundation.outbox.models import Message
from levier.foundation.outbox.queries import Trouble, trouble_of
from levier.foundation.outbox.sending import RESTS
from tests.cast import NOON, actor, browser, colleague, organisation
from tests.foundation.outbox.cast import MARIAM, written
from tests.foundation.outbox.mail_server import MailServer
from tests.guards import exactly

pytestmark = pytest.mark.django_db
LIST = "/envois/"


def failed(address=MARIAM, failure=Failure.UNREACHABLE, **changed):
    message = written(address, **{name: changed.pop(name) for name in ("is_secret", "at", "body") if name in changed})
    columns = {"state": State.FAILED, "failure": failure, "attempts": 2, "next_try_at": NOON + RESTS[1]} | changed
    Message.objects.filter(pk=message.pk).update(**columns)
    message.refresh_from_db()
    return message


def manager(**where):
    return browser(colleague(Role.ADMINISTRATOR, **where))


def shown(answer):
    return [[cell["value"] for cell in cells] for _key, cells in answer.context["rows"]]


def test_the_list_says_in_few_words_why_a_mail_did_not_leave():
    failed()

    answer = manager().get(LIST)

    assert shown(answer) == [
        [
            "Votre rendez-vous",
            MARIAM,
            "échec, sera réessayé",
            "serveur injoignable",
            "15/06/2026 12\u00a0h",
        ]
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_questions_whatever_its_length(count):
    for number in range(count):
        failed(f"personne{number}@example.org")
    client = manager()

    with exactly(4):
        assert len(shown(client.get(LIST))) == count


def test_the_list_is_filtered_by_state_kind_and_address():
    failed()
    written("aziz@example.org")
    client = manager()

    by_state = client.get(f"{LIST}?etat=failed")
    by_kind = client.get(f"{LIST}?genre=accounts.invitation")
    by_address = client.post("/kit/recherche/", {"page": LIST, "libre": "q", "q": "aziz@example.org"}, follow=True)

    assert [[row[1] for row in shown(one)] for one in (by_state, by_kind, by_address)] == [
        [MARIAM],
        [],
        ["aziz@example.org"],
    ]


def test_the_list_is_exported():
    failed()

    answer = manager().get(f"{LIST}?export=csv")

    assert answer.content.decode().splitlines()[1].startswith(f"Votre rendez-vous;{MARIAM};échec, sera réessayé;")


def test_a_message_is_read_and_the_reading_is_recorded():
    message = failed()

    answer = manager().get(reverse("outbox:message", args=[message.pk]))

    assert "Lundi à 14 h 30." in answer.content.decode()
    assert (Line.objects.latest("number").verb, Line.objects.latest("number").object) == (
        "message.read",
        f"outbox.message:{message.pk}",
    )


@pytest.mark.parametrize("failure", Failure)
def test_a_message_says_what_to_do_about_each_failure(failure):
    message = failed(failure=failure)

    facts = dict(manager().get(reverse("outbox:message", args=[message.pk])).context["facts"])

    assert facts["Pourquoi"] == failure.sentence
    assert str(failure.sentence).endswith(".")


def test_a_secret_text_is_never_shown():
    secret = "https://levier.example.org/invitation/sesame/"
    message = failed(is_secret=True, body=secret)
    client = manager()

    page = client.get(reverse("outbox:message", args=[message.pk])).content.decode()
    listed = client.get(f"{LIST}?export=csv").content.decode()

    assert "sesame" not in page + listed
    assert message.body not in page + listed
    assert "Ce message porte un lien personnel" in page


def test_a_message_of_another_house_does_not_exist():
    theirs = failed(at=organisation("ailleurs"))
    client = manager()

    answers = [
        client.get(reverse("outbox:message", args=[theirs.pk])).status_code,
        client.submit(f"{reverse('outbox:give_up')}?choix={theirs.pk}").status_code,
    ]
    theirs.refresh_from_db()

    assert (answers, theirs.state) == ([404, 303], State.FAILED)


@pytest.mark.parametrize(
    ("role", "sees", "settles"),
    [
        (Role.ADMINISTRATOR, 200, 303),
        (Role.DIRECTION, 200, 303),
        (Role.COORDINATION, 200, 403),
        (Role.COUNSELLOR, 403, 403),
        (Role.AUDITOR, 403, 403),
    ],
)
def test_who_sees_what_leaves_and_who_settles_it(role, sees, settles):
    message = failed()
    client = browser(colleague(role))

    answers = (
        client.get(LIST).status_code,
        client.submit(f"{reverse('outbox:try_again')}?choix={message.pk}").status_code,
    )

    assert answers == (sees, settles)


def test_trying_again_is_asked_then_done_then_recorded():
    message = failed(attempts=6, state=State.GIVEN_UP, next_try_at=None)
    client = manager()
    address = f"{reverse('outbox:try_again')}?choix={message.pk}"

    asked = client.get(address)
    message.refresh_from_db()
    before = message.state
    client.submit(address)
    message.refresh_from_db()

    assert [str(one) for one in asked.context["things"]] == [f"Votre rendez-vous → {MARIAM}"]
    assert (before, message.state, message.attempts) == (State.GIVEN_UP, State.WAITING, 0)
    assert Line.objects.latest("number").verb == "message.tried_again"


def test_giving_up_is_asked_then_done_then_recorded():
    message = failed(is_secret=True)
    client = manager()
    address = f"{reverse('outbox:give_up')}?choix={message.pk}"

    client.get(address)
    message.refresh_from_db()
    before = message.state
    client.submit(address)
    message.refresh_from_db()

    assert (before, message.state, message.body) == (State.FAILED, State.GIVEN_UP, "")
    assert Line.objects.latest("number").verb == "message.given_up"


def test_all_that_the_filters_keep_is_tried_again_at_once():
    failed()
    failed("aziz@example.org")
    sent = failed("zoe@example.org", state=State.SENT)

    manager().submit(f"{reverse('outbox:try_again')}?tout=1&etat=failed")
    sent.refresh_from_db()

    assert Message.objects.filter(state=State.WAITING).count() == 2
    assert sent.state == State.SENT


def test_what_is_chosen_but_has_left_already_is_counted_and_stays():
    failed()
    failed("zoe@example.org", state=State.SENT)

    asked = manager().get(f"{reverse('outbox:try_again')}?tout=1")

    assert len(asked.context["things"]) == 1
    others = "1 autre message choisi n'est pas concerné\u202f: il reste comme il est."
    assert str(asked.context["sentence"]).endswith(others)


def test_choosing_nothing_says_to_choose():
    answer = manager().get(reverse("outbox:try_again"), follow=True)

    assert "Choisissez d&#x27;abord des messages dans la liste." in answer.content.decode()


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.SENT, "Ce message est parti\u202f: il ne part pas deux fois."),
        (State.SENDING, "Ce message est en train de partir\u202f: attendez un instant."),
    ],
)
def test_what_has_left_is_not_sent_again(state, reason):
    message = failed(state=state)

    with pytest.raises(Refused, match=reason):
        try_again(by=actor(Role.DIRECTION), messages=[message], at=NOON)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.SENT, "Ce message est déjà parti."),
        (State.SENDING, "Ce message est en train de partir\u202f: attendez un instant."),
        (State.GIVEN_UP, "Ce message est déjà abandonné."),
    ],
)
def test_only_what_has_not_left_is_given_up(state, reason):
    message = failed(state=state)

    with pytest.raises(Refused, match=reason):
        give_up(by=actor(Role.DIRECTION), messages=[message], at=NOON)


def test_a_link_that_was_forgotten_is_not_sent_again():
    message = failed(is_secret=True, state=State.GIVEN_UP)
    Message.objects.update(body="")

    with pytest.raises(Refused, match="refaites l'invitation"):
        try_again(by=actor(Role.DIRECTION), messages=[Message.objects.get(pk=message.pk)], at=NOON)


def test_one_that_may_not_go_holds_the_others_back():
    mine, sent = failed(), failed("aziz@example.org", state=State.SENT)

    with pytest.raises(Refused):
        try_again(by=actor(Role.DIRECTION), messages=[mine, sent], at=NOON)
    mine.refresh_from_db()

    assert mine.state == State.FAILED


def test_a_role_without_the_right_settles_nothing():
    with pytest.raises(Refused):
        give_up(by=actor(Role.COORDINATION), messages=[failed()], at=NOON)

    assert Message.objects.get().state == State.FAILED


def test_who_settles_mails_finds_those_given_up_in_their_day(time_machine):
    time_machine.move_to(NOON)
    failed(state=State.GIVEN_UP)
    failed("aziz@example.org")

    mine = manager().get("/").content.decode()
    others = browser(colleague()).get("/").content.decode()

    assert ("1 message n&#x27;est pas parti" in mine, "1 message n&#x27;est pas parti" in others) == (True, False)


def test_the_house_knows_whether_its_post_works():
    failed()
    failed("aziz@example.org", state=State.GIVEN_UP, next_try_at=None)
    written("zoe@example.org")

    assert trouble_of(organisation().pk, NOON + RESTS[3]) == Trouble(late=2, failing=1, given_up=1)


def test_a_page_that_writes_a_letter_never_waits_for_the_mail_server(settings, django_capture_on_commit_callbacks):
    """The server is silent; inviting a colleague takes no longer, and the letter waits for the background work."""
    with MailServer(greets=False) as server:
        settings.MAILERS = server.mailers
        with django_capture_on_commit_callbacks(execute=True):
            answer = manager().submit(reverse("accounts:invite"), {"email": "sofia@example.org", "role": "counsellor"})

    assert (answer.status_code, server.conversations) == (303, 0)
    assert Message.objects.get().state == State.WAITING
    assert DBTaskResult.objects.get().task_path == "levier.foundation.outbox.tasks.send_waiting"
