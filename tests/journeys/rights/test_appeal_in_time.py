"""A letter from ONEM arrives; the counsellor reads its dates with Mariam, and the appeal is lodged in time."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from levier.foundation.accounts.enums import Role
from levier.foundation.kit.calendar import add_months
from levier.foundation.kit.working_days import next_open_day
from levier.register.people.models import ContactPoint
from levier.support.rights.models import Deadline, Loss
from tests.cast import colleague, person
from tests.foundation.documents.samples import pdf
from tests.journeys.conftest import sign_in
from tests.journeys.main_job.steps import fill, follow, press
from tests.journeys.reading import faults, sticks_out
from tests.support.rights.cast import deadline, letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def written(day: date) -> str:
    return day.strftime("%d/%m/%Y")


@pytest.fixture
def mariam():
    who = person("Mariam", "Diallo")
    ContactPoint.objects.create(
        organisation=who.organisation, person=who, kind="mail", value="mariam@example.org", key="mariam@example.org"
    )
    return who


def test_a_letter_from_onem_to_an_appeal_in_time(page, mariam, tmp_path):
    today = timezone.localdate()
    scan = tmp_path / "lettre.pdf"
    scan.write_bytes(pdf())
    sign_in(page, colleague(Role.COUNSELLOR))
    page.goto(f"/personnes/{mariam.pk}/")

    follow(page, "Enregistrer un courrier")
    page.select_option("select[name=origin]", "onem")
    page.select_option("select[name=kind]", "decision")
    fill(page, dated_on=written(today + timedelta(days=2)), says="Exclusion pour treize semaines")
    press(page, "Enregistrer le courrier")
    page.locator(".notice.error").get_by_text("n'est pas encore là").wait_for()
    fill(page, dated_on=written(today - timedelta(days=3)), received_on=written(today - timedelta(days=1)))
    page.set_input_files("input[name=upload]", scan)
    press(page, "Enregistrer le courrier")

    last = add_months(today - timedelta(days=1), 3)
    page.get_by_role("heading", name="Tribunal du travail contre une décision de l'ONEM").wait_for()
    assert page.get_by_text("Dernier jour calculé").count() == 1
    press(page, "Retenir ces échéances")
    page.get_by_text("1 échéance est retenue.").wait_for()

    follow(page, "Noter une menace ou une perte")
    page.select_option("select[name=kind]", "excluded")
    page.select_option("select[name=right]", "unemployment")
    fill(page, happened_on=written(today - timedelta(days=1)))
    press(page, "Noter la perte de droits")
    page.get_by_text("La perte de droits est notée.").wait_for()

    follow(page, "Tribunal du travail contre une décision de l'ONEM")
    page.locator("p.notice").get_by_text("À faire vérifier").wait_for()
    follow(page, "Prévenir la personne")
    page.get_by_text("Bonjour Mariam, n'oubliez pas le").wait_for()
    press(page, "Envoyer le message")
    page.get_by_text("Le message part.").wait_for()

    follow(page, "Noter que c'est fait")
    fill(page, what="Requête déposée au greffe contre reçu", result="Audience fixée")
    press(page, "Noter que c'est fait")
    page.get_by_text("L'échéance est faite.").wait_for()
    page.get_by_role("link", name="Noter le recours").click()
    page.select_option("select[name=appeal]", "lodged")
    fill(page, on=written(today))
    press(page, "Noter le recours")
    page.get_by_text("recours : recours introduit").wait_for()

    one, loss = Deadline.objects.get(), Loss.objects.get()
    shifted = next_open_day(last)
    assert (one.due_on, one.shifted_on, one.state, one.result) == (
        last,
        shifted if shifted != last else None,
        "done",
        "Audience fixée",
    )
    assert (loss.appeal, loss.appealed_on) == ("lodged", today)


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_of_rights_have_no_fault_and_fit(axe_page, mariam, width):
    now = timezone.now()
    today = timezone.localdate(now)
    paper = letter(mariam, at=now, dated_on=today - timedelta(days=2), received_on=today)
    one = deadline("residence_expiry", mariam, at=now, counted_on=None, printed_on=today + timedelta(days=20))
    sign_in(axe_page, colleague(Role.COORDINATION))
    axe_page.set_viewport_size({"width": width, "height": 900})
    wrong = {}

    for address in (
        f"/droits/personne/{mariam.pk}/",
        f"/droits/courriers/{paper.pk}/",
        f"/droits/courriers/{paper.pk}/echeances/",
        f"/droits/echeances/{one.pk}/",
        f"/droits/echeances/{one.pk}/prevenir/",
        "/droits/",
        "/droits/chiffres/",
        "/droits/sortes/",
        f"/droits/sortes/{one.rule.kind_id}/",
        f"/droits/personne/{mariam.pk}/attestation/",
    ):
        axe_page.goto(address)
        found = faults(axe_page)
        if found or sticks_out(axe_page):
            wrong[address] = found or "wider than the page"

    assert wrong == {}
