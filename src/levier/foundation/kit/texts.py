"""Text as it is compared and searched: the same on SQLite and PostgreSQL because it is done here."""

import re
import unicodedata

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"})
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case, without accents or punctuation, words parted by one space; any script is kept."""
    if text.isascii():  # most cells of a workbook: nothing to decompose
        return _NOT_WORD.sub(" ", text.lower()).strip()
    lowered = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(character for character in lowered if not unicodedata.combining(character)).translate(_LETTERS)
    return _NOT_WORD.sub(" ", bare).strip()


def clean(text: str, *, most: int = 10_000) -> str:
    """What a person typed, made safe to keep: NFC, no control or zero-width characters, at most `most` characters."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text.strip()[:most]
    kept = "".join(
        character
        for character in unicodedata.normalize("NFC", text)
        if character in "\n\t"
        or (unicodedata.category(character) not in ("Cc", "Cs", "Co", "Cn") and character not in "\u200b\u2060\ufeff")
    )
    return kept.strip()[:most]


def slug(text: str) -> str:
    """A code made from a title: ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
