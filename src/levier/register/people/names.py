"""Names as they are compared: folded, in any order, and by their sound to a Belgian ear."""

import re
from collections.abc import Iterable
from functools import lru_cache

from levier.foundation.kit.texts import fold
from levier.register.people.letters import latin

_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?:sch|sh|ch|s(?=j))"), "s"),
    (re.compile(r"(?:ck|qu|q|k|c(?![eiy]))"), "k"),
    (re.compile(r"(?:eau|ou|oo|oe|o|u|w)"), "u"),
    (re.compile(r"(?:y|ij|ei|ai|ie|i|ee|é|e)"), "i"),
    (re.compile(r"[zcsç]"), "s"),
    (re.compile(r"h"), ""),
)
_DOUBLED = re.compile(r"(.)\1+")


def search_text(first_name: str, last_name: str, others: Iterable[str] = ()) -> str:
    """Folded words of the names, as the search reads them, each once; of another script, in Latin letters too."""
    folded = fold(" ".join([first_name, last_name, *others]))
    if not folded.isascii():
        folded = " ".join(dict.fromkeys(f"{folded} {latin(folded)}".split()))
    return folded[:250]


def name_key(first_name: str, last_name: str) -> str:
    """The same for "Diallo Mariam" and "Mariam DIALLO", Олена and Olena: words in Latin letters, in order."""
    return " ".join(sorted(latin(fold(f"{first_name} {last_name}")).split()))[:210]


def sound_key(first_name: str, last_name: str) -> str:
    """The same for names that sound alike (Mohammed, Mouhamed): consonants and vowel groups, doubled letters once."""
    return " ".join(sorted(map(sound_of, latin(fold(f"{first_name} {last_name}")).split())))[:60]


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> str:
    """How one folded word sounds, in at most twelve letters."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return _DOUBLED.sub(r"\1", word)[:12]
