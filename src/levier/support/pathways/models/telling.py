"""Words that stand in French in their own column, and beside it in other languages."""

from dataclasses import dataclass
from typing import Any

from levier.foundation.kit import formats

FRENCH = "fr"


@dataclass(frozen=True, slots=True)
class Told:
    """Words as they are told. `language` is empty when they are in the language asked for, or in one nobody knows."""

    text: str
    language: str = ""

    def __str__(self) -> str:
        return self.text


class SaidOtherwise:
    """A record of which `texts` says columns in other languages: {column: {language: words}}."""

    texts: Any

    def told(self, column: str, language: str = "") -> Told:
        """A column in a language, that of the page when none is given; in French when nobody said it in that one."""
        wanted = language or formats.language()
        said = getattr(self, column)
        if wanted == FRENCH or not said:
            return Told(said)
        found = self.texts.get(column, {}).get(wanted, "")
        return Told(found) if found else Told(said, FRENCH)


class TakenFromTemplate(SaidOtherwise):
    """The same for what came from a template. Words written by hand have no `texts`, and are in who knows which."""

    def told(self, column: str, language: str = "") -> Told:
        return super().told(column, language) if self.texts else Told(getattr(self, column))

    @property
    def told_title(self) -> Told:
        return self.told("title")
