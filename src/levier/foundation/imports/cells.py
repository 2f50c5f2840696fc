"""Reading one cell: a value, or a sentence that says what is wrong and what to write."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from levier.foundation.kit.texts import clean, fold

MOST_MINUTES = 744 * 60
MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "janvier janv jan januari january",
            "fevrier fevr fev februari feb february",
            "mars mar maart mrt march",
            "avril avr april apr",
            "mai mei may",
            "juin juni jun june",
            "juillet juil juli jul july",
            "aout aou augustus aug august",
            "septembre sept sep september",
            "octobre oct oktober okt october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for word in words.split()
}
_EPOCH = date(1899, 12, 30)
_NUMERIC = re.compile(r"^(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{2,4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$")
_WORDS = re.compile(r"^(?:[a-z]+ )?(\d{1,2})(?:er|e)? ([a-z]+) (\d{4}|\d{2})$")
# The writings that nearly everybody uses, read without the libraries that know all the others.
_BELGIAN_MOBILE = re.compile(r"^(?:\+32|0032|0)(4\d{8})$")
_PLAIN_MAIL = re.compile(r"^[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,20}$")
_HOURS = re.compile(r"^(\d{1,4}) ?(?:h|u|:|heures?|uur) ?(?:([0-5]?\d)(?: ?(?:m|min|minutes?))?)?$")


class CellError(Exception):
    """A cell that cannot be read. `str(error)` is the sentence the user reads."""


def is_empty(cell: Any) -> bool:
    """Nothing, or the marks people write for nothing."""
    return cell is None or (isinstance(cell, str) and cell.strip() in ("", "-", "–", "—", "/", "?"))


def read_text(cell: Any, *, most: int = 150) -> str:
    """Text of a cell, cleaned; a whole number loses its ".0"."""
    if is_empty(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = " ".join(clean(str(cell), most=10_000).split())
    if len(text) > most:
        raise CellError(_("Le texte est trop long : %(most)d caractères au plus.") % {"most": most})
    return text


def read_date(cell: Any) -> date | None:
    """A day, from a date cell, a serial number or text, day first. None for an empty cell."""
    if is_empty(cell):
        return None
    if isinstance(cell, datetime):
        return _plausible(cell.date(), cell)
    if isinstance(cell, date):
        return _plausible(cell, cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if 3_000 <= cell <= 80_000:
            return _plausible(_EPOCH + timedelta(days=int(cell)), cell)
        raise CellError(_no_date(cell))
    return _plausible(_date_of_text(str(cell).strip()), cell)


def _date_of_text(text: str) -> date:
    numeric = _NUMERIC.match(text)
    if numeric:
        first, month, last = numeric.groups()
        year, day_number = (first, last) if len(first) == 4 else (last, first)
        return _day(year, int(month), int(day_number), text)
    worded = _WORDS.match(fold(text))
    if worded and worded[2] in MONTHS:
        return _day(worded[3], MONTHS[worded[2]], int(worded[1]), text)
    if re.fullmatch(r"\d{4}", text) or re.fullmatch(r"\d{1,2}[/-]\d{4}", text):
        raise CellError(
            _("« %(text)s » n'est pas une date entière : écrivez le jour, le mois et l'année (05/02/2024).")
            % {"text": text}
        )
    raise CellError(_no_date(text))


def _day(year: str, month: int, day_number: int, text: str) -> date:
    if len(year) == 3 or len(year) == 1:
        raise CellError(_no_date(text))
    whole = int(year)
    if len(year) == 2:  # 00 to 39 are of this century, as spreadsheets read them
        whole += 2000 if whole < 40 else 1900
    try:
        return date(whole, month, day_number)
    except ValueError as error:
        raise CellError(_("« %(text)s » n'existe pas dans le calendrier.") % {"text": text}) from error


def _plausible(day: date, cell: Any) -> date:
    if not 1900 <= day.year <= 2100:
        raise CellError(_("L'année de « %(text)s » n'est pas possible.") % {"text": str(cell)[:30]})
    return day


def _no_date(cell: Any) -> str:
    return _("« %(text)s » n'est pas une date : écrivez jour/mois/année, par exemple 05/02/2024.") % {
        "text": str(cell)[:40]
    }


def read_number(cell: Any) -> Decimal | None:
    """A number in French, Dutch or English writing: 1 234,5 ; 5.637.188,00 ; 1,234.50. None for an empty cell."""
    if is_empty(cell):
        return None
    if isinstance(cell, bool | date | time | timedelta):
        raise CellError(_("« %(text)s » n'est pas un nombre.") % {"text": str(cell)[:40]})
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
    """Minutes of an hours cell: 12.5, 12,5, 12h30, 12:30, a time or a duration. Empty, 0 and a dash are 0.

    Decimal hours are rounded to the minute, half up. More than a month's hours, or fewer than none, are refused.
    """
    if is_empty(cell):
        return 0
    if isinstance(cell, datetime):  # a spreadsheet writes 26:00 as a day and an hour after its epoch
        cell = cell - datetime(1899, 12, 31) if cell.year < 1905 else cell  # noqa: DTZ001 - no zone in a cell
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
    elif isinstance(cell, time):
        minutes = cell.hour * 60 + cell.minute
    elif isinstance(cell, str) and (said := _HOURS.match(" ".join(cell.casefold().split()))):
        minutes = int(said[1]) * 60 + int(said[2] or 0)
    else:
        number = read_number(cell.rstrip(" hHuU") if isinstance(cell, str) else cell) or Decimal(0)
        minutes = int((number * 60).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if minutes < 0:
        raise CellError(_("Des heures ne peuvent pas être négatives."))
    if minutes > MOST_MINUTES:
        raise CellError(_("Plus de 744 heures : un mois n'en compte pas tant."))
    return minutes


_YES = {"oui", "o", "yes", "y", "ja", "j", "x", "1", "vrai", "true"}
_NO = {"non", "n", "no", "nee", "0", "faux", "false"}
_REFUSED = {"refus", "refuse", "ne souhaite pas repondre", "ne veut pas repondre", "refused", "weigert", "weigering"}


def read_answer(cell: Any) -> str:
    """ "yes", "no", "refused", or "" when nothing is said."""
    if is_empty(cell):
        return ""
    word = fold(read_text(cell)) if not isinstance(cell, bool) else ("oui" if cell else "non")
    if word in _YES:
        return "yes"
    if word in _NO:
        return "no"
    if word in _REFUSED:
        return "refused"
    if word in ("inconnu", "inconnue", "ne sait pas", "onbekend", "unknown", "nsp"):
        return ""
    raise CellError(_("« %(text)s » : écrivez oui, non ou refus.") % {"text": str(cell)[:40]})


def read_phone(cell: Any) -> str:
    """A phone number in international form (+32…); a local one is read as Belgian. "" for an empty cell."""
    text = read_text(cell, most=60)
    if not text:
        return ""
    if text.isdigit() and len(text) == 9 and text[0] != "0":  # a number cell has eaten the leading zero
        text = f"0{text}"
    if mobile := _BELGIAN_MOBILE.match(re.sub(r"[ ./-]", "", text)):
        return f"+32{mobile[1]}"
    try:
        number = phonenumbers.parse(text, "BE")
    except phonenumbers.NumberParseException as error:
        raise CellError(_("« %(text)s » n'est pas un numéro de téléphone.") % {"text": text}) from error
    if not phonenumbers.is_possible_number(number):
        raise CellError(_("« %(text)s » n'a pas le bon nombre de chiffres.") % {"text": text})
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def read_mail(cell: Any) -> str:
    """A mail address in lower case; "" for an empty cell."""
    text = read_text(cell, most=254).casefold()
    if text and not (len(text) < 64 and _PLAIN_MAIL.match(text)):
        try:
            validate_email(text)
        except ValidationError as error:
            raise CellError(_("« %(text)s » n'est pas une adresse mail.") % {"text": text}) from error
    return text


def read_month(header: Any) -> date | None:
    """First day of the month that a header names (janv. 2024, 2024-01, 01/2024, a date cell); None when it is none."""
    if isinstance(header, datetime | date):
        return date(header.year, header.month, 1) if 1900 <= header.year <= 2100 else None
    text = fold(str(header))
    worded = re.fullmatch(r"(?:heures |uren |mois )?([a-z]+) ?(\d{4}|\d{2})", text)
    if worded and worded[1] in MONTHS:
        return date(int(worded[2]) + (2000 if len(worded[2]) == 2 else 0), MONTHS[worded[1]], 1)
    numeric = re.fullmatch(r"(\d{4}) (\d{1,2})|(\d{1,2}) (\d{4})", text)
    if numeric:
        year, month = (numeric[1], numeric[2]) if numeric[1] else (numeric[4], numeric[3])
        if 1 <= int(month) <= 12 and 1900 <= int(year) <= 2100:
            return date(int(year), int(month), 1)
    return None
