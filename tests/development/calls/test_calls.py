"""A need is shown by dated figures; a call has an hour; a decision keeps its reason."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.development.calls.actions import create_call, create_need, decide, move_call
from levier.development.calls.enums import CallStatus, Competence
from levier.development.calls.models import Call, Decision, Evidence, Need
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from levier.register.partners.models import Partner, Programme
from tests.cast import NOON, actor, browser, colleague, organisation
from tests.guards import exactly

pytestmark = pytest.mark.django_db


def programme(*, at=None) -> Programme:
    house = at or organisation()
    funder = Partner.objects.create(organisation=house, code="actiris", name="Actiris", kind=Partner.Kind.FUNDER)
    return Programme.objects.create(organisation=house, funder=funder, code="p", name="Partenariat")


def call(title: str = "Appel emploi", *, at=None, **fields) -> Call:
    by = actor(Role.DIRECTION, at=at, name=f"Dir {Call.objects.count()}")
    known = Programme.objects.filter(organisation_id=by.organisation_id).first() or programme(at=at)
    competences = fields.pop("competences", ())
    values = {"title": title, "programme": known} | fields
    return create_call(by=by, values=values, competences=competences, at=NOON)


def office(role: str = Role.PROJECT_OFFICER, at=None):
    return browser(colleague(role, at=at, name="Samira"))


def typed(**more):
    return {"version": 1, "title": "Appel emploi", "programme": Programme.objects.get().pk} | more


def test_a_need_is_shown_by_a_figure_with_its_day_and_source():
    samira = office()
    samira.submit(reverse("calls:new_need"), {"version": 1, "title": "Lire manque à beaucoup"})
    need = Need.objects.get()

    samira.submit(
        reverse("calls:new_evidence", args=[need.pk]),
        {"statement": "63 personnes sur 150", "source": "Accueil", "observed_on": "01/02/2024"},
    )

    page = samira.get(reverse("calls:need", args=[need.pk])).text
    assert need.code == "lire-manque-a-beaucoup"
    assert Evidence.objects.values_list("observed_on", flat=True).get() == date(2024, 2, 1)
    assert ("63 personnes sur 150" in page, "1er février 2024" in page) == (True, True)
    assert "01/02/2024" in samira.get(reverse("calls:needs")).text


def test_a_figure_of_tomorrow_is_refused():
    need = create_need(by=actor(Role.DIRECTION), values={"title": "Lire"}, at=NOON)
    tomorrow = timezone.localdate() + timedelta(days=1)

    answer = office().submit(
        reverse("calls:new_evidence", args=[need.pk]),
        {"statement": "63", "source": "Accueil", "observed_on": f"{tomorrow:%d/%m/%Y}"},
    )

    assert answer.status_code == 422
    assert "Un constat porte la date d&#x27;un jour passé." in answer.text


def test_a_wrong_figure_is_taken_back_and_the_journal_remembers():
    need = create_need(by=actor(Role.DIRECTION), values={"title": "Lire"}, at=NOON)
    wrong = Evidence.objects.create(
        organisation=need.organisation, need=need, statement="630", source="Accueil", observed_on=date(2024, 2, 1)
    )

    answer = office().submit(reverse("calls:remove_evidence", args=[wrong.pk]))

    assert answer.status_code == 303
    assert Evidence.objects.count() == 0
    assert Line.objects.filter(verb="need.evidence_removed").count() == 1


def test_noon_in_brussels_is_kept_as_the_hour_it_is():
    programme()

    answer = office().submit(
        reverse("calls:new"),
        typed(deadline_on="15/10/2027", deadline_hour="12 h 00", competences=["employment", "training"]),
    )

    made = Call.objects.get()
    assert answer.status_code == 303
    assert made.deadline_at == datetime(2027, 10, 15, 10, 0, tzinfo=UTC)
    assert [one.competence for one in made.competences.all()] == ["employment", "training"]
    assert "15 octobre 2027, 12\u00a0h" in office(Role.FINANCE).get(reverse("calls:call", args=[made.pk])).text


def test_an_hour_without_a_day_is_named():
    programme()

    answer = office().submit(reverse("calls:new"), typed(deadline_hour="12:00"))

    assert answer.status_code == 422
    assert "Donnez aussi le jour de cette heure limite." in answer.text


def test_the_form_of_a_known_call_shows_what_is_kept():
    known = call(deadline_at=datetime(2027, 1, 15, 11, 0, tzinfo=UTC), competences=[Competence.COHESION])

    page = office().get(reverse("calls:edit", args=[known.pk])).text

    assert 'value="15/01/2027"' in page
    assert 'value="12:00"' in page
    assert 'value="cohesion" class="" checked' in page or 'value="cohesion" id="id_competences_4" checked' in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_calls_asks_as_much_for_three_as_for_one(count):
    for number in range(count):
        call(f"Appel {number}", competences=[Competence.EMPLOYMENT, Competence.TRAINING])
    samira = office()

    with exactly(6):
        page = samira.get(reverse("calls:calls")).text

    assert page.count("emploi, formation") == count


def test_the_list_is_narrowed_by_competence_state_and_funder():
    call("Appel emploi", competences=[Competence.EMPLOYMENT])
    call("Appel quartier", competences=[Competence.NEIGHBOURHOOD])
    samira = office()

    found = samira.get(
        reverse("calls:calls"),
        {"competence": "neighbourhood", "etat": "watched", "bailleur": Partner.objects.get().pk, "q": "actiris"},
    ).text

    assert ("Appel quartier" in found, "Appel emploi" in found) == (True, False)


def test_a_go_is_decided_by_the_direction_with_its_reason():
    known = call()

    answer = office(Role.DIRECTION).submit(
        reverse("calls:decide", args=[known.pk]), {"answer": "go", "reason": "Le public est là."}
    )

    known.refresh_from_db()
    decision = Decision.objects.get()
    assert (answer.status_code, known.status) == (303, CallStatus.PREPARED)
    assert (decision.is_go, decision.reason) == (True, "Le public est là.")


def test_a_no_go_sets_the_call_aside_and_may_be_reconsidered():
    known, by = call(), actor(Role.DIRECTION)

    decide(by=by, call=known, is_go=False, reason="Trop court.", at=NOON)
    decide(by=by, call=known, is_go=True, reason="Reporté d'un mois.", at=NOON + timedelta(days=1))

    known.refresh_from_db()
    assert known.status == CallStatus.PREPARED
    assert [one.reason for one in known.decisions.all()] == ["Reporté d'un mois.", "Trop court."]


def test_a_project_officer_prepares_but_does_not_decide():
    known = call()

    answer = office().submit(reverse("calls:decide", args=[known.pk]), {"answer": "go", "reason": "Oui"})

    assert answer.status_code == 403
    assert Decision.objects.count() == 0


def test_the_steps_of_an_answer_follow_one_another():
    known, samira = call(), office()
    decide(by=actor(Role.DIRECTION), call=known, is_go=True, reason="Oui.", at=NOON)
    url = reverse("calls:step", args=[known.pk])

    samira.submit(url, {"etat": "answered"})
    samira.submit(url, {"etat": "won"})

    known.refresh_from_db()
    assert known.status == CallStatus.WON


def test_a_step_out_of_order_is_refused_and_said():
    known = call()

    with pytest.raises(Refused):
        move_call(by=actor(Role.DIRECTION), call=known, status=CallStatus.WON, at=NOON)
    samira = office()
    samira.submit(reverse("calls:step", args=[known.pk]), {"etat": "won"})

    assert "Ce pas n&#x27;est pas possible" in samira.get(reverse("calls:call", args=[known.pk])).text


def test_a_decision_does_not_change_once_the_answer_left():
    known, by = call(), actor(Role.DIRECTION)
    decide(by=by, call=known, is_go=True, reason="Oui.", at=NOON)
    move_call(by=by, call=known, status=CallStatus.ANSWERED, at=NOON)

    with pytest.raises(Refused):
        decide(by=by, call=known, is_go=False, reason="Non.", at=NOON)


def test_a_deadline_stands_on_my_day_with_its_hour_until_it_is_answered():
    soon = timezone.now() + timedelta(days=3)
    known, samira = call("Appel urgent", deadline_at=soon), office()

    before = samira.get(reverse("desk:my_day")).text
    by = actor(Role.DIRECTION)
    decide(by=by, call=known, is_go=True, reason="Oui.", at=NOON)
    move_call(by=by, call=known, status=CallStatus.ANSWERED, at=NOON)
    after = samira.get(reverse("desk:my_day")).text

    assert ("Appel urgent" in before, "Appel urgent" in after) == (True, False)


def test_a_colleague_who_was_quicker_is_shown():
    known, samira = call(), office()
    url = reverse("calls:edit", args=[known.pk])
    samira.submit(url, typed(signatory="La direction"))

    answer = samira.submit(url, typed(signatory="La présidence"))

    known.refresh_from_db()
    assert (answer.status_code, known.signatory) == (409, "La direction")


def test_a_stranger_meets_no_call_and_no_need():
    elsewhere = organisation("ailleurs")
    theirs = call("Leur appel", at=elsewhere)
    need = create_need(by=actor(Role.DIRECTION, at=elsewhere, name="Eux"), values={"title": "Leur besoin"}, at=NOON)
    figure = Evidence.objects.create(
        organisation=elsewhere, need=need, statement="1", source="x", observed_on=date(2024, 1, 1)
    )
    direction = office(Role.DIRECTION)

    gets = [("call", theirs), ("edit", theirs), ("decide", theirs), ("need", need), ("edit_need", need)]
    assert {direction.get(reverse(f"calls:{name}", args=[one.pk])).status_code for name, one in gets} == {404}
    posts = [("step", theirs), ("remove_evidence", figure)]
    assert {direction.submit(reverse(f"calls:{name}", args=[one.pk])).status_code for name, one in posts} == {404}
    assert "Leur appel" not in direction.get(reverse("calls:calls")).text


def test_a_call_is_not_put_under_the_programme_of_another_house():
    programme(at=organisation("ailleurs"))

    answer = office().submit(reverse("calls:new"), typed())

    assert (answer.status_code, Call.objects.count()) == (422, 0)
