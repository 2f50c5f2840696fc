"""Files of the tests, good ones and hostile ones, made on the spot."""

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
import xlsxwriter
from PIL import Image

from levier.foundation.documents.pests import EICAR

TYPES = b'<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="%s.main+xml"/></Types>'
WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MACRO_WORD = b"application/vnd.ms-word.document.macroEnabled"


def archive(parts: dict[str, bytes], **options: Any) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, **options) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


def docx(**others: bytes) -> bytes:
    """A text; names of other parts are written with two underscores for a slash, one for a point."""
    parts = {name.replace("__", "/").replace("_", "."): data for name, data in others.items()}
    return archive({"[Content_Types].xml": TYPES % WORD, "word/document.xml": b"<w:document/>"} | parts)


def xlsx() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, ["Nom", "Heures"])
    return made.getvalue()


def open_document(kind: str, **others: bytes) -> bytes:
    parts = {name.replace("__", "/").replace("_", "."): data for name, data in others.items()}
    named = {"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode()}
    return archive(named | {"content.xml": b"<office:document/>"} | parts)


def pdf(*, script: str = "", packed: bool = False) -> bytes:
    """One blank page; with a script it opens with it, in the open or inside a packed object."""
    made = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        if script:
            action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(script))
            file.Root.OpenAction = file.make_indirect(action)
        mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        file.save(made, object_stream_mode=mode)
    return made.getvalue()


def photo(form: str = "JPEG", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, form, **options)
    return made.getvalue()


def photo_with_a_place() -> bytes:
    """A photo held upright that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x0110] = "Telephone of Mariam"
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (50.0, 49.0, 30.0), 3: "E", 4: (4.0, 20.0, 40.0)}
    return photo(exif=exif, comment=b"chez Mariam")


def huge_picture(width: int = 30_000, height: int = 30_000) -> bytes:
    """A few bytes that would unpack to 900 million points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def bomb() -> bytes:
    """An office file of 300 kB that would unpack to 300 MB."""
    return docx(word__media=b"\0" * (300 * 1024 * 1024))


GOOD = {
    "convention.pdf": pdf(),
    "formulaire.pdf": pdf(packed=True),
    "photo.jpg": photo(),
    "photo.jpeg": photo(),
    "scan.png": photo("PNG"),
    "lettre.docx": docx(),
    "budget.xlsx": xlsx(),
    "lettre.odt": open_document("text"),
    "budget.ods": open_document("spreadsheet"),
    "liste.csv": "Prénom;Heures\nMariam;12\n".encode("cp1252"),
    "note.txt": b"Vu l'attestation d'inscription.\n",
    "www.actiris.com.pdf": pdf(),
}
TYPE = "Ce type de fichier n'est pas accepté. Prenez un PDF, une photo JPEG ou PNG, un texte ou un tableur."
PROGRAM = "«\u202f.%s\u202f» est un programme ou une page web\u202f: Levier ne le garde pas. Enregistrez-le en PDF."
PAGE = "Ce fichier est une page web ou un dessin SVG, pas un texte. Imprimez-le en PDF, puis ajoutez ce PDF."
MACROS = "Ce fichier contient des macros, c'est-à-dire un programme. Enregistrez-le sans macros, ou en PDF."
SWOLLEN = "Une fois déplié, ce fichier serait démesuré\u202f: Levier ne l'ouvre pas. Enregistrez-le en PDF."
DAMAGED = "Ce fichier est abîmé et ne s'ouvre pas. Enregistrez-le à nouveau, puis recommencez."
PICTURE = "Cette image est abîmée et ne s'affiche pas. Refaites la photo ou le scan."
POINTS = "Cette image a trop de points\u202f: 40 millions au plus. Réduisez-la, ou refaites la photo de plus loin."
SCRIPT_IN_PDF = "Ce PDF contient un programme. Ouvrez-le, imprimez-le en PDF, puis ajoutez cette copie."
VIRUS = "Un antivirus arrêterait ce fichier\u202f: il n'est pas gardé. Prévenez la personne qui l'a envoyé."
EXE = "Ce fichier est un programme\u202f: Levier n'en garde pas. Enregistrez le document en PDF."
OTHER = "Le contenu (%s) ne va pas avec le nom (.%s). Enregistrez le fichier sous son vrai type."
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

HOSTILE = {
    "empty": (
        "vide.pdf",
        b"",
        "Ce fichier est vide. Ouvrez-le pour vérifier, enregistrez-le à nouveau, puis recommencez.",
    ),
    "script as a picture": ("photo.png", b"<script>alert(1)</script>", TYPE),
    "page as a text": ("note.txt", b"\n<!DOCTYPE html><html>", PAGE),
    "page as a table": ("liste.csv", b"a;b\n<script src=x></script>", PAGE),
    "drawing with a script": ("dessin.svg", SVG, PROGRAM % "svg"),
    "drawing as a text": ("dessin.txt", SVG, PAGE),
    "drawing as a picture": ("dessin.png", SVG, TYPE),
    "virus scanners' test": ("test.txt", EICAR, VIRUS),
    "virus scanners' test in a text": ("lettre.docx", docx(word__media=EICAR), VIRUS),
    "program": ("facture.pdf", b"MZ\x90\x00\x03", EXE),
    "shell script": ("note.txt", b"#!/bin/sh\nrm -rf /\n", EXE),
    "two endings": ("facture.pdf.exe", pdf(), PROGRAM % "exe"),
    "two endings, the other way": ("facture.exe.pdf", pdf(), PROGRAM % "exe"),
    "page of the web": ("page.html", b"<html>", PROGRAM % "html"),
    "letters turned round": (
        "facture\u202efdp.png",
        photo("PNG"),
        "Le nom de ce fichier contient des signes invisibles qui trompent sur son type. Renommez-le d'abord.",
    ),
    "no ending": ("facture", pdf(), TYPE),
    "unknown type": ("film.mp4", b"\x00\x00\x00\x18ftypmp42", TYPE),
    "photo of a telephone": (
        "IMG_0001.heic",
        b"\x00\x00\x00\x18ftypheic\x00",
        "C'est une photo au format HEIC. "
        "Réglez l'appareil sur «\u202fLe plus compatible\u202f» (JPEG), ou prenez un PDF.",
    ),
    "old Word": (
        "lettre.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
        "C'est un ancien format de Word ou d'Excel. Enregistrez-le en .docx, en .xlsx ou en PDF.",
    ),
    "archive": (
        "papiers.zip",
        archive({"a.pdf": pdf()}),
        "Levier ne garde pas d'archives. Dépliez-la, puis ajoutez les fichiers un par un.",
    ),
    "archive as a text": (
        "papiers.docx",
        archive({"a.pdf": pdf()}),
        "Levier ne garde pas d'archives. Dépliez-la, puis ajoutez les fichiers un par un.",
    ),
    "text as a table": ("lettre.xlsx", docx(), OTHER % ("texte Word", "xlsx")),
    "PDF as a text": ("note.txt", pdf(), OTHER % ("PDF", "txt")),
    "macros": ("lettre.docx", docx(word__vbaProject_bin=b"x"), MACROS),
    "macros by type": ("lettre.docx", archive({"[Content_Types].xml": TYPES % MACRO_WORD}), MACROS),
    "macros in OpenDocument": ("lettre.odt", open_document("text", Basic__Standard_xml=b"<x/>"), MACROS),
    "entities": ("lettre.docx", docx(word__more_xml=b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'), DAMAGED),
    "path inside": ("lettre.docx", archive({"[Content_Types].xml": TYPES % WORD, "../../x": b"1"}), DAMAGED),
    "many entries": (
        "lettre.docx",
        archive({"[Content_Types].xml": TYPES % WORD} | {f"word/{n}": b"" for n in range(3_001)}),
        SWOLLEN,
    ),
    "cut off": ("lettre.docx", docx()[:-30], DAMAGED),
    "cut photo": ("photo.jpg", photo(size=(400, 300))[:-900], PICTURE),
    "photo that is none": ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 50, PICTURE),
    "900 million points": ("plan.png", huge_picture(), POINTS),
    "60 million points": ("plan.png", huge_picture(10_000, 6_000), POINTS),
    "script in a PDF": ("formulaire.pdf", pdf(script="app.alert(1)"), SCRIPT_IN_PDF),
    "packed script in a PDF": ("formulaire.pdf", pdf(script="app.alert(1)", packed=True), SCRIPT_IN_PDF),
    "spelt script in a PDF": (
        "formulaire.pdf",
        pdf(script="app.alert(1)").replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/J#53"),
        SCRIPT_IN_PDF,
    ),
}
"""What it is: its name, its bytes, the sentence that somebody reads."""
