"""Mariam's CV, and the contract that she signs."""

from datetime import date

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext

from levier.foundation.documents.actions import attach
from levier.foundation.documents.checks import check_upload
from levier.foundation.documents.models import Document
from levier.foundation.kit.paper import Beside, as_pdf
from levier.foundation.kit.permissions import Refused
from levier.support.jobsearch.actions import (
    change_contract,
    change_resume,
    sign_contract,
    take_back_signature,
    withdraw_contract,
    withdraw_resume,
)
from levier.support.jobsearch.contract import contract_paper
from levier.support.jobsearch.models import Contract, Resume
from levier.support.jobsearch.queries import proposed_contract, resumes_of
from levier.support.pathways.actions import StepDraft, add_goal, add_step
from tests.cast import actor, person
from tests.foundation.documents.samples import pdf
from tests.support.jobsearch.cast import LAST_WEEK, NOW, TODAY, contract, resume, words
from tests.support.pathways.cast import partner

BINDS = "Les deux textes disent la même chose. C'est le texte français qui engage."
pytestmark = pytest.mark.django_db


def test_the_latest_cv_is_the_current_one_whatever_was_added_last():
    who = person()
    resume(who, "CV vente", TODAY)
    resume(who, "CV général", LAST_WEEK)

    assert [one.label for one in resumes_of(actor(), who)] == ["CV vente", "CV général"]


def test_a_cv_keeps_its_file_and_both_go_together():
    who = person()
    held, kept = resume(who), resume(who, "CV général")
    assert Document.objects.filter(about=f"jobsearch.resume:{held.pk}").count() == 1

    withdraw_resume(by=actor(), resume=held, at=NOW)

    assert list(Resume.objects.all()) == [kept]
    assert [one.about for one in Document.objects.all()] == [f"jobsearch.resume:{kept.pk}"]


def test_a_cv_is_named_otherwise():
    held = change_resume(by=actor(), resume=resume(person()), label="CV accueil", on=TODAY, at=NOW)

    assert (held.label, held.on, held.version) == ("CV accueil", TODAY, 2)


def test_a_cv_of_tomorrow_is_refused():
    who = person()

    with pytest.raises(Refused, match="n'est pas encore là"):
        resume(who, on=date(2026, 6, 16))

    assert (Resume.objects.count(), Document.objects.count()) == (0, 0)


def test_the_plan_under_way_proposes_the_words_of_the_contract():
    who, by = person(), actor()
    goal = add_goal(by=by, person=who, title="Travailler en boulangerie", at=NOW)
    for draft in (
        StepDraft("Écrire deux lettres"),
        StepDraft("Relire les lettres", doer="worker"),
        StepDraft("Commencer le cours", doer="partner", partner=partner()),
    ):
        add_step(by=by, goal=goal, draft=draft, at=NOW)

    assert proposed_contract(by, who) == {
        "goal": "Travailler en boulangerie",
        "person_does": "Écrire deux lettres",
        "house_does": "Relire les lettres\nCommencer le cours (avec École du soir)",
    }


def test_without_a_plan_nothing_is_proposed():
    assert set(proposed_contract(actor(), person()).values()) == {""}


def test_a_contract_is_signed_and_its_words_no_longer_change():
    held, by = contract(person()), actor()
    sign_contract(by=by, contract=held, on=TODAY, at=NOW)

    for act in (
        lambda: change_contract(by=by, contract=held, draft=words(goal="Autre chose"), at=NOW),
        lambda: sign_contract(by=by, contract=held, on=TODAY, at=NOW),
        lambda: withdraw_contract(by=by, contract=held, at=NOW),
    ):
        with pytest.raises(Refused, match="Ce contrat est signé"):
            act()

    held.refresh_from_db()
    assert (held.signed_on, held.goal) == (TODAY, "Travailler en boulangerie")


def test_a_signature_noted_by_mistake_is_taken_back():
    held, by = contract(person()), actor()
    sign_contract(by=by, contract=held, on=TODAY, at=NOW)

    take_back_signature(by=by, contract=held, at=NOW)
    changed = change_contract(by=by, contract=held, draft=words(goal="Vendre du pain"), at=NOW)

    assert (changed.signed_on, changed.goal) == (None, "Vendre du pain")
    with pytest.raises(Refused, match="n'est pas signé"):
        take_back_signature(by=by, contract=held, at=NOW)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"ends_on": TODAY}, "La fin du contrat tombe avant son début"),
        ({"ends_on": date(2226, 1, 1)}, "sans doute fausse"),
        ({"goal": ""}, "vide"),
    ],
)
def test_a_contract_that_cannot_be_is_not_written(said, sentence):
    who = person()

    with pytest.raises((Refused, ValidationError)) as refused:
        contract(who, **said)

    assert sentence in str(refused.value)
    assert Contract.objects.count() == 0


def test_nobody_signs_tomorrow():
    held = contract(person())

    with pytest.raises(Refused, match="n'est pas encore là"):
        sign_contract(by=actor(), contract=held, on=date(2026, 6, 16), at=NOW)


def test_a_contract_with_a_scan_is_not_withdrawn_before_it():
    held, by = contract(person()), actor()
    attach(by=by, to=held, upload=check_upload("signe.pdf", pdf()), at=NOW)

    with pytest.raises(Refused, match="Retirez d'abord les documents"):
        withdraw_contract(by=by, contract=held, at=NOW)

    Document.objects.all().delete()
    withdraw_contract(by=by, contract=held, at=NOW)
    assert Contract.objects.count() == 0


def test_the_paper_says_what_both_do_and_leaves_place_for_two_signatures():
    held = contract(person())

    document = pypdfium2.PdfDocument(as_pdf(contract_paper(actor(), held, NOW)))

    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    assert [
        line in text
        for line in (
            "Contrat de projet professionnel",
            "Travailler en boulangerie",
            "Écrire deux lettres par semaine",
            "Relire les lettres",
            "Du 15 juin 2026 au 15 décembre 2026",
            "Signatures",
        )
    ] == [True] * 6
    assert text.count("Mariam Diallo") >= 2


@pytest.mark.parametrize("language", ["ar", "tr", "ro", "uk", "es", "nl", "en"])
def test_who_reads_another_language_signs_what_they_understand_with_the_french_beside(language):
    held = contract(person("Omar", language=language))

    paper = contract_paper(actor(), held, NOW)

    with translation.override(language):
        title, binds = gettext("Contrat de projet professionnel"), gettext(BINDS)
    sides = [one for one in paper.blocks if isinstance(one, Beside)]
    assert (paper.title, paper.language, title != "Contrat de projet professionnel") == (title, language, True)
    assert (sides[0].theirs.lines[1], sides[0].french.lines[1]) == (binds, BINDS)
    agreed = [line for one in sides[1:] if not one.french.heading for line in one.french.lines]
    assert agreed == [
        held.goal,
        *(f"– {line}" for line in f"{held.person_does}\n{held.house_does}".splitlines() if line),
    ]
    assert [one.french.heading for one in sides if one.french.heading] == [
        "Le projet convenu",
        "La personne s'engage à",
        "Nous nous engageons à",
        "Pour combien de temps",
        "Signatures",
    ]
    assert as_pdf(paper).startswith(b"%PDF-")


def test_who_reads_french_signs_one_text():
    paper = contract_paper(actor(), contract(person()), NOW)

    assert [one for one in paper.blocks if isinstance(one, Beside)] == []
    assert BINDS not in repr(paper.blocks)


def test_what_came_from_a_template_stands_in_both_languages_on_the_contract():
    by, omar = actor(), person("Omar", language="ar")
    goal = add_goal(by=by, person=omar, title="Travailler", at=NOW)
    step = add_step(by=by, goal=goal, draft=StepDraft("Mettre à jour mon CV"), at=NOW)
    step.texts = {"title": {"fr": "Mettre à jour mon CV", "ar": "أحدّث سيرتي الذاتية"}}
    step.keep()

    paper = contract_paper(by, contract(omar, person_does="Mettre à jour mon CV\nVenir à l'heure"), NOW)

    sides = [one for one in paper.blocks if isinstance(one, Beside) and not one.french.heading]
    assert (list(sides[2].theirs.lines), list(sides[2].french.lines)) == (
        ["– أحدّث سيرتي الذاتية", "– Venir à l'heure"],
        ["– Mettre à jour mon CV", "– Venir à l'heure"],
    )
