"""The report on screen: what it says, where each figure opens, who lacks what, and who may read it."""

import io
import json
import re
from datetime import date

import pikepdf
import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from levier.config.command import main
from levier.evidence.outcomes.actions import prove_eligibility
from levier.foundation.journal.models import Line
from levier.register.people.models import Person
from tests.cast import actor, browser, colleague, organisation, project
from tests.evidence.reports.course import AT, agreement, course, presence, trainee

pytestmark = pytest.mark.django_db
PERIOD = {"du": "2026-01-01", "au": "2026-12-31"}


@pytest.fixture
def by():
    return actor("direction", name="Claire")


@pytest.fixture
def where():
    return course(organisation())


def report_page(where, rule_set: str = "esf-plus-2021") -> str:
    return reverse("reports:report", args=[where.pk, rule_set])


def figure_page(where, code: str, rule_set: str = "esf-plus-2021") -> str:
    return reverse("reports:lines", args=[where.pk, rule_set, code])


def ines(role: str = "project_officer", **at):
    return browser(colleague(role, name="Inès", **at))


def row_of(page: str, code: str) -> list[str]:
    """Texts of the cells of one figure's row."""
    found = re.search(rf'<tr[^>]*><th scope="row"><span class="named"><span class="code">{code}<.*?</tr>', page, re.S)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", found[0], re.S)
    return [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in cells]


def test_the_title_says_the_finding(by, where):
    trainee(by, where, job=True)
    trainee(by, where, "Omar", gender="M")

    page = ines().get(report_page(where), PERIOD).text

    assert "<h1>2 personnes entrées, 1 sortie vers un emploi</h1>" in page


def test_nobody_yet_is_said_as_such(where):
    page = ines().get(report_page(where), PERIOD).text

    assert "<h1>Personne n&#x27;est entré dans le projet dans cette période</h1>" in page


def test_figures_stand_by_gender_with_the_total_since_the_start_the_share_and_the_target(by, where):
    trainee(by, where, job=True)
    trainee(by, where, "Omar", gender="M")
    trainee(by, where, "Avant", on=date(2025, 2, 3), until=date(2025, 5, 5), job=True)

    page = ines().get(report_page(where), PERIOD).text

    assert row_of(page, "EECO01") == ["1", "1", "0", "0", "2", "3", "75 % 3 sur 4"]
    assert row_of(page, "EECR04") == [
        "1",
        "0",
        "0",
        "1",
        "2",
        "67 % (2 sur 3) EECO02 + EECO04",
        "100 % 2 sur 2",
    ]


def test_zero_is_zero_and_no_data_is_a_dash(by, where):
    trainee(by, where, answers={"disability": "no"}, job=True)

    page = ines().get(report_page(where), PERIOD).text

    assert row_of(page, "EECO12")[:5] == ["0", "0", "0", "–", "0"]
    assert row_of(page, "EECO16")[:5] == ["–", "–", "–", "–", "–"]
    assert row_of(page, "EECR03")[:4] == ["0", "0", "0", "0"]
    assert row_of(page, "EECR05")[:4] == ["–", "–", "–", "–"]


def test_refused_and_unknown_stand_beside_sensitive_figures(by, where):
    trainee(by, where, answers={"disability": "yes"})
    trainee(by, where, "Omar", answers={"disability": "refused"})

    page = ines().get(report_page(where), PERIOD).text

    assert re.search(r"handicap <small>1 refus, sensible</small>", page)


def test_who_lacks_what_is_named_with_the_way_to_fill_it_in(by, where):
    held = trainee(by, where, "Mariam", studies="")

    page = ines().get(report_page(where), PERIOD).text

    assert "fiche incomplète\u202f: le niveau d&#x27;études manque\u202f: 1" in page
    assert reverse("outcomes:correct", args=[held.pk]) in page


def test_an_auditor_sees_who_lacks_what_and_no_form(by, where):
    held = trainee(by, where, "Mariam", studies="")

    page = ines("auditor").get(report_page(where), PERIOD).text

    assert "Mariam" in page
    assert reverse("outcomes:correct", args=[held.pk]) not in page
    assert "Figer ce rapport" not in page


def test_hours_are_promised_done_proven_and_not_proven(by, where):
    (condition,) = agreement(where, "Inscription chez Actiris")
    mariam, omar = trainee(by, where), trainee(by, where, "Omar")
    presence(where, mariam.person, date(2026, 4, 1), 180)
    presence(where, omar.person, date(2026, 4, 1), 60)
    prove_eligibility(
        by=by, participation=mariam, condition=condition, paper="Attestation", paper_on=date(2026, 3, 1), at=AT
    )

    page = ines().get(report_page(where), PERIOD).text

    values = re.findall(r"<dd>(.*?)(?:</dd>| –)", page[page.index('id="heures"') :], re.S)
    assert [value.replace("\u00a0", " ") for value in values[:4]] == ["100 h", "4 h", "3 h", "1 h"]
    assert "CONV-1, Agence FSE" in page


def test_a_figure_opens_to_its_people_and_to_those_it_leaves_out_with_the_reason(by, where):
    trainee(by, where, "Mariam", job=True)
    trainee(by, where, "Omar", until=None)

    client = ines()

    who = _text(client, figure_page(where, "EECR04"), PERIOD)
    others = _text(client, figure_page(where, "EECR04"), PERIOD | {"absents": "1"})

    assert ("Mariam" in who, "Omar" in who) == (True, False)
    assert ("Mariam" in others, "encore dans le projet" in others) == (False, True)


def _text(client, page: str, query: dict[str, str]) -> str:
    return client.get(page, query).text


def test_a_figure_opens_by_gender_and_since_the_start(by, where):
    trainee(by, where, "Mariam")
    trainee(by, where, "Omar", gender="M")
    trainee(by, where, "Awa", on=date(2025, 2, 3))
    client = ines()

    women = _text(client, figure_page(where, "EECO02"), PERIOD | {"genre": "W"})
    ever = _text(client, figure_page(where, "EECO02"), PERIOD | {"cumul": "1"})

    assert [name in women for name in ("Mariam", "Omar", "Awa")] == [True, False, False]
    assert [name in ever for name in ("Mariam", "Omar", "Awa")] == [True, True, True]


def test_reading_who_is_behind_a_figure_leaves_its_line_in_the_journal(by, where):
    trainee(by, where)

    ines().get(figure_page(where, "EECO12"), PERIOD)

    assert Line.objects.filter(verb="report.lines_read", object=f"projects.project:{where.pk}").count() == 1


@pytest.mark.parametrize("path", [report_page, lambda where: figure_page(where, "EECO01")])
def test_the_report_of_another_organisation_does_not_exist(by, where, path):
    trainee(by, where)

    assert ines(at=organisation("ailleurs")).get(path(where), PERIOD).status_code == 404


@pytest.mark.parametrize("role", ["counsellor", "animator", "reception"])
def test_reports_are_for_those_who_answer_for_them(by, where, role):
    trainee(by, where)

    assert ines(role).get(report_page(where), PERIOD).status_code == 403


@pytest.mark.parametrize(
    "query", [{"du": "2026-13-45"}, {"du": "2026-05-01", "au": "2025-01-01"}, {"du": "1026-01-01"}]
)
def test_a_period_that_makes_no_sense_falls_back_on_the_year(by, where, query):
    assert ines().get(report_page(where), query).status_code == 200


def test_unknown_rules_or_figures_are_not_found(where):
    client = ines()

    assert client.get(report_page(where, "esf-1999")).status_code == 404
    assert client.get(figure_page(where, "EECO99")).status_code == 404


def test_usual_periods_are_one_click_away(where):
    page = ines().get(report_page(where), PERIOD).text

    found = re.findall(r'<a href="\?du=(\S+?)&amp;au=(\S+?)"( aria-current="true")?>', page[page.index("presets") :])
    assert [(first, last) for first, last, _ in found[:9]] == [
        ("2025-01-01", "2025-12-31"),
        ("2026-01-01", "2026-12-31"),
        ("2027-01-01", "2027-12-31"),
        ("2026-01-01", "2026-06-30"),
        ("2026-07-01", "2026-12-31"),
        ("2026-01-01", "2026-03-31"),
        ("2026-04-01", "2026-06-30"),
        ("2026-07-01", "2026-09-30"),
        ("2026-10-01", "2026-12-31"),
    ]
    assert [first for first, _last, current in found if current] == ["2026-01-01"]
    assert found[9][0] == "2024-01-01"


def test_the_three_files_of_a_report(by, where):
    trainee(by, where, "=HYPERLINK", job=True)
    client = ines()

    as_json = json.loads(client.get(report_page(where), PERIOD | {"format": "json"}).content)
    xlsx = client.get(report_page(where), PERIOD | {"format": "xlsx"})
    pdf = client.get(report_page(where), PERIOD | {"format": "pdf"})

    assert as_json["indicators"]["EECR04"]["women"] == 1
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.content)).sheet_names
    assert sheets == ["Chiffres", "Heures-stagiaires", "Laissés de côté", "Enregistrements", "Méthode"]
    assert pdf["Content-Disposition"] == 'attachment; filename="fse-1-esf-plus-2021-2026-01-01-2026-12-31.pdf"'
    with pikepdf.open(io.BytesIO(pdf.content)).open_metadata() as metadata:
        assert metadata["dc:title"] == "1 personne entrée, 1 sortie vers un emploi"


@pytest.mark.parametrize("code", ["esf-plus-2021", "esf-2014"])
def test_the_command_line_writes_the_pdf(by, where, code, tmp_path):
    trainee(by, where)
    file = tmp_path / "rapport.pdf"

    words = ["report", code, "--project", "FSE-1", "--from", "2026-01-01", "--to", "2026-12-31", "--format", "pdf"]

    assert main([*words, "-o", str(file)]) == 0
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_person_page_tells_in_which_figures_she_counts_and_why_not_in_the_others(by, where):
    held = trainee(by, where, "Mariam", answers={"disability": "refused"})
    nadia = browser(colleague("counsellor", name="Nadia2"))

    page = nadia.get(reverse("people:person", args=[held.person_id]) + "?chiffres=1").text

    assert "Retour vers l&#x27;emploi\u202f: comptée dans 4 chiffres" in page
    assert "Ne souhaite pas répondre à la question" in page
    reasons = re.findall(r"<dt>([^<]*)</dt>", page[page.index('class="reasons"') :])
    assert reasons[0] == "N&#x27;était pas inactive à l&#x27;entrée"
    assert page.count('<span class="badge good">EECO') == 4


def test_a_person_page_tells_the_same_for_the_rules_of_2014(by):
    held = trainee(by, project("FSE-2", rule_set="esf-2014"), "Mariam")
    nadia = browser(colleague("counsellor", name="Nadia3"))

    page = nadia.get(reverse("people:person", args=[held.person_id]) + "?chiffres=1").text

    assert [f">{code}</span>" in page for code in ("GRAND", "CO01", "CO06", "CR09")] == [True] * 4
    assert "Avait 25 ans ou plus à l&#x27;entrée" in page


def test_a_project_can_be_counted_by_each_rule_set_that_is_there(where):
    page = ines("direction").get(reverse("projects:edit", args=[where.pk])).text

    found = re.findall(r'<option value="(esf-[^"]*)"', page)
    assert sorted(found) == ["esf-2014", "esf-plus-2021"]
    assert Person.objects.count() == 0
