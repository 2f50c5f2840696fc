"""How values are written on screen and paper: money, hours, days, moments. French typography included."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

import phonenumbers
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SPOKEN = ("fr", "nl", "en")
"""Languages in which the whole house speaks: days and hours are said in words."""
NARROW = "\u202f"
_FIRST = re.compile(r"\b1 ")


def language() -> str:
    """Two letters of the page's language, French when none is active."""
    return (get_language() or "fr")[:2]


def spoken(wanted: str) -> str:
    """This language where the house speaks it, else French."""
    return wanted if wanted in SPOKEN else "fr"


def number(value: int | Decimal) -> str:
    """1 234 or 1 234,5 in the page's language."""
    return str(format_decimal(value, locale=language()))


def money(amount: Decimal | None) -> str:
    """1 234,50 € ; a dash when there is none."""
    if amount is None:
        return "–"
    text = format_decimal(amount, format="#,##0.00", locale=language())
    return f"{text}\u00a0€" if language() != "en" else f"€{text}"


def minutes(value: int | None) -> str:
    """1 h 05, 45 min, 0 h ; a dash when nothing is known. Zero is not "no data"."""
    if value is None:
        return "–"
    whole, rest = divmod(value, 60)
    if whole == 0 and rest:
        return f"{rest}\u00a0min"
    return f"{number(whole)}\u00a0h" + (f"\u00a0{rest:02d}" if rest else "")


_OTHERWISE = {
    "es": {"near": "EEEE d 'de' MMMM"},
    "tr": {"near": "d MMMM EEEE"},
}
"""Languages of participants in which a day is not said in the usual order."""
_PATTERNS = {"short": "dd/MM/yyyy", "table": "EEE dd/MM/yyyy", "near": "EEEE d MMMM"}


def day(value: date | None, *, style: str = "long") -> str:
    """A day in words, with its weekday where somebody plans.

    `full` lundi 5 février 2024, `near` lundi 5 février, `long` 5 février 2024; in tables `table` lun. 05/02/2024 and
    `short` 05/02/2024.
    """
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if style == "short":
        return value.strftime("%d/%m/%Y")
    pattern = _OTHERWISE.get(language(), {}).get(style) or _PATTERNS.get(style, style)
    text = str(format_date(value, format=pattern, locale=language()))
    first = value.day == 1 and style != "table" and language() == "fr"
    return _FIRST.sub("1er ", text) if first else text


def clock(value: datetime) -> str:
    """14 h 30, or 14 h."""
    local = timezone.localtime(value)
    if language() != "fr":
        return f"{local:%H}{'.' if language() == 'nl' else ':'}{local:%M}"
    return f"{local.hour}\u00a0h" + (f"\u00a0{local.minute:02d}" if local.minute else "")


def moment(value: datetime | None, *, style: str = "full") -> str:
    """lundi 5 février 2024, 14 h 30; with the styles of `day`."""
    if value is None:
        return "–"
    return f"{day(value, style=style)}, {clock(value)}"


@lru_cache(maxsize=4096)
def is_mobile(value: str) -> bool:
    """Can a text message reach this number, +32…? Where a country does not tell the two apart, yes."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(value))
    except phonenumbers.NumberParseException:
        return False
    return kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


def phone(value: str) -> str:
    """+32470123456 as it is said: 0470 12 34 56; a number of another country as +33 6 12 34 56 78.

    Text that is no number in international form comes back as it is.
    """
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return value
    forms = phonenumbers.PhoneNumberFormat
    form = forms.NATIONAL if number.country_code == 32 else forms.INTERNATIONAL
    return str(phonenumbers.format_number(number, form)).replace(" ", "\u00a0")


def percent(part: int, whole: int) -> str:
    """60 % (12 sur 20): a share never goes without its numerator and denominator."""
    if whole == 0:
        return "–"
    return f"{round(100 * part / whole)}{NARROW}% ({part_of(part, whole)})"


def share(basis_points: int) -> str:
    """30 %, 12,5 %: basis points as people say them."""
    whole, rest = divmod(basis_points, 100)
    text = f"{whole},{rest:02d}".rstrip("0") if rest else str(whole)
    return f"{text}{NARROW}%"


def part_of(part: int, whole: int) -> str:
    """12 sur 20."""
    return _("%(part)s sur %(whole)s") % {"part": number(part), "whole": number(whole)}
