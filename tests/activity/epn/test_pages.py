"""The pages of the room: what Tarek types and reads, with and without the right to."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.activity.epn.actions import add_equipment, lend
from levier.activity.epn.models import (
    Equipment,
    GuestPass,
    HelpGiven,
    HelpMandate,
    HelpTopic,
    LabelMinimum,
    Loan,
    OpeningHours,
    RulesAcceptance,
    Space,
    Station,
    UpkeepNote,
    VisitCard,
)
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import User
from levier.foundation.journal.models import Line
from levier.foundation.kit.screens import reference
from tests.activity.epn.cast import helped, space, station, tarek, topic, visit
from tests.cast import browser, colleague, organisation, person

pytestmark = pytest.mark.django_db
AT = timezone.now()
TODAY = timezone.localdate(AT)
LATER = f"{TODAY + timedelta(days=30):%d/%m/%Y}"


@pytest.fixture
def client():
    return browser(User.objects.get(pk=tarek().user_id))


def address(name, *arguments):
    return reverse(f"epn:{name}", args=arguments)


def text(client, name, *arguments, query=""):
    return client.get(address(name, *arguments) + query).content.decode().replace("\u202f", " ").replace("\xa0", " ")


def test_prints_rules_and_help_are_noted_on_the_page_of_a_visit(client):
    made, mariam = space(), person()
    sat = visit(made, mariam, when=AT)

    client.submit(address("prints", sat.pk), {"pages": "4"})
    client.submit(address("rules", sat.pk))
    typed = {"topic": str(topic().pk), "before": "1", "after": "3", "minutes": "20"}
    client.submit(address("new_help", sat.pk), typed)

    html = text(client, "visit", sat.pk)
    assert ["Pages imprimées : 4. Encore gratuites : 6." in html, "Déjà acceptées." in html] == [True, True]
    assert RulesAcceptance.objects.get().person == mariam
    assert HelpGiven.objects.get().person == mariam
    assert client.submit(address("new_help", sat.pk), typed | {"minutes": "0"}).status_code == 422


def test_without_a_name_no_rules_are_noted(client):
    client.submit(address("rules", visit(space(), when=AT).pk))

    assert RulesAcceptance.objects.count() == 0


def test_a_space_is_settled_from_its_pages(client):
    client.submit(
        address("new_space"), {"name": "EPN", "visit_minutes": "45", "free_prints": "5", "prints_per": "visit"}
    )
    made = Space.objects.get()
    client.submit(address("new_hours", made.pk), {"weekday": "2", "starts": "9:30", "ends": "12:00", "kind": "free"})
    client.submit(address("new_station", made.pk), {"number": "1"})
    hours = OpeningHours.objects.get()
    assert (hours.weekday, hours.starts, hours.ends) == (2, time(9, 30), time(12))

    edited = {"name": "EPN Bosnie", "visit_minutes": "30", "free_prints": "5", "prints_per": "person", "version": "1"}
    assert client.submit(address("edit_space", made.pk), edited).status_code == 303
    assert client.submit(address("edit_space", made.pk), edited).status_code == 409
    sat = station(made)
    client.submit(address("edit_station", sat.pk), {"number": "4", "remark": "Scanner", "version": "1"})
    assert Station.objects.get().number == 4
    html = text(client, "space", made.pk)
    assert ["EPN Bosnie" in html, "pas atteint" in html, "minimum à vérifier" in html] == [True] * 3
    client.submit(address("withdraw_hours", hours.pk))
    assert OpeningHours.objects.count() == 0


def test_a_minimum_is_added_and_checked(client):
    LabelMinimum.objects.all().delete()
    typed = {"kind": "free", "minutes": "480", "starts_on": "01/01/2026"}

    client.submit(address("new_minimum"), typed)
    held = LabelMinimum.objects.get()
    assert "à vérifier" in text(client, "minima")
    client.submit(address("edit_minimum", held.pk), typed | {"is_confirmed": "on", "version": "1"})

    assert "vérifié" in text(client, "minima")
    assert LabelMinimum.objects.get().is_confirmed


def test_a_fault_is_noted_in_the_log_of_a_station(client):
    made = space()

    client.submit(address("station_upkeep", station(made).pk), {"kind": "fault", "text": "Écran noir"})

    assert "Écran noir" in text(client, "station", station(made).pk)
    assert "hors service depuis" in text(client, "station", station(made).pk)


def test_a_thing_is_added_lent_and_taken_back(client):
    made, mariam = space(), person()
    client.submit(address("new_equipment"), {"name": "Portable", "inventory": "PC-1", "space": str(made.pk)})
    laptop = Equipment.objects.get()
    assert "disponible" in text(client, "equipment")

    client.submit(address("new_loan", mariam.pk), {"equipment": str(laptop.pk), "due_on": LATER})
    assert "Mariam Diallo" in text(client, "equipment", query="?etat=lent")
    assert "Portable" in text(client, "person", mariam.pk)
    assert "Mariam Diallo" not in text(client, "equipment", query="?etat=here")
    client.submit(address("take_back", Loan.objects.get().pk), {"on": f"{TODAY:%d/%m/%Y}"})

    assert Loan.objects.get().returned_on == TODAY
    client.submit(address("thing_upkeep", laptop.pk), {"kind": "care", "text": "Nettoyé"})
    assert "Nettoyé" in text(client, "thing", laptop.pk)
    assert UpkeepNote.objects.get().equipment == laptop
    edited = {"name": "Portable", "inventory": "PC-2", "space": str(made.pk), "version": "1"}
    client.submit(address("edit_equipment", laptop.pk), edited)
    assert Equipment.objects.get().inventory == "PC-2"


def test_a_loan_already_back_has_no_page_of_return(client):
    made, by = space(), tarek()
    values = {"name": "Portable", "inventory": "PC-1", "space": made}
    loan = lend(by=by, person=person(), equipment=add_equipment(by=by, values=values, at=AT), due_on=TODAY, at=AT)
    client.submit(address("take_back", loan.pk), {"on": f"{TODAY:%d/%m/%Y}"})

    assert client.get(address("take_back", loan.pk)).status_code == 404


def test_topics_are_kept_by_the_team(client):
    client.submit(address("new_topic"), {"fr": "Impôts", "rank": "55"})
    held = HelpTopic.objects.get(code="impots")
    client.submit(address("edit_topic", held.pk), {"fr": "MyMinfin", "rank": "55", "version": "1"})
    assert "MyMinfin" in text(client, "topics")

    client.submit(address("retire_topic", held.pk))
    assert HelpTopic.objects.get(pk=held.pk).retired_on == TODAY
    client.submit(address("restore_topic", held.pk))
    assert HelpTopic.objects.get(pk=held.pk).retired_on is None


def test_the_page_of_a_person_is_a_reading_and_shows_all_of_it(client):
    made, mariam = space(), person()
    visit(made, mariam, when=AT)
    helped(made, mariam)

    html = text(client, "person", mariam.pk)

    assert ["Utiliser un ordinateur" in html, "itsme" in html, "règles pas encore montrées" in html] == [True] * 3
    line = Line.objects.latest("number")
    assert (line.verb, line.object) == ("epn.read", reference(mariam))


def test_a_card_and_a_mandate_are_made_printed_and_taken_back(client):
    mariam = person()
    assert client.get(address("card_paper", mariam.pk)).status_code == 404
    client.submit(address("new_card", mariam.pk))
    typed = {"topic": str(topic().pk), "purpose": "Activer itsme", "ends_on": LATER}
    client.submit(address("new_mandate", mariam.pk), typed)
    refused = client.submit(address("new_mandate", mariam.pk), typed | {"purpose": "son mot de passe"})
    mandate = HelpMandate.objects.get()

    papers = [client.get(address("card_paper", mariam.pk)), client.get(address("mandate_paper", mandate.pk))]

    assert [(one.status_code, one.content[:5]) for one in papers] == [(200, b"%PDF-")] * 2
    assert (refused.status_code, str(VisitCard.objects.get()) in text(client, "person", mariam.pk)) == (422, True)
    client.submit(address("revoke_mandate", mandate.pk))
    assert HelpMandate.objects.get().revoked_on == TODAY


def test_help_without_a_visit_is_noted_on_the_person(client):
    made, mariam = space(), person()
    typed = {"topic": str(topic().pk), "before": "1", "after": "2", "minutes": "15", "space": str(made.pk)}

    client.submit(address("new_person_help", mariam.pk), typed)

    assert (HelpGiven.objects.get().person, HelpGiven.objects.get().visit) == (mariam, None)


def test_passes_are_printed_on_a_sheet(client):
    made = space()

    client.submit(address("passes", made.pk), {"count": "12", "expires_on": LATER})

    assert GuestPass.objects.count() == 12
    assert "Imprimer les 12 passes" in text(client, "passes", made.pk)
    assert client.get(address("passes_paper", made.pk)).content[:5] == b"%PDF-"


def test_visits_are_a_list_that_leaves_as_a_file(client):
    made = space()
    visit(made, person(), when=AT)
    visit(made, purpose="print", when=AT)

    assert "sans nom" in text(client, "visits", query="?pourquoi=print")
    assert "Mariam Diallo" not in text(client, "visits", query="?nom=non")
    answer = client.get(address("visits") + "?export=csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="visites-epn.csv"'
    assert answer.content.decode().count("\n") == 3


def test_figures_are_shown_hidden_and_exported(client):
    made = space()
    for _ in range(3):
        visit(made, when=AT)

    html = text(client, "figures")
    outside = text(client, "figures", query="?dehors=oui")
    assert ["Visites par motif" in html, "<strong>3</strong>" in html, "<strong>3</strong>" in outside] == [
        True,
        True,
        False,
    ]
    assert client.get(address("figures") + "?export=xlsx").content[:2] == b"PK"
    lines = client.get(address("figures") + "?export=csv").content.decode().splitlines()
    assert "Visites par motif;Total;Visites;3" in lines
    wrong = client.get(address("figures") + "?du=01/02/2026&au=01/01/2026")
    assert (wrong.status_code, "La fin tombe avant le début" in wrong.content.decode()) == (422, True)


def test_an_auditor_reads_figures_and_nothing_with_a_name():
    made = space()
    sat = visit(made, person(), when=AT)
    client = browser(colleague(Role.AUDITOR))

    assert client.get(address("figures")).status_code == 200
    for name, key in (("space", made.pk), ("board", made.pk), ("visit", sat.pk), ("person", sat.person_id)):
        assert client.get(address(name, key)).status_code == 403


def test_what_another_association_has_is_not_found(client):
    theirs = space(at=organisation("ailleurs"))
    sat = visit(theirs, when=AT)

    for name, key in (("space", theirs.pk), ("board", theirs.pk), ("visit", sat.pk), ("station", station(theirs).pk)):
        assert client.get(address(name, key)).status_code == 404
