"""The team: Claire directs, Luc administers, Nadia accompanies; a stranger works elsewhere."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.utils import timezone

from levier.foundation.accounts.actions import reset_second_factor, set_roles, suspend_member
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership
from levier.foundation.accounts.queries import actor_for, team
from levier.foundation.journal.models import Detail, Line
from levier.foundation.kit.permissions import Refused
from levier.foundation.outbox.models import Message
from tests.cast import browser, colleague, organisation
from tests.guards import exactly

pytestmark = pytest.mark.django_db


def luc():
    return colleague(Role.ADMINISTRATOR, name="Luc")


def claire():
    return colleague(Role.DIRECTION, name="Claire")


def roles_of(user):
    return sorted(Membership.objects.filter(user=user, ended_at=None).values_list("role", flat=True))


def version(page):
    return page.context["form"]["version"].value()


def test_the_team_page_tells_who_works_here_and_not_who_works_elsewhere():
    desk = browser(luc())
    colleague(Role.COUNSELLOR, name="Nadia")
    colleague(Role.COUNSELLOR, name="Aziz", at=organisation("ailleurs"))

    page = desk.get("/equipe/")

    assert [str(member.user) for member in page.context["members"]] == ["Luc", "Nadia"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_team_is_read_in_two_queries_however_large(count):
    admin = luc()
    for number in range(count):
        colleague(Role.COUNSELLOR, name=f"Nadia{number}")
    by = actor_for(admin, organisation())

    with exactly(2):
        members = team(by)

    assert len(members) == count + 1


def test_a_role_given_opens_at_the_next_request_and_leaves_a_line():
    desk, nadia = browser(luc()), colleague(Role.RECEPTION, name="Nadia")
    nadias = browser(nadia)
    assert nadias.get("/equipe/").status_code == 403

    page = desk.get(f"/equipe/{nadia.pk}/")
    answer = desk.submit(f"/equipe/{nadia.pk}/", {"roles": ["direction"], "version": version(page)})

    assert (answer.status_code, answer["Location"], roles_of(nadia)) == (303, "/equipe/", ["direction"])
    assert nadias.get("/equipe/").status_code == 200
    line = Line.objects.get(verb="team.roles_changed")
    assert line.object == f"accounts.user:{nadia.pk}"
    assert Detail.objects.get(number=line.number).change == {"roles": [["reception"], ["direction"]]}


def test_a_role_taken_closes_at_the_next_request_and_stays_known():
    desk, second = browser(luc()), claire()
    claires = browser(second)
    page = desk.get(f"/equipe/{second.pk}/")

    desk.submit(f"/equipe/{second.pk}/", {"version": version(page)})

    assert claires.get("/equipe/").status_code == 403
    assert Membership.objects.exclude(ended_at=None).get().role == "direction"


def test_the_last_administrator_cannot_drop_the_role():
    admin = luc()
    desk = browser(admin)
    page = desk.get(f"/equipe/{admin.pk}/")

    answer = desk.submit(f"/equipe/{admin.pk}/", {"roles": [], "version": version(page)})

    assert (answer.status_code, roles_of(admin)) == (422, ["administrator"])
    assert "Il faut toujours une personne qui administre Levier" in answer.content.decode()


def test_a_suspended_administrator_does_not_count_as_one():
    first, second = luc(), colleague(Role.ADMINISTRATOR, name="Lea")
    suspend_member(by=actor_for(first, organisation()), user=second, at=timezone.now())

    with pytest.raises(Refused):
        set_roles(by=actor_for(first, organisation()), user=first, roles=["direction"], at=timezone.now())

    assert roles_of(first) == ["administrator"]


def test_one_does_not_give_oneself_a_role_that_a_colleague_could_give():
    admin = luc()
    claire()
    desk = browser(admin)
    page = desk.get(f"/equipe/{admin.pk}/")

    answer = desk.submit(f"/equipe/{admin.pk}/", {"roles": ["administrator", "counsellor"], "version": version(page)})

    assert (answer.status_code, roles_of(admin)) == (422, ["administrator"])


def test_alone_in_the_house_one_takes_the_roles_one_needs():
    admin = luc()

    kept = set_roles(
        by=actor_for(admin, organisation()), user=admin, roles=["administrator", "counsellor"], at=timezone.now()
    )

    assert kept == ["administrator", "counsellor"]


def test_two_administrators_at_once_see_both_texts():
    desk, nadia = browser(luc()), colleague(Role.COUNSELLOR, name="Nadia")
    page = desk.get(f"/equipe/{nadia.pk}/")
    set_roles(by=actor_for(claire(), organisation()), user=nadia, roles=["reception"], at=timezone.now())

    answer = desk.submit(f"/equipe/{nadia.pk}/", {"roles": ["finance"], "version": version(page)})

    assert (answer.status_code, roles_of(nadia)) == (409, ["reception"])


def test_suspended_at_the_next_request_then_restored_with_the_same_roles():
    desk, nadia = browser(luc()), colleague(Role.COUNSELLOR, name="Nadia")
    nadias = browser(nadia)

    desk.submit(f"/equipe/{nadia.pk}/suspendre/")
    assert nadias.get("/").status_code == 403
    desk.submit(f"/equipe/{nadia.pk}/retablir/")

    assert (nadias.get("/").status_code, roles_of(nadia)) == (200, ["counsellor"])
    verbs = list(Line.objects.filter(verb__startswith="team.").order_by("number").values_list("verb", flat=True))
    assert verbs == ["team.suspended", "team.restored"]


def test_nobody_suspends_oneself():
    admin = luc()
    claire()
    desk = browser(admin)

    desk.submit(f"/equipe/{admin.pk}/suspendre/")

    assert Membership.objects.filter(suspended_at=None).count() == 2


def test_a_counsellor_manages_nobody():
    nadia = colleague(Role.COUNSELLOR, name="Nadia")
    nadias = browser(nadia)
    luc()

    pages = ["/equipe/", "/equipe/inviter/", f"/equipe/{nadia.pk}/"]

    assert [nadias.get(page).status_code for page in pages] == [403, 403, 403]
    assert nadias.submit(f"/equipe/{nadia.pk}/", {"roles": ["direction"], "version": 2}).status_code == 403
    assert roles_of(nadia) == ["counsellor"]


def test_a_colleague_of_another_association_is_not_found():
    desk = browser(luc())
    stranger = colleague(Role.COUNSELLOR, name="Aziz", at=organisation("ailleurs"))

    assert desk.get(f"/equipe/{stranger.pk}/").status_code == 404
    assert desk.submit(f"/equipe/{stranger.pk}/", {"roles": ["direction"], "version": 2}).status_code == 404
    assert desk.submit(f"/equipe/{stranger.pk}/suspendre/").status_code == 404
    assert roles_of(stranger) == ["counsellor"]


def test_the_page_of_roles_says_who_should_get_each_and_what_it_opens():
    page = browser(colleague(Role.AUDITOR, name="Anne")).get("/equipe/roles/")

    assert [role for role, _ in page.context["roles"]] == list(Role)
    assert all(rights for _, rights in page.context["roles"])


def test_a_colleague_who_lost_the_telephone_sets_a_new_double_check():
    desk, nadia = browser(luc()), colleague(Role.COUNSELLOR, name="Nadia")
    TOTP.activate(nadia, "JBSWY3DPEHPK3PXP")
    assert "Remettre à zéro la double vérification" in desk.get(f"/equipe/{nadia.pk}/").content.decode()

    answer = desk.submit(f"/equipe/{nadia.pk}/double-verification/")

    assert answer["Location"] == f"/equipe/{nadia.pk}/"
    assert not Authenticator.objects.filter(user=nadia).exists()
    assert Message.objects.get().subject == "Votre double vérification est à refaire"
    assert Line.objects.get(verb="team.second_factor_reset").object == f"accounts.user:{nadia.pk}"
    assert "Remettre à zéro la double vérification" not in desk.get(f"/equipe/{nadia.pk}/").content.decode()


def test_sessions_of_a_lost_telephone_end_with_it():
    admin, nadia = luc(), colleague(Role.COUNSELLOR, name="Nadia")
    nadias = browser(nadia)
    nadias.get("/")
    UserSession.objects.get_or_create(
        user=nadia, session_key=nadias.session.session_key, defaults={"ip": "192.0.2.1", "user_agent": "Firefox"}
    )

    reset_second_factor(by=actor_for(admin, organisation()), user=nadia, at=timezone.now())

    assert nadias.get("/").headers["Location"].startswith("/compte/login/")


def test_nobody_takes_away_ones_own_double_check_this_way_nor_a_strangers():
    admin, stranger = luc(), colleague(Role.COUNSELLOR, name="Aziz", at=organisation("ailleurs"))
    for user in (admin, stranger):
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    desk = browser(admin)

    own = desk.submit(f"/equipe/{admin.pk}/double-verification/", follow=True)
    other = desk.submit(f"/equipe/{stranger.pk}/double-verification/")

    assert "Votre double vérification se règle dans «\u202fMon compte\u202f»." in own.content.decode()
    assert (other.status_code, Authenticator.objects.count()) == (404, 2)


def test_a_counsellor_resets_nobody():
    nadia, karim = colleague(Role.COUNSELLOR, name="Nadia"), colleague(Role.COUNSELLOR, name="Karim")
    TOTP.activate(karim, "JBSWY3DPEHPK3PXP")

    answer = browser(nadia).submit(f"/equipe/{karim.pk}/double-verification/")

    assert (answer.status_code, Authenticator.objects.count()) == (403, 1)
