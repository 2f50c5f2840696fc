"""Reading one cell: a value, or a sentence that says what is wrong and what to write."""

import csv
import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from importlib.resources import files
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from levier.foundation.kit.texts import clean, fold

MOST_MINUTES = 744 * 60
NOT_CALCULATED = "#CALC!"
_MARKS = " \t\r\n\u00a0\u202f-–—/_.*…"
_ERROR = re.compile(
    r"#(?:REF!|N/A|NA|DIV/0!|VALUE!|VALEUR!|NAME\?|NOM\?|NULL!|NUL!|NUM!|NOMBRE!|CALC!|SPILL!|WAARDE!|NAAM\?)"
)


def _words() -> dict[str, frozenset[str]]:
    """What people write for nothing, yes, no and the like, folded; a sign that folds to nothing stays itself."""
    text = (files("levier.foundation.imports") / "data" / "words.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["kind"]: frozenset(fold(word) or word for word in row["words"].split("|")) for row in rows}


WORDS = _words()
# The writings that nearly everybody uses, read without the libraries that know all the others.
_BELGIAN_MOBILE = re.compile(r"^(?:\+32|0032|0)(4\d{8})$")
_PLAIN_MAIL = re.compile(r"^[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,20}$")
_HOURS = re.compile(
    r"^(\d{1,4}) ?(?:h|u|:|hrs?|heures?|uur|uren|hours?) ?"
    r"(?:(?:et )?([0-5]?\d)(?::([0-5]\d))? ?(?:m|min|mn|minutes?|')?\.?)?$"
)
_MINUTES = re.compile(r"^(\d{1,5}) ?(?:m|min|mn|minutes?|minuten|')\.?$")
_UNIT = re.compile(r" ?(?:h|u|hrs?|heures?|uur|uren|hours?)\.?$")


class CellError(Exception):
    """A cell that cannot be read. `str(error)` is the sentence the user reads."""


def is_empty(cell: Any) -> bool:
    """Nothing, or the marks people write for nothing."""
    if isinstance(cell, str):
        return cell == "" or cell.strip(_MARKS) == ""
    return cell is None


def is_unsaid(cell: Any) -> bool:
    """Words that say that nothing is known. Not for names: some people are called Na."""
    return isinstance(cell, str) and len(cell) < 40 and (fold(cell) in WORDS["unsaid"] or cell.strip(" ?") == "")


def refuse_error(cell: Any) -> None:
    """Raises CellError for what a spreadsheet shows when a formula fails: it is no value, and not nothing."""
    if isinstance(cell, str) and cell.startswith("#") and _ERROR.match(cell):
        if cell == NOT_CALCULATED:
            sentence = _("cette formule n'a pas de résultat : ouvrez le fichier dans un tableur et enregistrez-le.")
        else:
            sentence = _("« %(text)s » : la formule de cette cellule est en erreur ; écrivez sa valeur.")
        raise CellError(sentence % {"text": cell})


def as_written(cell: Any) -> str:
    """A cell as a person sees it: a whole number without its ".0", a day as 05/02/2024."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour or cell.minute):
        return f"{cell:%d/%m/%Y %H:%M}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell).strip()


def read_text(cell: Any, *, most: int = 150) -> str:
    """Text of a cell, cleaned; a whole number loses its ".0"."""
    if is_empty(cell) or (isinstance(cell, str) and cell.strip(" ?") == ""):
        return ""
    refuse_error(cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(clean(str(cell), most=10_000).split())
    if len(text) > most:
        sentence = _("« %(text)s… » est trop long : écrivez %(most)d caractères au plus.")
        raise CellError(sentence % {"text": text[:30], "most": most})
    return text


def read_reference(cell: Any) -> str:
    """A number that names something, the same however it is written: 7, "007" and "n° 7" are "7"."""
    text = read_text(cell, most=40)
    bare = re.sub(r"^(?:n°|nº|nr\.?|no\.?)\s*", "", text, flags=re.IGNORECASE)
    return (bare.lstrip("0") or "0") if bare.isdecimal() else bare.upper()


def read_number(cell: Any) -> Decimal | None:
    """A number in French, Dutch or English writing: 1 234,5 ; 5.637.188,00 ; 1,234.50. None for an empty cell."""
    if is_empty(cell):
        return None
    refuse_error(cell)
    if isinstance(cell, bool | date | time | timedelta):
        raise CellError(_("« %(text)s » n'est pas un nombre.") % {"text": as_written(cell)[:40]})
    text = re.sub(r"[\s\u00a0\u202f'’€]", "", str(cell))
    comma, point = text.rfind(","), text.rfind(".")
    if comma > point:
        text = text.replace(".", "").replace(",", ".", 1) if text.count(",") == 1 else text.replace(",", "")
    elif point > comma and comma >= 0:
        text = text.replace(",", "")
    elif text.count(".") > 1:
        text = text.replace(".", "")
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise CellError(_("« %(text)s » n'est pas un nombre.") % {"text": str(cell)[:40]}) from error
    if not number.is_finite() or abs(number) > Decimal(10) ** 13:
        raise CellError(_("« %(text)s » n'est pas un nombre possible.") % {"text": str(cell)[:40]})
    return number


def read_minutes(cell: Any) -> int:
    """Minutes of an hours cell: 12.5, 12,5, 12h30, 12:30, a time or a duration. Empty, 0, a dash, "absent" are 0.

    Decimal hours are rounded to the minute, half up. More than a month's hours, or fewer than none, are refused; so is
    a mark of doubt, for it is no zero. Raises CellError.
    """
    if is_empty(cell) or (isinstance(cell, str) and fold(cell) in WORDS["no_hours"]):
        return 0
    refuse_error(cell)
    minutes = _minutes(cell)
    if minutes < 0:
        raise CellError(_("« %(text)s » : des heures ne peuvent pas être négatives.") % {"text": as_written(cell)[:40]})
    if minutes > MOST_MINUTES:
        sentence = _("« %(text)s » : plus de 744 heures, un mois n'en compte pas tant.")
        raise CellError(sentence % {"text": as_written(cell)[:40]})
    return minutes


def _minutes(cell: Any) -> int:
    if isinstance(cell, datetime) and cell.year < 1905:
        # A spreadsheet writes 26:00 as a day and two hours after its epoch, of which there are two.
        cell -= datetime(1904, 1, 1) if cell.year == 1904 else datetime(1899, 12, 31)  # noqa: DTZ001 - no zone
    if isinstance(cell, timedelta):
        return round(cell.total_seconds() / 60)
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute + (cell.second >= 30)
    if isinstance(cell, date):
        sentence = _("« %(text)s » est une date : le tableur a peut-être changé 12.5 en 12 mai. Écrivez 12,5 ou 12h30.")
        raise CellError(sentence % {"text": as_written(cell)})
    text = " ".join(cell.casefold().split()) if isinstance(cell, str) else ""
    if said := _HOURS.match(text):
        return int(said[1]) * 60 + int(said[2] or 0) + (int(said[3] or 0) >= 30)
    if said := _MINUTES.match(text):
        return int(said[1])
    try:
        number = read_number(_UNIT.sub("", text) if text else cell) or Decimal(0)
    except CellError as error:
        sentence = _("« %(text)s » n'est pas un nombre d'heures : écrivez par exemple 12,5 ou 12h30, ou 0.")
        raise CellError(sentence % {"text": as_written(cell)[:40]}) from error
    return int((number * 60).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def read_answer(cell: Any) -> str:
    """ "yes", "no", "refused", or "" when nothing is said."""
    if is_empty(cell):
        return ""
    text = read_text(cell) if not isinstance(cell, bool) else ("oui" if cell else "non")
    word = fold(text) or text.strip()
    if word in WORDS["yes"]:
        return "yes"
    if word in WORDS["no"]:
        return "no"
    if word in WORDS["refused"]:
        return "refused"
    if not word or is_unsaid(text):
        return ""
    raise CellError(
        _("« %(text)s » : écrivez oui, non ou refus, ou rien si vous ne savez pas.") % {"text": as_written(cell)[:40]}
    )


def read_phone(cell: Any) -> str:
    """A phone number in international form (+32…); a local one is read as Belgian. "" for an empty cell."""
    text = read_text(cell, most=60)
    if not text or is_unsaid(text) or fold(text) in WORDS["no_contact"]:
        return ""
    if text.isdigit() and len(text) == 9 and text[0] != "0":  # a number cell has eaten the leading zero
        text = f"0{text}"
    if mobile := _BELGIAN_MOBILE.match(re.sub(r"[ ./-]", "", text)):
        return f"+32{mobile[1]}"
    try:
        number = phonenumbers.parse(text, "BE")
    except phonenumbers.NumberParseException as error:
        raise CellError(
            _("« %(text)s » n'est pas un numéro de téléphone : écrivez par exemple 0470 12 34 56, ou rien.")
            % {"text": text}
        ) from error
    if not phonenumbers.is_possible_number(number):
        raise CellError(
            _("« %(text)s » n'a pas le bon nombre de chiffres : écrivez par exemple 0470 12 34 56, ou rien.")
            % {"text": text}
        )
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def read_mail(cell: Any) -> str:
    """A mail address in lower case; "" for an empty cell."""
    text = read_text(cell, most=254).casefold().removeprefix("mailto:").strip(" ;,<>")
    if is_unsaid(text) or fold(text) in WORDS["no_contact"]:
        return ""
    if text and not (len(text) < 64 and _PLAIN_MAIL.match(text)):
        try:
            validate_email(text)
        except ValidationError as error:
            raise CellError(
                _("« %(text)s » n'est pas une adresse mail : écrivez par exemple prenom.nom@example.org, ou rien.")
                % {"text": text}
            ) from error
    return text
