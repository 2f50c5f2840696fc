"""Mariam's participation on screen: in, out, asked, corrected, proven; and what others cannot open."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from levier.development.projects.models import Agreement, Condition
from levier.evidence.outcomes.actions import enter, leave
from levier.evidence.outcomes.models import EligibilityProof, Observation, Participation
from levier.evidence.outcomes.situation import EntrySituation
from levier.foundation.accounts.actions.choices import choose_number
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Line
from levier.register.partners.models import Partner
from levier.register.people.enums import ContactKind
from levier.register.people.models import ContactPoint
from tests.cast import actor, browser, colleague, organisation, person, project
from tests.guards import exactly

pytestmark = pytest.mark.django_db
BORN = date(1990, 5, 3)


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def written(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def mariam(*, left: int | None = None, came: int = 300, at=None) -> Participation:
    house = at or organisation()
    by = actor(Role.DIRECTION, at=house, name=f"Dir{left}")
    who = person(at=house, gender="W", birth_date=BORN, nationalities="MA")
    ContactPoint.objects.create(
        organisation=house, person=who, kind=ContactKind.PHONE, value="+32400000001", key="+32400000001"
    )
    situation = EntrySituation(gender="W", birth_date=BORN, status="at_home", studies="cess", nationalities="MA")
    there = project(at=house, rule_set="esf-plus-2021")
    held = enter(by=by, project=there, person=who, on=days_ago(came), situation=situation, at=timezone.now())
    if left is not None:
        held = leave(by=by, participation=held, on=days_ago(left), reason="completed", at=timezone.now())
    return held


def condition_of(held: Participation) -> Condition:
    funder = Partner.objects.create(organisation=held.organisation, name="Agence FSE")
    agreement = Agreement.objects.create(
        organisation=held.organisation, project=held.project, funder=funder, reference="FSE-12"
    )
    return Condition.objects.create(
        organisation=held.organisation, agreement=agreement, code="inscription", label="Inscription chez Actiris"
    )


def office(role: str = Role.PROJECT_OFFICER, at=None):
    return browser(colleague(role, at=at, name="Samira"))


def url(name: str, held: Participation, *more) -> str:
    return reverse(f"outcomes:{name}", args=[held.pk, *more])


def test_a_counsellor_lets_mariam_in_from_her_page():
    who = person(gender="W", birth_date=BORN, nationalities="BE,MA")
    there = project()
    nadia = office(Role.COUNSELLOR)

    assert "Noter une entrée dans un projet" in nadia.get(reverse("people:person", args=[who.pk])).text
    answer = nadia.submit(
        reverse("outcomes:enter", args=[who.pk]),
        {
            "project": there.pk,
            "on": written(days_ago(3)),
            "status": "unemployed_benefit",
            "length": "12",
            "studies": "foreign_3",
            "disability": "refused",
        },
    )

    held = Participation.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, url("participation", held))
    assert (held.category, held.unemployed_months, held.isced, held.third_country, held.disability) == (
        "unemployed",
        12,
        3,
        "no",
        "refused",
    )
    assert Line.objects.get(verb="participation.entered").object == f"outcomes.participation:{held.pk}"


def test_an_entry_without_date_or_project_says_what_lacks_and_keeps_what_was_typed():
    who = person()

    answer = office().submit(reverse("outcomes:enter", args=[who.pk]), {"status": "at_home", "on": "hier"})

    assert answer.status_code == 422
    assert 'value="hier"' in answer.text
    assert Participation.objects.count() == 0


def test_the_person_who_comes_in_is_found_by_name():
    person("Mariam", "Diallo")
    there = project()

    answer = office().get(reverse("outcomes:choose_person"), {"q": "diallo", "projet": there.pk})

    assert f"?projet={there.pk}" in answer.text
    assert "Mariam Diallo" in answer.text


def test_leaving_leads_to_the_question_what_becomes_of_her():
    held = mariam()

    answer = office().submit(url("leave", held), {"on": written(days_ago(2)), "reason": "job"})

    held.refresh_from_db()
    assert (answer.status_code, answer.headers["Location"]) == (303, url("ask", held, "exit"))
    assert (held.exit_on, held.exit_reason) == (days_ago(2), "job")


def test_an_exit_before_the_entry_is_refused_with_a_sentence():
    held = mariam(came=10)

    answer = office().submit(url("leave", held), {"on": written(days_ago(20))})

    assert answer.status_code == 422
    assert "La sortie tombe avant l&#x27;entrée" in answer.text


def test_coming_back_empties_the_exit():
    held = mariam(left=100)

    office().submit(url("enter_again", held), {"on": written(days_ago(5))})

    held.refresh_from_db()
    assert (held.exit_on, held.entry_on, held.episodes.count()) == (None, days_ago(300), 2)


def test_the_list_of_those_to_ask_leads_to_the_phone_and_one_click_notes_silence():
    held = mariam(left=10)
    samira = office()

    listed = samira.get(reverse("outcomes:to_ask"))
    asked = samira.get(url("ask", held, "exit"))
    answer = samira.submit(url("silence", held, "exit"), {"tentative": "not_reached"})

    assert url("ask", held, "exit") in listed.text
    assert "+32400000001" in asked.text
    assert answer.headers["Location"] == reverse("outcomes:to_ask")
    assert list(Observation.objects.values_list("reach", "work", "days_after")) == [("not_reached", "", 10)]
    assert "1 fois, le" in samira.get(reverse("outcomes:to_ask")).text


def test_the_association_chooses_how_many_days_ahead_somebody_comes_on_the_list():
    held = mariam(left=120)
    by = actor(Role.DIRECTION, name="Claire")
    samira = office()
    seen = []

    for days in (0, 30, 180):
        choose_number(by=by, name="ask_days", value=days, at=timezone.now())
        seen.append(url("ask", held, "six_months") in samira.get(reverse("outcomes:to_ask")).text)

    assert seen == [False, False, True]


def test_who_has_answered_is_asked_no_more():
    held = mariam(left=10)
    samira = office()

    samira.submit(url("ask", held, "exit"), {"observed_on": written(days_ago(4)), "situation": "permanent"})

    assert url("ask", held, "exit") not in samira.get(reverse("outcomes:to_ask")).text
    assert Observation.objects.get().work == "employed"


@pytest.mark.parametrize("tentative", ["", "answered", "lost"])
def test_a_silence_that_is_none_is_refused(tentative):
    held = mariam(left=10)

    office().submit(url("silence", held, "exit"), {"tentative": tentative})

    assert Observation.objects.count() == 0


def test_the_page_shows_windows_answers_outside_them_and_what_lacks():
    held = mariam(left=60)
    samira = office()
    samira.submit(url("ask", held, "exit"), {"observed_on": written(days_ago(10)), "situation": "job"})
    Participation.objects.update(isced=None, studies="")

    shown = samira.get(url("participation", held)).text

    assert "hors du délai\u202f: gardée, ne compte pas" in shown
    assert "Il manque\u202f: études" in shown
    assert "délai passé" in shown


def test_a_reading_of_the_page_is_in_the_journal():
    held = mariam()

    office().get(url("participation", held))

    assert Line.objects.get(verb="participation.read").object == f"outcomes.participation:{held.pk}"


def test_an_error_of_the_entry_is_put_right_with_its_reason_and_shown():
    held = mariam()
    samira = office()
    form = samira.get(url("correct", held)).context["form"]
    typed = {name: value for name, value in form.initial.items() if value is not None}
    typed |= {"birth_date": written(BORN), "studies": "cesi", "reason": "diplôme relu"}

    answer = samira.submit(url("correct", held), typed)

    held.refresh_from_db()
    assert (answer.status_code, held.isced) == (303, 2)
    shown = samira.get(url("participation", held)).text
    assert (
        "Études\u202f: Certificat du secondaire supérieur (CESS) → Certificat du secondaire inférieur (CESI)" in shown
    )
    assert "diplôme relu" in shown


def test_two_corrections_at_once_meet_the_conflict_page():
    held = mariam()

    answer = office().submit(
        url("correct", held), {"version": held.version - 1 or 99, "studies": "cesi", "reason": "x"}
    )

    assert answer.status_code == 409


def test_the_days_of_a_stay_are_put_right_and_a_mistaken_one_is_taken_back():
    held = mariam(left=100)
    samira = office()
    stay = held.episodes.get()

    samira.submit(
        url("correct_days", held, stay.pk),
        {
            "version": held.version,
            "starts_on": written(days_ago(300)),
            "ends_on": written(days_ago(90)),
            "reason": "fin réelle",
        },
    )
    samira.submit(url("enter_again", held), {"on": written(days_ago(5))})
    samira.submit(url("withdraw", held, held.episodes.last().pk), {"reason": "erreur"})

    held.refresh_from_db()
    assert (held.exit_on, held.episodes.count()) == (days_ago(90), 1)


def test_a_condition_is_proven_by_a_dated_paper_and_can_be_taken_back():
    held = mariam()
    condition = condition_of(held)
    samira = office()

    assert "non prouvée" in samira.get(url("participation", held)).text
    samira.submit(url("prove", held, condition.pk), {"paper": "Attestation", "paper_on": written(days_ago(310))})
    shown = samira.get(url("participation", held)).text
    proof = EligibilityProof.objects.get()
    assert (proof.paper, proof.paper_on, proof.checked_by.name) == ("Attestation", days_ago(310), "Samira")
    assert "vérifiée par Samira" in shown

    samira.submit(url("unprove", held, condition.pk))
    assert EligibilityProof.objects.count() == 0


def test_the_project_page_counts_who_is_in_to_ask_and_without_proof():
    held = mariam(left=10)
    condition_of(held)

    shown = office().get(reverse("projects:project", args=[held.project_id])).text

    assert "à interroger maintenant" in shown
    assert "sans toutes les preuves d&#x27;entrée" in shown or "sans toutes les preuves d'entrée" in shown


def test_my_day_shows_who_to_ask_before_the_window_closes():
    held = mariam(left=10)

    shown = office(Role.COUNSELLOR).get(reverse("desk:my_day")).text

    assert "Demander des nouvelles de Mariam Diallo" in shown
    assert url("ask", held, "exit") in shown


def test_my_day_of_the_auditor_asks_nothing():
    mariam(left=10)

    assert "Demander des nouvelles" not in office(Role.AUDITOR).get(reverse("desk:my_day")).text


def test_a_sample_is_set_and_kept():
    mariam()
    samira = office()

    samira.submit(reverse("outcomes:shares"), {"esf-plus-2021": "30"})

    house = organisation()
    house.refresh_from_db()
    assert house.settings == {"six_month_shares": {"esf-plus-2021": 30}}


PAGES = ("participation", "enter_again", "leave", "correct")


@pytest.mark.parametrize("name", PAGES)
def test_another_organisation_finds_nothing(name):
    held = mariam(left=10)
    stranger = office(Role.DIRECTION, at=organisation("ailleurs"))

    assert stranger.get(url(name, held)).status_code == 404


def test_another_organisation_changes_nothing():
    held = mariam(left=10)
    condition = condition_of(held)
    stranger = office(Role.DIRECTION, at=organisation("ailleurs"))
    stay = held.episodes.get()

    statuses = [
        stranger.submit(
            url("ask", held, "exit"), {"observed_on": written(days_ago(4)), "situation": "job"}
        ).status_code,
        stranger.submit(url("silence", held, "exit"), {"tentative": "refused"}).status_code,
        stranger.submit(url("enter_again", held), {"on": written(days_ago(4))}).status_code,
        stranger.submit(url("correct_days", held, stay.pk), {"reason": "x"}).status_code,
        stranger.submit(url("withdraw", held, stay.pk), {"reason": "x"}).status_code,
        stranger.submit(url("prove", held, condition.pk), {"paper": "x"}).status_code,
        stranger.submit(url("unprove", held, condition.pk)).status_code,
        stranger.submit(reverse("outcomes:enter", args=[held.person_id]), {}).status_code,
    ]

    assert statuses == [404] * 8
    assert Observation.objects.count() == 0


@pytest.mark.parametrize("role", [Role.ANIMATOR, Role.RECEPTION, Role.FINANCE, Role.ADMINISTRATOR, Role.EPN])
def test_roles_without_participations_are_told_so(role):
    held = mariam(left=10)

    assert office(role).get(url("participation", held)).status_code == 403


def test_the_auditor_reads_and_a_counsellor_does_not_rewrite_the_entry():
    held = mariam(left=10)

    auditor = office(Role.AUDITOR)
    assert auditor.get(url("participation", held)).status_code == 200
    assert auditor.submit(url("leave", held), {"on": written(days_ago(1))}).status_code == 403
    assert office(Role.COUNSELLOR).get(url("correct", held)).status_code == 403


@pytest.mark.parametrize("horizon", ["ten-years", "exit"])
def test_news_are_not_asked_of_who_is_still_in_nor_at_a_horizon_that_is_none(horizon):
    held = mariam(left=None)

    assert office().get(url("ask", held, horizon)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_with_one_row_and_three(count):
    house = organisation()
    by = actor(Role.DIRECTION)
    there = project(rule_set="esf-plus-2021")
    for number in range(count):
        who = person(f"Mariam{number}", at=house)
        enter(by=by, project=there, person=who, on=days_ago(60), until=days_ago(5), at=timezone.now())
    samira = office()
    samira.get(reverse("outcomes:participations"))

    with exactly(6):
        assert samira.get(reverse("outcomes:participations")).status_code == 200
    with exactly(7):  # how many days ahead is what the association chose
        assert samira.get(reverse("outcomes:to_ask")).status_code == 200
