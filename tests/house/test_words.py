"""Words: every visible string is marked, and French, Dutch and English are complete, up to date and well set."""

import ast
import re

import polib
import pytest

from levier.config.words.extracting import phrases
from levier.config.words.participants import FILES, PHRASES
from levier.config.words.typesetting import typeset
from levier.config.words.updating import FOR_PARTICIPANTS, TRANSLATED, key_of, path_of, updated, wanted
from tests.house.templates import SOURCE, bare, templates
from tests.results import note

NOT_ON_SCREEN = {
    "config/": "the terminal speaks French, and the invented association writes as its team does",
    "register/vocabulary/": "labels as workbooks write them, with their spelling variants",
    "foundation/imports/guessing": "titles of columns as workbooks write them",
    "foundation/imports/legend": "titles of columns as workbooks write them",
    "foundation/imports/cells.py": "answers as workbooks write them, without accents",
    "evidence/outcomes/trainee_fields.py": "answers as workbooks write them, without accents",
    "foundation/journal/queries.py": "what `levier audit verify` says in the terminal",
    "evidence/reports/rule_sets/": "names of indicators stand there in three languages, sources as they were published",
}
"""French that is no phrase of a page, each place with its reason."""
_FRENCH = re.compile(
    r"[éèêàùçîôœ«»]|\b(?:le|la|les|des|une|pas|pour|dans|avec|sur|vous|votre|cette|qui)\b", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}|</?\w+>")
_UNSET = re.compile(r"\S[;:!?»](?=\s|$)|«\S|\.\.\.|[\"’\u00a0\u202f]|  ")
_TAGS = re.compile(r"<[^>]*>|%%|\d[:.]\d\d|https?:")


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(path_of(language)))


def texts(entry: polib.POEntry) -> list[tuple[str, str]]:
    """(phrase, translation) of each form of an entry."""
    if entry.msgid_plural:
        first, *others = entry.msgstr_plural.values()
        return [(entry.msgid, first), *((entry.msgid_plural, one) for one in others)]
    return [(entry.msgid, entry.msgstr)]


ALL = ["fr", *TRANSLATED, *FOR_PARTICIPANTS]


@pytest.mark.parametrize("language", ALL)
def test_the_catalogue_holds_the_phrases_of_the_code_and_no_other(language):
    held, made = catalogue(language), updated(language, wanted(language, phrases()))

    assert {key_of(entry) for entry in held} == {key_of(entry) for entry in made}


def test_what_participants_read_still_stands_in_the_code():
    found = phrases()
    places = {place for all_places in found.values() for place in all_places}

    assert [text for text in PHRASES if text not in {phrase.text for phrase in found}] == []
    assert [file for file in FILES if file not in places] == []


@pytest.mark.parametrize("language", ALL)
def test_no_translation_is_empty_doubtful_or_left_over(language):
    held = catalogue(language)
    note(
        "words", language, phrases=len(held), empty=len(held.untranslated_entries()), doubtful=len(held.fuzzy_entries())
    )

    assert [entry.msgid for entry in held if not entry.translated() or entry.fuzzy or entry.obsolete] == []


@pytest.mark.parametrize("language", ALL)
def test_translations_keep_what_is_filled_in(language):
    pairs = [pair for entry in catalogue(language) for pair in texts(entry)]

    assert [ours for ours, theirs in pairs if placeholders(ours) != placeholders(theirs)] == []


def placeholders(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))


def test_french_is_printed_as_french_is_printed():
    unset = [
        (entry.msgid, theirs) for entry in catalogue("fr") for ours, theirs in texts(entry) if theirs != typeset(ours)
    ]

    assert unset == []


def test_french_is_typed_in_one_way():
    """Plain spaces, which the catalogue makes narrow; one apostrophe, one ellipsis, quotation marks of the language."""
    found = [
        text for phrase in phrases() for text in (phrase.text, phrase.plural) if _UNSET.search(_TAGS.sub("x", text))
    ]

    assert found == []


@pytest.mark.parametrize("language", [*TRANSLATED, *FOR_PARTICIPANTS])
def test_other_languages_leave_no_space_before_a_colon(language):
    french = re.compile(r"\s[;:!?»]|«")

    assert [theirs for entry in catalogue(language) for _, theirs in texts(entry) if french.search(theirs)] == []


def test_no_template_sets_punctuation_beside_a_phrase():
    """ "label : value" differs by language: it is a phrase."""
    loose = re.compile(r"\S [;:!?»](?=[\s<]|$)|«|\d %")
    text = {name: re.sub(r"<[^>]*>", "", bare(found, "x").replace("\n", " ")) for name, found in templates().items()}

    assert {name: loose.findall(words) for name, words in text.items() if loose.search(words)} == {}


def unmarked(source: str) -> list[str]:
    """French sentences of a module that no catalogue will ever see; docstrings and patterns are none."""
    tree = ast.parse(source)
    marking = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"}
    marking |= {"pgettext_lazy", "compile"}
    seen: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in marking:
            seen |= {id(part) for part in ast.walk(node)}
        if isinstance(node, ast.Expr):
            seen.add(id(node.value))
    words = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [
        one.value for one in words if id(one) not in seen and " " in one.value.strip() and _FRENCH.search(one.value)
    ]


def test_every_french_sentence_of_the_code_is_marked():
    found = {
        name: unmarked(path.read_text())
        for path in SOURCE.rglob("*.py")
        if not (name := path.relative_to(SOURCE).as_posix()).startswith(tuple(NOT_ON_SCREEN))
        and "migrations" not in path.parts
    }

    assert {name: words for name, words in found.items() if words} == {}


def test_a_sentence_that_is_not_marked_is_found():
    assert unmarked('say(_("Rien à faire"))\nsay("La tâche est notée")\n"""Une note."""') == ["La tâche est notée"]
