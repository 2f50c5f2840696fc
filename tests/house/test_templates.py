"""Templates: used, defined, translated, without inline script, guarded against forgery and double clicks."""

import re
from pathlib import Path

import allauth
import pytest
from django import forms
from django.db import transaction
from django.template import engines

from levier.foundation.accounts.enums import Role
from tests.cast import browser, colleague, organisation, person, project
from tests.house.templates import SOURCE, bare, opening, templates
from tests.house.views import addresses

INCLUDED_WITHOUT_UNDERSCORE = {"kit/crumbs.html"}
"""Parts that every room includes under the name they had from the first day."""
SIGN_IN = ("account/", "mfa/", "usersessions/", "allauth/")
"""Pages of the sign-in library in our dress: against forgery the usual token, a double click does no harm."""
NAMED_BY_OTHERS = {"429.html"}
WORDS_OF_EVERY_LANGUAGE = {"Levier", "xlsx", "csv", "PDF", "JSON", "SHA-256", "MB", "ICS"}

_HTML = re.compile(r"<[^>]*>", re.DOTALL)
_SAID = re.compile(r'\s(?:placeholder|aria-label|title|alt)="([^"]*)"')
_WORD = re.compile(r"[^\W\d_]{2,}[\w-]*")


def _overrides() -> set[str]:
    """Templates of libraries, which ours of the same name dress."""
    places = (Path(allauth.__file__).parent, Path(forms.__file__).parent)
    files = (path for place in places for path in place.rglob("templates/**/*.html"))
    return {path.as_posix().rpartition("/templates/")[2] for path in files}


def test_every_template_is_used():
    sources = "\n".join(path.read_text() for path in SOURCE.rglob("*.py")) + "\n".join(templates().values())
    built = [
        re.compile(re.sub(r"\\\{.*?\\\}", r"\\w+", re.escape(one))) for one in re.findall(r'f"(\S+?\.html)"', sources)
    ]
    named = {name for name in templates() if f'"{name}' in sources or any(one.fullmatch(name) for one in built)}

    assert set(templates()) - named - _overrides() == NAMED_BY_OTHERS


def test_parts_that_are_included_begin_with_an_underscore():
    included = {name for text in templates().values() for name in re.findall(r'\{% include "([^"]+)"', text)}
    ours = (included & set(templates())) - _overrides()

    assert {name for name in ours if not Path(name).name.startswith("_")} == INCLUDED_WITHOUT_UNDERSCORE


def test_no_script_or_style_stands_in_a_page():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|hx-on|<script(?![^>]*\bsrc=)|javascript:")

    assert {name: found for name, text in templates().items() if (found := inline.findall(bare(text)))} == {}


def test_every_visible_word_can_be_translated():
    found = {}
    for name, text in templates().items():
        written = bare(text)
        said = " ".join(_SAID.findall(written)) + " " + _HTML.sub(" ", written)
        words = [word for word in _WORD.findall(re.sub(r"&\w+;", " ", said)) if word not in WORDS_OF_EVERY_LANGUAGE]
        if words:
            found[name] = words

    assert found == {}


def _forms() -> list[tuple[str, str]]:
    """(template, form) of each form, as text."""
    form = re.compile(r"<form\b.*?</form>", re.DOTALL)
    return [(name, found) for name, text in templates().items() for found in form.findall(text)]


def test_every_form_that_posts_has_its_tokens():
    careless = [name for name, form in _forms() if 'method="post"' in form and not _has_its_tokens(name, form)]

    assert careless == []


def _has_its_tokens(name: str, form: str) -> bool:
    if name.startswith(SIGN_IN) or "{% url 'kit:search' %}" in form:  # these keep words in the session, no more
        return "{% csrf_token %}" in form
    return "{% form_tokens %}" in form or "{% slot body %}" in form


def test_no_form_puts_free_text_into_an_address():
    free = re.compile(r'<textarea|type="(?:search|text|email|tel)"|<input(?![^>]*type=)')

    assert [name for name, form in _forms() if 'method="post"' not in form and free.search(form)] == []


def test_every_part_of_the_kit_says_its_options():
    silent = [name for name in templates() if name.startswith("kit/") and len(opening(name)) < 30]

    assert silent == []


def test_files_are_short():
    kinds = ("*.py", "*.html", "*.css", "*.js")
    paths = [path for kind in kinds for path in SOURCE.rglob(kind) if "vendor" not in path.parts]

    assert [str(path.relative_to(SOURCE)) for path in paths if len(path.read_text().splitlines()) > 400] == []


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
    client.raise_request_exception = False  # a page that breaks is found by the tests of its room
    keys = {person("Mariam", at=house).pk, project(at=house).pk}
    found = {}
    for address in addresses():
        if "GET" not in address.screen.methods or "^" in address.route or address.view.__module__.startswith("allauth"):
            continue
        for key in keys if address.arguments else [None]:
            undefined.names.clear()
            path = re.sub(r"<int:[^>]+>", str(key), address.route)
            if "<" not in path:
                with transaction.atomic():
                    client.get(f"/{path}")
                if undefined.names:
                    found[address.name] = sorted(undefined.names)

    assert found == {}
