"""Every file that comes in is looked at; what is refused is refused in one sentence that says what to do."""

import io

import pytest
from PIL import Image

from levier.foundation.documents.checks import MOST_BYTES, check_upload
from levier.foundation.documents.enums import MediaType
from levier.foundation.documents.names import MOST, safe_name
from levier.foundation.kit.permissions import Refused
from tests.foundation.documents.samples import (
    GOOD,
    HOSTILE,
    SWOLLEN,
    bomb,
    pdf,
    photo,
    photo_with_a_place,
)
from tests.results import note


@pytest.mark.parametrize("name", GOOD)
def test_the_files_that_people_have_are_taken(name):
    assert check_upload(name, GOOD[name]).name == name


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_or_mistaken_file_is_refused_with_what_to_do(what):
    name, data, sentence = HOSTILE[what]

    with pytest.raises(Refused) as refused:
        check_upload(name, data)

    assert str(refused.value) == sentence


def test_each_refusal_was_counted():
    refused = 0
    for name, data, _sentence in HOSTILE.values():
        try:
            check_upload(name, data)
        except Refused:
            refused += 1
    note("hostile_files", "checks", tried=len(HOSTILE), taken=len(HOSTILE) - refused)

    assert refused == len(HOSTILE)


def test_a_small_file_that_would_unpack_to_a_lot_is_not_unpacked():
    with pytest.raises(Refused, match=SWOLLEN):
        check_upload("lettre.docx", bomb())


def test_a_heavy_file_is_refused_with_its_weight():
    with pytest.raises(Refused) as refused:
        check_upload("film.pdf", b"%PDF-" + b"0" * MOST_BYTES)

    assert str(refused.value).startswith("Ce fichier pèse 21\u00a0Mo\u202f: 20\u00a0Mo au plus.")


def test_a_photo_loses_the_place_and_the_telephone_and_stands_upright():
    kept = check_upload("photo.jpg", photo_with_a_place()).data

    with Image.open(io.BytesIO(kept)) as picture:
        assert (dict(picture.getexif()), picture.size) == ({}, (30, 40))
    assert b"Mariam" not in kept


def test_a_picture_loses_what_is_written_beside_it():
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "Mariam Diallo")

    kept = check_upload("scan.png", photo("PNG", pnginfo=words) + b"<script>alert(1)</script>").data

    assert b"Mariam" not in kept
    assert b"script" not in kept


def test_a_picture_with_another_ending_is_kept_under_its_own():
    kept = check_upload("photo.jpg", photo("PNG"))

    assert (kept.name, kept.media_type) == ("photo.png", MediaType.PNG)


def test_bytes_that_happen_to_spell_a_script_inside_a_picture_of_a_pdf_are_no_script():
    inside = b"5 0 obj << /Subtype /Image /Length 30 >> stream\n\x00/JS \x01/JavaScript \x02\nendstream endobj\n%%EOF"

    assert check_upload("scan.pdf", pdf() + inside).media_type is MediaType.PDF


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Mariam\\convention.pdf", "convention.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ('con<>:"|?*vention.pdf', "convention.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("...", "fichier"),
        ("", "fichier"),
        ("é" * 300 + ".pdf", "é" * (MOST - 4) + ".pdf"),
        ("شهادة.pdf", "شهادة.pdf"),
    ],
)
def test_a_name_is_kept_as_far_as_it_is_safe(given, kept):
    assert safe_name(given) == kept
