"""Sign-in: guessing grows slow and locks nobody out, a second factor, a forgotten password, a session that ended."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from levier.foundation.accounts.delays import TooEarly, begin, wait_after
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Trial, User
from levier.foundation.accounts.typed import seal, unseal
from levier.foundation.outbox.letters import text_of
from levier.foundation.outbox.models import Message
from levier.register.people.models import Person
from tests.cast import NOON, Browser, browser, colleague

pytestmark = pytest.mark.django_db
PASSWORD = "un mot de passe"
OTHER = "quatre mots sans rapport"


@pytest.fixture(autouse=True)
def no_memory_of_other_tests():
    cache.clear()


def sign_in(client, user, password=PASSWORD, **extra):
    return client.post("/compte/login/", {"login": user.email, "password": password}, **extra)


def is_in(client):
    return client.get("/").status_code == 200


def wait_is_over():
    for trial in Trial.objects.all():
        trial.last_at -= timedelta(minutes=30)
        trial.save()


def test_the_wait_grows_from_a_fifth_of_a_second_to_thirty_and_no_further():
    assert [wait_after(failures) for failures in (0, 1, 2, 5, 8, 9, 1000)] == [0, 0.2, 0.4, 3.2, 25.6, 30, 30]


def test_a_thousand_wrong_tries_in_a_day_lock_nobody_out():
    moment, tried = NOON, 0
    waits = set()
    for _ in range(1000):
        try:
            begin("password", "nadia@example.org", "network:10.0.0.1", at=moment)
            tried += 1
        except TooEarly as early:
            waits.add(early.seconds)
        moment += timedelta(seconds=1)

    assert (tried < 50, max(waits)) == (True, 30)
    begin("password", "nadia@example.org", "network:10.0.0.1", at=moment + timedelta(seconds=30)).succeeded()
    begin("password", "nadia@example.org", "network:10.0.0.1", at=moment + timedelta(seconds=30))


def test_after_wrong_tries_the_right_password_waits_then_works():
    nadia, client = colleague(), Browser()
    for _ in range(7):
        sign_in(client, nadia, "faux")
        Trial.objects.update(failures=6)
    too_soon = sign_in(client, nadia)
    assert not is_in(client)
    assert re.search(r"Attendez \d+ secondes?", too_soon.content.decode())

    wait_is_over()
    sign_in(client, nadia)

    assert (is_in(client), Trial.objects.count()) == (True, 0)


def test_wrong_tries_elsewhere_do_not_slow_a_device_that_is_known():
    nadia, hers, stranger = colleague(), Browser(), Browser()
    sign_in(hers, nadia)
    hers.post("/compte/logout/")
    sign_in(stranger, nadia, "faux")
    Trial.objects.update(failures=20)

    sign_in(stranger, nadia)
    sign_in(hers, nadia)

    assert (is_in(stranger), is_in(hers)) == (False, True)


def test_wrong_tries_on_one_account_do_not_slow_a_colleague_in_the_same_room():
    nadia, bruno, client = colleague(), colleague(Role.ANIMATOR, name="Bruno"), Browser()
    sign_in(client, nadia, "faux")
    Trial.objects.update(failures=20)

    sign_in(client, bruno)

    assert is_in(client)


def test_an_unknown_account_gets_the_same_answer_as_a_wrong_password():
    nadia = colleague()

    answers = [
        Browser().post("/compte/login/", {"login": mail, "password": "faux"}) for mail in (nadia.email, "x@y.be")
    ]

    errors = [answer.context["form"].errors.as_data() for answer in answers]
    assert next(str(error["__all__"]) for error in errors) == str(errors[1]["__all__"])
    assert answers[0].status_code == answers[1].status_code


def test_a_new_session_at_each_sign_in_and_none_after_the_sign_out():
    nadia, client = colleague(), Browser()
    sign_in(client, nadia)
    first = client.session.session_key

    answer = client.post("/compte/logout/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert (is_in(client), Session.objects.filter(session_key=first).exists()) == (False, False)
    sign_in(client, nadia)
    assert client.session.session_key != first


@pytest.mark.parametrize("page", ["//evil.example", "https://evil.example/", "\\\\evil.example", "javascript:alert(1)"])
def test_after_the_sign_in_one_stays_in_the_house(page):
    answer = Browser().post(f"/compte/login/?next={page}", {"login": colleague().email, "password": PASSWORD})

    assert answer["Location"] == "/"


@pytest.mark.parametrize("name", ["account_email", "account_set_password", "usersessions_list", "mfa_signup_webauthn"])
def test_pages_of_the_library_that_nobody_asked_for_are_not_there(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_nobody_registers_alone():
    assert Browser().get("/compte/signup/").status_code == 404


# A forgotten password


def ask_reset(user):
    cache.clear()
    return Browser().post("/compte/password/reset/", {"email": user if isinstance(user, str) else user.email})


def reset_path():
    return re.search(r"http://testserver(/\S+)", text_of(Message.objects.latest("pk")))[1]


def choose(path, password=OTHER):
    client = Browser()
    step = client.get(path)
    if step.status_code != 302:
        return False
    return client.post(step["Location"], {"password1": password, "password2": password}).status_code == 302


def test_a_new_password_by_a_sealed_mail_and_every_session_ends():
    nadia, client = colleague(), Browser()
    sign_in(client, nadia)
    ask_reset(nadia)
    assert Message.objects.get().is_secret

    assert choose(reset_path())

    assert not is_in(client)
    sign_in(client, nadia, OTHER)
    assert is_in(client)


def test_a_reset_link_serves_once():
    ask_reset(colleague())
    path = reset_path()
    choose(path)

    assert not choose(path, "encore un autre mot de passe")


def test_a_reset_link_dies_with_the_password_it_was_asked_for(settings):
    nadia = colleague()
    ask_reset(nadia)
    nadia.set_password(OTHER)
    nadia.save()

    assert not choose(reset_path())


def test_a_reset_link_dies_in_time(settings):
    ask_reset(colleague())
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert not choose(reset_path())


def test_a_reset_link_is_for_one_person():
    nadia, bruno = colleague(), colleague(Role.ANIMATOR, name="Bruno")
    ask_reset(nadia)
    mine = reset_path()
    ask_reset(bruno)
    theirs = reset_path()

    uid = theirs.rstrip("/").rpartition("/")[2].partition("-")[0]
    key = mine.rstrip("/").rpartition("/")[2].partition("-")[2]
    assert not choose(f"/compte/password/reset/key/{uid}-{key}/")


def test_an_unknown_address_gets_the_same_page_and_no_mail():
    known, unknown = ask_reset(colleague()), ask_reset("personne@example.org")

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Message.objects.count() == 1


def test_a_forged_host_is_refused_and_the_mail_names_the_configured_site(settings):
    nadia = colleague()
    settings.ALLOWED_HOSTS = ["*"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://levier.example.org"]
    cache.clear()

    Browser().post("/compte/password/reset/", {"email": nadia.email}, headers={"Host": "evil.example"})

    assert "https://levier.example.org/compte/" in text_of(Message.objects.get())
    assert "evil" not in text_of(Message.objects.get())


# The second factor


def with_code(user):
    return TOTP.activate(user, "JBSWY3DPEHPK3PXP")


def code():
    return format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", int(time.time()) // 30))


def test_outside_the_demonstration_nobody_works_without_a_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    nadia = colleague()
    nadias = browser(nadia)
    assert nadias.get("/")["Location"] == reverse("mfa_index")
    assert nadias.get(reverse("mfa_index")).status_code == 200

    with_code(nadia)
    assert is_in(nadias)
    Authenticator.objects.all().delete()

    assert nadias.get("/").status_code == 302


def test_the_secret_of_the_application_is_sealed_in_the_database():
    with_code(colleague())

    assert "JBSWY3DPEHPK3PXP" not in str(Authenticator.objects.get().data)


def test_the_password_alone_does_not_open_an_account_with_a_second_factor():
    nadia, client = colleague(), Browser()
    with_code(nadia)

    answer = sign_in(client, nadia)

    assert (answer["Location"], is_in(client)) == (reverse("mfa_authenticate"), False)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert is_in(client)


def test_a_code_serves_once_even_for_another_process():
    nadia, first, second = colleague(), Browser(), Browser()
    with_code(nadia)
    used = code()
    sign_in(first, nadia)
    first.post(reverse("mfa_authenticate"), {"code": used})
    cache.clear()

    sign_in(second, nadia)
    second.post(reverse("mfa_authenticate"), {"code": used})

    assert (is_in(first), is_in(second)) == (True, False)


def test_a_recovery_code_serves_once():
    nadia, first, second = colleague(), Browser(), Browser()
    with_code(nadia)
    spare = RecoveryCodes.activate(nadia).get_unused_codes()[0]
    for client in (first, second):
        sign_in(client, nadia)
        client.post(reverse("mfa_authenticate"), {"code": spare})

    assert (is_in(first), is_in(second)) == (True, False)


def test_codes_are_slow_to_guess():
    nadia, client = colleague(), Browser()
    with_code(nadia)
    sign_in(client, nadia)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    Trial.objects.update(failures=30)

    answer = client.post(reverse("mfa_authenticate"), {"code": code()})

    assert "Attendez 15 minutes" in answer.content.decode()
    assert not is_in(client)


def test_a_new_password_does_not_open_an_account_with_a_second_factor():
    nadia, client = colleague(), Browser()
    with_code(nadia)
    ask_reset(nadia)
    choose(reset_path())

    sign_in(client, nadia, OTHER)

    assert not is_in(client)


def test_a_delicate_act_asks_for_the_password_again():
    nadia = colleague()
    nadias = browser(nadia)
    page = reverse("mfa_activate_totp")
    asked = nadias.get(page)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))

    nadias.post(asked["Location"], {"password": PASSWORD, "next": page})

    assert nadias.get(page).status_code == 200


# A session that ended while somebody typed


def test_what_was_typed_comes_back_after_a_forced_sign_in():
    nadia, client = colleague(), Browser()
    sign_in(client, nadia)
    Session.objects.all().delete()

    answer = client.submit("/personnes/nouvelle/", {"first_name": "Mariam", "last_name": "Diallo"})

    assert (answer.status_code, Person.objects.count()) == (302, 0)
    assert "Mariam" not in str([one.get_decoded() for one in Session.objects.all()])
    client.post(answer["Location"], {"login": nadia.email, "password": PASSWORD})
    page = client.get("/personnes/nouvelle/")
    assert (page.context["form"]["first_name"].value(), page.context["kept"]) == ("Mariam", True)
    assert client.get("/personnes/nouvelle/").context["kept"] is False


def test_a_form_without_a_page_of_its_own_is_offered_again_where_it_was():
    luc, nadia, client = colleague(Role.ADMINISTRATOR, name="Luc"), colleague(), Browser()
    sign_in(client, luc)
    Session.objects.all().delete()
    path, page = f"/equipe/{nadia.pk}/suspendre/", f"/equipe/{nadia.pk}/"

    answer = client.submit(path, {"note": "congé"}, headers={"Referer": f"http://testserver{page}"})
    client.post(answer["Location"], {"login": luc.email, "password": PASSWORD})

    shown = client.get(page).content.decode()
    assert f'action="{path}"' in shown.split("Envoyer ce que j", 1)[0]
    assert '<textarea hidden name="note">congé</textarea>' in shown


def test_what_somebody_typed_is_never_shown_to_a_colleague_on_the_same_computer():
    nadia, bruno, client = colleague(), colleague(Role.COUNSELLOR, name="Bruno"), Browser()
    sign_in(client, nadia)
    Session.objects.all().delete()
    answer = client.submit("/personnes/nouvelle/", {"first_name": "Mariam"})

    client.post(answer["Location"], {"login": bruno.email, "password": PASSWORD})

    page = client.get("/personnes/nouvelle/")
    assert (page.context["form"]["first_name"].value(), page.context["kept"]) == (None, False)


def test_typed_text_is_kept_an_hour_and_passwords_never():
    kept = seal({"note": ["longue"], "password": ["secret"]}, path="/", user_id=7, at=NOON)

    assert unseal(kept, user_id=7, at=NOON + timedelta(minutes=59)).values == {"note": ["longue"]}
    assert unseal(kept, user_id=7, at=NOON + timedelta(minutes=61)) is None
    assert unseal(kept, user_id=8, at=NOON) is None
    assert unseal("illisible", user_id=7, at=NOON) is None


def test_a_closed_account_opens_nothing_any_more():
    nadia = colleague()
    nadias = browser(nadia)

    User.objects.filter(pk=nadia.pk).update(is_active=False)

    assert not is_in(nadias)
