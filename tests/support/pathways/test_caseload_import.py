"""A caseload comes from its workbook: who is accompanied, by whom, since when; and goes back as if it never came."""

from datetime import date, timedelta

import pytest

from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.models import Membership
from levier.foundation.imports.actions import RowsRefused, decide, execute, plan_run, undo
from levier.foundation.imports.models import ImportRun
from levier.foundation.kit.permissions import Refused
from levier.register.people.models import Person
from levier.support.pathways.actions import close_pathway, give_part, write_note
from levier.support.pathways.enums import Audience, NoteKind
from levier.support.pathways.models import Pathway, Referent, Step
from tests.cast import actor, colleague, organisation, person
from tests.foundation.imports.counting import APART, everything
from tests.support.pathways.cast import NOW, SPRING, TODAY, accompanied
from tests.support.pathways.sheets import bring, caseload, mariam, start

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=2)


@pytest.fixture
def head():
    return actor(Role.COORDINATION, name="Chantal")


@pytest.fixture
def nadia(head):
    return colleague(name="Nadia")


def errors_of(by, run):
    return [(error.row, error.field, error.sentence) for error in plan_run(by, run).errors]


def test_a_row_becomes_a_person_who_is_accompanied(head, nadia):
    run = bring(head, caseload(mariam()))

    [one] = Pathway.objects.select_related("person")
    assert (str(one.person), one.person.birth_date) == ("Mariam DIALLO", date(1990, 4, 15))
    assert (one.opened_on, one.planned_end_on, one.origin) == (SPRING, date(2027, 3, 2), "actiris")
    assert (one.request, one.last_contact_on) == ("Travailler à mi-temps", date(2026, 6, 1))
    assert [(one.user, one.part, one.started_on) for one in Referent.objects.all()] == [(nadia, "referent", SPRING)]
    [step] = Step.objects.select_related("goal")
    assert (step.title, step.due_on, step.goal.title) == (
        "Visiter la crèche",
        date(2026, 6, 22),
        "Travailler à mi-temps",
    )
    assert run.summary == {"new": 1, "changed": 0, "equal": 0, "people": 1, "refused": 0, "set_aside": 0}


def test_somebody_known_is_found_and_their_file_is_not_written_over(head, nadia):
    known = person("Mariam", "Diallo", birth_date=date(1990, 4, 15))

    bring(head, caseload(mariam()))

    assert list(Person.objects.values_list("pk", "last_name")) == [(known.pk, "Diallo")]
    assert Pathway.objects.get().person == known


def test_somebody_alike_is_asked_about(head, nadia):
    known = person("Mariame", "Diallo", birth_date=date(1990, 4, 15))
    run = start(head, caseload(mariam()))

    [question] = plan_run(head, run).questions
    run = decide(by=head, run=run, decisions={question.key: "same"})
    execute(by=head, run=run, at=NOW)

    assert Pathway.objects.get().person == known


def test_a_colleague_is_named_in_many_ways(head):
    sarah = colleague(name="Sarah De Smet")
    ways = ["Sarah De Smet", "DE SMET Sarah", "sarah", "S. De Smet", "SDS", sarah.email]
    rows = [mariam(Conseiller=way, Prénom=f"Mariam{n}", Dossier=n) for n, way in enumerate(ways, start=1)]

    bring(head, caseload(*rows))

    assert list(Referent.objects.values_list("user", flat=True)) == [sarah.pk] * 6


def test_a_colleague_nobody_knows_is_asked_once_and_remembered(head, nadia):
    data = caseload(mariam(Conseiller="Mme B."), mariam(Conseiller="Mme B.", Prénom="Awa", Dossier=2))
    run = start(head, data)
    assert (run.state, errors_of(head, run)) == (ImportRun.State.LABELS, [])

    run = decide(by=head, run=run, labels={"referent": {"Mme B.": str(nadia.pk)}})
    execute(by=head, run=run, at=NOW)

    assert list(Referent.objects.values_list("user", flat=True)) == [nadia.pk] * 2
    assert start(head, data).state == ImportRun.State.PREVIEW


def test_a_colleague_who_left_or_works_elsewhere_is_no_answer(head, nadia):
    data = caseload(mariam(Conseiller="Mme B."))
    stranger = colleague(at=organisation("ailleurs"), name="Zoé")
    run = start(head, data)

    run = decide(by=head, run=run, labels={"referent": {"Mme B.": str(stranger.pk)}})
    assert run.state == ImportRun.State.LABELS

    execute(by=head, run=decide(by=head, run=run, labels={"referent": {"Mme B.": str(nadia.pk)}}), at=NOW)
    Membership.objects.filter(user=nadia).update(ended_at=NOW)
    assert start(head, data).state == ImportRun.State.LABELS


def test_an_origin_nobody_knows_is_asked(head, nadia):
    run = start(head, caseload(mariam(Orienté_par="la sœur de Karim")))

    assert run.state == ImportRun.State.LABELS
    run = decide(by=head, run=run, labels={"origin": {"la sœur de Karim": "relative"}})
    execute(by=head, run=run, at=NOW)
    assert Pathway.objects.get().origin == "relative"


def test_two_colleagues_take_two_rows(head, nadia):
    samir = colleague(name="Samir")

    bring(head, caseload(mariam(), mariam(Conseiller="Samir", Rôle="job coach")))

    assert sorted(Referent.objects.values_list("user", "part")) == sorted([(nadia.pk, "referent"), (samir.pk, "job")])
    assert Pathway.objects.count() == 1


def test_nobody_has_two_referents_nor_two_rows_of_one_kind(head, nadia):
    colleague(name="Samir")
    run = start(head, caseload(mariam(), mariam(Conseiller="Samir"), mariam(), mariam(Suivi_depuis="01/05/2026")))

    assert [(row, code) for row, code, _sentence in errors_of(head, run)] == [(6, "role"), (8, "started_on")]


def test_one_person_under_two_numbers_is_said(head, nadia):
    run = start(head, caseload(mariam(), mariam(Dossier=13), mariam(Dossier="", Conseiller="Nadia", Rôle="social")))

    assert [(row, code) for row, code, _sentence in errors_of(head, run)] == [(6, "started_on")]


def test_each_fault_is_said_with_its_place(head, nadia):
    run = start(
        head,
        caseload(
            mariam(Suivi_depuis="31/02/2026"),
            mariam(Suivi_depuis="01/07/2026", Dossier=2, Dernier_contact=""),
            mariam(Dernier_contact="01/02/2026", Dossier=3),
            mariam(Naissance="15/04/2025", Dossier=4),
            mariam(Dossier=5, Nom="", Prénom=""),
            mariam(Dossier=6, Prochaine_action=""),
            mariam(Dossier=7, Suivi_depuis=""),
        ),
    )

    assert [(row, code) for row, code, _sentence in errors_of(head, run)] == [
        (5, "started_on"),
        (6, "started_on"),
        (7, "last_contact_on"),
        (8, "birth_date"),
        (9, "last_name"),
        (10, "next_step"),
        (11, "started_on"),
    ]
    with pytest.raises(RowsRefused):
        execute(by=head, run=run, at=NOW)
    assert Pathway.objects.count() == 0


def test_a_cell_is_corrected_and_the_good_rows_can_go_alone(head, nadia):
    data = caseload(mariam(), mariam(Suivi_depuis="31/02/2026", Prénom="Awa", Dossier=2))
    run = start(head, data)

    good = decide(by=head, run=run, corrections={"6:started_on": "28/02/2026"})

    assert plan_run(head, good).errors == []
    run = execute(by=head, run=start(head, data), good_rows_only=True, at=NOW)
    assert (Pathway.objects.count(), run.summary["refused"]) == (1, 1)


def test_the_same_workbook_twice_is_equal(head, nadia):
    bring(head, caseload(mariam()))
    before = everything(apart=APART)

    run = bring(head, caseload(mariam()), at=LATER)

    assert (run.summary["new"], run.summary["changed"], run.summary["equal"]) == (0, 0, 1)
    assert everything(apart=APART) == before


def test_a_changed_workbook_says_and_writes_what_changed(head, nadia):
    samir = colleague(name="Samir")
    bring(head, caseload(mariam()))

    changed = mariam(
        Conseiller="Samir", Orienté_par="CPAS", Dernier_contact="14/06/2026", Prochaine_action="Écrire à Actiris"
    )
    run = bring(head, caseload(changed), at=LATER)

    assert (run.summary["changed"], Pathway.objects.get().origin) == (1, "cpas")
    assert Pathway.objects.get().last_contact_on == date(2026, 6, 14)
    rows = Referent.objects.order_by("pk").values_list("user", "started_on", "ended_on")
    today = LATER.date()
    assert list(rows) == [(nadia.pk, SPRING, today - timedelta(days=1)), (samir.pk, today, None)]
    assert sorted(Step.objects.values_list("title", flat=True)) == ["Visiter la crèche", "Écrire à Actiris"]


def test_older_news_and_empty_cells_take_nothing_away(head, nadia):
    bring(head, caseload(mariam()))

    run = bring(head, caseload(mariam(Dernier_contact="02/03/2026", Demande="", Conseiller="")), at=LATER)

    assert run.summary["equal"] == 1
    assert Pathway.objects.get().last_contact_on == date(2026, 6, 1)


def test_what_was_changed_by_hand_is_asked_about(head, nadia):
    samir = colleague(name="Samir")
    bring(head, caseload(mariam()))
    give_part(by=head, pathway=Pathway.objects.get(), user=samir, part="referent", on=TODAY, at=LATER)
    run = start(head, caseload(mariam()), at=LATER)

    [question] = plan_run(head, run).questions
    assert "référent·e" in question.sentence
    run = execute(by=head, run=decide(by=head, run=run, decisions={question.key: "keep"}), at=LATER)

    assert (run.summary["equal"], Referent.objects.get(ended_on=None).user) == (1, samir)


def test_an_accompaniment_that_has_ended_is_not_begun_again(head, nadia):
    bring(head, caseload(mariam()))
    close_pathway(by=head, pathway=Pathway.objects.get(), on=TODAY, reason="completed", at=NOW)

    run = bring(head, caseload(mariam()), at=LATER)

    assert (run.summary["new"], run.summary["set_aside"], Pathway.objects.count()) == (0, 1, 1)


def test_undoing_leaves_no_trace_in_any_table(head, nadia):
    person("Awa", "Bah", birth_date=date(1988, 1, 5))
    before = everything(apart=APART)
    awa = mariam(Nom="Bah", Prénom="Awa", Dossier=2, Naissance="05/01/1988")
    run = bring(head, caseload(mariam(), awa))
    assert everything(apart=APART) != before

    undo(by=head, run=run, at=LATER)

    assert everything(apart=APART) == before


def test_undoing_a_second_import_gives_back_the_first(head, nadia):
    colleague(name="Samir")
    bring(head, caseload(mariam()))
    before = everything(apart=APART)
    changed = mariam(Conseiller="Samir", Suivi_depuis="01/03/2026", Orienté_par="CPAS", Prochaine_action="Autre chose")
    run = bring(head, caseload(changed), at=LATER)
    assert everything(apart=APART) != before

    undo(by=head, run=run, at=LATER)

    assert everything(apart=APART) == before


def a_note(by, whom):
    write_note(by=by, person=whom, kind=NoteKind.CALL, on=TODAY, text="Elle a appelé", audience=Audience.TEAM, at=LATER)


def a_close(by, whom):
    close_pathway(by=by, pathway=Pathway.objects.get(), on=TODAY, reason="completed", at=LATER)


def a_hand_over(by, whom):
    samir = colleague(name="Samir")
    give_part(by=by, pathway=Pathway.objects.get(), user=samir, part="referent", on=TODAY, at=LATER)


@pytest.mark.parametrize("work", [a_note, a_close, a_hand_over])
def test_later_work_forbids_and_says_why(head, nadia, work):
    run = bring(head, caseload(mariam()))
    work(head, Person.objects.get())
    before = everything()

    with pytest.raises(Refused, match="modifié depuis"):
        undo(by=head, run=run, at=LATER)

    assert everything() == before


def test_an_open_accompaniment_begun_by_hand_is_compared(head, nadia):
    her = person("Mariam", "Diallo", birth_date=date(1990, 4, 15))
    accompanied(head, her, on=SPRING, referent=nadia, origin="actiris", request="Travailler à mi-temps")

    run = bring(head, caseload(mariam(Prochaine_action="", À_faire_pour_le="")))

    assert run.summary["changed"] == 1
    assert Pathway.objects.get().last_contact_on == date(2026, 6, 1)


def test_a_counsellor_and_a_project_officer_import_no_accompaniment(head, nadia):
    for role in (Role.COUNSELLOR, Role.PROJECT_OFFICER):
        with pytest.raises(Refused):
            start(actor(role, name=f"Sans {role}"), caseload(mariam()))
    assert ImportRun.objects.count() == 0


def test_a_stranger_s_people_are_never_met(head, nadia):
    elsewhere = organisation("ailleurs")
    there = person("Mariam", "Diallo", at=elsewhere, birth_date=date(1990, 4, 15))
    colleague(at=elsewhere, name="Zoé")

    run = start(head, caseload(mariam(Conseiller="Zoé")))
    assert run.state == ImportRun.State.LABELS
    execute(by=head, run=decide(by=head, run=run, labels={"referent": {"Zoé": ""}}), at=NOW)

    assert Pathway.objects.get().person_id != there.pk
    assert Pathway.objects.filter(organisation=elsewhere).count() == 0


def ended(**more):
    """Mariam's row, over on 1 June because she found work."""
    return mariam(**{"Date_de_fin": "01/06/2026", "Motif_de_sortie": "mise à l'emploi"} | more)


def test_an_accompaniment_that_is_over_comes_with_its_last_day_and_its_reason(head, nadia):
    run = bring(head, caseload(ended()))

    found = Pathway.objects.get()
    assert (run.summary["new"], found.closed_on, found.exit_reason) == (1, date(2026, 6, 1), "job")
    assert [(one.user, one.ended_on) for one in Referent.objects.all()] == [(nadia, date(2026, 6, 1))]
    assert Step.objects.count() == 0


def test_an_end_ends_what_is_under_way_and_undoing_takes_it_up_again(head, nadia):
    bring(head, caseload(mariam()))
    before = everything(apart=APART)

    run = bring(head, caseload(ended()), at=LATER)

    assert (run.summary["changed"], Pathway.objects.get().closed_on) == (1, date(2026, 6, 1))
    assert Referent.objects.get().ended_on == date(2026, 6, 1)
    undo(by=head, run=run, at=LATER)
    assert everything(apart=APART) == before


def test_undoing_an_accompaniment_that_came_over_leaves_no_trace(head, nadia):
    before = everything(apart=APART)
    run = bring(head, caseload(ended()))

    undo(by=head, run=run, at=LATER)

    assert everything(apart=APART) == before


def test_an_end_that_cannot_be_is_refused_with_a_sentence(head, nadia):
    run = start(
        head,
        caseload(
            ended(Date_de_fin="01/03/2026"),
            ended(Date_de_fin="20/06/2026", Dossier=2),
            ended(Motif_de_sortie="", Dossier=3),
            ended(Date_de_fin="", Dossier=4),
        ),
    )

    said = [(row, code, sentence.replace("\u202f", " ")) for row, code, sentence in errors_of(head, run)]
    assert said == [
        (5, "closed_on", "La fin (01/03/2026) tombe avant le début (02/03/2026) : corrigez l'une des deux."),
        (
            6,
            "closed_on",
            "La fin (20/06/2026) n'est pas encore là : mettez-la dans « Fin prévue », ou vérifiez l'année.",
        ),
        (7, "exit_reason", "Une fin est donnée, et sa raison manque : écrivez-la."),
        (
            8,
            "closed_on",
            "Une raison de fin est donnée, et le jour de la fin manque : écrivez-le, ou videz la raison.",
        ),
    ]


def test_a_reason_nobody_knows_is_asked(head, nadia):
    run = start(head, caseload(ended(Motif_de_sortie="parti à la mer")))

    assert run.state == ImportRun.State.LABELS
    execute(by=head, run=decide(by=head, run=run, labels={"exit_reason": {"parti à la mer": "moved"}}), at=NOW)
    assert Pathway.objects.get().exit_reason == "moved"
