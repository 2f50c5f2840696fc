"""Invitations: Luc invites Sofia by mail; the link serves once, in time, for her alone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from levier.foundation.accounts.actions import join
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Invitation, Membership, User
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.letters import text_of
from levier.foundation.outbox.models import Message
from tests.cast import Browser, browser, colleague, organisation

pytestmark = pytest.mark.django_db
SOFIA = "sofia@example.org"
WORDS = "quatre mots sans rapport"


def luc():
    return colleague(Role.ADMINISTRATOR, name="Luc")


def invited(desk, *, email=SOFIA, role="counsellor"):
    assert desk.submit("/equipe/inviter/", {"email": email, "role": role}).status_code == 303
    return link()


def link():
    text = text_of(Message.objects.latest("pk"))
    return re.search(r"http://testserver(/invitation/\S+/)", text)[1]


def test_the_mail_carries_a_link_that_only_the_mail_knows():
    invited(browser(luc()))

    message, invitation = Message.objects.get(), Invitation.objects.get()
    secret = link().rstrip("/").rpartition("/")[2].partition(".")[2].partition(":")[0]
    assert (message.address, message.kind, message.is_secret) == (SOFIA, "accounts.invitation", True)
    assert len(secret) == 43
    assert secret not in message.body + invitation.secret_hash
    assert Line.objects.filter(verb="team.invited", object=f"accounts.invitation:{invitation.pk}").count() == 1


def test_sofia_makes_her_account_and_works_at_once():
    path = invited(browser(luc()))
    hers = Browser()
    assert hers.get(path).status_code == 200

    answer = hers.submit(path, {"name": "Sofia Benali", "password": WORDS})

    assert (answer.status_code, hers.get("/").status_code) == (303, 200)
    sofia = User.objects.get(email=SOFIA)
    assert (sofia.name, sofia.check_password(WORDS)) == ("Sofia Benali", True)
    assert Membership.objects.get(user=sofia).role == "counsellor"
    assert Line.objects.get(verb="team.joined").actor == f"user:{sofia.pk}"


def test_a_password_is_kept_as_it_was_typed():
    path = invited(browser(luc()))

    Browser().submit(path, {"name": "Sofia", "password": "  espaces et ünïcode ❤ devant et derrière "})

    assert User.objects.get(email=SOFIA).check_password("  espaces et ünïcode ❤ devant et derrière ")


@pytest.mark.parametrize("weak", ["court", "motdepasse", "Levier-2026-Levier", "missionlocale1"])
def test_a_weak_password_is_refused_and_the_link_still_serves(weak):
    path = invited(browser(luc()))

    answer = Browser().submit(path, {"name": "Sofia", "password": weak})

    assert (answer.status_code, User.objects.filter(email=SOFIA).exists()) == (422, False)
    assert Browser().get(path).status_code == 200


def test_a_link_used_twice_opens_nothing():
    path = invited(browser(luc()))
    Browser().submit(path, {"name": "Sofia", "password": WORDS})

    answers = [Browser().get(path), Browser().submit(path, {"name": "Autre", "password": WORDS})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert User.objects.filter(email=SOFIA).get().name == "Sofia"


def test_a_link_forwarded_to_a_colleague_gives_that_colleague_nothing():
    path = invited(browser(luc()), role="direction")
    nadia = colleague(Role.RECEPTION, name="Nadia")
    nadias = browser(nadia)

    answers = [nadias.get(path), nadias.submit(path)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert list(Membership.objects.filter(user=nadia).values_list("role", flat=True)) == ["reception"]
    assert Invitation.objects.get().used_at is None


def test_a_revoked_link_opens_nothing():
    desk = browser(luc())
    path = invited(desk)

    desk.submit(f"/equipe/invitations/{Invitation.objects.get().pk}/retirer/")

    assert Browser().get(path).status_code == 404
    assert Browser().submit(path, {"name": "Sofia", "password": WORDS}).status_code == 404
    assert not User.objects.filter(email=SOFIA).exists()


def test_a_link_too_old_opens_nothing_until_it_is_sent_again():
    desk = browser(luc())
    old = invited(desk)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert Browser().get(old).status_code == 404

    desk.submit(f"/equipe/invitations/{Invitation.objects.get().pk}/renvoyer/")

    assert (Browser().get(old).status_code, Browser().get(link()).status_code) == (404, 200)


def test_what_the_url_or_the_form_says_of_the_role_counts_for_nothing():
    path = invited(browser(luc()), role="reception")

    Browser().submit(f"{path}?role=direction", {"name": "Sofia", "password": WORDS, "role": "direction"})

    assert Membership.objects.get(user__email=SOFIA).role == "reception"


def test_a_link_changed_by_one_character_opens_nothing():
    path = invited(browser(luc()))
    other = path.replace(f"{organisation().pk}.", f"{organisation('ailleurs').pk}.", 1)

    assert [Browser().get(one).status_code for one in (other, path[:-2] + "/")] == [404, 404]


def test_a_colleague_of_elsewhere_joins_with_the_account_she_has():
    samira = colleague(Role.COUNSELLOR, name="Samira", at=organisation("ailleurs"))
    path = invited(browser(luc()), email=samira.email, role="finance")
    assert "Se connecter" in Browser().get(path).content.decode()
    hers = browser(samira)

    hers.submit(path)

    roles = Membership.objects.filter(user=samira).order_by("pk").values_list("organisation__code", "role")
    assert list(roles) == [("ailleurs", "counsellor"), ("saint-gilles", "finance")]
    assert hers.get("/mon-compte/").context["here"] == organisation()


def test_an_address_is_invited_once_at_a_time():
    desk = browser(luc())
    invited(desk)

    answer = desk.submit("/equipe/inviter/", {"email": SOFIA.upper(), "role": "finance"})

    assert (answer.status_code, Invitation.objects.count()) == (422, 1)


def test_nobody_is_invited_to_a_role_they_have():
    nadia = colleague(Role.COUNSELLOR, name="Nadia")

    answer = browser(luc()).submit("/equipe/inviter/", {"email": nadia.email, "role": "counsellor"})

    assert (answer.status_code, Invitation.objects.count()) == (422, 0)


def test_an_invitation_of_another_association_is_not_found():
    invited(browser(luc()))
    pk = Invitation.objects.get().pk
    stranger = browser(colleague(Role.ADMINISTRATOR, name="Aziz", at=organisation("ailleurs")))

    answers = [stranger.submit(f"/equipe/invitations/{pk}/{verb}/").status_code for verb in ("retirer", "renvoyer")]

    assert (answers, Invitation.objects.get().revoked_at, Message.objects.count()) == ([404, 404], None, 1)


def test_a_counsellor_invites_nobody():
    answer = browser(colleague()).submit("/equipe/inviter/", {"email": SOFIA, "role": "direction"})

    assert (answer.status_code, Invitation.objects.count(), Message.objects.count()) == (403, 0, 0)


def test_an_invitation_joins_nobody_but_whom_it_was_written_to():
    invited(browser(luc()))
    invitation, karim = Invitation.objects.get(), colleague(Role.RECEPTION, name="Karim", at=organisation("ailleurs"))

    with pytest.raises(Refused):
        join(invitation=invitation, user=karim, at=timezone.now())

    assert not Membership.objects.filter(user=karim, role="counsellor").exists()
