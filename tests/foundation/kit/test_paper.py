"""A paper of the house: what a screen reader, a printer and an auditor find in the PDF."""

import io
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest
from django.utils import translation

from levier.foundation.kit.paper import Bar, Facts, Listing, Noted, Paper, Quiet, Strong, Table, Text, as_pdf

AT = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)


def paper(**changed) -> Paper:
    blocks = [
        Facts([("12", "fiches"), ("3", "heures")]),
        Table(
            ["Code", "Indicateur", "Femmes", "Promis"],
            [
                [Quiet("A"), Noted("Écoute # [x] *y*", "à confirmer"), "1 234", Bar("50 %", 50, "1 sur 2")],
                [Quiet("B"), Strong("É"), "–", Bar("140 %", 140)],
            ],
            numbers=(2,),
            widths=(0, 3, 0, 2),
            heading="Réalisations",
            note="– : pas de donnée",
        ),
        Listing(["un", "deux"], "Liste"),
        Text(["Un paragraphe.", "Un autre, de 14 h 30 à 15 h ; 1 234,50 €."], "Texte"),
    ]
    words = {
        "house": "Mission Locale de Saint-Gilles",
        "title": "12 fiches",
        "under": "FSE-1",
        "running": "FSE-1",
        "blocks": blocks,
        "at": AT,
    }
    return Paper(**(words | changed))


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def text_of(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def roles(node, found: list[str]) -> list[str]:
    """Tags of the structure tree, in reading order."""
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.append(str(node.S))
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            roles(kid, found)
    return found


def test_the_pdf_is_tagged_named_and_declares_pdf_ua():
    pdf = opened(as_pdf(paper()))
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "12 fiches"
    assert str(pdf.Root.Lang) == "fr"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    tags = roles(pdf.Root.StructTreeRoot, [])
    assert [tag for tag in tags if tag in ("/H1", "/H2", "/Table", "/L")] == [
        "/H1",
        "/H2",
        "/Table",
        "/H2",
        "/L",
        "/H2",
    ]
    assert (tags.count("/TH"), tags.count("/TD"), tags.count("/LI")) == (4, 8, 2)


def test_only_the_fonts_of_the_house_carry_words():
    pdf = opened(as_pdf(paper()))
    fonts = {str(font.BaseFont).partition("+")[2] for page in pdf.pages for font in page.Resources.Font.values()}

    assert {name for name in fonts if "Libertinus" not in name} == {
        "AtkinsonHyperlegible-Regular",
        "AtkinsonHyperlegible-Bold",
    }


def test_it_is_a4_with_the_house_on_top_the_page_and_the_moment_below():
    pdf = pypdfium2.PdfDocument(as_pdf(paper()))
    width, height = pdf[0].get_size()

    assert (round(width), round(height)) == (595, 842)
    words = text_of(as_pdf(paper()))
    assert words.startswith("Mission Locale de Saint-Gilles")
    assert words.rstrip().endswith("Levier, 15 juin 2026, 12\u00a0h page 1 sur 1")


def test_words_are_words_whatever_they_look_like():
    assert "Écoute # [x] *y*" in text_of(as_pdf(paper()))


def test_a_long_table_goes_over_pages_under_the_same_head():
    rows = [["A", "x", "1", "–"]] * 120
    content = as_pdf(paper(blocks=[Table(["Code", "Quoi", "Nombre", "Promis"], rows, heading="Long")]))
    pdf = pypdfium2.PdfDocument(content)

    assert len(pdf) == 3
    assert ["Promis" in page.get_textpage().get_text_range() for page in pdf] == [True, True, True]
    assert "page 3 sur 3" in text_of(content)


@pytest.mark.parametrize(("code", "words"), [("nl", "nl"), ("en", "en")])
def test_the_language_of_the_reader_is_that_of_the_pdf(code, words):
    with translation.override(code):
        assert str(opened(as_pdf(paper())).Root.Lang) == words


def test_the_same_paper_is_the_same_bytes():
    assert as_pdf(paper()) == as_pdf(paper())


@pytest.mark.parametrize(
    "name",
    [
        "小林 陽子",
        "＜Ｍａｒｉａｍ＞",
        "مريم ديالو",
        "Ольга",
        "👩🏽‍💻 Zoé",
        "Ελένη",
        "\u202eMariam",
        "".join(map(chr, range(0x4E00, 0x4E40))),
    ],
)
def test_a_name_in_any_script_never_keeps_a_paper_from_being_made(name):
    content = as_pdf(paper(blocks=[Table(["Nom"], [[f"{name} (Mariam)"]], heading="Présences")]))

    page = pypdfium2.PdfDocument(content)[0]
    assert "Mariam" in page.get_textpage().get_text_range()
