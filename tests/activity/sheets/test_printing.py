"""The paper: numbered, in large type, whoever's name stands on it."""

import time as clock

import pypdfium2
import pytest

from levier.activity.activities.actions import enrol
from levier.activity.activities.sheet import lines_of
from levier.activity.sheets.actions import print_sheet
from levier.activity.sheets.models import Sheet
from levier.activity.sheets.numbering import code_of, code_read, number_typed, shown
from levier.activity.sheets.paper import paper_of
from levier.foundation.kit.permissions import Refused
from tests.activity.activities.cast import MONDAY, workshop
from tests.activity.sheets.cast import ines, printed
from tests.cast import organisation, person

pytestmark = pytest.mark.django_db


def words_of(content):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def test_the_sheet_of_a_session_has_its_number_its_people_and_a_box_to_sign():
    sheet, session, people = printed()

    words = words_of(paper_of(sheet, MONDAY))

    assert (sheet.number, str(sheet), sheet.pages) == (1, "000001-96", 1)
    assert [line.person for line in sheet.lines.select_related("person")] == people
    assert [(one.session, one.half) for one in sheet.columns.select_related("session")] == [(session, 1)]
    for name in ("Mariam01 Diallo", "Mariam03 Diallo", "000001-96", "page 1 sur 1", "Premiers pas à l'ordinateur"):
        assert name in words


def test_the_paper_holds_the_same_numbers_as_the_screen():
    sheet, session, _people = printed(4)

    on_paper = list(sheet.lines.values_list("rank", "person"))
    assert on_paper == [(line.number, line.person.pk) for line in lines_of(session)]
    assert len(on_paper) == 4


def test_each_sheet_has_the_next_number_of_its_house():
    first, session, _people = printed()
    other, _session, _others = printed(at=organisation("ailleurs"))
    second = print_sheet(
        by=ines(), activity=session.activity, kind="session", on=session.on, form="esf", session=session, at=MONDAY
    )

    assert [first.number, second.number, other.number] == [1, 2, 1]


@pytest.mark.parametrize("kind", ["week", "month"])
def test_a_week_or_a_month_is_one_grid_with_a_column_for_each_half_day(kind):
    sheet, session, _people = printed(kind=kind)

    assert list(sheet.columns.values_list("session", "half")) == [(session.pk, 1)]
    assert (sheet.first_on, sheet.last_on) == (session.on, session.on)


def test_nothing_is_printed_where_nothing_takes_place():
    activity, session, _people = workshop()
    with pytest.raises(Refused, match="Aucune séance"):
        print_sheet(by=ines(), activity=activity, kind="week", on=session.on.replace(month=9), form="plain", at=MONDAY)
    assert not Sheet.objects.exists()


@pytest.mark.parametrize("form", ["plain", "esf", "actiris", "commune"])
def test_every_format_says_whether_its_funder_saw_it(form):
    sheet, _session, _people = printed(form=form)

    assert ("à vérifier auprès du financeur" in words_of(paper_of(sheet, MONDAY))) is (form != "plain")


def test_three_hundred_names_some_in_arabic_fit_on_the_paper_in_a_second():
    activity, session, _people = workshop(0)
    arabic = ["مريم", "يوسف", "أمينة"]
    everybody = [person(arabic[n % 3], f"Nom{n:03}") for n in range(300)]
    enrol(by=ines(), activity=activity, people=everybody, at=MONDAY)
    sheet = print_sheet(
        by=ines(), activity=activity, kind="session", on=session.on, form="plain", session=session, at=MONDAY
    )

    paper_of(sheet, MONDAY)
    began = clock.perf_counter()
    content = paper_of(sheet, MONDAY)
    lasted = clock.perf_counter() - began

    words = words_of(content)
    # A reader of PDFs turns what stands beside Arabic now and then: the paper itself is right.
    assert [n for n in range(300) if f"Nom{n:03}" not in words and f"{n:03}Nom" not in words] == []
    assert "?" not in words
    assert sum(1 for letter in words if "\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufeff") > 300 * 4
    assert f"page {sheet.pages} sur {sheet.pages}" in words
    assert lasted < 1


def test_a_number_with_a_wrong_digit_or_two_that_changed_place_is_no_number():
    written = shown(42)

    assert (written, number_typed("000042-55"), number_typed(" 00004255 ")) == ("000042-55", 42, 42)
    assert [number_typed(one) for one in ("000043-55", "000024-55", "000042-54", "42", "", "abc", "٠٠٠٠٤٢-٥٥")] == (
        [None] * 7
    )


def test_a_code_that_somebody_else_made_is_not_ours():
    ours = code_of(7, 42, 3)

    read = code_read(ours)
    assert read
    assert (read.organisation_id, read.number, read.page) == (7, 42, 3)
    assert code_read(ours.replace(":42:", ":43:")) is None
    assert code_read("https://example.org/") is None
