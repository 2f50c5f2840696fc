"""The pages of the room: what Nadia reads and sends, with and without the right to."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.foundation.accounts.enums import Role
from levier.foundation.documents.models import Document
from levier.foundation.journal.models import Line
from levier.support.jobsearch.acts import name_of, week_of
from levier.support.jobsearch.models import Application, Contract, Conversation, Encoding, Resume
from levier.support.pathways.actions import open_pathway
from tests.cast import actor, browser, colleague, organisation, person
from tests.foundation.documents.cast import sent
from tests.support.jobsearch.cast import application, contract, conversation, me, resume

pytestmark = pytest.mark.django_db
AT = timezone.now()
TODAY = timezone.localdate(AT)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def nadia():
    return colleague()


@pytest.fixture
def mariam(nadia):
    found = person()
    by = actor(Role.DIRECTION, name="Zoe")
    open_pathway(by=by, person=found, on=TODAY - timedelta(days=60), referent=nadia, at=AT)
    return found


def address(name, *arguments):
    return reverse(f"jobsearch:{name}", args=arguments)


def text(client, name, *arguments, query=""):
    return client.get(address(name, *arguments) + query).content.decode().replace("\u202f", " ")


def written(day):
    return day.strftime("%d/%m/%Y")


def test_an_employer_and_a_kind_are_enough_and_today_is_the_day(nadia, mariam):
    client = browser(nadia)
    assert 'list="employeurs"' in text(client, "person", mariam.pk)

    answer = client.submit(
        address("new_application", mariam.pk), {"employer": "Boulangerie Midi", "kind": "application"}
    )

    held = Application.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, address("person", mariam.pk))
    assert (held.on, held.state, held.noted_by) == (TODAY, "sent", nadia)
    html = text(client, "person", mariam.pk)
    assert [words in html for words in ("Boulangerie Midi", "envoyée", "1 ligne")] == [True] * 3


def test_a_line_without_an_employer_is_asked_again_and_nothing_typed_is_lost(nadia, mariam):
    typed = {"employer": "", "kind": "application", "job": "Vendeuse", "on": written(TODAY + timedelta(days=9))}

    answer = browser(nadia).submit(address("new_application", mariam.pk), typed)

    html = answer.content.decode()
    assert (answer.status_code, Application.objects.count()) == (422, 0)
    assert ["Vendeuse" in html, "Ce champ est obligatoire" in html] == [True, True]


def test_the_page_of_a_person_notes_that_it_was_read(nadia, mariam):
    for name in ("person", "conversations", "papers"):
        browser(nadia).get(address(name, mariam.pk))

        line = Line.objects.latest("number")
        assert (line.verb, line.object) == ("jobsearch.read", f"people.person:{mariam.pk}")


def test_applications_are_kept_apart_by_their_state(nadia, mariam):
    application(mariam, on=YESTERDAY, state="refused", at=AT)
    application(mariam, on=YESTERDAY, employer="Hôtel du Parvis", at=AT)
    client = browser(nadia)

    for name, arguments in (("person", [mariam.pk]), ("applications", [])):
        html = text(client, name, *arguments, query="?etat=refused")
        assert ("Boulangerie Midi" in html, "Hôtel du Parvis" in html) == (True, False)


def test_a_filter_asked_in_the_page_answers_with_the_list_only(nadia, mariam):
    application(mariam, on=YESTERDAY, at=AT)

    answer = browser(nadia).get(
        address("person", mariam.pk), headers={"HX-Request": "true", "HX-Request-Type": "partial"}
    )

    html = answer.content.decode()
    assert ("Boulangerie Midi" in html, "<h1>" in html) == (True, False)


def test_the_list_leaves_as_a_file(nadia, mariam):
    application(mariam, on=YESTERDAY, at=AT)

    answer = browser(nadia).get(address("person", mariam.pk) + "?export=csv")

    assert "Boulangerie Midi" in answer.content.decode()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="candidatures.csv"'


def test_an_answer_is_noted_and_a_stale_form_says_so(nadia, mariam):
    held, client = application(mariam, on=YESTERDAY, at=AT), browser(nadia)
    typed = {"employer": held.employer, "kind": "application", "on": written(YESTERDAY), "state": "interview"}

    first = client.submit(address("edit_application", held.pk), typed | {"version": 1})
    second = client.submit(address("edit_application", held.pk), typed | {"version": 1, "state": "refused"})

    held.refresh_from_db()
    assert (first.status_code, second.status_code, held.state) == (303, 409, "interview")


def test_a_line_noted_by_mistake_is_withdrawn_after_a_question(nadia, mariam):
    held, client = application(mariam, on=YESTERDAY, at=AT), browser(nadia)

    assert "Retirer cette ligne ?" in text(client, "withdraw_application", held.pk)
    answer = client.submit(address("withdraw_application", held.pk))

    assert (answer.status_code, Application.objects.count()) == (303, 0)


def test_a_call_is_logged_in_one_line(nadia, mariam):
    client = browser(nadia)

    answer = client.submit(
        address("new_conversation", mariam.pk), {"direction": "from_person", "text": "Viendra mardi avec son CV"}
    )

    held = Conversation.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, address("conversations", mariam.pk))
    assert (held.on, held.means, held.result, held.audience) == (TODAY, "phone", "spoke", "team")
    html = text(client, "conversations", mariam.pk)
    assert ["Viendra mardi avec son CV" in html, address("edit_conversation", held.pk) in html] == [True, True]


def test_a_colleague_reads_a_call_and_opens_no_form_of_it(nadia, mariam):
    held = conversation(mariam, by=me(nadia, mariam), on=TODAY, at=AT)
    client = browser(colleague(name="Ali"))

    html = text(client, "conversations", mariam.pk)

    assert ["Viendra mardi" in html, address("edit_conversation", held.pk) in html] == [True, False]
    assert client.get(address("edit_conversation", held.pk)).status_code == 404


def test_ones_own_call_is_put_right_and_taken_back(nadia, mariam):
    held, client = conversation(mariam, by=me(nadia, mariam), on=TODAY, at=AT), browser(nadia)
    typed = {"direction": "to_person", "text": "Viendra jeudi", "on": written(TODAY), "version": 1}

    corrected = client.submit(address("edit_conversation", held.pk), typed)
    held.refresh_from_db()
    withdrawn = client.submit(address("withdraw_conversation", held.pk))

    assert (corrected.status_code, held.text, withdrawn.status_code) == (303, "Viendra jeudi", 303)
    assert Conversation.objects.count() == 0


def test_a_cv_is_kept_with_its_file_named_again_and_taken_away(nadia, mariam):
    client = browser(nadia)
    told = {"label": "CV vente", "on": written(TODAY), "upload": sent("cv.pdf")}

    client.submit(address("new_resume", mariam.pk), told)
    held = Resume.objects.get()
    assert "version actuelle" in text(client, "papers", mariam.pk)
    assert "cv.pdf" in text(client, "resume", held.pk)
    client.submit(address("edit_resume", held.pk), {"label": "CV accueil", "on": written(TODAY), "version": 1})
    assert "CV accueil" in text(client, "papers", mariam.pk)
    client.submit(address("withdraw_resume", held.pk))

    assert (Resume.objects.count(), Document.objects.count()) == (0, 0)


def test_a_cv_without_a_file_is_asked_for_it(nadia, mariam):
    answer = browser(nadia).submit(address("new_resume", mariam.pk), {"label": "CV vente", "on": written(TODAY)})

    assert (answer.status_code, "Choisissez un fichier" in answer.content.decode()) == (422, True)
    assert Resume.objects.count() == 0


def test_a_contract_goes_from_its_words_to_its_signature_and_back(nadia, mariam):
    client = browser(nadia)
    words = {
        "goal": "Travailler en boulangerie",
        "person_does": "Écrire deux lettres",
        "house_does": "Les relire",
        "starts_on": written(TODAY),
        "ends_on": written(TODAY + timedelta(days=180)),
    }

    client.submit(address("new_contract", mariam.pk), words)
    held = Contract.objects.get()
    assert "à signer" in text(client, "contract", held.pk)
    assert client.get(address("contract_paper", held.pk)).content.startswith(b"%PDF-")
    assert Line.objects.latest("number").verb == "jobsearch.contract_printed"
    client.submit(address("sign_contract", held.pk), {"on": written(TODAY)})
    html = text(client, "contract", held.pk)
    assert ("signé le" in html, address("edit_contract", held.pk) in html) == (True, False)
    refused = client.submit(address("edit_contract", held.pk), words | {"version": 2})
    assert (refused.status_code, "Ce contrat est signé" in refused.content.decode()) == (422, True)
    client.submit(address("take_back_signature", held.pk))
    changed = client.submit(address("edit_contract", held.pk), words | {"goal": "Vendre du pain", "version": 3})

    held.refresh_from_db()
    assert (changed.status_code, held.signed_on, held.goal) == (303, None, "Vendre du pain")
    client.submit(address("withdraw_contract", held.pk))
    assert Contract.objects.count() == 0


def test_a_week_is_ticked_and_unticked_on_screen(nadia, mariam):
    held, client = application(mariam, on=TODAY, at=AT), browser(nadia)
    semaine = name_of(week_of(TODAY))
    assert f'value="application:{held.pk}"' in text(client, "week")

    ticked = client.submit(address("tick"), {"semaine": semaine, "acts": [f"application:{held.pk}"]})
    html = text(client, "week")
    assert (ticked.status_code, ticked.headers["Location"]) == (303, f"{address('week')}?semaine={semaine}")
    assert ["encodé le" in html, "par Nadia" in html, 'name="acts"' in html] == [True, True, False]
    assert "Aide à une candidature" in text(client, "papers", mariam.pk)
    client.submit(address("untick", Encoding.objects.get().pk))

    assert Encoding.objects.count() == 0
    assert f'value="application:{held.pk}"' in text(client, "week")


def test_nothing_ticked_is_said(nadia, mariam):
    application(mariam, on=TODAY, at=AT)
    client = browser(nadia)

    answer = client.submit(address("tick"), {"acts": []}, follow=True)

    assert "Cochez au moins un acte" in answer.content.decode()
    assert Encoding.objects.count() == 0


@pytest.mark.parametrize(
    "key", ["application:999999", "meeting:1", "prière:1", "application:" + "9" * 30, "application"]
)
def test_an_act_that_is_not_of_the_week_is_not_ticked(nadia, mariam, key):
    application(mariam, on=TODAY, at=AT)

    browser(nadia).submit(address("tick"), {"acts": [key]})

    assert Encoding.objects.count() == 0


@pytest.mark.parametrize(("state", "shown"), [("", (True, True)), ("reste", (True, False)), ("faits", (False, True))])
def test_the_week_shows_what_is_left_or_what_is_done(nadia, mariam, state, shown):
    application(mariam, on=TODAY, employer="Pain restant", at=AT)
    done, client = application(mariam, on=TODAY, employer="Pain coché", at=AT), browser(nadia)
    client.submit(address("tick"), {"acts": [f"application:{done.pk}"]})

    html = text(client, "week", query=f"?etat={state}")

    assert ("Pain restant" in html, "Pain coché" in html) == shown


def test_who_leads_reads_the_week_of_the_team_on_demand(mariam):
    application(mariam, on=TODAY, at=AT)
    client = browser(colleague(Role.COORDINATION, name="Hakim"))

    assert ["Mariam" in text(client, "week"), "Mariam" in text(client, "week", query="?qui=tous")] == [False, True]


def test_a_counsellor_who_asks_for_the_week_of_the_team_gets_their_own(mariam):
    application(mariam, on=TODAY, at=AT)

    assert "Mariam" not in text(browser(colleague(name="Ali")), "week", query="?qui=tous")


def test_an_auditor_reads_the_acts_of_all_without_their_detail_and_ticks_nothing(mariam):
    held = application(mariam, on=TODAY, at=AT)
    client = browser(colleague(Role.AUDITOR, name="Pia"))

    html = text(client, "week")

    seen = [words in html for words in ("Mariam Diallo", "Aide à une candidature", "Boulangerie Midi", 'name="acts"')]
    assert seen == [True, True, False, False]
    assert client.submit(address("tick"), {"acts": [f"application:{held.pk}"]}).status_code == 403
    assert client.get(address("person", mariam.pk)).status_code == 403
    assert Encoding.objects.count() == 0


def test_the_week_leaves_as_a_sheet(nadia, mariam):
    application(mariam, on=TODAY, at=AT)

    answer = browser(nadia).get(address("week") + "?export=xlsx")

    assert answer.content.startswith(b"PK")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="actiris-{name_of(week_of(TODAY))}.xlsx"'


@pytest.mark.parametrize("name", ["person", "conversations", "papers", "new_application", "new_contract", "new_resume"])
def test_another_association_finds_nobody(mariam, name):
    stranger = browser(colleague(at=organisation("ailleurs"), name="Eva"))

    assert stranger.get(address(name, mariam.pk)).status_code == 404


def test_another_association_finds_no_line(nadia, mariam):
    stranger = browser(colleague(at=organisation("ailleurs"), name="Eva"))
    rows = (
        ("edit_application", application(mariam, on=YESTERDAY, at=AT)),
        ("resume", resume(mariam, on=YESTERDAY, at=AT)),
        ("contract_paper", contract(mariam, at=AT)),
    )

    assert [stranger.get(address(name, row.pk)).status_code for name, row in rows] == [404] * 3


def test_the_page_of_a_person_leads_here(nadia, mariam):
    html = browser(nadia).get(reverse("people:person", args=[mariam.pk])).content.decode()

    assert [address(name, mariam.pk) in html for name in ("person", "conversations", "papers")] == [True] * 3
