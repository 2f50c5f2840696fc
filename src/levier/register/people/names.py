"""Names as they are compared: folded, in any order, and by their sound to a Belgian ear."""

import re

from levier.foundation.kit.texts import fold

_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?:sch|sh|ch|s(?=j))"), "s"),
    (re.compile(r"(?:ck|qu|q|k|c(?![eiy]))"), "k"),
    (re.compile(r"(?:ou|oo|oe|u|w)"), "u"),
    (re.compile(r"(?:y|ij|ei|ai|ie|i|ee|é|e)"), "i"),
    (re.compile(r"[zcsç]"), "s"),
    (re.compile(r"h"), ""),
)


def search_text(first_name: str, last_name: str) -> str:
    """Folded words of a name, as the search reads them."""
    return fold(f"{first_name} {last_name}")[:250]


def name_key(first_name: str, last_name: str) -> str:
    """The same for "Diallo Mariam" and "Mariam DIALLO": folded words in alphabetical order."""
    return " ".join(sorted(search_text(first_name, last_name).split()))[:210]


def sound_key(first_name: str, last_name: str) -> str:
    """The same for names that sound alike (Mohammed, Mouhamed): consonants and vowel groups, doubled letters once."""
    words = []
    for word in search_text(first_name, last_name).split():
        for pattern, sound in _SOUNDS:
            word = pattern.sub(sound, word)
        words.append(re.sub(r"(.)\1+", r"\1", word)[:12])
    return " ".join(sorted(words))[:60]
