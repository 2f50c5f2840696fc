"""Numbers that an association chooses for itself: the room whose rule reads one signs it in, with its bounds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from levier.foundation.accounts.models import Organisation
from levier.foundation.kit.registers import Register


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `least` to `most`, `usual` as long as nobody chose; `said(value)` is it in words."""

    label: Any
    hint: Any
    usual: int
    least: int
    most: int
    said: Callable[[int], str]

    def accepts(self, value: int) -> bool:
        return self.least <= value <= self.most


numbers: Register[Number] = Register()


def number_in(settings: Mapping[str, Any], name: str) -> int:
    """The number among an organisation's settings; the usual one when it was not chosen, or no longer fits."""
    kept: int = settings.get(name, numbers[name].usual)
    return kept if numbers[name].accepts(kept) else numbers[name].usual


def number_of(organisation_id: int, name: str) -> int:
    """The same, read from the organisation."""
    settings = Organisation.objects.filter(pk=organisation_id).values_list("settings", flat=True).first()
    return number_in(settings or {}, name)
