"""Mariam brings a letter: what it proposes, what is kept, what is refused with a sentence and nothing written."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from levier.foundation.accounts.enums import Role
from levier.foundation.documents.checks import check_upload
from levier.foundation.documents.models import Document
from levier.foundation.journal.models import Line
from levier.foundation.kit.actors import house
from levier.foundation.kit.permissions import Refused
from levier.support.rights.actions import DeadlineDraft, LetterDraft, change_letter, keep_deadlines, register_letter
from levier.support.rights.models import Deadline, Letter
from levier.support.rights.proposals import proposals_of
from tests.cast import actor, organisation, person
from tests.foundation.documents.samples import pdf
from tests.support.rights.cast import NOW, bare, kind, letter

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def proposed(found, today=TODAY):
    return {one.kind.code: one for one in proposals_of(house(organisation().pk), found, today)}


def draft(**fields):
    return LetterDraft(**{"origin": "actiris", "kind": "decision", "dated_on": date(2026, 6, 1)} | fields)


def keep(found, *drafts):
    return keep_deadlines(by=house(organisation().pk), letter=found, drafts=drafts, at=NOW)


def test_a_decision_of_actiris_opens_the_committee_and_the_court_side_by_side():
    found = proposed(letter())

    assert {code: (one.due_on, one.is_over) for code, one in found.items()} == {
        "actiris_internal_appeal": (date(2026, 6, 17), False),
        "labour_court_actiris": (date(2026, 9, 2), False),
    }


def test_each_proposal_tells_its_computation_step_by_step():
    found = proposed(letter(received_on=date(2026, 5, 31), dated_on=date(2026, 5, 28)), date(2026, 6, 1))

    assert [bare(step) for step in found["labour_court_actiris"].steps] == [
        "3 mois après la réception de la décision, le dimanche 31 mai 2026.",
        "Dernier jour calculé : lundi 31 août 2026.",
    ]


def test_an_unknown_day_of_receipt_counts_from_the_letter_and_says_so():
    found = proposed(letter(received_on=None))["actiris_internal_appeal"]

    assert (found.due_on, bare(found.steps[0])) == (
        date(2026, 6, 16),
        "Le jour de réception ou d'envoi n'est pas connu : Levier compte, par prudence, depuis la date du courrier.",
    )


def test_a_decision_of_the_welfare_centre_moves_to_the_next_open_day_and_reminds_on_the_first():
    who = person()
    found = letter(
        who,
        origin="cpas",
        dated_on=date(2025, 10, 1),
        received_on=date(2025, 10, 3),
        posted_on=date(2025, 10, 1),
        is_registered=True,
    )
    one = proposed(found, date(2025, 10, 5))["cpas_court"]

    assert (one.due_on, one.end) == (date(2026, 1, 1), date(2026, 1, 2))
    assert bare(one.steps[-1]) == (
        "C'est un jour fermé : le délai va jusqu'au vendredi 2 janvier 2026."
        " Levier rappelle la première des deux dates."
    )


@pytest.mark.parametrize("missing", [{"is_registered": False}, {"is_registered": True, "lacks_mentions": True}])
def test_a_decision_of_the_welfare_centre_without_its_form_starts_no_period(missing):
    one = proposed(letter(origin="cpas", posted_on=date(2026, 6, 1), **missing))["cpas_court"]

    assert (one.due_on, one.is_offered) == (None, False)
    assert one.obstacle.startswith("Ce courrier n'est pas recommandé, ou il y manque des mentions obligatoires")


def test_a_summons_copies_its_day_and_its_hour():
    found = letter(kind="summons", printed_on=date(2026, 6, 24), printed_at=time(9, 30))
    one = proposed(found)["actiris_summons"]

    kept = keep(found, DeadlineDraft(one.kind, one.base, found.printed_on, found.printed_at))[0]

    assert (kept.due_on, kept.at_time, kept.computed_on) == (date(2026, 6, 24), time(9, 30), None)


def test_the_end_of_a_right_is_copied_and_the_court_counted():
    found = proposed(letter(origin="onem", kind="end_of_right", printed_on=date(2027, 1, 1)))

    assert {code: one.due_on for code, one in found.items()} == {
        "onem_end_of_right": date(2027, 1, 1),
        "labour_court_onem": date(2026, 9, 2),
    }


def test_an_end_of_right_without_its_date_is_never_guessed():
    one = proposed(letter(origin="payment_body", kind="end_of_right"))["onem_end_of_right"]

    assert (one.due_on, one.obstacle) == (
        None,
        "La date n'est pas encore recopiée du courrier. Levier ne la calcule jamais.",
    )


def test_any_dated_letter_proposes_its_own_date():
    found = proposed(letter(origin="other", kind="other", printed_on=date(2026, 7, 3)))

    assert {code: one.due_on for code, one in found.items()} == {"read_from_letter": date(2026, 7, 3)}


def test_a_date_printed_in_the_letter_wins_over_the_computed_one():
    found = letter()

    kept = keep(found, DeadlineDraft(kind("actiris_internal_appeal"), date(2026, 6, 2), date(2026, 6, 16)))[0]

    assert (kept.due_on, kept.computed_on, kept.end) == (date(2026, 6, 16), date(2026, 6, 17), date(2026, 6, 16))


def test_what_is_kept_is_no_longer_proposed():
    found = letter()

    keep(found, DeadlineDraft(kind("actiris_internal_appeal"), date(2026, 6, 2)))

    assert list(proposed(found)) == ["labour_court_actiris"]


def test_a_period_that_is_over_is_not_ticked_and_is_refused_whole():
    found = letter(dated_on=date(2026, 5, 4), received_on=date(2026, 5, 6))
    late, court = proposed(found).values()

    with pytest.raises(Refused) as refused:
        keep(found, DeadlineDraft(court.kind, court.base), DeadlineDraft(late.kind, late.base))

    assert (late.is_offered, court.is_offered) == (False, True)
    assert bare(refused.value) == (
        "« Recours au comité paritaire » : ce délai est passé depuis le 21/05/2026. Notez plutôt la perte de droits."
    )
    assert Deadline.objects.count() == 0


def test_nothing_ticked_is_said():
    with pytest.raises(Refused, match="Cochez au moins une échéance"):
        keep(letter())


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"received_on": date(2026, 5, 30)}, "serait reçu avant d'être écrit"),
        ({"posted_on": date(2026, 5, 30)}, "serait posté avant d'être écrit"),
        ({"posted_on": date(2026, 6, 5), "received_on": date(2026, 6, 3)}, "serait reçu avant d'être posté"),
        ({"received_on": date(2026, 6, 16)}, "Le 16/06/2026 n'est pas encore là"),
        ({"dated_on": date(1926, 6, 1)}, "L'année de cette date est sans doute fausse"),
        ({"printed_on": date(2206, 6, 1)}, "L'année de cette date est sans doute fausse"),
    ],
)
def test_days_that_cannot_be_are_said_and_nothing_is_written(fields, sentence):
    who, by = person(), actor()
    lines = Line.objects.count()

    with pytest.raises((Refused, ValidationError)) as refused:
        register_letter(by=by, person=who, draft=draft(**fields), at=NOW)

    assert sentence in str(refused.value)
    assert (Letter.objects.count(), Line.objects.count()) == (0, lines)


def test_a_letter_holds_its_photo():
    who = person()

    found = register_letter(by=actor(), person=who, draft=draft(), upload=check_upload("lettre.pdf", pdf()), at=NOW)

    scan = Document.objects.get()
    assert (scan.about, scan.permission) == (f"rights.letter:{found.pk}", "rights.see")


def test_correcting_a_letter_leaves_what_was_kept_as_it_is():
    found = letter()
    kept = keep(found, DeadlineDraft(kind("actiris_internal_appeal"), date(2026, 6, 2)))[0]

    change_letter(by=actor(), letter=found, draft=draft(received_on=date(2026, 6, 4)), at=NOW)

    kept.refresh_from_db()
    found.refresh_from_db()
    assert (found.received_on, found.version, kept.due_on) == (date(2026, 6, 4), 2, date(2026, 6, 17))


def test_the_desk_of_reception_does_not_register_letters():
    who = person()

    with pytest.raises(Refused):
        register_letter(by=actor(Role.RECEPTION), person=who, draft=draft(), at=NOW)

    assert Letter.objects.count() == 0


def test_a_letter_of_another_house_is_out_of_reach():
    theirs = letter(person(at=organisation("ailleurs")))

    with pytest.raises(Refused):
        change_letter(by=actor(), letter=theirs, draft=draft(says="volé"), at=NOW)
    with pytest.raises(Refused):
        register_letter(by=actor(name="Karim"), person=theirs.person, draft=draft(), at=NOW)

    theirs.refresh_from_db()
    assert (theirs.says, Letter.objects.count()) == ("", 1)


def test_the_journal_says_what_was_done():
    found = letter()
    keep(found, DeadlineDraft(kind("actiris_internal_appeal"), date(2026, 6, 2)))

    verbs = list(Line.objects.filter(verb__startswith="rights.").order_by("number").values_list("verb", flat=True))
    assert verbs == ["rights.letter_added", "rights.deadline_added"]
