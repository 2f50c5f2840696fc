"""In a real browser, with scripts and without: an agreement is refused, added, opened and taken away."""

import pytest

from levier.foundation.accounts.enums import Role
from levier.foundation.documents.models import Document
from tests.cast import colleague, project
from tests.foundation.documents.samples import EICAR, pdf
from tests.journeys.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_agreement_is_added_to_a_project_opened_and_taken_away(page, tmp_path):
    there = project()
    sign_in(page, colleague(Role.PROJECT_OFFICER))
    agreement, infected = tmp_path / "convention.pdf", tmp_path / "facture.pdf"
    agreement.write_bytes(pdf())
    infected.write_bytes(EICAR)

    page.goto(f"/projets/{there.pk}/")
    page.click("text=Ajouter un document")
    page.set_input_files("[name=file]", infected)
    page.fill("[name=title]", "Convention signée")
    page.click("main form button.main")
    refused = page.inner_text(".notice.error")
    kept = page.input_value("[name=title]")
    page.set_input_files("[name=file]", agreement)
    page.click("main form button.main")
    with page.expect_download() as download:
        page.click("text=Convention signée")
    opened = download.value.path().read_bytes()
    page.click(".todo a:has-text('Retirer')")
    page.fill("[name=reason]", "version périmée")
    page.click("main form button.main")

    assert "Un antivirus arrêterait ce fichier" in refused
    assert (kept, opened) == ("Convention signée", agreement.read_bytes())
    assert page.url.endswith(f"/projets/{there.pk}/")
    assert not Document.objects.exists()
