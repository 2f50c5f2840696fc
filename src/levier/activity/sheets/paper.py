"""The paper of a sheet: a grid in large type, one box to sign for each half-day, a code on each page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from levier.activity.activities.models import Session
from levier.activity.sheets.enums import SheetKind
from levier.activity.sheets.formats import SheetFormat, format_of
from levier.activity.sheets.logos import logos_drawn
from levier.activity.sheets.models import Sheet, SheetColumn
from levier.activity.sheets.numbering import code_of
from levier.foundation.kit import formats
from levier.foundation.kit.formats import language, moment
from levier.foundation.kit.paper import picture_drawn, qr_drawn, set_by
from levier.register.people.photos import photos_of

_TEMPLATE = Path(__file__).parent / "data" / "sheet.typ"
BAND = {"portrait": 4, "landscape": 8}
"""Boxes that stand beside a name; more half-days go on over the next pages, under the same names."""
LINES = 6
"""Fewer lines than any page holds, even of long names: no page is left without its code."""


@dataclass(frozen=True, slots=True)
class Named:
    """A line as it is printed."""

    name: str
    birth: str = ""
    photo: str = ""


def paper_of(sheet: Sheet, at: datetime) -> bytes:
    """The PDF of a sheet, with the people of its lines in their order."""
    people = [row.person for row in sheet.lines.select_related("person")]
    photos = photos_of(one.pk for one in people) if sheet.has_photos else {}
    lines = [Named(str(one), _born(one), picture_drawn(photos.get(one.pk))) for one in people]
    columns = list(sheet.columns.select_related("session__trainer", "session__contact"))
    return set_by(_TEMPLATE, words_of(sheet, columns, lines), at)


def words_of(sheet: Sheet, columns: Sequence[SheetColumn], lines: Sequence[Named]) -> dict[str, Any]:
    """All that the template is given."""
    form = format_of(sheet.format)
    heads = [head_of(column) for column in columns]
    width = BAND[form.orientation]
    bands = [heads[start : start + width] for start in range(0, len(heads), width)] or [[]]
    rows = [_row(form, str(number), one) for number, one in enumerate(lines, start=1)]
    rows += [_row(form, str(len(lines) + number), Named("")) for number in range(1, sheet.blank_lines + 1)]
    most = len(bands) * (len(rows) // LINES + 2)
    codes = (code_of(sheet.organisation_id, sheet.number, page) for page in range(1, most + 1))
    return {
        "house": sheet.organisation.name,
        "title": sheet.activity.title,
        "under": _under(sheet, columns),
        "number-word": _("Feuille n°"),
        "number": str(sheet),
        "language": language(),
        "landscape": form.orientation == "landscape",
        "logos": [{"words": words, "drawn": drawn} for words, drawn in logos_drawn(sheet.organisation_id, form)],
        "heads": [{"words": words, "name": name} for name, words in _heads(form)],
        "bands": bands,
        "lines": rows,
        "with-photos": sheet.has_photos,
        "photo-word": _("Photo"),
        "photos": [one.photo for one in lines] + [""] * sheet.blank_lines,
        "trainer": _("Signature de la personne qui anime"),
        "declaration": form.declaration,
        "mark": _mark(form),
        "check": _("Format à vérifier auprès du financeur.") if form.to_check else "",
        "page": _("page {n} sur {m}"),
        "foot": _("Levier, %(moment)s") % {"moment": moment(sheet.printed_at, style="long")},
        "qrs": [qr_drawn(code) for code in codes],
    }


def head_of(column: SheetColumn) -> str:
    """ "lun. 15 juin, 9 h – 12 h", or its half of a long session."""
    session = column.session
    day = formats.day(session.on, style="EEE d MMM")
    if session.starts_at is None or session.ends_at is None:
        return day
    if session.half_days == 1:
        return f"{day}\n{formats.clock(session.starts_at)} – {formats.clock(session.ends_at)}"
    return f"{day}\n{half_of(session, column.half)}"


def half_of(session: Session, half: int) -> str:
    """ "matin" or "après-midi" of a session that is two half-days."""
    if session.starts_at and timezone.localtime(session.starts_at).hour >= 12:
        return _("1re partie") if half == 1 else _("2e partie")
    return _("matin") if half == 1 else _("après-midi")


def _born(person: Any) -> str:
    return formats.day(person.birth_date, style="short") if person.birth_date else ""


def _under(sheet: Sheet, columns: Sequence[SheetColumn]) -> str:
    if sheet.kind == SheetKind.SESSION:
        said = formats.day(sheet.first_on, style="full")
    else:
        days = {"first": formats.day(sheet.first_on), "last": formats.day(sheet.last_on)}
        said = _("du %(first)s au %(last)s") % days
    leaders = sorted({column.session.leader for column in columns} - {""})
    return " · ".join([said, *leaders])


def _heads(form: SheetFormat) -> list[tuple[str, str]]:
    words = {"number": _("N°"), "name": _("Nom et prénom"), "birth": _("Naissance")}
    return [(name, words[name]) for name in form.columns]


def _row(form: SheetFormat, number: str, line: Named) -> list[str]:
    held = {"number": number, "name": line.name, "birth": line.birth}
    return [held[name] for name in form.columns]


def _mark(form: SheetFormat) -> str:
    if not form.mark:
        return ""
    return _(
        "Qui ne sait pas signer fait une marque à côté de son nom. Un témoin, autre que la personne qui anime, écrit"
        " son nom et signe à côté. À confirmer auprès du financeur."
    )
