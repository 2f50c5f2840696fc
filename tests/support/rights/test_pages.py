"""The pages of the room: what Nadia reads and sends, with and without the right to."""

from datetime import date, timedelta

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from levier.doors.desk.days import day_of
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Organisation
from levier.foundation.journal.models import Line
from levier.foundation.outbox.models import Message
from levier.register.people.models import ContactPoint
from levier.support.rights.models import BenefitPeriod, Deadline, DeadlineKind, Letter, Loss
from levier.support.rights.panels import ahead, due
from tests.cast import actor, browser, colleague, organisation, person
from tests.foundation.documents.cast import sent
from tests.support.rights.cast import bare, deadline, kind, letter

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def written(day):
    return day.strftime("%d/%m/%Y")


def soon(code="residence_expiry", who=None, days=10, **fields):
    fields = {"counted_on": None, "printed_on": TODAY + timedelta(days=days)} | fields
    return deadline(code, who, at=NOW, **fields)


def page(client, name, *arguments):
    answer = client.get(reverse(f"rights:{name}", args=arguments))
    return answer.status_code, bare(answer.content.decode())


def test_a_letter_registered_on_screen_leads_to_its_deadlines_and_they_are_kept():
    mariam, client = person(), browser(colleague())
    yesterday = TODAY - timedelta(days=1)

    led = client.submit(
        reverse("rights:new_letter", args=[mariam.pk]),
        {
            "origin": "actiris",
            "kind": "decision",
            "dated_on": written(yesterday),
            "received_on": written(TODAY),
            "upload": sent("lettre.pdf"),
        },
    )
    paper = Letter.objects.get()
    assert (led.status_code, led.headers["Location"]) == (303, reverse("rights:proposals", args=[paper.pk]))

    status, html = page(client, "proposals", paper.pk)
    court = kind("labour_court_actiris")
    committee = kind("actiris_internal_appeal")
    assert (status, html.count("Dernier jour calculé")) == (200, 2)
    kept = client.submit(led.headers["Location"], {f"keep_{committee.pk}": "on", f"printed_{court.pk}": ""})

    one = Deadline.objects.get()
    assert (kept.status_code, kept.headers["Location"]) == (303, reverse("rights:person", args=[mariam.pk]))
    assert (one.rule.kind, one.due_on, one.owner.name) == (committee, TODAY + timedelta(days=15), "Nadia")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"dated_on": "32/13/2026"}, "Saisissez une date valide"),
        ({"dated_on": ""}, "Ce champ est obligatoire"),
        ({"dated_on": written(TODAY + timedelta(days=9))}, "n'est pas encore là"),
        ({"received_on": written(TODAY - timedelta(days=30))}, "serait reçu avant d'être écrit"),
        ({"origin": "lune"}, "Sélectionnez un choix valide"),
        ({"printed_at": "midi"}, "Saisissez une heure valide"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(typed, sentence):
    mariam, client = person(), browser(colleague())
    right = {"origin": "actiris", "kind": "decision", "dated_on": written(TODAY - timedelta(days=3))}

    answer = client.submit(reverse("rights:new_letter", args=[mariam.pk]), right | typed)

    html = answer.content.decode().replace("&#x27;", "'")
    assert (answer.status_code, Letter.objects.count()) == (422, 0)
    assert sentence in html


def test_a_deadline_that_is_over_is_said_on_the_page_of_proposals():
    paper = letter(at=NOW, dated_on=TODAY - timedelta(days=40), received_on=TODAY - timedelta(days=38))
    client = browser(colleague())

    answer = client.submit(
        reverse("rights:proposals", args=[paper.pk]), {f"keep_{kind('actiris_internal_appeal').pk}": "on"}
    )

    assert (answer.status_code, Deadline.objects.count()) == (422, 0)
    assert "ce délai est passé depuis le" in bare(answer.content.decode())


def test_the_page_of_a_person_tells_all_and_notes_that_it_was_read():
    mariam, client = person(), browser(colleague())
    soon(who=mariam)
    letter(mariam, says="Convoquée")

    status, html = page(client, "person", mariam.pk)

    assert status == 200
    assert ["Fin du titre de séjour" in html, "Convoquée" in html] == [True, True]
    line = Line.objects.latest("number")
    assert (line.verb, line.object) == ("rights.file_read", f"people.person:{mariam.pk}")


def test_a_deadline_shows_its_rule_its_source_and_who_checks_it():
    one = deadline("labour_court_onem", at=NOW, counted_on=TODAY)
    client = browser(colleague())

    _status, html = page(client, "deadline", one.pk)

    assert [
        "3 mois, jusqu'au prochain jour ouvert".replace("'", "&#x27;") in html,
        "Charte de l&#x27;assuré social, art. 23 (à confirmer)" in html,
        "À faire vérifier : syndicat, organisme de paiement, bureau d&#x27;aide juridique" in html,
        "date calculée par Levier, à faire vérifier" in html,
    ] == [True] * 4


@pytest.mark.parametrize(
    ("name", "data", "state"),
    [
        ("done", {"what": "Recours déposé"}, "done"),
        ("dropped", {"reason": "Titre renouvelé"}, "dropped"),
    ],
)
def test_a_deadline_is_settled_on_screen(name, data, state):
    one, client = soon(), browser(colleague())

    empty = client.submit(reverse(f"rights:{name}", args=[one.pk]), {})
    answer = client.submit(reverse(f"rights:{name}", args=[one.pk]), data)

    one.refresh_from_db()
    assert (empty.status_code, answer.status_code, one.state) == (422, 303, state)
    reopened = client.submit(reverse("rights:reopen", args=[one.pk]))
    one.refresh_from_db()
    assert (reopened.status_code, one.state) == (303, "open")


def test_what_is_not_over_is_not_missed_and_what_is_over_may_be():
    one, late, client = soon(), soon(), browser(colleague())
    Deadline.objects.filter(pk=late.pk).update(printed_on=TODAY - timedelta(days=2), due_on=TODAY - timedelta(days=2))

    early = client.submit(reverse("rights:missed", args=[one.pk]), {})
    over = client.submit(reverse("rights:missed", args=[late.pk]), {"reason": "hospitalisée"})

    late.refresh_from_db()
    assert (early.status_code, over.status_code, late.state, late.what) == (422, 303, "missed", "hospitalisée")


def test_a_deadline_is_noted_by_hand_and_handed_over():
    mariam, client, karim = person(), browser(colleague()), colleague(name="Karim")

    client.submit(
        reverse("rights:new_deadline", args=[mariam.pk]),
        {"kind": kind("residence_expiry").pk, "printed_on": written(TODAY + timedelta(days=60))},
    )
    one = Deadline.objects.get()
    client.submit(reverse("rights:give", args=[one.pk]), {"owner": karim.pk})

    one.refresh_from_db()
    assert (one.due_on, one.owner) == (TODAY + timedelta(days=60), karim)


def test_the_list_has_the_late_ones_first_and_filters_them():
    mariam, client = person(), browser(colleague())
    late = soon(who=mariam)
    Deadline.objects.filter(pk=late.pk).update(due_on=TODAY - timedelta(days=3), printed_on=TODAY - timedelta(days=3))
    soon("health_insurance", mariam, days=60)

    _status, every = page(client, "deadlines")
    only = bare(client.get(reverse("rights:deadlines") + "?quand=retard").content.decode())
    sheet = client.get(reverse("rights:deadlines") + "?export=csv").content.decode()

    names = ("Fin du titre de séjour</td>", "Mutuelle à mettre en ordre</td>")
    assert every.index(names[0]) < every.index(names[1])
    assert ["dépassée" in only, names[1] in only] == [True, False]
    assert len(sheet.strip().splitlines()) == 3


def test_my_day_has_the_deadlines_one_follows_and_those_nobody_does():
    mine, other = actor(), actor(name="Karim")
    one = soon(who=person(), owner=None)
    Deadline.objects.filter(pk=one.pk).update(owner=mine.user_id)
    nobody = soon("health_insurance", person("Idris", "Ba"), days=4)

    until = TODAY + timedelta(days=30)
    assert [item.url for item in due(mine, TODAY, until)] == [f"/droits/echeances/{each.pk}/" for each in (nobody, one)]
    assert [item.is_shared for item in due(mine, TODAY, until)] == [True, False]
    assert [item.url for item in due(other, TODAY, until)] == [f"/droits/echeances/{nobody.pk}/"]
    assert due(actor(Role.RECEPTION), TODAY, until) == []
    assert day_of(mine, TODAY).month.count + day_of(mine, TODAY).week_count == 2


def test_who_leads_sees_what_is_late_for_anybody():
    one = soon(owner=None)
    Deadline.objects.filter(pk=one.pk).update(owner=colleague(name="Karim"), due_on=TODAY - timedelta(days=1))

    told = due(actor(Role.COORDINATION), TODAY, TODAY + timedelta(days=30))

    assert [(item.is_late, item.is_shared) for item in told] == [(True, True)]


def test_what_comes_next_for_a_person_names_the_deadline():
    mariam = person()
    one = soon(who=mariam)

    assert [(item.at, item.url) for item in ahead(actor(), mariam, TODAY)] == [
        (one.due_on, f"/droits/echeances/{one.pk}/")
    ]
    assert ahead(actor(Role.ANIMATOR), mariam, TODAY) == []


def test_the_person_s_page_shows_the_panel_to_case_workers_only():
    mariam = person()
    soon(who=mariam)
    address = reverse("people:person", args=[mariam.pk])

    assert "Fin du titre de séjour" in browser(colleague()).get(address).content.decode()
    assert "Fin du titre de séjour" not in browser(colleague(Role.RECEPTION)).get(address).content.decode()


def mail_of(who):
    return ContactPoint.objects.create(
        organisation=who.organisation, person=who, kind="mail", value="mariam@example.org", key="mariam@example.org"
    )


def test_the_person_is_told_discreetly_once_a_day():
    mariam = person()
    Organisation.objects.filter(pk=mariam.organisation_id).update(phone="02 400 00 00")
    one, point, client = soon(who=mariam), mail_of(mariam), browser(colleague())
    address = reverse("rights:remind", args=[one.pk])

    for _ in range(2):
        client.submit(address, {"point": point.pk})

    message = Message.objects.get()
    assert (message.address, message.subject, message.language) == ("mariam@example.org", "Un rappel", "fr")
    assert message.body.startswith("Bonjour Mariam, n'oubliez pas le ")
    assert "titre" not in message.body + message.subject
    assert message.body.endswith("Appelez-nous : 02 400 00 00.")


def test_the_plain_message_names_the_right_in_the_person_s_language():
    mariam = person(language="nl")
    one, point, client = soon(who=mariam), mail_of(mariam), browser(colleague())

    client.submit(reverse("rights:remind", args=[one.pk]), {"point": point.pk, "is_plain": "on"})

    message = Message.objects.get()
    assert (message.language, message.subject) == ("nl", "Een herinnering")
    assert "belangrijk voor uw rechten: Einde van de verblijfstitel" in message.body


@pytest.mark.parametrize("language", ["fr", "nl", "en", "ar", "tr", "ro", "uk", "es"])
def test_the_page_shows_both_messages_before_anything_leaves(language):
    mariam = person(language=language)
    one, _point, client = soon(who=mariam), mail_of(mariam), browser(colleague())

    status, html = page(client, "remind", one.pk)

    assert (status, html.count(f'lang="{language}" dir="auto"'), Message.objects.count()) == (200, 2, 0)
    assert ["{" in line for line in html.split('<p class="sheet"')[1:3]] == [False, False]


def test_an_address_of_somebody_else_is_refused():
    one, idris, client = soon(), person("Idris", "Ba"), browser(colleague())

    answer = client.submit(reverse("rights:remind", args=[one.pk]), {"point": mail_of(idris).pk})

    assert (answer.status_code, Message.objects.count()) == (422, 0)


def test_without_an_address_the_page_says_to_call():
    one, client = soon(), browser(colleague())

    _status, html = page(client, "remind", one.pk)

    assert "Cette personne n'a pas d'adresse mail. Appelez-la" in html


def test_a_status_and_a_loss_are_noted_on_screen():
    mariam, client = person(), browser(colleague())
    begins = TODAY - timedelta(days=100)

    client.submit(
        reverse("rights:new_period", args=[mariam.pk]),
        {"status": "unemployed_benefit", "starts_on": written(begins), "source": "attestation de la CAPAC"},
    )
    client.submit(
        reverse("rights:new_loss", args=[mariam.pk]),
        {"kind": "suspended", "right": "unemployment", "happened_on": written(TODAY)},
    )
    held, stretch = Loss.objects.get(), BenefitPeriod.objects.get()
    client.submit(reverse("rights:appeal", args=[held.pk]), {"appeal": "lodged", "on": written(TODAY)})
    held.refresh_from_db()
    client.submit(
        reverse("rights:edit_period", args=[stretch.pk]),
        {
            "status": "unemployed_benefit",
            "starts_on": written(begins),
            "ends_on": written(TODAY),
            "source": "lettre",
            "version": stretch.version,
        },
    )
    stretch.refresh_from_db()

    assert (held.appeal, stretch.ends_on, stretch.source) == ("lodged", TODAY, "lettre")
    client.submit(reverse("rights:withdraw_loss", args=[held.pk]))
    client.submit(reverse("rights:withdraw_period", args=[stretch.pk]))
    assert (Loss.objects.count(), BenefitPeriod.objects.count()) == (0, 0)


def test_two_colleagues_on_one_letter_lose_nothing():
    paper, client = letter(at=NOW, dated_on=TODAY, received_on=None), browser(colleague())
    typed = {"origin": "actiris", "kind": "decision", "dated_on": written(TODAY), "says": "le mien"}

    first = client.submit(reverse("rights:edit_letter", args=[paper.pk]), typed | {"version": 1})
    second = client.submit(reverse("rights:edit_letter", args=[paper.pk]), typed | {"version": 1, "says": "le tien"})

    paper.refresh_from_db()
    assert (first.status_code, second.status_code, paper.says) == (303, 409, "le mien")
    assert "le tien" in second.content.decode()


def test_a_rule_shows_its_effect_before_it_is_applied():
    organisation()
    committee, client = kind("actiris_internal_appeal"), browser(colleague(Role.COORDINATION))
    soon_day = TODAY + timedelta(days=7)
    typed = {
        "valid_from": written(soon_day),
        "unit": "days",
        "amount": "21",
        "counted_from": "notification",
        "source": "décret",
    }
    address = reverse("rights:revise", args=[committee.pk])

    shown = client.submit(address, typed)
    before = committee.rules.count()
    applied = client.submit(address, typed | {"applique": "1"})

    html = bare(shown.content.decode())
    assert (shown.status_code, before, applied.status_code) == (200, 1, 303)
    assert ["15 jours" in html, "21 jours" in html] == [True, True]
    assert list(committee.rules.order_by("amount").values_list("amount", "valid_from")) == [(15, None), (21, soon_day)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"unit": "days", "amount": ""}, "Dites combien"),
        ({"unit": "written", "amount": "3"}, "Dites combien"),
        ({"unit": "working_days", "amount": "0"}, "Les jours ouvrables se comptent à partir"),
        ({"unit": "days", "amount": "4000"}, "inférieure ou égale à 366"),
    ],
)
def test_a_rule_that_cannot_be_shows_no_effect(typed, sentence):
    organisation()
    committee, client = kind("actiris_internal_appeal"), browser(colleague(Role.COORDINATION))

    answer = client.submit(
        reverse("rights:revise", args=[committee.pk]),
        {"valid_from": written(TODAY), "counted_from": "notification", "source": "loi"} | typed,
    )

    assert (answer.status_code, committee.rules.count()) == (422, 1)
    assert sentence in answer.content.decode()


def test_a_kind_is_added_retired_and_put_back_on_screen():
    organisation()
    client = browser(colleague(Role.COORDINATION))

    client.submit(
        reverse("rights:new_kind"),
        {
            "fr": "Réponse à la commune",
            "letter_kinds": ["notice", "other"],
            "unit": "days",
            "amount": "10",
            "counted_from": "notification",
            "source": "courrier",
        },
    )
    made = DeadlineKind.objects.get(fr="Réponse à la commune")
    client.submit(reverse("rights:retire_kind", args=[made.pk]))
    made.refresh_from_db()
    retired = made.retired_on
    client.submit(reverse("rights:restore_kind", args=[made.pk]))
    made.refresh_from_db()

    assert (made.letter_kinds, retired, made.retired_on) == ("notice other", TODAY, None)


@pytest.mark.parametrize("name", ["person", "new_letter", "new_deadline", "new_period", "new_loss", "attest"])
def test_a_person_of_another_house_is_not_found(name):
    theirs = person(at=organisation("ailleurs"))

    assert browser(colleague()).get(reverse(f"rights:{name}", args=[theirs.pk])).status_code == 404


def test_the_attestation_is_a_paper_of_presences_and_efforts():
    mariam, client = person(birth_date=date(1990, 5, 4)), browser(colleague())
    one = soon(who=mariam)
    client.submit(reverse("rights:done", args=[one.pk]), {"what": "Demande déposée à la commune"})
    address = reverse("rights:attest", args=[mariam.pk])

    asked = client.get(address)
    paper = client.get(f"{address}papier/?first={written(TODAY - timedelta(days=90))}&last={written(TODAY)}")
    wrong = client.get(f"{address}papier/?first={written(TODAY)}&last={written(TODAY - timedelta(days=1))}")

    assert (asked.status_code, paper.headers["Content-Type"], wrong.status_code) == (200, "application/pdf", 422)
    text = text_of(paper.content)
    assert ["Mariam Diallo" in text, "Demande déposée à la commune" in text, "4 mai 1990" in text] == [True] * 3
    assert Line.objects.filter(verb="rights.attested", object=f"people.person:{mariam.pk}").count() == 1


def text_of(data):
    paper = pypdfium2.PdfDocument(data)
    return " ".join(page.get_textpage().get_text_range() for page in paper).replace("\r\n", " ")
