"""Papers of the house: a PDF that a screen reader can read (tagged, PDF/UA-1), set by typst from blocks of words."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.utils import translation
from django.utils.translation import gettext as _

from levier.foundation.kit.formats import language, moment
from levier.foundation.kit.languages import is_proofread

PDF = "application/pdf"
_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_TEMPLATE = _HERE / "papers" / "document.typ"
MOST_UNKNOWN = 20
_UNKNOWN = re.compile(r'the text `"(.*?)"` could not be displayed')
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks that turn the writing round: a name that holds one would turn the rest of its line."""
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True)
class Bar:
    """A cell with a bar of `share` per cent before its text; the words alone carry the meaning."""

    text: str
    share: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A cell with quiet words under its text."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Strong:
    """A cell in bold."""

    text: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """A cell in soft ink."""

    text: str


Cell = str | Bar | Noted | Strong | Quiet


@dataclass(frozen=True, slots=True)
class Facts:
    """A row of large figures, each over what it counts: [(figure, words)]."""

    pairs: Sequence[tuple[str, str]]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs; `language` when it is another than the paper's."""

    lines: Sequence[str]
    heading: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines with a dash before each."""

    lines: Sequence[str]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that comes back on each page. `numbers` are the columns aligned on the right.

    `widths` gives each column its part of the width, 0 for the width of its words.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int] = ()
    widths: Sequence[int] = ()
    heading: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signs:
    """Rows of an icon of the house and large words beside it, for who does not read: [(icon, words)]."""

    rows: Sequence[tuple[str, str]]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    """Where the paper leads back to: an address, as words and as a QR code."""

    address: str
    words: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """A place to sign by hand for each of these names, side by side, under the day (`on`)."""

    names: Sequence[str]
    on: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Carded:
    """A small card: whose, its large number, words under it, and what its QR code says."""

    title: str
    number: str
    words: str
    qr: str


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards to cut out, two in a row."""

    cards: Sequence[Carded]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """The same words in the language of the paper and in French, side by side: what is signed is understood, and the
    French text stands there as it binds."""

    theirs: Text
    french: Text


Block = Facts | Text | Listing | Table | Signs | Back | Signatures | Cards | Beside


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: whose, its title, the line under it, the words of the running head, and its blocks.

    One that `is_loud` is read from a few steps away: a poster. `language` is that of its words, when it is not that of
    the page which asked for it; where nobody has proofread what we say in it, the paper says so.
    """

    house: str
    title: str
    under: str
    running: str
    blocks: Sequence[Block]
    at: datetime
    keywords: Sequence[str] = field(default=())
    is_loud: bool = False
    language: str = ""


def as_pdf(paper: Paper) -> bytes:
    """The paper as PDF/UA-1 in A4. No font or file from outside the kit; the same paper gives the same bytes.

    A letter that none of our fonts has, in a name of far away, stands as "?": a paper with a hole beats no paper.
    """
    with translation.override(paper.language or language()):
        return set_by(_TEMPLATE, _data(paper), paper.at)


def set_by(template: Path, words: dict[str, Any], at: datetime) -> bytes:
    """What a typst template of ours makes of these words, as PDF/UA-1, with the fonts of the house alone.

    For a paper that no blocks make; `as_pdf` is for all others. Only what the template's folder holds can be read.
    """
    data = json.dumps(words, ensure_ascii=False).translate(_TURNING)
    for _try in range(MOST_UNKNOWN):
        try:
            return _set(template, data, at)
        except typst.TypstError as error:
            if not _UNKNOWN.search(str(error)):
                raise
            poorer = _without(data, str(error))
            if poorer == data:
                break
            data = poorer
    return _set(template, "".join(letter if _is_common(letter) else "?" for letter in data), at)


def _is_common(letter: str) -> bool:
    return letter < "\u0250" or "\u2010" <= letter <= "\u2027" or letter in "\u202f€"


def _set(template: Path, data: str, at: datetime) -> bytes:
    pdf: bytes = typst.compile(
        template,
        root=template.parent,
        font_paths=[_FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
        package_path=template.parent,
        package_cache_path=template.parent,
        timestamp=int(at.timestamp()),
    )
    return pdf


def _without(data: str, complaint: str) -> str:
    """The data without the letters that typst says it cannot show; the same when it complains of something else."""
    found = _UNKNOWN.findall(complaint)
    letters = {letter for text in found for letter in _ESCAPED.sub(lambda one: chr(int(one[1], 16)), text)}
    return data.translate({ord(letter): "?" for letter in letters if not letter.isascii()})


def _data(paper: Paper) -> dict[str, Any]:
    return {
        "house": paper.house,
        "title": paper.title,
        "under": paper.under,
        "running": paper.running,
        "keywords": list(paper.keywords),
        "language": language(),
        "loud": paper.is_loud,
        "unread": _unread(),
        "page": _("page {n} sur {m}"),
        "foot": _("Levier, %(moment)s") % {"moment": moment(paper.at, style="long")},
        "blocks": [_block(block) for block in paper.blocks],
    }


def _unread() -> list[str]:
    """That nobody has proofread what we say in this language, in it and in French; nothing when somebody has."""
    if is_proofread(language()):
        return []
    theirs = _("Cette traduction n'a pas encore été relue.")
    with translation.override("fr"):
        return [theirs, _("Cette traduction n'a pas encore été relue.")]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Facts():
            return {"kind": "facts", "heading": block.heading, "pairs": [list(pair) for pair in block.pairs]}
        case Text() | Listing():
            kind = "text" if isinstance(block, Text) else "list"
            other = getattr(block, "language", "") or language()
            return {"kind": kind, "heading": block.heading, "lines": list(block.lines), "language": other}
        case Signs():
            rows = [[icon_alone(icon), words] for icon, words in block.rows]
            return {"kind": "signs", "heading": block.heading, "rows": rows}
        case Back():
            said = {"words": block.words, "address": block.address, "qr": qr_drawn(block.address)}
            return {"kind": "back", "heading": block.heading, **said}
        case Cards():
            cards = [
                {"title": one.title, "number": one.number, "words": one.words, "qr": qr_drawn(one.qr)}
                for one in block.cards
            ]
            return {"kind": "cards", "heading": block.heading, "cards": cards}
        case Beside():
            sides = [(language(), block.theirs), ("fr", block.french)]
            return {
                "kind": "beside",
                "heading": "",
                "sides": [{"language": code, "blocks": [_block(one)]} for code, one in sides],
            }
        case Signatures():
            return {"kind": "signatures", "heading": block.heading, "names": list(block.names), "on": block.on}
        case Table():
            widths = block.widths or [0] * len(block.head)
            return {
                "kind": "table",
                "heading": block.heading,
                "head": list(block.head),
                "rows": [[_cell(cell) for cell in row] for row in block.rows],
                "numbers": list(block.numbers),
                "widths": [width or "auto" for width in widths],
                "note": block.note,
            }


def qr_drawn(text: str) -> str:
    """A QR code as an SVG drawing."""
    drawn: str = segno.make(text, error="m", micro=False).svg_inline(border=0, scale=4)
    return drawn


@cache
def icon_alone(name: str) -> str:
    """An icon of the sprite as a drawing of its own. Raises KeyError for a name it does not hold."""
    sprite = (_HERE / "static" / "kit" / "icons.svg").read_text(encoding="utf-8")
    drawn = dict(re.findall(r'<symbol id="([a-z-]+)"[^>]*>(.*?)</symbol>', sprite))
    look = 'fill="none" stroke="#1F2328" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" {look}>{drawn[name]}</svg>'


def _cell(cell: Cell) -> str | dict[str, Any]:
    match cell:
        case Bar():
            return {"text": cell.text, "bar": cell.share, "note": cell.note}
        case Noted():
            return {"text": cell.text, "note": cell.note}
        case Strong():
            return {"strong": cell.text}
        case Quiet():
            return {"quiet": cell.text}
        case _:
            return cell
