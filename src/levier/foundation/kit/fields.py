"""Form fields for what people write by hand: an amount, a length of time, a day in three boxes."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from levier.foundation.kit import formats
from levier.foundation.kit.numbers import CENT, whole

_SPACES = re.compile(r"[\s\u00a0\u202f']")
_HOURS = re.compile(r"(\d{1,5})(?:h|:)(\d{1,2})?(?:min|m)?")
_MINUTES = re.compile(r"(\d{1,7})(?:min|m)")


def read_decimal(text: str) -> Decimal | None:
    """1 234,50, 1.234,50, 1234.5 and the like; None when it is no number."""
    bare = _SPACES.sub("", text).removesuffix("€").removeprefix("€").removesuffix("EUR")
    if "," in bare:
        bare = bare.replace(".", "").replace(",", ".")
    try:
        value = Decimal(bare)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def read_minutes(text: str) -> int | None:
    """Minutes of 12 h 30, 12:30, 45 min, 12,5 (hours); None when it is no length of time."""
    bare = _SPACES.sub("", text.lower()).replace("heures", "h").replace("heure", "h")
    if found := _MINUTES.fullmatch(bare):
        return int(found[1])
    if found := _HOURS.fullmatch(bare):
        rest = int(found[2] or 0)
        return int(found[1]) * 60 + rest if rest < 60 else None
    hours = read_decimal(bare)
    return None if hours is None else int((hours * 60).to_integral_value())


class ManyRowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows of a list. A number that no row can have is an invalid choice, not an accident of the database."""

    def _check_values(self, value: Any) -> Any:
        for one in value if isinstance(value, list | tuple) else ():
            if whole(str(one)) is None:
                code = "invalid_pk_value"
                raise ValidationError(self.error_messages[code], code, {"pk": str(one)[:40]})
        return super()._check_values(value)  # type: ignore[misc]


class MoneyField(forms.CharField):
    """An amount in euros, cleaned to Decimal with two decimals; None when it may be empty and is."""

    unit = _("€")

    def __init__(self, *, least: Decimal = Decimal(0), most: Decimal = Decimal(100_000_000), **options: Any) -> None:
        self.least, self.most = least, most
        options.setdefault("help_text", _("par exemple 1 234,50"))
        super().__init__(widget=forms.TextInput(attrs={"class": "narrow", "inputmode": "decimal"}), **options)

    def prepare_value(self, value: Any) -> Any:
        return formats.money(value).rstrip("\u00a0€").lstrip("€") if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        amount = read_decimal(text)
        if amount is None or amount != amount.quantize(CENT):
            raise ValidationError(_("Écrivez un montant en euros, par exemple 1 234,50."))
        if not self.least <= amount <= self.most:
            raise ValidationError(
                _("Écrivez un montant entre %(least)s et %(most)s.")
                % {"least": formats.money(self.least), "most": formats.money(self.most)}
            )
        return amount.quantize(CENT)


class MinutesField(forms.CharField):
    """A length of time, cleaned to whole minutes; None when it may be empty and is."""

    unit = _("heures")

    def __init__(self, *, most: int = 60 * 100_000, **options: Any) -> None:
        self.most = most
        options.setdefault("help_text", _("par exemple 12 h 30, 12:30 ou 12,5"))
        super().__init__(widget=forms.TextInput(attrs={"class": "narrow"}), **options)

    def prepare_value(self, value: Any) -> Any:
        return formats.minutes(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        minutes = read_minutes(text)
        if minutes is None:
            raise ValidationError(_("Écrivez des heures, par exemple 12 h 30, 12:30 ou 12,5."))
        if not 0 <= minutes <= self.most:
            raise ValidationError(_("Écrivez au plus %(most)s.") % {"most": formats.minutes(self.most)})
        return minutes


class BoxesInput(forms.MultiWidget):
    """Day, month and year in three named boxes: the way to ask a date that one knows by heart, like a birth date."""

    template_name = "kit/_day_boxes.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            "jour": forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 2, "size": 2}),
            "mois": forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 2, "size": 2}),
            "annee": forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "size": 4}),
        }
        super().__init__(boxes, attrs)

    use_fieldset = True

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]


class BoxesField(forms.MultiValueField):
    """A day asked in three boxes, cleaned to `date`."""

    def __init__(self, **options: Any) -> None:
        boxes = tuple(forms.IntegerField(min_value=1, max_value=most) for most in (31, 12, 9999))
        options.setdefault("help_text", _("par exemple 5 2 1984"))
        super().__init__(boxes, widget=BoxesInput(), **options)

    def compress(self, values: list[Any]) -> date | None:
        if not values:
            return None
        try:
            return date(values[2], values[1], values[0])
        except ValueError as error:
            raise ValidationError(_("Ce jour n'existe pas : vérifiez le jour et le mois.")) from error
