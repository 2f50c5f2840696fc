"""A frozen report never moves: what it said, its seal, what was corrected since, and who may undo it."""

import io
import json
from datetime import date

import pikepdf
import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from python_calamine import CalamineWorkbook

from levier.evidence.outcomes.corrections import correct_entry
from levier.evidence.reports.freezing import (
    AlreadyFrozen,
    adjustments,
    freeze_report,
    is_intact,
    minutes_since,
    reopen_report,
    report_again,
)
from levier.evidence.reports.models import FrozenReport
from levier.evidence.reports.rule_sets import rule_sets
from levier.foundation.journal.models import Line
from levier.foundation.kit.permissions import Refused
from tests.cast import actor, browser, colleague, organisation
from tests.evidence.reports.course import AT, YEAR, agreement, course, presence, trainee

pytestmark = pytest.mark.django_db
RULES = rule_sets()["esf-plus-2021"]


@pytest.fixture
def by():
    return actor("direction", name="Claire")


@pytest.fixture
def frozen(by):
    where = course(organisation())
    agreement(where, "Inscription")
    held = trainee(by, where, job=True)
    trainee(by, where, "Omar", gender="M", studies="")
    presence(where, held.person, date(2026, 4, 1), 90)
    return freeze_report(by=by, project=where, rule_set=RULES, period=YEAR, at=AT)


def test_figures_and_records_are_kept_and_the_seal_is_verified_when_read_back(frozen):
    kept = FrozenReport.objects.get(pk=frozen.pk)

    assert kept.figures["indicators"]["EECO01"]["total"] == 2
    assert [(line.gender, line.codes.split()) for line in kept.lines.order_by("participation_id")] == [
        ("W", ["EECO01", "EECO02", "EECO03", "EECO09", "EECR04"]),
        ("M", ["EECO01"]),
    ]
    assert is_intact(kept)


@pytest.mark.parametrize("fault", ["figure", "line", "code"])
def test_whatever_is_changed_behind_its_back_breaks_the_seal(frozen, fault):
    if fault == "figure":
        frozen.figures["indicators"]["EECR04"]["women"] = 2
        frozen.save()
    elif fault == "line":
        frozen.lines.filter(gender="M").delete()
    else:
        frozen.lines.filter(gender="M").update(codes=" EECO01 EECR04 ")

    assert not is_intact(FrozenReport.objects.get(pk=frozen.pk))


def test_a_later_correction_is_shown_beside_and_moves_nothing(by, frozen):
    omar = frozen.project.participations.get(gender="M")
    correct_entry(by=by, participation=omar, changes={"studies": "cess"}, reason="Diplôme vu", at=AT)
    presence(frozen.project, omar.person, date(2026, 4, 2), 30)
    kept = FrozenReport.objects.get(pk=frozen.pk)

    now = report_again(by, kept)

    assert adjustments(kept, now) == [("EECO02", 1, 2), ("EECO03", 1, 2), ("EECO10", 0, 1)]
    assert minutes_since(kept, now) == (90, 120)
    assert kept.figures["indicators"]["EECO02"]["total"] == 1
    assert is_intact(kept)


def test_of_two_who_freeze_the_same_report_one_freezes_it(by, frozen):
    with pytest.raises(AlreadyFrozen) as refusal:
        freeze_report(by=by, project=frozen.project, rule_set=RULES, period=YEAR, at=AT)

    assert refusal.value.report == frozen
    assert FrozenReport.objects.count() == 1


def test_the_database_itself_keeps_a_second_one_out(frozen):
    frozen.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        frozen.save(force_insert=True)


def test_reopening_needs_a_reason_happens_once_and_is_journalled(by, frozen):
    with pytest.raises(Refused, match="raison"):
        reopen_report(by=by, frozen=frozen, reason="  ", at=AT)

    reopen_report(by=by, frozen=frozen, reason="Deux fiches complétées", at=AT)

    with pytest.raises(Refused, match="déjà rouvert"):
        reopen_report(by=by, frozen=frozen, reason="Encore", at=AT)
    lines = Line.objects.filter(verb__startswith="report.").order_by("pk")
    assert [line.verb for line in lines] == ["report.frozen", "report.reopened"]
    again = freeze_report(by=by, project=frozen.project, rule_set=RULES, period=YEAR, at=AT)
    assert FrozenReport.objects.filter(reopened_at=None).get() == again


def test_an_auditor_reads_but_neither_freezes_nor_reopens(frozen):
    auditor = actor("auditor", name="Anne")

    with pytest.raises(Refused):
        freeze_report(by=auditor, project=frozen.project, rule_set=RULES, period=YEAR, at=AT)
    with pytest.raises(Refused):
        reopen_report(by=auditor, frozen=frozen, reason="x", at=AT)
    anne = browser(colleague("auditor", name="Aude"))
    assert anne.get(reverse("reports:frozen", args=[frozen.pk])).status_code == 200
    assert anne.submit(reverse("reports:reopen", args=[frozen.pk]), {"reason": "x"}).status_code == 403
    assert FrozenReport.objects.get().reopened_at is None


def test_a_reason_refused_on_screen_keeps_what_was_typed(by, frozen):
    claire = browser(colleague("direction", name="Claire2"))
    page = reverse("reports:reopen", args=[frozen.pk])
    long = "Deux fiches complétées. " * 20

    refused = claire.submit(page, {"reason": long})
    done = claire.submit(page, {"reason": "Deux fiches complétées"})

    assert (refused.status_code, done.status_code) == (422, 303)
    assert long.strip() in refused.text
    frozen.refresh_from_db()
    assert (frozen.reopen_reason, frozen.reopened_by.name) == ("Deux fiches complétées", "Claire2")


def test_the_frozen_report_of_another_organisation_does_not_exist(frozen):
    stranger = browser(colleague("direction", at=organisation("ailleurs"), name="Ali"))

    assert stranger.get(reverse("reports:frozen", args=[frozen.pk])).status_code == 404
    assert stranger.get(reverse("reports:frozen_lines", args=[frozen.pk, "EECO01"])).status_code == 404
    assert stranger.submit(reverse("reports:reopen", args=[frozen.pk]), {"reason": "x"}).status_code == 404


def test_two_clicks_on_screen_freeze_once_and_show_the_same_report(by):
    where = course(organisation())
    trainee(by, where)
    claire = browser(colleague("direction", name="Claire2"))
    page = reverse("reports:freeze", args=[where.pk, RULES.code]) + "?du=2026-01-01&au=2026-12-31"

    first, second = claire.submit(page), claire.submit(page)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"] == reverse("reports:frozen", args=[FrozenReport.objects.get().pk])


def test_files_of_a_frozen_report_come_from_what_was_kept(by, frozen):
    omar = frozen.project.participations.get(gender="M")
    correct_entry(by=by, participation=omar, changes={"studies": "cess"}, reason="Diplôme vu", at=AT)
    type(frozen.project).objects.update(title="Un autre titre")
    page = reverse("reports:frozen", args=[frozen.pk])
    claire = browser(colleague("direction", name="Claire3"))

    as_json = json.loads(claire.get(page, {"format": "json"}).content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(claire.get(page, {"format": "xlsx"}).content))
    pdf = claire.get(page, {"format": "pdf"}).content

    assert as_json["indicators"]["EECO02"]["total"] == 1
    assert set(as_json) == {"rule_set", "project", "period", "indicators", "records", "excluded", "trainee_hours"}
    figures = {row[0]: row for row in book.get_sheet_by_name("Chiffres").to_python()}
    assert figures["EECO02"][6] == 1
    assert [row[6] for row in book.get_sheet_by_name("Enregistrements").to_python()[1:]] == [
        "EECO01 EECO02 EECO03 EECO09 EECR04",
        "EECO01",
    ]
    words = "".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(pdf))
    assert "Retour vers l'emploi" in words
    assert "Un autre titre" not in words
    assert frozen.sha256 in words.replace("\r\n", "")
    with pikepdf.open(io.BytesIO(pdf)).open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_the_page_says_it_is_intact_what_changed_and_opens_to_the_people_of_that_day(by, frozen):
    omar = frozen.project.participations.get(gender="M")
    correct_entry(by=by, participation=omar, changes={"studies": "cess"}, reason="Diplôme vu", at=AT)
    claire = browser(colleague("direction", name="Claire4"))

    page = claire.get(reverse("reports:frozen", args=[frozen.pk])).text
    people = claire.get(reverse("reports:frozen_lines", args=[frozen.pk, "EECO02"])).text

    assert "Chiffres et liste sont intacts." in page
    assert frozen.sha256 in page
    assert [row.split("<")[0] for row in page.split('<span class="code">')[1:4]] == ["EECO02", "EECO03", "EECO10"]
    assert ("Mariam" in people, "Omar" in people) == (True, False)


def test_all_frozen_reports_are_listed(frozen):
    claire = browser(colleague("direction", name="Claire5"))

    page = claire.get(reverse("reports:frozen_reports"))

    assert "fait foi" in page.text
    assert reverse("reports:frozen", args=[frozen.pk]) in page.text
