"""The dated proof of a condition carries its copy, seen from the participation and kept with it."""

from datetime import date

import pytest
from django.urls import reverse

from levier.development.projects.models import Condition
from levier.evidence.outcomes.actions import enter, prove_eligibility, withdraw_proof
from levier.evidence.outcomes.models import EligibilityProof
from levier.foundation.accounts.enums import Role
from levier.foundation.documents.checks import check_upload
from levier.foundation.documents.models import Document
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from levier.register.people.merging import bring_together, merge_people, undo_merge
from tests.cast import NOON, browser, colleague, organisation, person, project
from tests.evidence.ledger.cast import agreement
from tests.foundation.documents.cast import sent
from tests.foundation.documents.samples import pdf

pytestmark = pytest.mark.django_db
ENTRY = date(2026, 3, 2)


def condition(there):
    return Condition.objects.create(
        organisation=there.organisation, agreement=agreement("C-1", of=there), code="registration", label="Inscription"
    )


def entered(there, who=None):
    return enter(by=house(organisation().pk), project=there, person=who or person(), on=ENTRY, at=NOON)


def proven(held, asked, name="attestation.pdf"):
    return prove_eligibility(
        by=house(organisation().pk),
        participation=held,
        condition=asked,
        paper="Attestation d'Actiris",
        paper_on=ENTRY,
        upload=check_upload(name, pdf()),
        at=NOON,
    )


def page_of(held):
    return reverse("outcomes:participation", args=[held.pk])


def test_a_proof_is_noted_with_its_copy_and_opened_from_the_participation():
    there = project()
    held, asked = entered(there), condition(there)
    client = browser(colleague())

    client.submit(
        reverse("outcomes:prove", args=[held.pk, asked.pk]),
        {"paper": "Attestation d'Actiris", "paper_on": "02/03/2026", "upload": sent("attestation.pdf")},
    )

    proof = EligibilityProof.objects.get()
    page = client.get(page_of(held)).content.decode()
    assert (proof.document.name, proof.document.permission, proof.document.kind) == (
        "attestation.pdf",
        "outcomes.see",
        "proof",
    )
    assert page.count(f'href="/documents/{proof.document_id}/"') == 2
    assert client.get(f"/documents/{proof.document_id}/").status_code == 200


def test_a_proof_without_a_copy_is_a_proof():
    there = project()
    held, asked = entered(there), condition(there)

    led = browser(colleague()).submit(
        reverse("outcomes:prove", args=[held.pk, asked.pk]), {"paper": "Attestation", "paper_on": "02/03/2026"}
    )

    assert (led.status_code, EligibilityProof.objects.get().document) == (303, None)


def test_a_refused_copy_leaves_no_proof():
    there = project()
    held, asked = entered(there), condition(there)

    answer = browser(colleague()).submit(
        reverse("outcomes:prove", args=[held.pk, asked.pk]),
        {"paper": "Attestation", "paper_on": "02/03/2026", "upload": sent("attestation.svg", b"<svg/>")},
    )

    assert list(answer.context["form"].errors) == ["upload"]
    assert (EligibilityProof.objects.count(), Document.objects.count()) == (0, 0)


def test_who_does_not_see_participations_does_not_open_their_proofs():
    there = project()
    proof = proven(entered(there), condition(there))

    assert browser(colleague(Role.ANIMATOR)).get(f"/documents/{proof.document_id}/").status_code == 403


def test_the_copy_of_a_proof_is_not_taken_away_while_it_proves():
    there = project()
    held, asked = entered(there), condition(there)
    proof = proven(held, asked)
    client = browser(colleague())
    removal = reverse("documents:remove", args=[proof.document_id])

    refused = client.submit(removal, {"reason": "mauvaise pièce"})
    client.submit(reverse("outcomes:unprove", args=[held.pk, asked.pk]))
    taken = client.submit(removal, {"reason": "mauvaise pièce"})

    assert [str(one) for one in refused.context["form"].non_field_errors()] == [
        "Une preuve s'appuie sur ce document\u202f: retirez d'abord la preuve."
    ]
    assert (taken.headers["Location"], Document.objects.count()) == (page_of(held), 0)


def test_a_second_proof_keeps_the_first_copy_with_the_participation():
    there = project()
    held, asked = entered(there), condition(there)
    proven(held, asked, "ancienne.pdf")
    proof = proven(held, asked, "nouvelle.pdf")

    page = browser(colleague()).get(page_of(held)).content.decode()

    assert proof.document.name == "nouvelle.pdf"
    assert ("ancienne.pdf" in page, "nouvelle.pdf" in page) == (True, True)


def test_papers_follow_a_participation_that_two_files_share_and_come_back():
    there = project()
    asked = condition(there)
    kept, removed = person("Mariam"), person("Maryam")
    mine, other = entered(there, kept), entered(there, removed)
    document = proven(other, asked).document
    by = house(organisation().pk)

    pair = bring_together(by=by, one=kept, other=removed, at=NOON)
    merge = merge_people(by=by, pair=pair, at=NOON)
    document.refresh_from_db()
    joined = document.about
    undo_merge(by=by, merge=merge, at=NOON)
    document.refresh_from_db()

    assert (joined, document.about) == (
        f"outcomes.participation:{mine.pk}",
        f"outcomes.participation:{other.pk}",
    )


@pytest.mark.parametrize("worked", ["shown", "withdrawn"])
def test_two_files_are_not_taken_apart_over_a_paper_shown_or_withdrawn_since(worked):
    there = project()
    asked = condition(there)
    kept, removed = person("Mariam"), person("Maryam")
    mine, other = entered(there, kept), entered(there, removed)
    by = house(organisation().pk)
    if worked == "withdrawn":
        proven(other, asked)
    merge = merge_people(by=by, pair=bring_together(by=by, one=kept, other=removed, at=NOON), at=NOON)
    if worked == "withdrawn":
        withdraw_proof(by=by, proof=EligibilityProof.objects.get(), at=NOON)
    else:
        proven(mine, asked)

    with pytest.raises(Refused):
        undo_merge(by=by, merge=merge, at=NOON)

    assert EligibilityProof.objects.filter(participation=mine).count() == (worked == "shown")
