"""Bringing the catalogues up to the code: what is new is added empty, what is gone is removed, the rest is kept."""

import sys
from pathlib import Path

import polib

from levier.config.words.compiling import CATALOGUES
from levier.config.words.extracting import Phrase, phrases
from levier.config.words.participants import for_participants
from levier.config.words.typesetting import typeset

PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "nl": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 :"
        " n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
    ),
    "tr": "nplurals=2; plural=(n > 1);",
    "ro": "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2);",
    "uk": ("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"),
    "es": "nplurals=2; plural=(n != 1);",
}
TRANSLATED = ("nl", "en")
FOR_PARTICIPANTS = ("ar", "tr", "ro", "uk", "es")
"""Languages that hold only what people accompanied read; the rest is French there."""


def path_of(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "django.po"


def key_of(entry: polib.POEntry) -> Phrase:
    """The phrase of a line of a catalogue."""
    return Phrase(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def updated(language: str, found: dict[Phrase, list[str]]) -> polib.POFile:
    """The catalogue of a language for these phrases.

    French is made here too: what is printed otherwise than it is typed, plurals (zero is singular there), and the rest,
    lest a library's own catalogue answer for a word that is English as well ("active", "actions").
    """
    path = path_of(language)
    kept = {key_of(entry): entry for entry in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for phrase, places in sorted(found.items(), key=lambda pair: (pair[1][0], pair[0])):
        catalogue.append(_entry(language, phrase, places, kept.get(phrase)))
    return catalogue


def wanted(language: str, found: dict[Phrase, list[str]]) -> dict[Phrase, list[str]]:
    """The phrases that a catalogue holds."""
    return for_participants(found) if language in FOR_PARTICIPANTS else found


def _entry(language: str, phrase: Phrase, places: list[str], kept: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=phrase.text,
        msgid_plural=phrase.plural,
        msgctxt=phrase.context or None,
        occurrences=[(place, "") for place in places],
        flags=["python-format"] if "%(" in phrase.text + phrase.plural else [],
    )
    if language == "fr" and phrase.plural:
        entry.msgstr_plural = {0: typeset(phrase.text), 1: typeset(phrase.plural)}
    elif language == "fr":
        entry.msgstr = typeset(phrase.text)
    elif phrase.plural:
        forms = range(int(PLURALS[language].removeprefix("nplurals=")[0]))
        entry.msgstr_plural = kept.msgstr_plural if kept else dict.fromkeys(forms, "")
    else:
        entry.msgstr = kept.msgstr if kept else ""
    return entry


def main() -> int:
    """Rewrite the catalogues; says how many phrases each lacks."""
    found = phrases()
    for language in ("fr", *TRANSLATED, *FOR_PARTICIPANTS):
        catalogue = updated(language, wanted(language, found))
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path_of(language)))
        sys.stdout.write(f"{language}: {len(catalogue)}, {len(catalogue.untranslated_entries())} empty\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
