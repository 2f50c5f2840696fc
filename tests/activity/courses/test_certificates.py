"""At the end of a course: a certificate with hours, modules, results and internship, which anybody can verify."""

from datetime import date, timedelta

import pypdfium2
import pytest
from django.urls import reverse

from levier.activity.activities.attendance import Entry, record_attendance
from levier.activity.courses.actions import certify, certify_all, note_week, plan_internship, record_results
from levier.activity.courses.models import CourseModule
from levier.activity.sheets.certifying import changed_since
from levier.activity.sheets.models import Certificate
from levier.foundation.accounts.enums import Role
from levier.foundation.accounts.links import link_token
from levier.foundation.kit.permissions import Refused
from tests.activity.courses.cast import NOW, candidate, course, inside, nadia, sessions, shop
from tests.cast import Browser, actor, browser, colleague, person
from tests.guards import exactly

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def followed(*people):
    """(course, candidates) of who came for three hours on 8 June, passed the first module, and had an internship."""
    made = course()
    (session,) = sessions(made, 8)
    there = [inside(made, one) for one in people]
    entries = {one.person_id: Entry("present") for one in there}
    record_attendance(by=nadia(), session=session, entries=entries, at=NOW)
    welcome, sale, _stay = made.modules.all()
    for one in there:
        results = {(one.pk, welcome.pk): "acquired", (one.pk, sale.pk): "not_acquired"}
        record_results(by=nadia(), course=made, entries=results, seen={}, at=NOW)
    return made, there


def stayed(one):
    values = {"partner": shop(), "starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 12), "planned_minutes": 2400}
    stay = plan_internship(by=nadia(), candidate=one, values=values, at=NOW)
    note_week(by=nadia(), internship=stay, on=date(2026, 6, 3), minutes=600, confirmed_by="", at=NOW)
    return stay


def verified(row, language="fr"):
    token = link_token(row.organisation_id, "certificate", row.pk, row.issued_at + timedelta(days=3653))
    return Browser().get(f"{reverse('sheets:verify', args=[token])}?langue={language}").content.decode()


def test_it_says_hours_modules_results_and_internship_as_they_are_noted():
    made, (mariam,) = followed(person())
    stayed(mariam)

    row = certify(by=nadia(), candidate=mariam, at=LATER)

    assert (row.kind, row.activity, row.said["minutes"]) == ("course", made.activity, 180)
    assert row.said["modules"] == [["Accueil", 1800, "acquired"], ["Vente", 3600, "not_acquired"]]
    assert row.said["internships"] == [["Épicerie Sociale", "2026-06-01", "2026-06-12", 600]]


def test_the_paper_is_printed_and_its_page_names_only_what_is_acquired():
    _made, (mariam,) = followed(person())
    stayed(mariam)
    row = certify(by=nadia(), candidate=mariam, at=LATER)
    client = browser(colleague(Role.COUNSELLOR, name="Zora"))

    answer = client.get(reverse("sheets:certificate_paper", args=[row.pk]))

    pages = pypdfium2.PdfDocument(answer.content)
    words = " ".join("\n".join(page.get_textpage().get_text_range() for page in pages).split())
    for said in ("Attestation de formation", "Mariam Diallo", "Vente", "suivi", "Épicerie Sociale", "10 h"):
        assert said in words
    shown = verified(row)
    assert "Cette attestation est valable." in shown
    assert ("Accueil" in shown, "Vente<" in shown, "Diallo" in shown) == (True, False, False)


@pytest.mark.parametrize("language", ["nl", "en", "ar", "tr", "ro", "uk", "es"])
def test_the_page_speaks_the_eight_languages(language):
    _made, (mariam,) = followed(person())

    assert "Modules acquis" not in verified(certify(by=nadia(), candidate=mariam, at=LATER), language)


def test_a_result_that_changes_afterwards_makes_it_no_longer_correspond():
    made, (mariam,) = followed(person())
    row = certify(by=nadia(), candidate=mariam, at=LATER)
    assert changed_since(nadia(), [row]) == set()

    sale = CourseModule.objects.get(title="Vente")
    record_results(
        by=nadia(),
        course=made,
        entries={(mariam.pk, sale.pk): "acquired"},
        seen={(mariam.pk, sale.pk): "not_acquired"},
        at=LATER,
    )

    assert changed_since(nadia(), [row]) == {row.pk}
    client = browser(colleague(Role.DIRECTION, name="Zora"))
    client.submit(reverse("sheets:redo_certificate", args=[row.pk]))
    again = Certificate.objects.get(revoked_at=None)
    assert (again.kind, again.said["modules"][1]) == ("course", ["Vente", 3600, "acquired"])
    assert "n'est plus valable" in verified(Certificate.objects.exclude(pk=again.pk).get()).replace("&#x27;", "'")


def test_everybody_gets_one_at_once_and_who_has_one_that_stands_keeps_it():
    made, (mariam, idris) = followed(person(), person("Idris"))
    hers = certify(by=nadia(), candidate=mariam, at=LATER)

    assert [one.person for one in certify_all(by=nadia(), course=made, at=LATER)] == [idris.person]
    assert certify_all(by=nadia(), course=made, at=LATER) == []
    hers.refresh_from_db()
    assert (hers.revoked_at, Certificate.objects.count()) == (None, 2)


def test_who_is_not_in_the_course_or_never_came_gets_none():
    made = course()
    asks, came = candidate(made), inside(made, person("Idris"))

    with pytest.raises(Refused, match="pas acceptée"):
        certify(by=nadia(), candidate=asks, at=LATER)
    for act in (
        lambda: certify(by=nadia(), candidate=came, at=LATER),
        lambda: certify_all(by=nadia(), course=made, at=LATER),
    ):
        with pytest.raises(Refused, match="rien à attester"):
            act()
    with pytest.raises(Refused, match="rôle"):
        certify(by=actor(Role.AUDITOR, name="Zora"), candidate=came, at=LATER)


def test_pages_lead_to_it_and_the_list_costs_the_same_for_one_and_two():
    made, (mariam, _idris) = followed(person(), person("Idris"))
    client = browser(colleague(Role.DIRECTION, name="Zora"))

    answer = client.submit(reverse("courses:certificate", args=[mariam.pk]))
    row = Certificate.objects.get()
    assert answer.url == reverse("sheets:certificate", args=[row.pk])
    assert client.get(answer.url).context["modules"] == [("Accueil", "acquis"), ("Vente", "suivi")]
    assert client.submit(reverse("courses:certificates", args=[made.pk])).status_code == 303
    rows = list(Certificate.objects.all())
    by = nadia()
    for some in (rows[:1], rows):
        with exactly(5):
            assert changed_since(by, some) == set()
