"""Templates: used, defined, translated, without inline script, guarded against forgery and double clicks."""

import re
from pathlib import Path

import allauth
import pytest
from django.template import engines

from levier.foundation.accounts.enums import Role
from tests.cast import browser, colleague, organisation, person, project
from tests.house.templates import SOURCE, opening, templates
from tests.house.views import addresses

INCLUDED_WITHOUT_UNDERSCORE = {"kit/crumbs.html"}
"""Parts that every room includes under the name they had from the first day."""
WITHOUT_FORM_TOKEN = {"kit/_search_box.html", "kit/_filters.html", "account/login.html"}
"""Forms that change nothing but the session: against forgery the usual token, a double click does no harm."""
WORDS_OF_EVERY_LANGUAGE = {"Levier", "xlsx", "csv", "PDF", "JSON", "SHA-256", "MB", "ICS"}
LONG_FILES: set[str] = set()
"""Files of more than 400 lines that hold one thing all the same."""

_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TRANSLATED = re.compile(r"\{% (blocktrans|blocktranslate)\b.*?\{% end\1 %\}", re.DOTALL)
_HTML = re.compile(r"<[^>]*>", re.DOTALL)
_SAID = re.compile(r'\s(?:placeholder|aria-label|title|alt)="([^"]*)"')
_WORD = re.compile(r"[^\W\d_]{2,}[\w-]*")


def _overrides() -> set[str]:
    place = Path(allauth.__file__).parent
    return {path.as_posix().rpartition("/templates/")[2] for path in place.rglob("templates/**/*.html")}


def _bare(text: str) -> str:
    """A template without what Django fills in, so that what is left is written in it; values become nothing."""
    return _TAG.sub("", _TRANSLATED.sub("", text))


def test_every_template_is_used():
    sources = "\n".join(path.read_text() for path in SOURCE.rglob("*.py")) + "\n".join(templates().values())
    overrides = _overrides()

    assert [name for name in templates() if f'"{name}' not in sources and name not in overrides] == []


def test_parts_that_are_included_begin_with_an_underscore():
    included = {name for text in templates().values() for name in re.findall(r'\{% include "([^"]+)"', text)}
    ours = included & set(templates())

    assert {name for name in ours if not Path(name).name.startswith("_")} == INCLUDED_WITHOUT_UNDERSCORE


def test_no_script_or_style_stands_in_a_page():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|hx-on|<script(?![^>]*\bsrc=)|javascript:")

    assert {name: found for name, text in templates().items() if (found := inline.findall(_bare(text)))} == {}


def test_every_visible_word_can_be_translated():
    found = {}
    for name, text in templates().items():
        bare = _bare(text)
        said = " ".join(_SAID.findall(bare)) + " " + _HTML.sub(" ", bare)
        words = [word for word in _WORD.findall(re.sub(r"&\w+;", " ", said)) if word not in WORDS_OF_EVERY_LANGUAGE]
        if words:
            found[name] = words

    assert found == {}


def test_every_form_that_posts_has_its_tokens():
    forms = re.compile(r'<form\b[^>]*method="post".*?</form>', re.DOTALL)
    careless = [
        name
        for name, text in templates().items()
        for form in forms.findall(text)
        if "{% form_tokens %}" not in form and not (name in WITHOUT_FORM_TOKEN and "{% csrf_token %}" in form)
    ]

    assert careless == []


def test_every_part_of_the_kit_says_its_options():
    silent = [name for name in templates() if name.startswith("kit/") and len(opening(name)) < 30]

    assert silent == []


def test_files_are_short():
    kinds = ("*.py", "*.html", "*.css", "*.js")
    paths = [path for kind in kinds for path in SOURCE.rglob(kind) if "vendor" not in path.parts]
    long = {str(path.relative_to(SOURCE)) for path in paths if len(path.read_text().splitlines()) > 400}

    assert long == LONG_FILES


def test_style_sheets_know_no_left_and_right():
    physical = re.compile(r"(?:margin|padding|border)-(?:left|right)|[{;]\s*(?:left|right)\s*:|: (?:left|right)\b")
    found = {
        path.name: physical.findall(path.read_text()) for path in SOURCE.rglob("*.css") if "vendor" not in path.parts
    }

    assert {name: words for name, words in found.items() if words} == {}


class Undefined(str):
    """Stands for every variable that a template names and nobody gave; it remembers their names."""

    def __new__(cls):
        instance = super().__new__(cls, "undefined")
        instance.names = set()
        return instance

    def __contains__(self, part):
        return part == "%s"

    def __mod__(self, variable):
        self.names.add(str(variable))
        return ""


@pytest.fixture
def undefined(monkeypatch):
    watcher = Undefined()
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", watcher)
    return watcher


@pytest.mark.django_db
def test_no_page_names_a_variable_that_nobody_gave(undefined):
    house = organisation()
    client = browser(colleague(Role.DIRECTION, at=house))
    keys = {person("Mariam", at=house).pk, project(at=house).pk}
    found = {}
    for address in addresses():
        if "GET" not in address.screen.methods or "^" in address.route or address.view.__module__.startswith("allauth"):
            continue
        for key in keys if address.arguments else [None]:
            undefined.names.clear()
            path = re.sub(r"<int:[^>]+>", str(key), address.route)
            if "<" not in path:
                client.get(f"/{path}")
                if undefined.names:
                    found[address.name] = sorted(undefined.names)

    assert found == {}
