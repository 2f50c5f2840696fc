"""Other scripts in Latin letters, so that a name is found however it is typed.

Cyrillic as Ukraine and the usual Latin spellings write it (KMU 55, 2010, made simple), Greek by ISO 843 without its
marks, Arabic and Persian by their consonants: short vowels are not written, so such a name is found by its consonants,
or by another name noted in Latin letters.
"""

_CYRILLIC = dict(
    zip(
        "абвгґдезіийклмнопрстуфыэ",
        ("a", "b", "v", "g", "g", "d", "e", "z", "i", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f",
         "y", "e"),
        strict=True,
    )
) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "є": "ie", "ї": "i",
    "ё": "e", "ь": "", "ъ": "", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
}  # fmt: skip
_GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)) | {
    "θ": "th",
    "χ": "ch",
    "ψ": "ps",
}
_ARABIC = dict(zip("ابتجحدرزسصضطظعفقكلمنهويىةپگکی", "abtjhdrzssdtzafqklmnhwyyhpgky", strict=True)) | {
    "ث": "th", "خ": "kh", "ذ": "dh", "ش": "sh", "غ": "gh", "ء": "", "چ": "ch", "ژ": "zh",
}  # fmt: skip
_LATIN = str.maketrans(_CYRILLIC | _GREEK | _ARABIC)


def latin(folded: str) -> str:
    """Folded words in Latin letters; a script that is not known here stays as it is."""
    return folded if folded.isascii() else folded.translate(_LATIN)
