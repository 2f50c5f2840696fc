"""A project on screen: what it promises, with whom, where it comes from, how it ended."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from levier.development.calls.actions import create_call, create_need
from levier.development.projects.models import (
    Agreement,
    Condition,
    Kinship,
    Obligation,
    Project,
    ProjectPartner,
    Target,
)
from levier.foundation.accounts.enums import Role
from levier.foundation.journal.models import Detail, Line
from levier.register.partners.models import Partner, Programme
from tests.cast import NOON, actor, browser, colleague, organisation, project

pytestmark = pytest.mark.django_db


def office(role: str = Role.PROJECT_OFFICER, at=None):
    return browser(colleague(role, at=at, name="Samira"))


def partner(name: str = "Actiris", *, at=None) -> Partner:
    house = at or organisation()
    return Partner.objects.create(organisation=house, code=name.lower(), name=name, kind=Partner.Kind.FUNDER)


def agreement(there: Project, **fields) -> Agreement:
    funder = Partner.objects.filter(organisation=there.organisation).first() or partner(at=there.organisation)
    return Agreement.objects.create(
        organisation=there.organisation, project=there, funder=funder, reference="ACT-1", **fields
    )


def typed(**more):
    return {"version": 1, "code": "FSE-9", "title": "Pas à pas", "status": "running"} | more


def add(browser_, there: Project, slug: str, data: dict):
    return browser_.submit(reverse("projects:add_part", args=[there.pk, slug]), {"version": 1} | data)


def test_a_project_born_of_a_call_begins_with_what_the_call_says():
    by, funder = actor(Role.DIRECTION), partner()
    programme = Programme.objects.create(organisation=organisation(), funder=funder, code="p", name="Partenariat")
    need = create_need(by=by, values={"title": "Lire manque"}, at=NOON)
    call = create_call(by=by, values={"title": "Appel emploi", "programme": programme}, needs=[need], at=NOON)
    samira = office()

    proposed = samira.get(reverse("projects:new"), {"appel": call.pk}).text
    answer = samira.submit(
        reverse("projects:new"),
        typed(call=call.pk, programme=programme.pk, needs=[need.pk], promised_hours="1200", budget="118 000,50"),
    )

    made = Project.objects.get()
    page = samira.get(answer.headers["Location"]).text
    assert 'value="Appel emploi"' in proposed
    assert (made.call, made.programme, list(made.needs.all())) == (call, programme, [need])
    assert (made.promised_minutes, made.budget) == (72_000, Decimal("118000.50"))
    assert ("Appel emploi" in page, "Lire manque" in page, "Actiris" in page) == (True, True, True)
    assert "Pas à pas" in samira.get(reverse("calls:call", args=[call.pk])).text
    assert "Pas à pas" in samira.get(reverse("calls:need", args=[need.pk])).text


@pytest.mark.parametrize("status", ["completed", "interrupted", "transferred", "spun_off", "taken_over"])
def test_a_project_of_long_ago_comes_in_with_its_true_end(status):
    samira = office()

    silent = samira.submit(reverse("projects:new"), typed(status=status))
    told = samira.submit(
        reverse("projects:new"),
        typed(status=status, ends_on="31/12/2014", ending="Repris par une association voisine."),
    )

    assert silent.status_code == 422
    assert "Dites quel jour le projet s&#x27;est terminé." in silent.text
    assert (told.status_code, Project.objects.get().status) == (303, status)


def test_the_code_of_another_project_is_refused_with_a_sentence():
    project("FSE-9")

    answer = office().submit(reverse("projects:new"), typed())

    assert answer.status_code == 422
    assert "Un projet porte déjà ce code." in answer.text


def test_a_colleague_who_was_quicker_loses_nothing():
    there, samira = project(), office()
    url = reverse("projects:edit", args=[there.pk])
    samira.submit(url, typed(title="Un"))

    answer = samira.submit(url, typed(title="Deux"))

    there.refresh_from_db()
    assert (answer.status_code, there.title) == (409, "Un")


def test_a_partner_takes_a_part_and_its_page_says_so():
    there, who, samira = project(), partner("Centre du Parvis"), office()

    answer = add(samira, there, "partenaires", {"partner": who.pk, "part": "operator"})

    assert answer.status_code == 303
    assert ProjectPartner.objects.values_list("partner", "part").get() == (who.pk, "operator")
    page = samira.get(reverse("partners:partner", args=[who.pk])).text
    assert ("Retour vers l&#x27;emploi" in page, "opérateur de formation" in page) == (True, True)


def test_the_same_part_twice_is_refused_with_a_sentence():
    there, who, samira = project(), partner(), office()
    add(samira, there, "partenaires", {"partner": who.pk, "part": "funder"})

    answer = add(samira, there, "partenaires", {"partner": who.pk, "part": "funder"})

    assert answer.status_code == 422
    assert "Ce partenaire a déjà ce rôle dans le projet." in answer.text


def test_an_agreement_is_kept_with_its_share_and_its_conditions():
    there, funder, samira = project(), partner(), office()

    add(samira, there, "conventions", {"reference": "FSE-12", "funder": funder.pk, "percent": "62,5"})
    kept = Agreement.objects.get()
    samira.submit(
        reverse("projects:add_condition", args=[kept.pk]), {"version": 1, "label": "Inscription chez Actiris"}
    )

    page = samira.get(reverse("projects:project", args=[there.pk])).text
    assert (kept.share, Condition.objects.get().code) == (6_250, "inscription-chez-actiris")
    assert ("FSE-12" in page, "Inscription chez Actiris" in page) == (True, True)


@pytest.mark.parametrize(("ticked", "counts"), [({"counts_excused": "on"}, True), ({}, False)])
def test_an_agreement_says_whether_a_justified_absence_counts(ticked, counts):
    there, funder, samira = project(), partner(), office()

    add(samira, there, "conventions", {"reference": "FSE-12", "funder": funder.pk, "percent": "100"} | ticked)

    page = samira.get(reverse("projects:project", args=[there.pk])).text
    assert Agreement.objects.get().counts_excused is counts
    assert ("Les absences justifiées comptent" in page) is counts


def test_ticking_it_later_is_in_the_journal_with_what_was_before():
    there, funder, samira = project(), partner(), office()
    add(samira, there, "conventions", {"reference": "FSE-12", "funder": funder.pk, "percent": "100"})
    held = Agreement.objects.get()
    values = {"version": 1, "reference": "FSE-12", "funder": funder.pk, "percent": "100", "counts_excused": "on"}

    samira.submit(reverse("projects:edit_part", args=["conventions", held.pk]), values)

    line = Line.objects.get(verb="project.agreement_changed")
    assert Detail.objects.get(number=line.number).change["counts_excused"] == ["False", "True"]


def test_a_share_above_the_whole_is_refused():
    there, funder = project(), partner()

    answer = add(office(), there, "conventions", {"reference": "FSE-12", "funder": funder.pk, "percent": "101"})

    assert (answer.status_code, Agreement.objects.count()) == (422, 0)


def test_a_promised_value_is_added_changed_and_taken_away():
    there, samira = project(), office()

    add(samira, there, "promesses", {"code": "EECO01", "value": "240"})
    target = Target.objects.get()
    url = reverse("projects:edit_part", args=["promesses", target.pk])
    shown = samira.get(url).context["form"].initial["version"]
    samira.submit(url, {"version": shown, "code": "EECO01", "value": "250"})
    late = samira.submit(url, {"version": shown, "code": "EECO01", "value": "300"})
    target.refresh_from_db()
    samira.submit(reverse("projects:remove_part", args=["promesses", target.pk]))

    assert (target.value, late.status_code) == (250, 409)
    assert Target.objects.count() == 0
    verbs = list(
        Line.objects.filter(verb__startswith="project.target").order_by("number").values_list("verb", flat=True)
    )
    assert verbs == ["project.target_added", "project.target_changed", "project.target_removed"]


def test_a_family_is_told_from_both_sides():
    parent, child, samira = project("SEL", title="Sélidaire"), project("COUT", title="Café-couture"), office()

    add(samira, child, "famille", {"kind": "born_from", "other": parent.pk, "moved": "la charte"})

    assert "Sélidaire" in samira.get(reverse("projects:project", args=[child.pk])).text
    assert "Café-couture" in samira.get(reverse("projects:project", args=[parent.pk])).text


def test_a_project_is_not_its_own_parent():
    there = project()

    answer = add(office(), there, "famille", {"kind": "born_from", "other": there.pk})

    assert (answer.status_code, Kinship.objects.count()) == (422, 0)


def test_an_obligation_has_an_hour_stands_on_my_day_and_is_met():
    there, samira = project(), office()
    day = timezone.localdate() + timedelta(days=5)

    add(
        samira,
        there,
        "echeances",
        {"title": "Rapport du semestre", "kind": "report", "due_on": f"{day:%d/%m/%Y}", "due_hour": "12:00"},
    )
    duty = Obligation.objects.get()
    before = samira.get(reverse("desk:my_day")).text
    samira.submit(reverse("projects:settle", args=[duty.pk]), {"fait": "1"})
    after = samira.get(reverse("desk:my_day")).text
    duty.refresh_from_db()

    assert timezone.localtime(duty.due_at).hour == 12
    assert duty.done_at is not None
    assert ("Rapport du semestre" in before, "Rapport du semestre" in after) == (True, False)


def test_who_looks_after_an_obligation_is_a_colleague_and_not_who_signs_it():
    there, samira, nadia = project(), office(), colleague(name="Nadia")
    stranger = colleague(at=organisation("ailleurs"), name="Boris")
    words = {"title": "Rapport", "kind": "report", "due_on": "01/07/2026", "signatory": "La direction"}

    refused = add(samira, there, "echeances", words | {"owner": stranger.pk})
    add(samira, there, "echeances", words | {"owner": nadia.pk})
    duty = Obligation.objects.get()
    page = samira.get(reverse("projects:project", args=[there.pk])).text.replace("\u202f", " ").replace("\xa0", " ")

    assert refused.status_code == 422
    assert (duty.owner, duty.signatory) == (nadia, "La direction")
    assert ("s&#x27;en occupe : Nadia" in page or "s'en occupe : Nadia" in page, "signe : La direction" in page) == (
        True,
        True,
    )


def test_an_agreement_that_carries_obligations_stays():
    there = project()
    held = agreement(there)
    Obligation.objects.create(
        organisation=there.organisation,
        project=there,
        agreement=held,
        kind="report",
        title="Rapport",
        due_at=datetime(2026, 6, 30, 10, tzinfo=UTC),
    )
    samira = office()

    answer = samira.submit(reverse("projects:remove_part", args=["conventions", held.pk]))

    assert (answer.status_code, Agreement.objects.count()) == (422, 1)
    assert "s&#x27;appuient dessus" in answer.text


def test_removal_is_offered_once_and_asks_before_it_acts():
    there, samira = project(), office()
    held = agreement(there)
    away = reverse("projects:remove_part", args=["conventions", held.pk])

    form = samira.get(reverse("projects:edit_part", args=["conventions", held.pk])).text
    question = samira.get(away).text

    assert (form.count(away), form.count("Retirer")) == (1, 1)
    assert re.search("<h1>Retirer «.ACT-1.» du projet.\\?</h1>", question)
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize("slug", ["promesses", "partenaires", "famille"])
def test_the_journal_says_in_words_what_was_taken_away(slug):
    there, samira = project(), office()
    give_parts(there, 1)
    row = {"promesses": Target, "partenaires": ProjectPartner, "famille": Kinship}[slug].objects.get()
    said = {
        "promesses": "EECO0 0",
        "partenaires": f"Partenaire {there.pk} 0, soutien",
        "famille": f"né de P-{there.pk}-0 · Retour vers l'emploi",
    }

    samira.submit(reverse("projects:remove_part", args=[slug, row.pk]))

    assert Detail.objects.latest("number").change["was"] == said[slug]


def test_two_changes_of_an_agreement_meet():
    there, samira = project(), office()
    held = agreement(there)
    url = reverse("projects:edit_part", args=["conventions", held.pk])
    data = {"version": 1, "funder": held.funder_id, "percent": "100"}
    samira.submit(url, data | {"reference": "ACT-2"})

    answer = samira.submit(url, data | {"reference": "ACT-3"})

    held.refresh_from_db()
    assert (answer.status_code, held.reference) == (409, "ACT-2")


def give_parts(there: Project, count: int) -> None:
    """So many conditions, promises, partners and relatives."""
    house, held = there.organisation, agreement(there, starts_on=date(2024, 1, 1))
    for number in range(count):
        Condition.objects.create(organisation=house, agreement=held, code=f"c{number}", label=f"Condition {number}")
        Target.objects.create(organisation=house, project=there, code=f"EECO{number}", value=number)
        who = partner(f"Partenaire {there.pk} {number}")
        ProjectPartner.objects.create(organisation=house, project=there, partner=who, part="support")
        other = project(f"P-{there.pk}-{number}")
        Kinship.objects.create(organisation=house, project=there, kind="born_from", other=other)


def test_the_page_asks_as_much_for_many_parts_as_for_one():
    small, large, samira = project("PETIT"), project("GRAND"), office()
    give_parts(small, 1)
    give_parts(large, 20)
    counts = []

    for there in (small, large):
        with CaptureQueriesContext(connection) as queries:
            samira.get(reverse("projects:project", args=[there.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_stranger_meets_no_part_of_a_project():
    elsewhere = organisation("ailleurs")
    theirs = project(at=elsewhere)
    held = agreement(theirs)
    condition = Condition.objects.create(organisation=elsewhere, agreement=held, code="c", label="C")
    samira = office()

    gets = [
        reverse("projects:project", args=[theirs.pk]),
        reverse("projects:edit", args=[theirs.pk]),
        reverse("projects:add_part", args=[theirs.pk, "promesses"]),
        reverse("projects:add_condition", args=[held.pk]),
        reverse("projects:edit_part", args=["conventions", held.pk]),
        reverse("projects:edit_part", args=["conditions", condition.pk]),
    ]
    assert {samira.get(address).status_code for address in gets} == {404}
    assert samira.submit(reverse("projects:remove_part", args=["conventions", held.pk])).status_code == 404
    assert Agreement.objects.count() == 1


def test_an_unknown_kind_of_part_is_not_found():
    there = project()

    assert office().get(reverse("projects:add_part", args=[there.pk, "secrets"])).status_code == 404


def test_a_partner_of_another_house_is_not_offered():
    theirs, there = partner("Eux", at=organisation("ailleurs")), project()

    answer = add(office(), there, "partenaires", {"partner": theirs.pk, "part": "holder"})

    assert (answer.status_code, ProjectPartner.objects.count()) == (422, 0)


def test_a_counsellor_reads_a_project_and_changes_nothing():
    there, nadia = project(), office(Role.COUNSELLOR)

    page = nadia.get(reverse("projects:project", args=[there.pk]))

    assert (page.status_code, "Modifier" in page.text) == (200, False)
    assert nadia.get(reverse("projects:add_part", args=[there.pk, "promesses"])).status_code == 403
    assert add(nadia, there, "promesses", {"code": "EECO01", "value": "1"}).status_code == 403
    assert Target.objects.count() == 0
